/** Marks of the map, drawn into pictures that WebGL can use: the same forms as the page's marks. */
import { shapePath } from "../shapes.ts";
import { iconName } from "./areas.ts";
import { LANES, type Lane } from "./lanes.ts";
import type { Palette } from "./palette.ts";

const SIZE = 30;
/** Pixels of the picture for one of the page: sharp on dense screens. */
export const DENSITY = 2;
const DASHES: Record<Lane, number[]> = {
  actual: [],
  planned: [5, 3],
  feared: [1.5, 3],
  denied: [],
};

function icon(lane: Lane, grade: number, palette: Palette): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * DENSITY;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  pen.scale(DENSITY, DENSITY);
  pen.translate(SIZE / 2, SIZE / 2);
  const form = new Path2D(shapePath(grade));
  const real = lane === "actual";
  const ink = real ? palette.onGrade[grade] : palette.ink;
  pen.fillStyle = (real ? palette.grade[grade] : palette.card) ?? "";
  pen.fill(form);
  pen.setLineDash(DASHES[lane]);
  pen.lineWidth = real ? 1 : 1.8;
  pen.strokeStyle = real ? palette.card : palette.unreal;
  if (real && grade === 6) pen.strokeStyle = palette.ink;
  pen.stroke(form);
  pen.setLineDash([]);
  pen.fillStyle = ink ?? "";
  pen.font = "700 13px Arial, Helvetica, sans-serif";
  pen.textAlign = "center";
  pen.fillText(String(grade), 0, 4.6);
  if (lane === "denied") struck(pen, palette);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function struck(pen: CanvasRenderingContext2D, palette: Palette): void {
  pen.beginPath();
  pen.moveTo(-12, 10);
  pen.lineTo(12, -10);
  pen.strokeStyle = palette.against;
  pen.lineWidth = 2;
  pen.stroke();
}

/** Every mark by its name. */
export function icons(palette: Palette): [string, ImageData][] {
  return LANES.flatMap((lane) =>
    [1, 2, 3, 4, 5, 6].map((grade): [string, ImageData] => [
      iconName(lane, grade),
      icon(lane, grade, palette),
    ]),
  );
}
