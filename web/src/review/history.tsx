/** What was judged of an event; each judgement can be taken back. */
import { Empty } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { clock, judgements } from "../say.ts";
import type { Judgement } from "../wire.ts";
import { Judge } from "./form.tsx";
import type { Judged } from "./review.tsx";

const WORDS: Record<string, string> = {
  merge: "Ruled to be one event",
  split: "Ruled to be of two events",
  accept: "Accepted",
  correct: "Corrected",
};

/** A ruling on events of many accounts is one judgement for each pair: what one person said at one
 * moment is shown, and taken back, as one. */
export function rulings(history: readonly Judgement[]): Judgement[][] {
  const groups = new Map<string, Judgement[]>();
  for (const each of history) {
    const key = [each.kind, each.who, each.at, each.why, each.undone].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function One({ ruling, ...judged }: Judged & { ruling: Judgement[] }) {
  const [first] = ruling;
  if (!first) return null;
  const { kind, who, at, why, undone, undone_by, undone_why, what } = first;
  const numbers = ruling.map(({ number }) => number);
  return (
    <li>
      <p class={undone ? "undone" : ""}>
        <strong>{WORDS[kind] ?? kind}</strong>
        {ruling.length === 1 ? <Name text={`: ${what}`} /> : `, in ${ruling.length} pairs`}
      </p>
      <p class="aside">
        {judgements(numbers)} by <Name text={who} />, {clock(at)}: <Name text={why} />
        {undone && (
          <>
            {" "}
            · taken back {clock(undone)}
            {undone_by && (
              <>
                {" "}
                by <Name text={undone_by} />
              </>
            )}
            {undone_why && (
              <>
                : <Name text={undone_why} />
              </>
            )}
          </>
        )}
      </p>
      {!undone && judged.desk.reviewing && (
        <Judge
          title={`Undo ${judgements(numbers)}`}
          button="Take it back"
          paths={numbers.map((number) => `judgements/${number}/undo`)}
          ruling={() => ({})}
          done={judged.follow}
          changed={judged.changed}
        />
      )}
    </li>
  );
}

export function History(judged: Judged) {
  const { history } = judged.event;
  return (
    <section aria-labelledby="history">
      <h3 id="history">History</h3>
      {history.length ? (
        <ol class="history">
          {rulings(history).map((ruling) => (
            <One key={ruling[0]?.number} {...judged} ruling={ruling} />
          ))}
        </ol>
      ) : (
        <Empty>Nobody has judged this event.</Empty>
      )}
    </section>
  );
}
