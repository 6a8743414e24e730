/** When events began, under the map. */

import { asked } from "../api.ts";
import { timeline } from "../charts/timeline.ts";
import type { View } from "../context.ts";
import { useAsked } from "../hooks.ts";
import { AsTable, Drawing } from "../parts/figure.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { filtersOf } from "../route.ts";
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

export function TimelineFigure({ route, desk, version }: View) {
  const query = filtersOf(route.query);
  const since = query.get("since") ?? desk.oldest_day;
  query.set("by", binOf(since, query.get("until") ?? desk.newest_day));
  const found = useAsked<Timeline>(asked("timeline", query), version);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">In time</h2>
      <Shown asked={found} what="the timeline">
        {(data) =>
          data.items.length ? (
            <Drawing
              data={data}
              draw={timeline}
              caption={`Events by ${data.by}, the surest grade at the bottom of each bar`}
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
          ) : (
            <Empty>{count(0, "event")} with a day pass these filters.</Empty>
          )
        }
      </Shown>
    </section>
  );
}
