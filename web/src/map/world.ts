/** The base map: outlines of countries as Natural Earth has them, in one file of the page. */

import atlas from "virtual:basemap";
import { geoArea, geoCentroid } from "d3-geo";
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

interface Named {
  name: string;
  code: string | null;
}
type Land = Feature<Polygon | MultiPolygon, Named>;

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<Named> }>;
export const world = feature(topology, topology.objects.countries) as FeatureCollection<
  Polygon | MultiPolygon,
  Named
>;

/** The largest piece of a country, so that overseas parts do not pull its middle into the sea. */
function mainland({ geometry }: Land): Polygon {
  if (geometry.type === "Polygon") return geometry;
  const parts = geometry.coordinates.map(
    (coordinates): Polygon => ({ type: "Polygon", coordinates }),
  );
  return parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
}

/** A point for each country's name, the largest countries first. */
export const labels: FeatureCollection<Point, Named & { rank: number }> = {
  type: "FeatureCollection",
  features: world.features.map((land) => {
    const main = mainland(land);
    const rank = -geoArea(main);
    const geometry: Point = { type: "Point", coordinates: geoCentroid(main) };
    return { type: "Feature", geometry, properties: { ...land.properties, rank } };
  }),
};

const MIDDLES = new Map(
  labels.features.map((f) => [f.properties.code, f.geometry.coordinates as [number, number]]),
);

export function middle(code: string | null): [number, number] | null {
  return code === null ? null : (MIDDLES.get(code) ?? null);
}
