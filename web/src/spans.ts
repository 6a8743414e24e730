/** Text and marks → pieces, each with the marks that cover it. The server counts characters (code
 * points); a JavaScript string counts UTF-16 units. */

export interface Span {
  start: number;
  end: number;
  kind: string;
}

export interface Cut {
  text: string;
  kinds: string[];
}

/** `at` is where the text begins in the report that the spans are offsets of. */
export function cuts(text: string, spans: readonly Span[], at = 0): Cut[] {
  const characters = [...text];
  const inside = spans
    .map((s) => ({ ...s, start: Math.max(0, s.start - at), end: s.end - at }))
    .filter((s) => s.start < s.end && s.start < characters.length);
  const edges = new Set([0, characters.length]);
  for (const { start, end } of inside)
    for (const edge of [start, end]) edges.add(Math.min(edge, characters.length));
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => {
    const covering = inside.filter((s) => s.start <= start && start < s.end);
    const kinds = [...new Set(covering.map((s) => s.kind))];
    return { text: characters.slice(start, sorted[i + 1]).join(""), kinds };
  });
}
