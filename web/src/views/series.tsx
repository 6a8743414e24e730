/** Two actors in time. */

import { asked } from "../api.ts";
import { series } from "../charts/series.ts";
import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { AlarmItem } from "../parts/alarm.tsx";
import { AsTable, Drawing } from "../parts/figure.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { hashOf, withFilter } from "../route.ts";
import { count, day } from "../say.ts";
import type { Bin, Listed, Pair, Series } from "../wire.ts";

const BINS: Bin[] = ["day", "week", "month"];

function Pairs({ view }: { view: View }) {
  const found = useAsked<Listed<Pair> | Pair[]>("series/pairs", view.version);
  return (
    <Shown asked={found} what="pairs of actors">
      {(data) => {
        const pairs = Array.isArray(data) ? data : data.items;
        if (!pairs.length) return <Empty>No two actors share an event yet.</Empty>;
        return (
          <ul class="pairs">
            {pairs.map(({ a, b, name_a, name_b, events }) => (
              <li key={`${a} ${b}`}>
                <a href={hashOf({ view: "series", query: new URLSearchParams({ a, b }) })}>
                  <Name text={name_a} /> and <Name text={name_b} />
                </a>{" "}
                <span class="aside">
                  {a}, {b} · {count(events, "event")}
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Shown>
  );
}

function Choose({ route, go }: View) {
  const { query } = route;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = [...form].map(([name, value]): [string, string] => [name, String(value).trim()]);
    go(hashOf({ view: "series", query: new URLSearchParams(said.filter(([, v]) => v)) }));
  };
  return (
    <form class="fields" onSubmit={submit}>
      <label>
        One actor
        <input name="a" required defaultValue={query.get("a") ?? ""} placeholder="RUS" />
      </label>
      <label>
        The other
        <input name="b" required defaultValue={query.get("b") ?? ""} placeholder="UKR" />
      </label>
      <label>
        By
        <select name="by" defaultValue={query.get("by") ?? "week"}>
          {BINS.map((by) => (
            <option key={by} value={by} selected={by === (query.get("by") ?? "week")}>
              {by}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          name="directed"
          value="true"
          defaultChecked={query.get("directed") === "true"}
        />{" "}
        only the first towards the other
      </label>
      <button type="submit">Draw</button>
    </form>
  );
}

/** Nothing where the desk does not say. */
function Alarms({ alarms }: Pick<Series, "alarms">) {
  if (!alarms) return null;
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">Alarms of this series</h2>
      {alarms.length ? (
        <ul class="rows">
          {alarms.map((alarm) => (
            <AlarmItem key={alarm.id} alarm={alarm} />
          ))}
        </ul>
      ) : (
        <Empty>No alarm was raised on it.</Empty>
      )}
    </section>
  );
}

function Drawn({ data }: { data: Series }) {
  if (!data.items.length) return <Empty>These two share no event that has a day.</Empty>;
  const gaps = data.items.filter((bin) => bin.gap).length;
  return (
    <>
      <Drawing
        data={data}
        draw={series}
        caption={`Score by ${data.by}; the band is what the grades leave open. ${
          gaps ? `${count(gaps, data.by)} without reports are left open: silence is not peace.` : ""
        }${data.left_out ? ` ${count(data.left_out, "event")} of a vaguer time not counted.` : ""}`}
      >
        <AsTable
          head={["from", "score", "low", "high", "events", "conflict in deeds", "reports"]}
          rows={data.items.map((bin) => [
            day(bin.start),
            bin.gap ? bin.why || "no reports" : (bin.score?.toFixed(2) ?? ""),
            bin.low?.toFixed(2) ?? "",
            bin.high?.toFixed(2) ?? "",
            bin.events,
            bin.material_conflict,
            bin.reports,
          ])}
        />
      </Drawing>
      <Alarms alarms={data.alarms} />
    </>
  );
}

export function SeriesView(view: View) {
  useTitle("Series");
  const { query } = view.route;
  const [a, b] = [query.get("a") ?? "", query.get("b") ?? ""];
  const wanted = withFilter(query, "by", [query.get("by") ?? "week"]);
  const found = useAsked<Series>(a && b ? asked("series", wanted) : null, view.version);
  return (
    <>
      <h1>Series</h1>
      <Choose key={`${a} ${b}`} {...view} />
      {a && b ? (
        <Shown asked={found} what="the series">
          {(data) => <Drawn data={data} />}
        </Shown>
      ) : (
        <>
          <h2>Who acts with whom most</h2>
          <Pairs view={view} />
        </>
      )}
    </>
  );
}
