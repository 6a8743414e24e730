/** The frame around the views: head, news, what was done, keys. */
import type { ComponentType } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { View } from "./context.ts";
import { useAsked, useRoute } from "./hooks.ts";
import { useKeys } from "./keys.ts";
import { type News, useLive } from "./live.ts";
import { DeskLine, Head } from "./parts/head.tsx";
import { Help } from "./parts/help.tsx";
import { Empty, Shown } from "./parts/states.tsx";
import { Name } from "./parts/told.tsx";
import { filtersOf, hashOf } from "./route.ts";
import { count } from "./say.ts";
import { AlarmsView, AlarmView } from "./views/alarms.tsx";
import { BriefView } from "./views/brief.tsx";
import { EventView } from "./views/event.tsx";
import { LedgerView } from "./views/ledger.tsx";
import { MapView } from "./views/map.tsx";
import { NetworkView } from "./views/network.tsx";
import { ReportView } from "./views/report.tsx";
import { SearchView } from "./views/search.tsx";
import { SeriesView } from "./views/series.tsx";
import { SourcesView } from "./views/sources.tsx";
import type { Alarm, Desk } from "./wire.ts";

const PAGES: Record<string, ComponentType<View>> = {
  map: MapView,
  ledger: LedgerView,
  events: EventView,
  reports: ReportView,
  search: SearchView,
  series: SeriesView,
  network: NetworkView,
  alarms: AlarmsView,
  brief: BriefView,
  sources: SourcesView,
};

function NewsBar({ desk, news, show }: { desk: Desk; news: News | null; show: () => void }) {
  if (!news || news.state <= desk.state) return null;
  const reports = news.reports - desk.reports;
  const said = reports > 0 ? `${count(reports, "new report")}` : "The ledger has changed";
  return (
    <div class="news" role="status">
      {said}.{" "}
      <button type="button" onClick={show}>
        Show
      </button>
    </div>
  );
}

/** The last alarm that was raised while the page stood open. */
function AlarmBar({ alarm }: { alarm: Alarm | null }) {
  const [closed, close] = useState("");
  return (
    <div role="alert">
      {alarm && alarm.id !== closed && (
        <p class="news">
          Alarm, {alarm.state}:{" "}
          <a href={hashOf({ view: "alarms", id: alarm.id })}>
            <Name text={alarm.what} />
          </a>{" "}
          <button type="button" onClick={() => close(alarm.id)}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}

/** What was done last. The place for it is always there, or it would not be read out. */
function Said({ said, close }: { said: string; close: () => void }) {
  return (
    <div class={said ? "said" : ""} role="status">
      {said}{" "}
      {said && (
        <button type="button" onClick={close}>
          Close
        </button>
      )}
    </div>
  );
}

function go(hash: string, replace = false): void {
  if (!replace) location.hash = hash;
  else {
    history.replaceState(null, "", hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
}

function Page(view: View) {
  const { route } = view;
  if (route.view === "alarms" && route.id) return <AlarmView key={route.id} {...view} />;
  const Found = PAGES[route.view];
  if (!Found) return <Empty>There is no view of this name.</Empty>;
  return <Found key={`${route.view}/${route.id}`} {...view} />;
}

export function App() {
  const route = useRoute();
  const live = useLive();
  const [version, setVersion] = useState(0);
  const [said, say] = useState("");
  const [helping, help] = useState(false);
  const desk = useAsked<Desk>("desk", version);
  const main = useRef<HTMLElement>(null);
  const refresh = useCallback(() => setVersion((n) => n + 1), []);
  const changed = useCallback(
    (what: string) => {
      say(what);
      refresh();
    },
    [refresh],
  );
  const view = (name: string) => go(hashOf({ view: name, query: filtersOf(route.query) }));
  useKeys({ help: () => help(true), refresh, view });
  const at = `${route.view}/${route.id}`;
  const before = useRef(at);
  useEffect(() => {
    // A new view begins at its top; the first has nothing to leave.
    if (before.current !== at) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    before.current = at;
  }, [at]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Head route={route} go={go} help={() => help(true)} />
      <main ref={main} tabIndex={-1}>
        <Shown asked={desk} what="the ledger">
          {(data) => (
            <>
              <DeskLine desk={data} connected={live.connected} />
              <AlarmBar alarm={live.alarm} />
              <NewsBar desk={data} news={live.news} show={refresh} />
              <Said said={said} close={() => say("")} />
              <Page {...{ route, desk: data, version, changed, go }} />
            </>
          )}
        </Shown>
      </main>
      <Help open={helping} close={() => help(false)} />
    </>
  );
}
