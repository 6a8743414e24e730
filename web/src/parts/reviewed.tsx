/** Who has found an event right as it is, or corrected it. */
import { clock } from "../say.ts";
import type { EventPage } from "../wire.ts";
import { Name } from "./told.tsx";

export function Reviewed({ event }: { event: EventPage }) {
  const standing = event.history.filter(
    ({ kind, undone }) => !undone && (kind === "accept" || kind === "correct"),
  );
  if (!standing.length) return null;
  return (
    <ul class="reviewed">
      {standing.map(({ number, who, at, what, why }) => (
        <li key={number}>
          <Name text={what} />
          <span class="aside">
            {" "}
            by <Name text={who} />, {clock(at)}: <Name text={why} />
          </span>
        </li>
      ))}
    </ul>
  );
}
