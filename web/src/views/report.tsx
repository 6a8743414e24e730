/** A report as it came, what was read in it marked. */
import { useEffect } from "preact/hooks";
import type { View } from "../context.ts";
import { useAsked, useTitle } from "../hooks.ts";
import { Shown } from "../parts/states.tsx";
import { Marked, Name, Told } from "../parts/told.tsx";
import { Versions } from "../parts/versions.tsx";
import { hashOf } from "../route.ts";
import { day } from "../say.ts";
import type { Span } from "../spans.ts";
import type { Report } from "../wire.ts";

/** `12-40` → the span that a link asks for. */
function wanted(query: URLSearchParams): Span[] {
  const [start, end] = (query.get("at") ?? "").split("-").map(Number);
  return start !== undefined && end !== undefined && start < end
    ? [{ start, end, kind: "here" }]
    : [];
}

/** The words that tell an event, "opened fire, killed"; its id where they are not known. */
function triggers({ text, marks }: Report, event: string): string {
  const characters = [...text];
  const words = marks
    .filter((mark) => mark.event === event && mark.kind === "trigger")
    .map(({ start, end }) => characters.slice(start, end).join(""));
  return [...new Set(words)].join(", ") || event;
}

function Text({ report, here }: { report: Report; here: Span[] }) {
  useEffect(() => {
    document.querySelector(".mark-here")?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <article class="report">
      <h1>
        <Name text={report.title ?? "Without a title"} />
      </h1>
      <p class="aside">
        <Name text={report.outlet ?? "no outlet"} /> · {day(report.date)}
        {report.url && (
          <>
            {" "}
            · <Told text={report.url} />
          </>
        )}
      </p>
      <div class="text" dir="auto">
        <Marked text={report.text} spans={[...report.marks, ...here]} />
      </div>
      <h2>Events that it tells</h2>
      <ul>
        {report.events.map((id) => (
          <li key={id}>
            <a href={hashOf({ view: "events", id })}>
              <Name text={triggers(report, id)} />
            </a>
          </li>
        ))}
      </ul>
      <Versions report={report} />
    </article>
  );
}

export function ReportView({ route, version }: View) {
  useTitle("Report");
  const found = useAsked<Report>(`reports/${encodeURIComponent(route.id)}`, version);
  return (
    <Shown asked={found} what="the report">
      {(report) => <Text report={report} here={wanted(route.query)} />}
    </Shown>
  );
}
