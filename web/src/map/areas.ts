/** Places → what the map draws: an area as wide as what is known of the place, and a mark in it.
 *
 * A report that says "in Sumy region" names no spot; a dot would claim one. */
import { geoCircle } from "d3-geo";
import type { Feature, Geometry, Point, Polygon } from "geojson";
import type { MapPlace, Precision } from "../wire.ts";
import { type Lane, lanesOf } from "./lanes.ts";
import type { Border, World } from "./world.ts";

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

export type Form = "circle" | "country" | "mark";

export interface Drawn {
  form: Form;
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

export type Shape<G extends Geometry = Geometry> = Feature<G, Drawn>;

/** A form, once for each lane that the place has. */
function drawn<G extends Geometry>(
  form: Form,
  geometry: G,
  place: MapPlace,
  lanes: readonly Lane[],
): Shape<G>[] {
  const { place: id, best_grade: grade } = place;
  return lanes.map((lane) => {
    const icon = iconName(lane, grade);
    const properties = { form, place: id, lane, grade, events: place[lane], icon };
    return { type: "Feature", geometry, properties };
  });
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
export function circles(places: readonly MapPlace[], shown: ReadonlySet<Lane>): Shape<Polygon>[] {
  return places.flatMap((place) => {
    if (place.precision === "country" || place.lat === null || place.lon === null) return [];
    const around = circle([place.lon, place.lat], RADIUS[place.precision] / KM_A_DEGREE);
    return drawn("circle", around, place, lanesOf(place, shown));
  });
}

/** The outline of each country whose whole area is all that is known of some event, one a lane. */
export function countries(
  places: readonly MapPlace[],
  shown: ReadonlySet<Lane>,
  world: World,
): Shape<Border>[] {
  return places.flatMap((place) => {
    if (place.precision !== "country" || place.country === null) return [];
    const outline = world.features.find((one) => one.properties.code === place.country);
    return outline ? drawn("country", outline.geometry, place, lanesOf(place, shown)) : [];
  });
}

/** A mark for each place, one a lane; `middle` gives a point in a country. */
export function marks(
  places: readonly MapPlace[],
  shown: ReadonlySet<Lane>,
  middle: Middle,
): Shape<Point>[] {
  return places.flatMap((place) => {
    const coordinates = middleOf(place, middle);
    if (!coordinates) return [];
    return drawn("mark", { type: "Point", coordinates }, place, lanesOf(place, shown));
  });
}
