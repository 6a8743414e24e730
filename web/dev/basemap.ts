/** At build: world-atlas and the project's own table of states → the base map as a module. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Topology } from "topojson-specification";
import type { Plugin } from "vite";

const ID = "virtual:basemap";
const STATES = fileURLToPath(new URL("../../src/vedette/data/states.tsv", import.meta.url));
const ATLAS = fileURLToPath(
  new URL("../node_modules/world-atlas/countries-50m.json", import.meta.url),
);
/** Areas that ISO 3166 gives no number; the rest of those belong to nobody's code. */
const BY_NAME: Record<string, string> = { Kosovo: "KOS" };

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

function coded(): Topology {
  const atlas = JSON.parse(readFileSync(ATLAS, "utf-8")) as Topology;
  const { countries } = atlas.objects;
  if (countries?.type !== "GeometryCollection") throw new Error(`${ATLAS} has no countries`);
  const numbers = codes();
  for (const country of countries.geometries) {
    const { name } = country.properties as { name: string };
    const code = numbers.get(String(country.id ?? "")) ?? BY_NAME[name] ?? null;
    country.properties = { name, code };
  }
  return { ...atlas, objects: { countries } };
}

export function basemap(): Plugin {
  return {
    name: "vedette-basemap",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}`
        ? `export default JSON.parse(${JSON.stringify(JSON.stringify(coded()))})`
        : undefined,
  };
}
