/** Numbers side by side with who says them; nothing is averaged. */

import { number } from "../say.ts";
import type { EventPage, Figure } from "../wire.ts";
import { Table } from "./table.tsx";
import { Name } from "./told.tsx";

const HEAD = ["of", "low", "best", "high", "said by"];

function cell(value: number | null): string {
  return value === null ? "not told" : number(value);
}

function speakers({ by }: Figure, event: EventPage): string {
  const claims = event.claims.filter((claim) => by.includes(claim.id));
  const named = claims.map(({ speaker }) => speaker?.name ?? "somebody unnamed");
  return [...new Set(named)].join("; ") || "the report itself";
}

export function Figures({ event }: { event: EventPage }) {
  if (!event.figures.length) return null;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures by source</h2>
      <Table name="Figures by source" head={HEAD}>
        {event.figures.map((figure) => (
          <tr key={`${figure.role} ${figure.by.join()} ${figure.low} ${figure.high}`}>
            <th scope="row">
              {figure.role}
              {figure.unit && ` (${figure.unit})`}
            </th>
            <td>{cell(figure.low)}</td>
            <td>{cell(figure.best)}</td>
            <td>{cell(figure.high)}</td>
            <td>
              <Name text={speakers(figure, event)} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
