/** A drawing made to the width that there is, from a function (data, {width}) → node. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWidth } from "../hooks.ts";
import { Table } from "./table.tsx";

export type Draw<T> = (data: T, size: { width: number }) => Element;

export function Drawing<T>({
  data,
  draw,
  caption,
  children,
}: {
  data: T;
  draw: Draw<T>;
  caption: ComponentChildren;
  children?: ComponentChildren;
}) {
  const [measured, width] = useWidth();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width > 0) place.current?.replaceChildren(draw(data, { width }));
  }, [data, draw, width]);
  return (
    <figure class="drawing">
      <figcaption>{caption}</figcaption>
      <div ref={measured}>
        <div ref={place} />
      </div>
      {children}
    </figure>
  );
}

/** The same numbers for those who do not see a drawing, or want to copy them. */
export function AsTable({
  head,
  rows,
}: {
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}) {
  return (
    <details>
      <summary>The same as a table</summary>
      <Table name="Table" head={head}>
        {rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, i) => (
              <td key={head[i]}>{cell ?? ""}</td>
            ))}
          </tr>
        ))}
      </Table>
    </details>
  );
}
