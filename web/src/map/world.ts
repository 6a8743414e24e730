/** The base map: outlines of countries as Natural Earth has them, and a point for each name. */
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from "geojson";
import { feature, merge, mesh } from "topojson-client";
import type {
  MultiPolygon as Areas,
  GeometryCollection,
  Polygon as OneArea,
  Topology,
} from "topojson-specification";

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
type Area = OneArea | Areas;
export type Border = Polygon | MultiPolygon;
export type World = FeatureCollection<Border, Named>;

export function outlines(atlas: Atlas): World {
  return feature(atlas, atlas.objects.countries) as World;
}

/** All land as one area, and each stretch of coast and border once. By countries most would be drawn
 * twice, and without a GPU that is what the map spends its time on. */
export function ground(atlas: Atlas): FeatureCollection {
  const { countries } = atlas.objects;
  const areas = countries.geometries as Area[];
  const drawn = [merge(atlas, areas), mesh(atlas, countries)];
  return { type: "FeatureCollection", features: drawn.map(shaped) };
}

function shaped(geometry: Geometry): Feature {
  return { type: "Feature", geometry, properties: {} };
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
