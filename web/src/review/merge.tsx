/** Two events are one. The other is found by its words or given by its id. */
import { useState } from "preact/hooks";
import { asked } from "../api.ts";
import { useAsked } from "../hooks.ts";
import { Empty, Shown } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { days } from "../say.ts";
import type { EventRow, Listed } from "../wire.ts";
import { Judge } from "./form.tsx";
import type { Judged } from "./review.tsx";

/** Events of the same type; of the same country too, as long as nobody searches by words. */
function likely({ event }: Judged, words: string): URLSearchParams {
  const query = new URLSearchParams({ limit: "12", status: "any", type: event.type });
  if (words) query.set("q", words);
  else if (event.place?.country) query.set("country", event.place.country);
  return query;
}

function Others(judged: Judged) {
  const [words, set] = useState("");
  const found = useAsked<Listed<EventRow>>(asked("events", likely(judged, words)), judged.version);
  return (
    <fieldset>
      <legend>Which event is the same?</legend>
      <label>
        Find by words of its reports
        <input type="search" value={words} onChange={(e) => set(e.currentTarget.value.trim())} />
      </label>
      <Shown asked={found} what="events">
        {({ items }) => {
          const others = items.filter((row) => row.id !== judged.event.id);
          if (!others.length) return <Empty>No other event of this type is found.</Empty>;
          return others.map((row) => (
            <label key={row.id} class="check">
              <input type="radio" name="other" value={row.id} /> <Name text={row.line} />{" "}
              <span class="aside">{days(row)}</span>
            </label>
          ));
        }}
      </Shown>
      <label>
        Or its id
        <input name="id" />
      </label>
    </fieldset>
  );
}

export function Merge(judged: Judged) {
  const { event, changed, follow } = judged;
  return (
    <Judge
      title="Merge"
      button="These are one event"
      paths={["judgements"]}
      ruling={(form) => {
        const b = String(form.get("id") ?? "").trim() || String(form.get("other") ?? "");
        return b ? { kind: "merge", a: event.id, b } : "Choose the event that is the same.";
      }}
      done={follow}
      changed={changed}
    >
      <Others {...judged} />
    </Judge>
  );
}
