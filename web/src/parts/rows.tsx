/** Events as rows, in lists and beside other things. */
import type { ComponentChildren } from "preact";
import { hashOf } from "../route.ts";
import { count, days, kind, STATUS } from "../say.ts";
import type { EventRow } from "../wire.ts";
import { GradeMark } from "./grade.tsx";
import { Name } from "./told.tsx";

/** "Planned", for whatever did not happen; nothing for what did. */
export function StatusTag({ status }: Pick<EventRow, "status">) {
  return status === "actual" ? null : <span class={`tag tag-${status}`}>{STATUS[status]}</span>;
}

export function EventItem({
  event,
  here = false,
  children,
}: {
  event: EventRow;
  here?: boolean;
  children?: ComponentChildren;
}) {
  const { grade } = event;
  return (
    <li class={event.status === "actual" ? "row" : "row unreal"}>
      <GradeMark credibility={grade.credibility} words={grade.words} />
      <div>
        <a
          class="row-line"
          href={hashOf({ view: "events", id: event.id })}
          aria-current={here ? "true" : undefined}
        >
          <Name text={event.line} />
        </a>
        <p class="aside">
          <StatusTag status={event.status} /> {kind(event)} · {days(event)} ·{" "}
          {count(event.origins, "origin")}, {count(event.reports, "report")}
        </p>
        {children}
      </div>
    </li>
  );
}

export function EventList({ events }: { events: readonly EventRow[] }) {
  return (
    <ul class="rows">
      {events.map((event) => (
        <EventItem key={event.id} event={event} />
      ))}
    </ul>
  );
}
