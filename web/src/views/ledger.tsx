/** Every event that passes the filters, the latest first. */
import type { View } from "../context.ts";
import { useTitle } from "../hooks.ts";
import { Filters } from "../parts/filters.tsx";
import { More, usePaged } from "../parts/more.tsx";
import { EventList } from "../parts/rows.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { filtersOf } from "../route.ts";
import type { EventRow } from "../wire.ts";

export function LedgerView(view: View) {
  useTitle("Ledger");
  const paged = usePaged<EventRow>("events", filtersOf(view.route.query), view.version);
  return (
    <>
      <h1>Ledger</h1>
      <Filters {...view} />
      <Shown asked={paged.first} what="events">
        {() =>
          paged.items.length ? (
            <EventList events={paged.items} />
          ) : (
            <Empty>
              {view.desk.events ? (
                "No event passes these filters."
              ) : (
                <>
                  The ledger holds no events yet: <code>vedette fuse</code> adds reports to it.
                </>
              )}
            </Empty>
          )
        }
      </Shown>
      <More paged={paged} />
    </>
  );
}
