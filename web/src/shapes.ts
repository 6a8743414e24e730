/** The form of each credibility, around the middle: the more corners, the surer; 6 is a ring,
 * since nothing is known. Used by the page's marks and by the map's. */

function corners(n: number, radius: number, turn: number): string {
  const points = Array.from({ length: n }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / n;
    return `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

const ROUND = "M-11,0A11,11 0 1 1 11,0A11,11 0 1 1 -11,0Z";
const SHAPES: Record<number, string> = {
  1: corners(8, 11.5, Math.PI / 8),
  2: corners(6, 11.8, 0),
  3: corners(5, 12, 0),
  4: corners(4, 12.5, 0),
  5: "M-11,-9.5H11L0,12Z",
  6: ROUND,
};

/** SVG path in a box from -13 to 13. */
export function shapePath(credibility: number): string {
  return SHAPES[credibility] ?? ROUND;
}
