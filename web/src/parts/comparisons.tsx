/** Why accounts of several reports count as one event; asked for only when it is opened. */
import { useState } from "preact/hooks";
import { useAsked } from "../hooks.ts";
import type { Comparison, EventPage } from "../wire.ts";
import { Empty, Shown } from "./states.tsx";
import { Name } from "./told.tsx";

function Pair({ comparison }: { comparison: Comparison }) {
  const { a, b, score, features } = comparison;
  return (
    <li>
      <code>{a}</code> and <code>{b}</code>: {score.toFixed(1)}
      <ul class="aside">
        {features.map((feature) => (
          <li key={feature.name}>
            {feature.score > 0 ? "+" : ""}
            {feature.score.toFixed(1)} <Name text={feature.why} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function List({ event, version }: { event: EventPage; version: number }) {
  const path = `events/${encodeURIComponent(event.id)}/why`;
  const found = useAsked<{ comparisons: Comparison[] }>(path, version);
  return (
    <Shown asked={found} what="the comparisons">
      {({ comparisons }) =>
        comparisons.length ? (
          <ul>
            {comparisons.map((c) => (
              <Pair key={`${c.a} ${c.b}`} comparison={c} />
            ))}
          </ul>
        ) : (
          <Empty>One report alone tells this event.</Empty>
        )
      }
    </Shown>
  );
}

export function Comparisons({ event, version }: { event: EventPage; version: number }) {
  const [open, set] = useState(false);
  return (
    <details onToggle={(e) => set(e.currentTarget.open)}>
      <summary>Why these accounts are one event</summary>
      {open && <List event={event} version={version} />}
    </details>
  );
}
