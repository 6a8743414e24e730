/** Which origins are independent of which, and what shows it. */
import { count } from "../say.ts";
import type { EventPage, Verdict } from "../wire.ts";
import { Quotes } from "./quote.tsx";
import { Name } from "./told.tsx";

const SIGN: Record<Verdict["value"], string> = {
  independent: "shown independent",
  dependent: "shown dependent",
  "cannot tell": "nobody can tell",
};

/** Most verdicts that are told without being asked for. */
const FEW = 3;

function One({ verdict, name }: { verdict: Verdict; name: (id: string) => string }) {
  const { a, b, value, reason, words } = verdict;
  return (
    <li class={`verdict verdict-${value.replace(" ", "-")}`}>
      <p>
        <Name text={name(a)} /> and <Name text={name(b)} />: <strong>{SIGN[value]}</strong>
      </p>
      <p class="aside">
        <Name text={reason} />
      </p>
      {words.length > 0 && (
        <details>
          <summary>In whose words</summary>
          <Quotes quotes={words} />
        </details>
      )}
    </li>
  );
}

/** "10 pairs of origins: nobody can tell 9, shown dependent 1". */
export function summary(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const { value } of verdicts) counts.set(SIGN[value], (counts.get(SIGN[value]) ?? 0) + 1);
  const told = [...counts].map(([sign, n]) => `${sign} ${n}`).join(", ");
  return `${count(verdicts.length, "pair")} of origins: ${told}`;
}

export function Verdicts({ event }: { event: EventPage }) {
  const { verdicts } = event;
  const names = new Map(event.origins.map(({ id, name }) => [id, name]));
  if (!verdicts.length) return null;
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">Independent or not</h2>
      <details open={verdicts.length <= FEW}>
        <summary>{summary(verdicts)}</summary>
        <ul class="verdicts">
          {verdicts.map((verdict) => (
            <One
              key={`${verdict.a} ${verdict.b}`}
              verdict={verdict}
              name={(id) => names.get(id) ?? id}
            />
          ))}
        </ul>
      </details>
    </section>
  );
}
