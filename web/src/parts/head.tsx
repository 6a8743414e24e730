/** The head of the page: where one can go, what state the desk is in. */
import { useState } from "preact/hooks";
import { kept, setTheme } from "../kept.ts";
import { VIEWS } from "../keys.ts";
import { filtersOf, hashOf, type Route } from "../route.ts";
import { clock, count, day } from "../say.ts";
import type { Desk } from "../wire.ts";
import { Name } from "./told.tsx";

const THEMES = [
  ["", "as the system"],
  ["light", "light"],
  ["dark", "dark"],
] as const;

function Theme() {
  const [theme, set] = useState(kept("theme"));
  const turn = (value: string) => {
    setTheme(value);
    set(value);
    dispatchEvent(new Event("theme"));
  };
  return (
    <label class="theme">
      <span class="theme-name">Colours </span>
      <select value={theme} onChange={(e) => turn(e.currentTarget.value)}>
        {THEMES.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Search({ words, go }: { words: string; go: (hash: string) => void }) {
  const [said, say] = useState(words);
  const submit = (event: Event) => {
    event.preventDefault();
    go(hashOf({ view: "search", query: new URLSearchParams({ q: said }) }));
  };
  return (
    <search>
      <form class="search" onSubmit={submit}>
        <label class="unseen" for="search">
          Search the reports
        </label>
        <input
          id="search"
          type="search"
          placeholder="Search the reports"
          value={said}
          onInput={(e) => say(e.currentTarget.value)}
        />
      </form>
    </search>
  );
}

export function Head({
  route,
  go,
  help,
}: {
  route: Route;
  go: (hash: string) => void;
  help: () => void;
}) {
  const query = filtersOf(route.query);
  return (
    <header class="head">
      <a class="brand" href="#/map">
        Vedette
      </a>
      <nav aria-label="Views">
        {VIEWS.map(({ view, name }) => (
          <a
            key={view}
            href={hashOf({ view, query })}
            aria-current={route.view === view ? "page" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <Search
        key={route.query.get("q") ?? ""}
        words={route.view === "search" ? (route.query.get("q") ?? "") : ""}
        go={go}
      />
      <Theme />
      <button type="button" class="plain" onClick={help} aria-label="Keys">
        ?
      </button>
    </header>
  );
}

/** What the desk has and how fresh it is; a source that stands still is named. */
export function DeskLine({ desk, connected }: { desk: Desk; connected: boolean }) {
  const stale = desk.sources.filter((source) => source.stale);
  return (
    <div class="desk-line">
      <p>
        {count(desk.events, "event")} from {count(desk.reports, "report")}, newest{" "}
        {day(desk.newest_report)}
        {!connected && (
          <strong> · Not connected: what is new does not show until the desk answers.</strong>
        )}
      </p>
      {stale.length > 0 && (
        <p class="stale">
          {count(stale.length, "source")} silent:{" "}
          {stale.map((source, i) => (
            <span key={source.name}>
              {i > 0 && "; "}
              <Name text={source.name} /> since {clock(source.since)}
              {source.why && (
                <>
                  {" "}
                  (<Name text={source.why} />)
                </>
              )}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
