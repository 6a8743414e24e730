/** Why the ledger says that something happened, and why it is worth what it is. */

import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { Chains } from "../parts/chains.tsx";
import { Claims } from "../parts/claims.tsx";
import { Comparisons } from "../parts/comparisons.tsx";
import { Figures } from "../parts/figures.tsx";
import { GradeMark } from "../parts/grade.tsx";
import { Quotes } from "../parts/quote.tsx";
import { Reviewed } from "../parts/reviewed.tsx";
import { StatusTag } from "../parts/rows.tsx";
import { Scroll } from "../parts/scroll.tsx";
import { Shown } from "../parts/states.tsx";
import { Tellings } from "../parts/tellings.tsx";
import { Name } from "../parts/told.tsx";
import { Verdicts } from "../parts/verdicts.tsx";
import { Review } from "../review/review.tsx";
import { hashOf } from "../route.ts";
import { AREA, count, days, kind, QUAD } from "../say.ts";
import type { EventPage } from "../wire.ts";

function Where({ event }: { event: EventPage }) {
  const { place, place_reason } = event;
  if (!place) return <Name text={place_reason || "no place is told"} />;
  return (
    <>
      <Name text={place.name} />
      {place.country && `, ${place.country}`} ({AREA[place.precision]})
      {place_reason && (
        <span class="aside">
          {" "}
          <Name text={place_reason} />
        </span>
      )}
    </>
  );
}

function Facts({ event }: { event: EventPage }) {
  const actor = (people: EventPage["actors"]) =>
    people.map(({ id, name, code }, i) => (
      <span key={id}>
        {i > 0 && "; "}
        <a href={hashOf({ view: "ledger", query: new URLSearchParams({ actor: id }) })}>
          <Name text={name} />
        </a>
        {code && <span class="aside"> {code}</span>}
      </span>
    ));
  const precision = event.when_precision;
  return (
    <dl class="facts">
      <dt>what</dt>
      <dd>
        {kind(event)}
        <span class="aside">
          {" "}
          {QUAD[event.quad] ?? event.quad}
          {event.intensity !== null && `, intensity ${event.intensity}`}
        </span>
      </dd>
      <dt>who</dt>
      <dd>{event.actors.length ? actor(event.actors) : "nobody is named"}</dd>
      {event.recipients.length > 0 && (
        <>
          <dt>to whom</dt>
          <dd>{actor(event.recipients)}</dd>
        </>
      )}
      <dt>when</dt>
      <dd>
        {days(event)}
        {precision && precision !== "day" && <span class="aside"> told as: {precision}</span>}
      </dd>
      <dt>where</dt>
      <dd>
        <Where event={event} />
      </dd>
    </dl>
  );
}

function Why({ event }: { event: EventPage }) {
  const { grade } = event;
  return (
    <section class="why" aria-labelledby="why">
      <h2 id="why">Why credibility {grade.credibility}</h2>
      <p class="rule">
        <GradeMark credibility={grade.credibility} words={grade.words} />
        <span>
          <strong>{grade.words}</strong>: <Name text={grade.rule} />.
        </span>
      </p>
      <Quotes quotes={event.grade_words} />
    </section>
  );
}

function Drawn({ event, version }: { event: EventPage; version: number }) {
  const path = `api/events/${encodeURIComponent(event.id)}/picture.svg?v=${version}`;
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">Who knew, who was told</h2>
      <Scroll name="Picture of the event" look="picture">
        <img src={path} alt="The chain of origins; the list below tells the same" loading="lazy" />
      </Scroll>
      <Chains event={event} />
    </section>
  );
}

function Told({ event, view }: { event: EventPage; view: View }) {
  useTitle(event.line);
  return (
    <article class="event">
      <header>
        <h1>
          <GradeMark credibility={event.grade.credibility} words={event.grade.words} />
          <Name text={event.line} />
        </h1>
        <p class="aside">
          <StatusTag status={event.status} /> {count(event.origins.length, "origin")},{" "}
          {count(event.claims.length, "claim")}, {count(event.told_by.length, "report")} ·{" "}
          <code>{event.id}</code>
        </p>
        <Reviewed event={event} />
      </header>
      <div class="event-grid">
        <div>
          <Facts event={event} />
          <Why event={event} />
          <Tellings event={event} />
          <Drawn event={event} version={view.version} />
          <Verdicts event={event} />
          <Figures event={event} />
          <Claims event={event} />
          <Comparisons event={event} version={view.version} />
        </div>
        <Review event={event} {...view} />
      </div>
    </article>
  );
}

export function EventView(view: View) {
  const path = `events/${encodeURIComponent(view.route.id)}`;
  const found = useAsked<EventPage>(path, view.version);
  return (
    <Shown asked={found} what="the event">
      {(event) => <Told event={event} view={view} />}
    </Shown>
  );
}
