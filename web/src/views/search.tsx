/** Reports that have some words. */
import type { View } from "../context.ts";
import { useTitle } from "../hooks.ts";
import { More, usePaged } from "../parts/more.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { Marked, Name } from "../parts/told.tsx";
import { hashOf } from "../route.ts";
import { day } from "../say.ts";
import type { Hit } from "../wire.ts";

function Found({ hit }: { hit: Hit }) {
  const { report, words, hits } = hit;
  const spans = hits.map(([start, end]) => ({ start, end, kind: "hit" }));
  return (
    <li class="row">
      <div>
        <a class="row-line" href={hashOf({ view: "reports", id: report.id })}>
          <Name text={report.title ?? "Without a title"} />
        </a>
        <p class="aside">
          <Name text={report.outlet ?? "no outlet"} /> · {day(report.date)}
        </p>
        <p class="words">
          <Marked text={words} spans={spans} />
        </p>
      </div>
    </li>
  );
}

export function SearchView(view: View) {
  const words = view.route.query.get("q") ?? "";
  useTitle(`Search: ${words}`);
  const paged = usePaged<Hit>("search", new URLSearchParams({ q: words }), view.version);
  return (
    <>
      <h1>
        Reports with <q>{words}</q>
      </h1>
      <p>
        <a href={hashOf({ view: "ledger", query: new URLSearchParams({ q: words }) })}>
          The events that such reports tell
        </a>
      </p>
      <Shown asked={paged.first} what="reports">
        {() =>
          paged.items.length ? (
            <ul class="rows">
              {paged.items.map((hit) => (
                <Found key={hit.report.id} hit={hit} />
              ))}
            </ul>
          ) : (
            <Empty>No report has all of these words.</Empty>
          )
        }
      </Shown>
      <More paged={paged} />
    </>
  );
}
