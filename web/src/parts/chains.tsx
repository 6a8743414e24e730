/** Origins and through whom each was told, as a list: what the picture draws. */
import { basis } from "../say.ts";
import type { EventPage, Letter } from "../wire.ts";
import { Name } from "./told.tsx";

function LetterOf({ letter }: { letter: Letter | undefined }) {
  return letter ? (
    <abbr class="letter" title={`reliability ${letter}`}>
      {letter}
    </abbr>
  ) : null;
}

export function Chains({ event }: { event: EventPage }) {
  return (
    <>
      <ol class="chains">
        {event.origins.map((origin) => (
          <li key={origin.id}>
            <strong>
              <Name text={origin.name} />
            </strong>{" "}
            <LetterOf letter={event.letters[origin.id]} />{" "}
            <span class="aside">{basis(origin.basis)}</span>
            {origin.chain.slice(1).map(({ id, name }) => (
              <span key={id} class="told-on">
                {" "}
                <span aria-hidden="true">→</span>
                <span class="unseen">told</span> <Name text={name} />{" "}
                <LetterOf letter={event.letters[id]} />
              </span>
            ))}
          </li>
        ))}
      </ol>
      {event.against.length > 0 && (
        <p class="against">
          Against it:{" "}
          {event.against.map(({ id, name }, i) => (
            <span key={id}>
              {i > 0 && "; "}
              <Name text={name} />
            </span>
          ))}
        </p>
      )}
    </>
  );
}
