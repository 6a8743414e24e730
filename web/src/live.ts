/** News of the ledger, as the server sends it. */
import { useEffect, useState } from "preact/hooks";
import { get } from "./api.ts";
import type { Alarm, Desk } from "./wire.ts";

export type News = Pick<Desk, "state" | "reports" | "events">;

export interface Live {
  news: News | null;
  alarm: Alarm | null;
  connected: boolean;
}

type Heard = (what: Partial<Live>) => void;

function listen(heard: Heard): EventSource {
  const source = new EventSource("api/live");
  const told = (name: keyof Live) => (event: MessageEvent<string>) =>
    heard({ [name]: JSON.parse(event.data) });
  source.addEventListener("state", told("news"));
  source.addEventListener("alarm", told("alarm"));
  source.onopen = () => heard({ connected: true });
  source.onerror = () => heard({ connected: false });
  return source;
}

/** What came while nobody listened. */
function catchUp(heard: Heard): void {
  get<Desk>("desk").then(
    (news) => heard({ news }),
    () => heard({ connected: false }),
  );
}

/** The browser connects again by itself; until then `connected` is false.
 *
 * Only a page that is seen listens: a browser has six connections to a desk, for all its pages
 * together, and keeps those of pages that were left. */
export function useLive(): Live {
  const [live, set] = useState<Live>({ news: null, alarm: null, connected: true });
  useEffect(() => {
    const heard: Heard = (what) => set((before) => ({ ...before, ...what }));
    let source: EventSource | null = listen(heard);
    const rest = () => {
      source?.close();
      source = null;
    };
    const turn = () => {
      if (document.hidden) return rest();
      if (source) return;
      source = listen(heard);
      catchUp(heard);
    };
    document.addEventListener("visibilitychange", turn);
    addEventListener("pagehide", rest);
    addEventListener("pageshow", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      removeEventListener("pagehide", rest);
      removeEventListener("pageshow", turn);
      rest();
    };
  }, []);
  return live;
}
