/** What is drawn apart on the map, because only the first is told as having happened. */
import type { MapPlace } from "../wire.ts";

export const LANES = ["actual", "planned", "feared", "denied"] as const;
export type Lane = (typeof LANES)[number];

export const LANE_WORDS: Record<Lane, string> = {
  actual: "happened",
  planned: "planned",
  feared: "feared or supposed",
  denied: "denied",
};

/** Lanes of a place that are to be drawn, what happened first. */
export function lanesOf(place: MapPlace, shown: ReadonlySet<Lane>): Lane[] {
  return LANES.filter((lane) => shown.has(lane) && place[lane] > 0);
}
