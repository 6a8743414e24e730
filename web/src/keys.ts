/** Shortcuts, in one table: what is under `?` is what works. */
import { useEffect } from "preact/hooks";
import { kept } from "./kept.ts";

export const VIEWS = [
  { view: "map", name: "Map", key: "m" },
  { view: "ledger", name: "Ledger", key: "l" },
  { view: "series", name: "Series", key: "s" },
  { view: "network", name: "Actors", key: "n" },
  { view: "alarms", name: "Alarms", key: "a" },
  { view: "brief", name: "Brief", key: "b" },
  { view: "sources", name: "Sources", key: "o" },
] as const;

export const SHORTCUTS: [string, string][] = [
  ["?", "this list"],
  ["/", "search the reports"],
  [".", "show what is new"],
  ["j  k", "next, previous event of a list"],
  ["u", "back"],
  ...VIEWS.map(({ key, name }): [string, string] => [`g ${key}`, `go to ${name}`]),
];
/** Milliseconds in which the second key of two must come. */
const PAUSE = 1500;

export interface Does {
  help: () => void;
  refresh: () => void;
  view: (name: string) => void;
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
  );
}

/** Move the focus among the events that are listed. */
export function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main .row-line")];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
}

const ALONE: Record<string, (does: Does) => void> = {
  "?": (does) => does.help(),
  ".": (does) => does.refresh(),
  "/": () => document.getElementById("search")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  u: () => history.back(),
};

export function useKeys(does: Does): void {
  useEffect(() => {
    let went = 0;
    const press = (event: KeyboardEvent) => {
      if (kept("shortcuts") === "off" && event.key !== "?") return;
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const second = event.timeStamp - went < PAUSE;
      const to = second && VIEWS.find(({ key }) => key === event.key);
      went = event.key === "g" ? event.timeStamp : 0;
      if (to) does.view(to.view);
      else if (ALONE[event.key]) ALONE[event.key]?.(does);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
