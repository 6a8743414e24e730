/** A judgement asks who and why, is sent, and says in words what came of it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { post, type WireError } from "../api.ts";
import type { View } from "../context.ts";
import { keep, kept } from "../kept.ts";
import { Problem } from "../parts/states.tsx";
import { judgements } from "../say.ts";
import type { Ruled, Ruling } from "../wire.ts";

export interface Does {
  /** Where the judgement goes; of several, one after the other. */
  paths: readonly string[];
  /** What is judged, from the fields of the form; a sentence where something is missing. */
  ruling: (form: FormData) => Ruling | Record<string, never> | string;
  /** What to do once it is recorded. */
  done?: (ruled: Ruled) => void;
}

export interface Props extends Does, Pick<View, "changed"> {
  title: string;
  button: string;
  children?: ComponentChildren;
}

function said(numbers: readonly number[] | undefined, title: string): string {
  const which = numbers?.length ? ` as ${judgements(numbers)}` : "";
  return `${title}: recorded${which}.`;
}

/** What all paths answer together. */
async function sent(paths: readonly string[], body: object): Promise<Ruled> {
  let answer: Ruled = { events: [] };
  for (const path of paths) answer = await post<Ruled>(path, body);
  return answer;
}

export function Judge({ title, button, paths, ruling, done, changed, children }: Props) {
  const [error, fail] = useState<WireError | string | null>(null);
  const [busy, work] = useState(false);
  const [open, show] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const ruled = ruling(fields);
    if (typeof ruled === "string") return fail(ruled);
    const who = String(fields.get("who") ?? "").trim();
    keep("who", who);
    work(true);
    try {
      const why = String(fields.get("why") ?? "").trim();
      const answer = await sent(paths, { ...ruled, who, why });
      fail(null);
      show(false);
      // First away from what may be no more, so that nobody asks for it.
      done?.(answer);
      changed(said(answer.numbers, title));
    } catch (problem) {
      fail(problem as WireError);
    } finally {
      work(false);
    }
  };
  return (
    <details class="judge" open={open} onToggle={(e) => show(e.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        <form onSubmit={submit}>
          {children}
          <label>
            Why
            <textarea name="why" required rows={2} maxLength={1000} />
          </label>
          <label>
            Who judges
            <input
              name="who"
              required
              maxLength={100}
              defaultValue={kept("who")}
              autocomplete="name"
            />
          </label>
          {typeof error === "string" ? (
            <p class="problem" role="alert">
              {error}
            </p>
          ) : (
            error && <Problem error={error} />
          )}
          <button type="submit" disabled={busy}>
            {busy ? "Recording …" : button}
          </button>
        </form>
      )}
    </details>
  );
}
