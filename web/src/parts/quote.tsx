/** The very words, with the way to where they stand. */
import { hashOf } from "../route.ts";
import type { Quote } from "../wire.ts";
import { Name } from "./told.tsx";

function placeOf({ report, start, end }: Quote): string {
  const query = new URLSearchParams({ at: `${start}-${end}` });
  return hashOf({ view: "reports", id: report, query });
}

export function Words({ quote }: { quote: Quote }) {
  return (
    <blockquote>
      <Name text={quote.text} />{" "}
      <a class="cite" href={placeOf(quote)}>
        in the report
      </a>
    </blockquote>
  );
}

export function Quotes({ quotes }: { quotes: readonly Quote[] }) {
  return quotes.map((quote) => (
    <Words key={`${quote.report} ${quote.start} ${quote.end}`} quote={quote} />
  ));
}
