/** The brief of some time, each sentence with the events that it rests on. */

import { asked } from "../api.ts";
import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { Empty, Shown } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { hashOf } from "../route.ts";
import { clock, count } from "../say.ts";
import type { Brief } from "../wire.ts";

const SPANS = [
  ["24h", "a day"],
  ["72h", "three days"],
  ["7d", "a week"],
  ["30d", "a month"],
  ["365d", "a year"],
] as const;

function Sections({ brief }: { brief: Brief }) {
  return (
    <>
      <p class="aside">
        Written {clock(brief.generated)}; newest source {clock(brief.newest_source)}.
        {brief.stale.length > 0 && (
          <strong>
            {" "}
            Silent: <Name text={brief.stale.map(({ name }) => name).join(", ")} />.
          </strong>
        )}
      </p>
      {brief.refused !== undefined && brief.refused > 0 && (
        <p class="problem">
          {count(brief.refused, "sentence")} did not pass the checks and{" "}
          {brief.refused === 1 ? "is" : "are"} not told.
        </p>
      )}
      {brief.sections.map(({ title, sentences, more = 0 }) => (
        <section key={title}>
          <h2>{title}</h2>
          {sentences.length === 0 && <Empty>Nothing.</Empty>}
          {sentences.map(({ text, events, alarm }) => (
            <p key={text} class="sentence">
              <Name text={text} />{" "}
              {alarm && (
                <a class="cite" href={hashOf({ view: "alarms", id: alarm })}>
                  alarm<span class="unseen"> {alarm}</span>
                </a>
              )}
              {events.map((id, i) => (
                <a key={id} class="cite" href={hashOf({ view: "events", id })}>
                  {i + 1}
                  <span class="unseen"> event {id}</span>
                </a>
              ))}
            </p>
          ))}
          {more > 0 && <p class="aside">{count(more, "event")} more of this kind.</p>}
        </section>
      ))}
    </>
  );
}

export function BriefView({ route, version, go }: View) {
  useTitle("Brief");
  const since = route.query.get("since") ?? "24h";
  const found = useAsked<Brief>(asked("brief", { since, format: "json" }), version);
  const turn = (value: string) =>
    go(hashOf({ view: "brief", query: new URLSearchParams({ since: value }) }), true);
  return (
    <>
      <h1>Brief</h1>
      <form class="fields">
        <label>
          Of the last
          <select value={since} onChange={(e) => turn(e.currentTarget.value)}>
            {SPANS.map(([value, words]) => (
              <option key={value} value={value} selected={value === since}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </form>
      <Shown asked={found} what="the brief">
        {(brief) => <Sections brief={brief} />}
      </Shown>
    </>
  );
}
