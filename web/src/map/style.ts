/** The map's layers, from the sea up. No address stands in it: everything is in the page. */

import type { FeatureCollection } from "geojson";
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Form } from "./areas.ts";
import { LANES, type Lane } from "./lanes.ts";
import type { Palette } from "./palette.ts";
import { type Label, points } from "./world.ts";

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
/** A whole line has none: drawing dashes costs more. */
const DASH: Record<Lane, { "line-dasharray"?: number[] }> = {
  actual: {},
  planned: { "line-dasharray": [4, 2] },
  feared: { "line-dasharray": [1, 2] },
  denied: { "line-dasharray": [6, 2] },
};

function byGrade(palette: Palette): ExpressionSpecification {
  const pairs = [1, 2, 3, 4, 5].flatMap((n) => [n, palette.grade[n] ?? palette.soft]);
  return ["match", ["get", "grade"], ...pairs, palette.soft] as unknown as ExpressionSpecification;
}

/** Areas of a lane, and countries of which no more is known than that it was there. */
function laneLayers(lane: Lane, palette: Palette): LayerSpecification[] {
  const real = lane === "actual";
  const line = real ? palette.ink : lane === "denied" ? palette.against : palette.unreal;
  return [
    {
      id: `country-${lane}`,
      type: "line",
      source: "events",
      filter: only("country", lane),
      paint: {
        "line-color": line,
        "line-width": 1,
        "line-opacity": 0.7,
        ...DASH[lane],
      },
    },
    {
      id: `area-${lane}`,
      type: "fill",
      source: "events",
      filter: only("circle", lane),
      paint: {
        "fill-color": byGrade(palette),
        "fill-opacity": real ? 0.28 : 0.06,
        "fill-antialias": false,
      },
    },
    {
      id: `edge-${lane}`,
      type: "line",
      source: "events",
      filter: only("circle", lane),
      paint: { "line-color": line, "line-width": 1.2, ...DASH[lane] },
    },
  ];
}

function only(form: Form, lane?: Lane): FilterSpecification {
  const formed: FilterSpecification = ["==", ["get", "form"], form];
  return lane ? ["all", formed, ["==", ["get", "lane"], lane]] : formed;
}

function base(palette: Palette): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": palette.sea } },
    {
      id: "land",
      type: "fill",
      source: "ground",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": palette.land, "fill-antialias": false },
    },
    {
      id: "border",
      type: "line",
      source: "ground",
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": palette.border, "line-width": 0.7 },
    },
    {
      id: "whole",
      type: "fill",
      source: "events",
      filter: only("country", "actual"),
      paint: {
        "fill-color": palette.grade[3] ?? palette.soft,
        "fill-opacity": 0.16,
        "fill-antialias": false,
      },
    },
  ];
}

function names(palette: Palette): LayerSpecification {
  return {
    id: "names",
    type: "symbol",
    source: "labels",
    layout: {
      "text-field": ["get", "name"],
      "text-font": ["sans-serif"],
      "text-size": ["interpolate", ["linear"], ["zoom"], 1, 9, 5, 13],
      "text-letter-spacing": 0.06,
      "text-max-width": 7,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: {
      "text-color": palette.soft,
      "text-halo-color": palette.land,
      "text-halo-width": 1.2,
    },
  };
}

function icons(): LayerSpecification {
  return {
    id: "marks",
    type: "symbol",
    source: "events",
    filter: only("mark"),
    layout: {
      "icon-image": ["get", "icon"],
      "icon-size": ["interpolate", ["linear"], ["get", "events"], 1, 0.72, 30, 1.1],
      // Where marks crowd, the surest stays and the others come back nearer by.
      "symbol-sort-key": ["get", "grade"],
      "icon-padding": 0,
    },
  };
}

export function styleOf(
  palette: Palette,
  ground: FeatureCollection,
  labels: readonly Label[],
): StyleSpecification {
  return {
    version: 8,
    sources: {
      ground: { type: "geojson", data: ground, tolerance: 0.2 },
      labels: { type: "geojson", data: points(labels) },
      // All in one, so that what is new is cut into tiles and drawn once.
      events: { type: "geojson", data: NOTHING, tolerance: 0.2 },
    },
    layers: [
      ...base(palette),
      ...LANES.flatMap((lane) => laneLayers(lane, palette)),
      names(palette),
      icons(),
    ],
  };
}
