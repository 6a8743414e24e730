/** The first view: where, when and what, all by the same filters. */
import { useState } from "preact/hooks";
import { asked } from "../api.ts";
import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { LANE_WORDS, LANES, type Lane } from "../map/lanes.ts";
import { Filters } from "../parts/filters.tsx";
import { GradeMark } from "../parts/grade.tsx";
import { MapCanvas } from "../parts/map.tsx";
import { EventList } from "../parts/rows.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { filtersOf, hashOf, withFilter } from "../route.ts";
import { AREA, at, count } from "../say.ts";
import type { EventRow, Listed, MapPlace, Places } from "../wire.ts";
import { TimelineFigure } from "./timeline.tsx";

const BESIDE = "12";
const AT_PLACE = "100";
/** Places listed beside the map before the rest are left to it. */
const MOST = 40;

interface Lanes {
  shown: ReadonlySet<Lane>;
  turn: (lane: Lane) => void;
}

function Legend({ shown, turn, words }: Lanes & { words: Record<string, string> }) {
  return (
    <div class="legend">
      <fieldset>
        <legend>Draw</legend>
        {LANES.map((lane) => (
          <label key={lane} class="check">
            <input type="checkbox" checked={shown.has(lane)} onChange={() => turn(lane)} />
            <span class={`swatch swatch-${lane}`} aria-hidden="true" /> {LANE_WORDS[lane]}
          </label>
        ))}
      </fieldset>
      <ul class="scale" aria-label="Credibility">
        {Object.entries(words).map(([grade, said]) => (
          <li key={grade}>
            <GradeMark credibility={Number(grade)} words={said} /> {said.split(";")[0]}
          </li>
        ))}
      </ul>
      <p class="aside">
        Each area is as wide as what is known of the place. Where marks crowd, the surest stays:
        zoom in for the rest. Outlines: Natural Earth, borders as they are held.
      </p>
    </div>
  );
}

function PlaceList({
  places,
  picked,
  pick,
}: {
  places: readonly MapPlace[];
  picked: string | null;
  pick: (place: string) => void;
}) {
  const busiest = [...places].sort((a, b) => b.events - a.events).slice(0, MOST);
  return (
    <ul class="places">
      {busiest.map((place) => (
        <li key={place.place}>
          <button
            type="button"
            class="plain"
            aria-pressed={picked === place.place}
            onClick={() => pick(place.place)}
          >
            <GradeMark credibility={place.best_grade} /> <Name text={place.name} />
            <span class="aside">
              {place.country ?? "no country"}, {AREA[place.precision]} · {at(place)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Beside({ view, place, leave }: { view: View; place: MapPlace | null; leave: () => void }) {
  const query = filtersOf(view.route.query);
  if (place) query.set("status", "any");
  query.set("limit", place ? AT_PLACE : BESIDE);
  const found = useAsked<Listed<EventRow>>(asked("events", query), view.version);
  return (
    <section class="beside" aria-labelledby="beside">
      <h2 id="beside">{place ? <Name text={place.name} /> : "Latest"}</h2>
      {place && (
        <p class="aside">
          {at(place)}; the reports name {AREA[place.precision]}.{" "}
          <button type="button" class="link" onClick={leave}>
            All places
          </button>
        </p>
      )}
      <Shown asked={found} what="events">
        {({ items, next }) => (
          <>
            {items.length ? (
              <EventList events={items} />
            ) : (
              <Empty>No event passes these filters.</Empty>
            )}
            {next && (
              <p>
                <a href={hashOf({ view: "ledger", query: filtersOf(view.route.query) })}>
                  All in the ledger
                </a>
              </p>
            )}
          </>
        )}
      </Shown>
    </section>
  );
}

export function MapView(view: View) {
  useTitle("Map");
  const { route, desk, version } = view;
  const [shown, show] = useState<ReadonlySet<Lane>>(new Set<Lane>(["actual"]));
  const picked = route.query.get("place");
  const pick = (place: string | null) =>
    view.go(hashOf({ ...route, query: withFilter(route.query, "place", [place ?? ""]) }), true);
  const turn = (lane: Lane) =>
    show((before) => new Set(LANES.filter((l) => (l === lane) !== before.has(l))));
  // All places stay on the map, whichever is picked.
  const query = withFilter(filtersOf(route.query), "place", []);
  query.set("status", "any");
  const places = useAsked<Places>(asked("places", query), version);
  const items = places.data?.items ?? [];
  const drawn = items.filter((place) => LANES.some((lane) => shown.has(lane) && place[lane] > 0));
  const place = items.find((p) => p.place === picked) ?? null;
  return (
    <>
      <h1 class="unseen">Map</h1>
      <Filters {...view} status={false} />
      <div class="desk-grid">
        <section class="map-section" aria-label="Map of events">
          <MapCanvas places={drawn} lanes={shown} picked={place} pick={pick} />
          <Legend shown={shown} turn={turn} words={desk.codebook.grades} />
          <Shown asked={places} what="places">
            {({ more }) => (
              <details>
                <summary>
                  {count(drawn.length, "place")}
                  {more > 0 && `, and ${count(more, "more", "more")} that the map leaves out`}
                </summary>
                {drawn.length ? (
                  <PlaceList places={drawn} picked={picked} pick={pick} />
                ) : (
                  <Empty>No event with a place passes these filters.</Empty>
                )}
              </details>
            )}
          </Shown>
        </section>
        <Beside view={view} place={place} leave={() => pick(null)} />
      </div>
      <TimelineFigure {...view} />
    </>
  );
}
