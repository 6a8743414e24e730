/** The base map: outlines of countries as Natural Earth has them, and a point for each name. */
import type { FeatureCollection, MultiPolygon, Point, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface Named {
  name: string;
  /** As the ledger writes it; null where no state has the area. */
  code: string | null;
}

export interface Label extends Named {
  lon: number;
  lat: number;
  rank: number;
}

export type Atlas = Topology<{ countries: GeometryCollection<Named> }>;
export type Border = Polygon | MultiPolygon;
export type World = FeatureCollection<Border, Named>;

export function outlines(atlas: Atlas): World {
  return feature(atlas, atlas.objects.countries) as World;
}

export function points(labels: readonly Label[]): FeatureCollection<Point, Label> {
  return {
    type: "FeatureCollection",
    features: labels.map((label) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [label.lon, label.lat] },
      properties: label,
    })),
  };
}

export function middles(labels: readonly Label[]): Map<string | null, [number, number]> {
  return new Map(labels.map(({ code, lon, lat }) => [code, [lon, lat]]));
}
