/** What every view is given. */
import type { Route } from "./route.ts";
import type { Desk } from "./wire.ts";

export interface View {
  route: Route;
  desk: Desk;
  /** Counts up whenever the ledger is to be asked anew. */
  version: number;
  /** Ask anew, and say what was done. */
  changed: (said: string) => void;
  /** Go to an address within the page; `replace` leaves no step back. */
  go: (hash: string, replace?: boolean) => void;
}
