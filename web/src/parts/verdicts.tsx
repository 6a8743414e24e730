/** Which origins are independent of which, and what shows it. */
import type { EventPage, Verdict } from "../wire.ts";
import { Quotes } from "./quote.tsx";
import { Name } from "./told.tsx";

const SIGN: Record<Verdict["value"], string> = {
  independent: "shown independent",
  dependent: "shown dependent",
  "cannot tell": "nobody can tell",
};

export function Verdicts({ event }: { event: EventPage }) {
  const names = new Map(event.origins.map(({ id, name }) => [id, name]));
  if (!event.verdicts.length) return null;
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">Independent or not</h2>
      <ul class="verdicts">
        {event.verdicts.map((verdict) => (
          <li
            key={`${verdict.a} ${verdict.b}`}
            class={`verdict verdict-${verdict.value.replace(" ", "-")}`}
          >
            <p>
              <Name text={names.get(verdict.a) ?? verdict.a} /> and{" "}
              <Name text={names.get(verdict.b) ?? verdict.b} />:{" "}
              <strong>{SIGN[verdict.value]}</strong>
            </p>
            <p class="aside">
              <Name text={verdict.reason} />
            </p>
            {verdict.words.length > 0 && (
              <details>
                <summary>In whose words</summary>
                <Quotes quotes={verdict.words} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
