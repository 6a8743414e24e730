/** How many events began in each day, week or month, by grade. */
import * as Plot from "@observablehq/plot";
import type { Timeline } from "../wire.ts";
import { plain } from "./plain.ts";

export const GRADES = ["1", "2", "3", "4", "5", "6"];

interface Bar {
  start: Date;
  end: Date;
  grade: string;
  events: number;
}

/** Day after the last of a bin, in UTC. */
export function endOf(start: Date, by: Timeline["by"]): Date {
  const end = new Date(start);
  if (by === "month") end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + (by === "week" ? 7 : 1));
  return end;
}

function bars({ items, by }: Timeline): Bar[] {
  return items.flatMap((bin) => {
    const start = new Date(bin.start);
    const of = (grade: string) => bin.by_grade[grade] ?? 0;
    return GRADES.filter((grade) => of(grade) > 0).map((grade) => ({
      start,
      end: endOf(start, by),
      grade,
      events: of(grade),
    }));
  });
}

export interface Picked extends Timeline {
  /** Hears the first and the last day of a bin that was clicked. */
  pick?: (first: string, last: string) => void;
}

const DAY = 86_400_000;
const iso = (date: Date) => date.toISOString().slice(0, 10);

export function timeline(data: Picked, { width }: { width: number }): Element {
  const all = bars(data);
  const drawn = plain({
    width,
    height: 150,
    marginLeft: 44,
    marginRight: 12,
    marginBottom: 36,
    ariaLabel: "Events in time, by grade",
    x: { type: "utc", label: null },
    y: { label: null, grid: true, ticks: 3, tickFormat: "~s" },
    color: { type: "identity" },
    marks: [
      Plot.rectY(all, {
        x1: "start",
        x2: "end",
        y: "events",
        fill: (bar: Bar) => `var(--grade-${bar.grade})`,
        order: "grade",
        insetLeft: 0.5,
        insetRight: 0.5,
        title: (bar: Bar) => `${iso(bar.start)}: ${bar.events} of grade ${bar.grade}`,
      }),
      Plot.ruleY([0]),
    ],
  });
  drawn.classList.add("timeline");
  drawn.addEventListener("click", ({ target }) => {
    // Plot binds to each form the number of its datum.
    const bar = all[(target as { __data__?: number } | null)?.__data__ ?? -1];
    if (bar) data.pick?.(iso(bar.start), iso(new Date(bar.end.valueOf() - DAY)));
  });
  return drawn;
}
