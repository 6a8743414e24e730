/** What broke, compared with what, on which events. */

import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { AlarmItem } from "../parts/alarm.tsx";
import { More, usePaged } from "../parts/more.tsx";
import { Quotes } from "../parts/quote.tsx";
import { EventItem } from "../parts/rows.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { clock, day, LANE } from "../say.ts";
import type { Alarm, AlarmPage } from "../wire.ts";

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
            <Empty>
              No alarm was raised. <code>vedette alarms</code> looks at what your watches ask for.
            </Empty>
          )
        }
      </Shown>
      <More paged={paged} />
    </>
  );
}

/** Its events with the very words of their reports. */
function Evidence({ alarm }: { alarm: AlarmPage }) {
  const { events, evidence } = alarm;
  return (
    <>
      <ul class="rows">
        {evidence.map((event) => (
          <EventItem key={event.id} event={event}>
            <Quotes quotes={event.quotes} />
          </EventItem>
        ))}
      </ul>
      {evidence.length < events.length && (
        <p class="aside">
          {events.length - evidence.length} of its {events.length} events are not shown: they are no
          more under the same id, or too many.
        </p>
      )}
    </>
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
          <Evidence alarm={alarm} />
          <States states={alarm.history} />
        </article>
      )}
    </Shown>
  );
}
