/** A grade is told by its digit and by a form; its colour only repeats them. */
import { shapePath } from "../shapes.ts";
import type { Grade } from "../wire.ts";

export function GradeMark({
  credibility,
  words = "",
}: {
  credibility: number;
  words?: string | undefined;
}) {
  const label = `credibility ${credibility}${words ? `, ${words}` : ""}`;
  return (
    <svg class={`grade grade-${credibility}`} viewBox="-13 -13 26 26" role="img" aria-label={label}>
      <title>{label}</title>
      <path d={shapePath(credibility)} />
      <text y="4.6" text-anchor="middle">
        {credibility}
      </text>
    </svg>
  );
}

export function GradeLine({ grade }: { grade: Grade }) {
  return (
    <span class="grade-line">
      <GradeMark credibility={grade.credibility} words={grade.words} /> {grade.words}
    </span>
  );
}
