/** Who says so, and how they know. */
import { basis as known, says } from "../say.ts";
import type { Claim, EventPage } from "../wire.ts";
import { Words } from "./quote.tsx";
import { Name } from "./told.tsx";

function One({ claim }: { claim: Claim }) {
  const { speaker, stance, basis, from, vouches, why, quote } = claim;
  return (
    <li class={vouches ? "claim" : "claim aside-claim"}>
      <p>
        <strong>{speaker ? <Name text={speaker.name} /> : "Somebody unnamed"}</strong>{" "}
        {says(stance)} it · {known(basis)}
        {from.length > 0 && (
          <>
            {", from "}
            <Name text={from.map(({ name }) => name).join("; ")} />
          </>
        )}
        {!vouches && " · does not vouch for it"}
      </p>
      {why && (
        <p class="aside">
          <Name text={why} />
        </p>
      )}
      <Words quote={quote} />
    </li>
  );
}

export function Claims({ event }: { event: EventPage }) {
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">Claims</h2>
      <ul class="claims">
        {event.claims.map((claim) => (
          <One key={claim.id} claim={claim} />
        ))}
      </ul>
    </section>
  );
}
