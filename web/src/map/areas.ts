/** Places → what the map draws: an area as wide as what is known of the place, and a mark in it.
 *
 * A report that says "in Sumy region" names no spot; a dot would claim one. */
import { geoCircle } from "d3-geo";
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import type { MapPlace, Precision } from "../wire.ts";
import { type Lane, lanesOf } from "./lanes.ts";

/** Radius in kilometres by precision: a town with its surroundings, the usual size of an ADM2 and
 * ADM1 area. A country has its own outline. */
export const RADIUS: Record<Exclude<Precision, "country">, number> = {
  point: 2,
  town: 8,
  district: 30,
  region: 90,
  sea: 250,
};
const KM_A_DEGREE = 111.2;

export interface Drawn {
  place: string;
  lane: Lane;
  grade: number;
  events: number;
  icon: string;
}

export type Middle = (country: string | null) => [number, number] | null;

function middleOf(place: MapPlace, middle: Middle): [number, number] | null {
  if (place.lat !== null && place.lon !== null) return [place.lon, place.lat];
  return middle(place.country);
}

function drawn(place: MapPlace, lane: Lane): Drawn {
  const grade = place.best_grade;
  return { place: place.place, lane, grade, events: place[lane], icon: iconName(lane, grade) };
}

export function iconName(lane: Lane, grade: number): string {
  return `${lane}-${grade}`;
}

/** A ring around a point; across the antimeridian its longitudes go on beyond 180. */
function circle(center: [number, number], radius: number): Polygon {
  const ring = geoCircle().center(center).radius(radius).precision(12)();
  const near = (lon: number) => lon - 360 * Math.round((lon - center[0]) / 360);
  const coordinates = ring.coordinates.map((part) =>
    part.map(([lon = 0, lat = 0]) => [near(lon), lat]),
  );
  return { type: "Polygon", coordinates };
}

/** A circle for each place with a point, one a lane. */
export function circles(
  places: readonly MapPlace[],
  shown: ReadonlySet<Lane>,
): FeatureCollection<Polygon, Drawn> {
  const features: Feature<Polygon, Drawn>[] = [];
  for (const place of places) {
    if (place.precision === "country" || place.lat === null || place.lon === null) continue;
    const radius = RADIUS[place.precision] / KM_A_DEGREE;
    const geometry = circle([place.lon, place.lat], radius);
    for (const lane of lanesOf(place, shown))
      features.push({ type: "Feature", geometry, properties: drawn(place, lane) });
  }
  return { type: "FeatureCollection", features };
}

/** A mark for each place, one a lane; `middle` gives a point in a country. */
export function marks(
  places: readonly MapPlace[],
  shown: ReadonlySet<Lane>,
  middle: Middle,
): FeatureCollection<Point, Drawn> {
  const features: Feature<Point, Drawn>[] = [];
  for (const place of places) {
    const coordinates = middleOf(place, middle);
    if (!coordinates) continue;
    for (const lane of lanesOf(place, shown))
      features.push({
        type: "Feature",
        geometry: { type: "Point", coordinates },
        properties: drawn(place, lane),
      });
  }
  return { type: "FeatureCollection", features };
}

/** Codes of the countries whose whole area is all that is known of some event of a lane. */
export function countries(places: readonly MapPlace[], lane: Lane): string[] {
  const whole = places.filter((p) => p.precision === "country" && p[lane] > 0);
  return [...new Set(whole.flatMap((p) => (p.country ? [p.country] : [])))];
}
