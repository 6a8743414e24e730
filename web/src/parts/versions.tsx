/** What an article was before it was edited, and what it tells no more. */
import { hashOf } from "../route.ts";
import { clock } from "../say.ts";
import type { Report, Version } from "../wire.ts";
import { Name, Told } from "./told.tsx";

function Changes({ changes }: Pick<Version, "changes">) {
  return (
    <ul class="changes">
      {changes.map(({ before, after }) => (
        <li key={`${before}\n${after}`}>
          {before !== null && (
            <del>
              <Told text={before} />
            </del>
          )}{" "}
          {after !== null && (
            <ins>
              <Told text={after} />
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

function One({ version, here }: { version: Version; here: boolean }) {
  const { report, modified, seen, stands, changes } = version;
  const when = modified ? `changed ${clock(modified)}` : `seen ${seen ? clock(seen) : "some time"}`;
  return (
    <li>
      {here ? (
        <strong>{when}</strong>
      ) : (
        <a href={hashOf({ view: "reports", id: report })}>{when}</a>
      )}
      {here && ", this one"}
      {stands && ", the one that stands"}
      <Changes changes={changes} />
    </li>
  );
}

export function Versions({ report }: { report: Report }) {
  const { versions, withdrawn } = report;
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Versions of the article</h2>
      {withdrawn.length > 0 && (
        <p>
          Withdrawn in a later version:{" "}
          {withdrawn.map(({ start, text }, i) => (
            <span key={start}>
              {i > 0 && ", "}“<Name text={text} />”
            </span>
          ))}
          .
        </p>
      )}
      <ol class="versions">
        {versions.map((version) => (
          <One key={version.report} version={version} here={version.report === report.id} />
        ))}
      </ol>
    </section>
  );
}
