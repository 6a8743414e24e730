/** The page's colours for what cannot read its style sheet. */

const NAMES = ["card", "sea", "land", "border", "ink", "soft", "unreal", "against"] as const;
const GRADES = [1, 2, 3, 4, 5, 6];

export type Palette = Record<(typeof NAMES)[number], string> & {
  /** By credibility. */
  grade: Record<number, string>;
  onGrade: Record<number, string>;
};

/** As they are at the moment: light or dark. */
export function palette(): Palette {
  // A custom property gives its text; only a colour that is used says which of two it is.
  const probe = document.body.appendChild(document.createElement("span"));
  const of = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const byGrade = (name: string) => Object.fromEntries(GRADES.map((n) => [n, of(`${name}-${n}`)]));
  const plain = Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<
    (typeof NAMES)[number],
    string
  >;
  const found = { ...plain, grade: byGrade("grade"), onGrade: byGrade("on-grade") };
  probe.remove();
  return found;
}
