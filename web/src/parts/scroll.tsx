/** What may be wider than the page scrolls in its own frame, by keyboard too. */
import type { ComponentChildren } from "preact";

export function Scroll({
  name,
  look = "",
  children,
}: {
  name: string;
  look?: string;
  children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section class={`scroll ${look}`} tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
