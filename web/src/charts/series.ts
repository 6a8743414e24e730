/** Conflict and cooperation between two actors: the score with its band, gaps left open, alarms. */
import * as Plot from "@observablehq/plot";
import type { Alarm, Series, SeriesBin } from "../wire.ts";
import { plain } from "./plain.ts";
import { endOf } from "./timeline.ts";

interface Drawn extends SeriesBin {
  at: Date;
}

/** Runs of bins in which nobody reported: from the first day to the day after the last. */
export function gaps(items: readonly SeriesBin[], by: Series["by"]): { from: Date; to: Date }[] {
  const out: { from: Date; to: Date }[] = [];
  items.forEach((bin, i) => {
    if (!bin.gap) return;
    const to = endOf(new Date(bin.start), by);
    const last = out.at(-1);
    if (items[i - 1]?.gap && last) last.to = to;
    else out.push({ from: new Date(bin.start), to });
  });
  return out;
}

function told(bin: Drawn): string {
  const score = bin.score === null ? "no score" : `score ${bin.score.toFixed(2)}`;
  return `${bin.start}: ${score}, ${bin.events} events in ${bin.reports} reports`;
}

const alarmed = (alarm: Alarm) => `${alarm.state}: ${alarm.what}`;

export function series(data: Series, { width }: { width: number }): Element {
  const items: Drawn[] = data.items.map((bin) => ({ ...bin, at: new Date(bin.start) }));
  const empty = gaps(data.items, data.by);
  const standing = (data.alarms ?? []).filter((alarm) => alarm.state !== "withdrawn");
  return plain({
    width,
    height: Math.max(220, Math.min(340, width / 2.6)),
    marginLeft: 44,
    marginRight: 16,
    marginTop: 26,
    ariaLabel: "Score in time, with its band",
    x: { type: "utc", label: null },
    y: { label: "↑ cooperation   ↓ conflict", grid: true, nice: true },
    marks: [
      Plot.rectX(empty, { x1: "from", x2: "to", fill: "var(--gap)", title: () => "no reports" }),
      Plot.ruleY([0], { stroke: "var(--soft)" }),
      Plot.areaY(items, { x: "at", y1: "low", y2: "high", fill: "var(--band)" }),
      Plot.lineY(items, { x: "at", y: "score", stroke: "var(--ink)", strokeWidth: 1.8 }),
      Plot.dot(items, { x: "at", y: "score", r: 1.6, fill: "var(--ink)", title: told }),
      ...standing.map((alarm) =>
        Plot.ruleX([alarm], {
          x: (a: Alarm) => new Date(a.since),
          stroke: "var(--against)",
          strokeDasharray: alarm.state === "standing" ? "none" : "3 3",
          title: alarmed,
        }),
      ),
      Plot.text(standing, {
        x: (a: Alarm) => new Date(a.since),
        frameAnchor: "top",
        text: () => "▲",
        dy: -14,
        fill: "var(--against)",
        title: alarmed,
      }),
    ],
  });
}
