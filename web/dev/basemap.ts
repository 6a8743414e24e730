/** At build: world-atlas and the project's own table of states → the base map as two modules, a
 * coarse one with a point for each name, and a fine one for when a reader looks nearer. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";
import type { Atlas, Label, Named, World } from "../src/map/world.ts";

const STATES = fileURLToPath(new URL("../../src/vedette/data/states.tsv", import.meta.url));
/** Areas that ISO 3166 gives no number; the rest of those belong to nobody's code. */
const BY_NAME: Record<string, string> = { Kosovo: "KOS" };

/** Steps from west to east in which outlines are written. */
const FINENESS = 1e5;

/** ISO number → the three letters that the ledger writes, states that are no more left out. */
function codes(): Map<string, string> {
  const [head = "", ...rows] = readFileSync(STATES, "utf-8").trimEnd().split("\n");
  const columns = head.split("\t");
  const at = (row: string[], name: string) => row[columns.indexOf(name)] ?? "";
  const split = rows.map((row) => row.split("\t"));
  return new Map(
    split
      .filter((row) => at(row, "numeric") !== "" && at(row, "end") === "")
      .map((row) => [at(row, "numeric"), at(row, "alpha3")]),
  );
}

/** The countries of world-atlas under the ledger's codes, on a sphere. */
function globe(scale: "110m" | "50m"): World {
  const file = new URL(`../node_modules/world-atlas/countries-${scale}.json`, import.meta.url);
  const found = JSON.parse(readFileSync(fileURLToPath(file), "utf-8")) as Topology;
  const numbers = codes();
  const { features } = feature(found, found.objects.countries as GeometryCollection<Named>);
  const coded = features.map((land) => {
    const { name } = land.properties;
    const code = numbers.get(String(land.id ?? "")) ?? BY_NAME[name] ?? null;
    return { ...land, properties: { name, code } };
  });
  return { type: "FeatureCollection", features: coded } as World;
}

/** Cut along the antimeridian, or a flat map would draw Russia right across itself. */
function flat(world: World): Atlas {
  const plain = geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0)
    .reflectY(true);
  const cut = geoProject(world, plain) as FeatureCollection;
  return topology({ countries: cut }, FINENESS) as unknown as Atlas;
}

/** The largest piece of a country, so that overseas parts do not pull its middle into the sea. */
function mainland(geometry: Polygon | MultiPolygon): Polygon {
  if (geometry.type === "Polygon") return geometry;
  const parts = geometry.coordinates.map(
    (coordinates): Polygon => ({ type: "Polygon", coordinates }),
  );
  return parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
}

/** A point for each country's name; the largest has the lowest rank. */
function labels({ features }: World): Label[] {
  const round = (n: number) => Number(n.toFixed(2));
  return features.map(({ geometry, properties }) => {
    const main = mainland(geometry);
    const [lon = 0, lat = 0] = geoCentroid(main).map(round);
    return { ...properties, lon, lat, rank: -round(geoArea(main) * 1e4) };
  });
}

/** Parsing text is quicker for a browser than reading a large object as code. */
const parsed = (data: object) => `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;

const MODULES: Record<string, () => string> = {
  "virtual:basemap": () =>
    `export const atlas = ${parsed(flat(globe("110m")))}; export const labels = ${parsed(labels(globe("50m")))};`,
  "virtual:basemap-near": () => `export const atlas = ${parsed(flat(globe("50m")))};`,
};

export function basemap(): Plugin {
  return {
    name: "vedette-basemap",
    resolveId: (id) => (id in MODULES ? `\0${id}` : undefined),
    load: (id) => MODULES[id.slice(1)]?.(),
  };
}
