/** Numbers, days and codes in words. */
import type { EventRow, Lane, MapPlace, Precision, Status } from "./wire.ts";

const NUMBER = new Intl.NumberFormat("en-GB");
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const CLOCK = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

export const STATUS: Record<Status, string> = {
  actual: "happened",
  historical: "background",
  future: "planned",
  hypothetical: "feared or supposed",
  requested: "asked for",
  negated: "denied",
};
export const LANE: Record<Lane, string> = {
  actual: "what happened",
  ahead: "what may come",
  denied: "what is denied",
};
export const QUAD: Record<string, string> = {
  "V-COOP": "cooperation in words",
  "M-COOP": "cooperation in deeds",
  "V-CONF": "conflict in words",
  "M-CONF": "conflict in deeds",
};
export const AREA: Record<Precision, string> = {
  point: "a spot",
  town: "a town",
  district: "a district",
  region: "a region",
  country: "a whole country",
  sea: "a sea",
};

export function count(n: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(n)} ${n === 1 ? one : many}`;
}

export function number(n: number): string {
  return NUMBER.format(n);
}

/** "judgement 3", "judgements 3 to 5": numbers of one ruling follow one another. */
export function judgements(numbers: readonly number[]): string {
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? `judgement ${first}` : `judgements ${first} to ${last}`;
}

/** An ISO day or time → "11 Mar 2026"; what is no day is left as it is. */
export function day(iso: string | null): string {
  if (!iso) return "no day given";
  const at = new Date(iso.length > 10 ? iso : `${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at.valueOf()) ? iso : DAY.format(at);
}

export function clock(iso: string | null): string {
  if (!iso) return "never";
  const at = new Date(iso);
  return Number.isNaN(at.valueOf()) ? iso : `${CLOCK.format(at)} UTC`;
}

export function days(event: Pick<EventRow, "first_day" | "last_day">): string {
  const { first_day, last_day } = event;
  if (!first_day || !last_day || first_day === last_day) return day(first_day ?? last_day);
  return `${day(first_day)} to ${day(last_day)}`;
}

/** "Assault, drone". */
export function kind(event: Pick<EventRow, "type" | "mode">): string {
  const type = event.type.charAt(0) + event.type.slice(1).toLowerCase().replaceAll("_", " ");
  return event.mode ? `${type}, ${event.mode}` : type;
}

/** What a speaker does by a claim: "denies", "confirms". */
export function says(stance: string): string {
  const verb = stance.toLowerCase();
  return verb.endsWith("y") ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** How a speaker knows. */
export function basis(given: string): string {
  return given === "none given" ? "does not say how they know" : given;
}

/** What there is at a place: "3 events, 1 planned". */
export function at(place: MapPlace): string {
  const rest = (["planned", "feared", "denied"] as const).filter((k) => place[k] > 0);
  return [count(place.actual, "event"), ...rest.map((k) => `${place[k]} ${k}`)].join(", ");
}
