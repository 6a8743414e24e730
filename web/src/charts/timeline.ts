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

export function timeline(data: Timeline, { width }: { width: number }): Element {
  return plain({
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
      Plot.rectY(bars(data), {
        x1: "start",
        x2: "end",
        y: "events",
        fill: (bar: Bar) => `var(--grade-${bar.grade})`,
        order: "grade",
        insetLeft: 0.5,
        insetRight: 0.5,
        title: (bar: Bar) =>
          `${bar.start.toISOString().slice(0, 10)}: ${bar.events} of grade ${bar.grade}`,
      }),
      Plot.ruleY([0]),
    ],
  });
}
