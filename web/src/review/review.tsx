/** What a reader can judge of an event, and what was judged before. */
import type { View } from "../context.ts";
import { Empty } from "../parts/states.tsx";
import { hashOf } from "../route.ts";
import type { EventPage, Ruled } from "../wire.ts";
import { Correct, Reject } from "./correct.tsx";
import { Judge } from "./form.tsx";
import { History } from "./history.tsx";
import { Letter } from "./letter.tsx";
import { Merge } from "./merge.tsx";

export interface Judged extends View {
  event: EventPage;
  /** Stay on this event, or go to what it has become. */
  follow: (ruled: Ruled) => void;
}

const JUDGEMENTS = ["judgements"];

function Accept({ event, changed, follow }: Judged) {
  return (
    <Judge
      title="Accept"
      button="Accept as it stands"
      paths={JUDGEMENTS}
      ruling={() => ({ kind: "accept", event: event.id })}
      done={follow}
      changed={changed}
    />
  );
}

function Split({ event, changed, follow }: Judged) {
  if (event.accounts.length < 2) return null;
  const titles = new Map(event.told_by.map((t) => [t.report, t.outlet ?? t.title ?? t.report]));
  const name = (account: string) => titles.get(account.split(".")[0] ?? "") ?? account;
  return (
    <Judge
      title="Split"
      button="These tell of another event"
      paths={JUDGEMENTS}
      ruling={(form) => {
        const accounts = form.getAll("account").map(String);
        if (!accounts.length) return "Choose the reports that tell of another event.";
        if (accounts.length === event.accounts.length) return "Leave at least one report here.";
        return { kind: "split", event: event.id, accounts };
      }}
      done={follow}
      changed={changed}
    >
      <fieldset>
        <legend>Which reports tell of another event?</legend>
        {event.accounts.map((account) => (
          <label key={account} class="check">
            <input type="checkbox" name="account" value={account} /> {name(account)}{" "}
            <code>{account}</code>
          </label>
        ))}
      </fieldset>
    </Judge>
  );
}

export function Review({ event, ...view }: View & { event: EventPage }) {
  const follow = ({ events }: Ruled) => {
    const [first] = events ?? [];
    if (first && !events.includes(event.id)) view.go(hashOf({ view: "events", id: first }), true);
  };
  const judged: Judged = { ...view, event, follow };
  return (
    <aside class="review" aria-labelledby="review">
      <h2 id="review">Review</h2>
      {view.desk.reviewing ? (
        <>
          <Accept {...judged} />
          <Correct {...judged} />
          <Merge {...judged} />
          <Split {...judged} />
          <Reject {...judged} />
          <Letter voices={event.origins} letters={event.letters} changed={view.changed} />
        </>
      ) : (
        <Empty>This desk is for reading only.</Empty>
      )}
      <History {...judged} />
    </aside>
  );
}
