/** The letter of a source, A to F. */
import type { Letter as Reliability, Voice } from "../wire.ts";
import { Judge } from "./form.tsx";

const LETTERS: [Reliability, string][] = [
  ["A", "completely reliable"],
  ["B", "usually reliable"],
  ["C", "fairly reliable"],
  ["D", "not usually reliable"],
  ["E", "unreliable"],
  ["F", "cannot be judged"],
];

export function Letter({
  voices,
  letters,
  changed,
}: {
  voices: readonly Voice[];
  letters: Record<string, Reliability>;
  changed: (said: string) => void;
}) {
  if (!voices.length) return null;
  return (
    <Judge
      title="Rate a source"
      button="Give the letter"
      paths={["judgements"]}
      ruling={(form) => ({
        kind: "reliability",
        source: String(form.get("source")),
        letter: String(form.get("letter")) as Reliability,
      })}
      changed={changed}
    >
      <label>
        Source
        <select name="source">
          {voices.map(({ id, name }) => (
            <option key={id} value={id}>
              {letters[id] ? `${name} (now ${letters[id]})` : name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Letter
        <select name="letter">
          {LETTERS.map(([letter, words]) => (
            <option key={letter} value={letter}>
              {letter}: {words}
            </option>
          ))}
        </select>
      </label>
    </Judge>
  );
}
