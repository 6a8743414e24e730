/** What the map draws of a place: an area as wide as what is known, and nothing unreal unasked. */
import { geoDistance } from "d3-geo";
import { topology } from "topojson-server";
import { describe, expect, it } from "vitest";
import { circles, countries, marks, RADIUS } from "../src/map/areas.ts";
import { LANES, type Lane } from "../src/map/lanes.ts";
import { type Atlas, type Border, ground, type World } from "../src/map/world.ts";
import { shapePath } from "../src/shapes.ts";
import type { MapPlace } from "../src/wire.ts";

const EARTH_KM = 6371;
const none = { actual: 0, planned: 0, feared: 0, denied: 0 };
const SUMY: MapPlace = {
  ...{ place: "g:1", name: "Sumy Oblast", country: "UKR", lat: 51, lon: 34 },
  ...{ precision: "region", events: 3, best_grade: 2, type: "ASSAULT" },
  ...{ ...none, actual: 2, planned: 1 },
};
const UKRAINE: MapPlace = {
  ...{ ...SUMY, place: "g:2", name: "Ukraine", precision: "country", lat: null, lon: null },
  ...{ ...none, actual: 1 },
};
const SQUARE: Border = {
  type: "Polygon",
  coordinates: [
    [
      [22, 45],
      [40, 45],
      [40, 52],
      [22, 52],
      [22, 45],
    ],
  ],
};
const WORLD: World = {
  type: "FeatureCollection",
  features: [{ type: "Feature", geometry: SQUARE, properties: { name: "Ukraine", code: "UKR" } }],
};
const only = (...lanes: Lane[]) => new Set(lanes);

describe("a place", () => {
  it.each([
    ["what happened, unless asked", only("actual"), ["actual"]],
    ["plans too, when asked", only("actual", "planned"), ["actual", "planned"]],
    ["plans alone", only("planned"), ["planned"]],
    ["nothing of what is not told there", only("denied"), []],
  ])("shows %s", (_, shown, lanes) => {
    expect(circles([SUMY], shown).map((f) => f.properties.lane)).toEqual(lanes);
  });

  it.each(Object.entries(RADIUS))("told as a %s is an area %d km around", (precision, km) => {
    const place = { ...SUMY, precision: precision as keyof typeof RADIUS };
    const ring = circles([place], only("actual"))[0]?.geometry.coordinates[0] ?? [];
    for (const point of ring) {
      const away = geoDistance(point as [number, number], [34, 51]) * EARTH_KM;
      expect(Math.abs(away - km)).toBeLessThan(km * 0.01);
    }
  });

  it("beside the antimeridian is one area, not a stripe around the world", () => {
    const fiji = { ...SUMY, lat: -17, lon: 179.9 };
    const ring = circles([fiji], only("actual"))[0]?.geometry.coordinates[0] ?? [];
    const lons = ring.map(([lon = 0]) => lon);
    expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(5);
  });

  it("of which only the country is known has no circle: the country is its area", () => {
    expect(circles([UKRAINE], only("actual"))).toEqual([]);
    const outlined = countries([UKRAINE, SUMY], only("actual"), WORLD);
    expect(outlined.map((f) => [f.properties.place, f.geometry])).toEqual([["g:2", SQUARE]]);
    expect(countries([UKRAINE], only("planned"), WORLD)).toEqual([]);
    expect(countries([{ ...UKRAINE, country: "ZZZ" }], only("actual"), WORLD)).toEqual([]);
  });

  it("has its mark in the middle of its country, or none where nobody knows that", () => {
    const middle = (code: string | null): [number, number] | null =>
      code === "UKR" ? [31, 49] : null;
    const at = marks([UKRAINE], only("actual"), middle)[0]?.geometry.coordinates;
    expect(at).toEqual([31, 49]);
    const nowhere = { ...UKRAINE, country: null };
    expect(marks([nowhere], only("actual"), middle)).toEqual([]);
  });
});

it("has ground that draws the border between two countries once", () => {
  const next: Border = {
    type: "Polygon",
    coordinates: [
      [
        [40, 45],
        [50, 45],
        [50, 52],
        [40, 52],
        [40, 45],
      ],
    ],
  };
  const properties = { name: "Russia", code: "RUS" };
  const features = [...WORLD.features, { type: "Feature" as const, geometry: next, properties }];
  const countries = { type: "FeatureCollection" as const, features };
  const [land, borders] = ground(topology({ countries }) as unknown as Atlas).features;
  const rings = land?.geometry.type === "MultiPolygon" ? land.geometry.coordinates : [];
  expect(rings).toHaveLength(1);
  const lines = borders?.geometry.type === "MultiLineString" ? borders.geometry.coordinates : [];
  const steps = lines.flatMap((line) => line.slice(1).map((to, i) => [line[i], to]));
  expect(steps.filter((ends) => ends.every((at) => at?.[0] === 40))).toHaveLength(1);
});

it("has a mark of its own form for each grade", () => {
  const forms = [1, 2, 3, 4, 5, 6].map(shapePath);
  expect(new Set(forms).size).toBe(6);
});

it("draws what happened first", () => {
  expect(LANES[0]).toBe("actual");
});
