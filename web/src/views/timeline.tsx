/** When events began, under the map. */

import { useCallback, useMemo, useRef } from "preact/hooks";
import { asked } from "../api.ts";
import { type Picked, timeline } from "../charts/timeline.ts";
import type { View } from "../context.ts";
import { useAsked } from "../hooks.ts";
import { AsTable, Drawing } from "../parts/figure.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { filtersOf, hashOf, withFilter } from "../route.ts";
import { count, day } from "../say.ts";
import type { Bin, Timeline } from "../wire.ts";

const DAY = 86_400_000;
/** Most days told day by day, and most told week by week. */
const BY_DAY = 120;
const BY_WEEK = 1500;

/** The bin that leaves bars wide enough to be seen. */
export function binOf(since: string | null, until: string | null): Bin {
  if (!since || !until) return "month";
  const span = (Date.parse(until) - Date.parse(since)) / DAY;
  return span <= BY_DAY ? "day" : span <= BY_WEEK ? "week" : "month";
}

/** Years before the newest day that are drawn where nobody asks for more: one event of long ago
 * would press all others into a corner. */
const YEARS = 5;

/** Bins from a day on, and how many events were before. */
export function lately({ items, by }: Timeline, since: string): [Timeline, number] {
  const left = items.filter((bin) => bin.start < since);
  const before = left.reduce((sum, bin) => sum + bin.events, 0);
  return [{ by, items: items.slice(left.length) }, before];
}

function firstDrawn(newest: string | null): string {
  const year = Number(newest?.slice(0, 4) ?? 0) - YEARS;
  return `${String(Math.max(0, year)).padStart(4, "0")}${newest?.slice(4) ?? ""}`;
}

function Bars({ data, left, pick }: { data: Timeline; left: number; pick: Picked["pick"] }) {
  const drawn = useMemo(() => ({ ...data, ...(pick && { pick }) }), [data, pick]);
  const earlier = left ? ` ${count(left, "earlier event")} not drawn: set From to see them.` : "";
  return (
    <Drawing
      data={drawn}
      draw={timeline}
      caption={`Events by ${data.by}, the surest grade at the bottom of each bar; a click narrows to it.${earlier}`}
    >
      <AsTable
        head={["from", "events", "grades"]}
        rows={data.items.map((bin) => [
          day(bin.start),
          bin.events,
          Object.entries(bin.by_grade)
            .map(([grade, n]) => `${grade}: ${n}`)
            .join(", "),
        ])}
      />
    </Drawing>
  );
}

export function TimelineFigure({ route, desk, version, go }: View) {
  const query = filtersOf(route.query);
  const since = query.get("since");
  // By the reports: what is only planned may lie decades ahead.
  const newest = desk.newest_report ?? desk.newest_day;
  const first = since ?? firstDrawn(newest);
  query.set("by", binOf(first, query.get("until") ?? newest));
  const found = useAsked<Timeline>(asked("timeline", query), version);
  const narrow = useRef<NonNullable<Picked["pick"]>>(() => {});
  narrow.current = (from, to) => {
    const within = withFilter(withFilter(route.query, "since", [from]), "until", [to]);
    go(hashOf({ ...route, query: within }));
  };
  const pick = useCallback((from: string, to: string) => narrow.current(from, to), []);
  const shown = useMemo(
    () => found.data && lately(found.data, since ? "" : first),
    [found.data, since, first],
  );
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">In time</h2>
      <Shown asked={found} what="the timeline">
        {() =>
          shown?.[0].items.length ? (
            <Bars data={shown[0]} left={shown[1]} pick={pick} />
          ) : (
            <Empty>No event with a day passes these filters.</Empty>
          )
        }
      </Shown>
    </section>
  );
}
