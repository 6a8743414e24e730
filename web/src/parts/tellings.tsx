/** Each report with the words in which it tells the event. */
import { hashOf } from "../route.ts";
import { day } from "../say.ts";
import type { EventPage, Telling } from "../wire.ts";
import { Marked, Name } from "./told.tsx";

function One({
  telling,
  copied,
}: {
  telling: Telling;
  copied: EventPage["copies"][number] | undefined;
}) {
  const { report, outlet, date, title, edited, passages } = telling;
  return (
    <li class="telling">
      <h3>
        <a href={hashOf({ view: "reports", id: report })}>
          <Name text={title ?? "Without a title"} />
        </a>
      </h3>
      <p class="aside">
        <Name text={outlet ?? "no outlet"} /> · {day(date)}
        {copied && (
          <>
            {" · "}
            <strong>repeats another report</strong>: <Name text={copied.why} />
          </>
        )}
        {edited && (
          <>
            {" · "}
            <Name text={edited} />
          </>
        )}
      </p>
      {passages.map(({ start, text, marks }) => (
        <p key={start} class="words" dir="auto">
          <Marked text={text} spans={marks} at={start} tight />
        </p>
      ))}
    </li>
  );
}

export function Tellings({ event }: { event: EventPage }) {
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">In whose words</h2>
      <p class="key aside">
        <mark class="mark-trigger">what happened</mark> <mark class="mark-actor">who</mark>{" "}
        <mark class="mark-recipient">to whom</mark> <mark class="mark-place">where</mark>{" "}
        <mark class="mark-time">when</mark> <mark class="mark-speech">who says so</mark>
      </p>
      <ul class="tellings">
        {event.told_by.map((telling) => (
          <One
            key={telling.report}
            telling={telling}
            copied={event.copies.find((copy) => copy.report === telling.report)}
          />
        ))}
      </ul>
    </section>
  );
}
