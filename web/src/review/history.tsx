/** What was judged of an event; each judgement can be taken back. */
import { Empty } from "../parts/states.tsx";
import { Name } from "../parts/told.tsx";
import { clock } from "../say.ts";
import type { Judgement } from "../wire.ts";
import { Judge } from "./form.tsx";
import type { Judged } from "./review.tsx";

function One({ judgement, ...judged }: Judged & { judgement: Judgement }) {
  const { number, who, at, why, undone, what } = judgement;
  return (
    <li class={undone ? "undone" : ""}>
      <p>
        <strong>{number}</strong> <Name text={what} />
      </p>
      <p class="aside">
        <Name text={who} />, {clock(at)}: <Name text={why} />
        {undone && ` · taken back ${clock(undone)}`}
      </p>
      {!undone && judged.desk.reviewing && (
        <Judge
          title={`Undo ${number}`}
          button="Take it back"
          path={`judgements/${number}/undo`}
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
          {history.map((judgement) => (
            <One key={judgement.number} {...judged} judgement={judgement} />
          ))}
        </ol>
      ) : (
        <Empty>Nobody has judged this event.</Empty>
      )}
    </section>
  );
}
