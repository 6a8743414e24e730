/** Who speaks in the reports, what became of what they said, and their letters. */

import type { View } from "../context.ts";
import { useTitle } from "../hooks.ts";
import { More, usePaged } from "../parts/more.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { Name } from "../parts/told.tsx";
import { Letter } from "../review/letter.tsx";
import { clock } from "../say.ts";
import type { Feed, Source } from "../wire.ts";

const HEAD = ["source", "letter", "borne out by its record", "what became of its claims"];

function record({ counts }: Source["track"]): string {
  const told = Object.entries(counts).filter(([, n]) => n > 0);
  return told.map(([outcome, n]) => `${outcome} ${n}`).join(", ") || "nothing yet";
}

function Feeds({ feeds }: { feeds: readonly Feed[] }) {
  if (!feeds.length) return null;
  return (
    <section aria-labelledby="feeds">
      <h2 id="feeds">Where reports come from</h2>
      <ul class="feeds">
        {feeds.map(({ name, state, since, why, stale }) => (
          <li key={name} class={stale ? "stale" : ""}>
            <Name text={name} />: {state} since {clock(since)}
            {why && (
              <>
                {" · "}
                <Name text={why} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sources({ sources }: { sources: readonly Source[] }) {
  return (
    <Table name="Sources" head={HEAD}>
      {sources.map(({ id, name, letter, proposed, track }) => (
        <tr key={id}>
          <th scope="row">
            <Name text={name} />
          </th>
          <td>{letter ?? "not set"}</td>
          <td title={track.rule}>{proposed ?? "too short"}</td>
          <td>{record(track)}</td>
        </tr>
      ))}
    </Table>
  );
}

export function SourcesView({ desk, version, changed }: View) {
  useTitle("Sources");
  const paged = usePaged<Source>("sources", new URLSearchParams(), version);
  const letters = Object.fromEntries(
    paged.items.flatMap(({ id, letter }) => (letter ? [[id, letter] as const] : [])),
  );
  return (
    <>
      <h1>Sources</h1>
      <Feeds feeds={desk.sources} />
      <h2>Who speaks</h2>
      {desk.reviewing && <Letter voices={paged.items} letters={letters} changed={changed} />}
      <Shown asked={paged.first} what="sources">
        {() =>
          paged.items.length ? (
            <Sources sources={paged.items} />
          ) : (
            <Empty>Nobody speaks in the ledger yet.</Empty>
          )
        }
      </Shown>
      <More paged={paged} />
    </>
  );
}
