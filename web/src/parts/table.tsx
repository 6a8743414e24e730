/** A table whose columns have names, in a frame that scrolls; what it holds are its rows. */

import type { ComponentChildren } from "preact";
import { Scroll } from "./scroll.tsx";

export function Table({
  name,
  head,
  children,
}: {
  name: string;
  head: readonly string[];
  children: ComponentChildren;
}) {
  return (
    <Scroll name={name}>
      <table>
        <thead>
          <tr>
            {head.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scroll>
  );
}
