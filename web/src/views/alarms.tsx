/** What broke, compared with what, on which events. */

import { useEffect, useState } from "preact/hooks";
import { get, type WireError } from "../api.ts";
import type { View } from "../context.ts";
import { type Asked, useAsked, useTitle } from "../hooks.ts";
import { AlarmItem } from "../parts/alarm.tsx";
import { More, usePaged } from "../parts/more.tsx";
import { EventList } from "../parts/rows.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { clock, day, LANE } from "../say.ts";
import type { Alarm, AlarmPage, EventRow } from "../wire.ts";

export function AlarmsView(view: View) {
  useTitle("Alarms");
  const paged = usePaged<Alarm>("alarms", new URLSearchParams(), view.version);
  return (
    <>
      <h1>Alarms</h1>
      <Shown asked={paged.first} what="alarms">
        {() =>
          paged.items.length ? (
            <ul class="rows">
              {paged.items.map((alarm) => (
                <AlarmItem key={alarm.id} alarm={alarm} />
              ))}
            </ul>
          ) : (
            <Empty>No alarm was raised. `vedette alarms` looks at what your watches ask for.</Empty>
          )
        }
      </Shown>
      <More paged={paged} />
    </>
  );
}

/** Events by their ids, in their order. One that is there no more is left out: judgements and
 * later reports change which accounts are one event. */
function useEvents(ids: readonly string[], version: number): Asked<EventRow[]> {
  const [state, set] = useState<Asked<EventRow[]>>({ data: null, error: null, busy: true });
  const key = ids.join("\n");
  useEffect(() => {
    void version;
    const giving = new AbortController();
    const one = (id: string) =>
      get<EventRow>(`events/${encodeURIComponent(id)}`, giving.signal).catch((error: WireError) => {
        if (error.code === "not_found") return null;
        throw error;
      });
    Promise.all(key ? key.split("\n").map(one) : []).then(
      (rows) => set({ data: rows.filter((row) => row !== null), error: null, busy: false }),
      (error: WireError) => {
        if (!giving.signal.aborted) set({ data: null, error, busy: false });
      },
    );
    return () => giving.abort();
  }, [key, version]);
  return state;
}

function Evidence({ ids, version }: { ids: readonly string[]; version: number }) {
  const events = useEvents(ids, version);
  return (
    <Shown asked={events} what="its events">
      {(rows) => (
        <>
          <EventList events={rows} />
          {rows.length < ids.length && (
            <p class="aside">
              {ids.length - rows.length} of its {ids.length} events are no more under the same id.
            </p>
          )}
        </>
      )}
    </Shown>
  );
}

/** What it said before, where the ledger has changed since. */
function States({ states }: { states: readonly Alarm[] }) {
  if (states.length < 2) return null;
  return (
    <section aria-labelledby="states">
      <h2 id="states">What it said, and when</h2>
      <ol class="history">
        {states.map(({ at, state, what }) => (
          <li key={`${at} ${state} ${what}`}>
            {clock(at)}, {state}: <Name text={what} />
          </li>
        ))}
      </ol>
    </section>
  );
}

export function AlarmView({ route, version }: View) {
  useTitle("Alarm");
  const found = useAsked<AlarmPage>(`alarms/${encodeURIComponent(route.id)}`, version);
  return (
    <Shown asked={found} what="the alarm">
      {(alarm) => (
        <article>
          <h1>
            <Name text={alarm.what} />
          </h1>
          <dl class="facts">
            <dt>state</dt>
            <dd>
              {alarm.state}
              {alarm.why && (
                <>
                  {": "}
                  <Name text={alarm.why} />
                </>
              )}
            </dd>
            <dt>watch</dt>
            <dd>
              <Name text={alarm.watch} />, {LANE[alarm.lane] ?? alarm.lane}
            </dd>
            <dt>what broke</dt>
            <dd>{alarm.kind}</dd>
            <dt>from</dt>
            <dd>
              {day(alarm.since)} to {day(alarm.until)}
            </dd>
            <dt>compared with</dt>
            <dd>
              <Name text={alarm.compared} />
            </dd>
            <dt>raised</dt>
            <dd>{clock(alarm.at)}</dd>
          </dl>
          <h2>The events that it rests on</h2>
          <Evidence ids={alarm.events} version={version} />
          <States states={alarm.history ?? []} />
        </article>
      )}
    </Shown>
  );
}
