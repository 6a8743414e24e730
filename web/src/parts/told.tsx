/** Text that somebody else wrote. */
import type { ComponentChildren } from "preact";
import { cuts, type Span } from "../spans.ts";
import { pieces } from "../visible.ts";

/** Text as text, its invisible characters shown by name. */
export function Told({ text }: { text: string }): ComponentChildren {
  return pieces(text).map((piece, i) =>
    piece.hidden ? (
      <span class="hidden" key={i}>
        {piece.hidden}
      </span>
    ) : (
      piece.text
    ),
  );
}

/** Text with marks; `at` is where it begins in its report. The direction of one text does not
 * reach into the next. */
export function Marked({
  text,
  spans,
  at = 0,
  tight = false,
}: {
  text: string;
  spans: readonly Span[];
  at?: number;
  /** Leave out empty lines: a heading and the paragraph after it are one passage. */
  tight?: boolean;
}) {
  const shown = (words: string) => (tight ? words.replace(/\n{2,}/g, "\n") : words);
  return (
    <bdi>
      {cuts(text, spans, at).map((cut, i) =>
        cut.kinds.length ? (
          <mark key={i} class={cut.kinds.map((k) => `mark-${k}`).join(" ")}>
            <Told text={shown(cut.text)} />
          </mark>
        ) : (
          <Told key={i} text={shown(cut.text)} />
        ),
      )}
    </bdi>
  );
}

export function Name({ text }: { text: string }) {
  return (
    <bdi>
      <Told text={text} />
    </bdi>
  );
}
