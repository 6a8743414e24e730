/** News of the ledger, as the server sends it. */
import { useEffect, useState } from "preact/hooks";
import type { Alarm } from "./wire.ts";

export interface News {
  state: number;
  reports: number;
  events: number;
}

export interface Live {
  news: News | null;
  alarm: Alarm | null;
  connected: boolean;
}

/** The browser connects again by itself; until then `connected` is false. */
export function useLive(): Live {
  const [live, set] = useState<Live>({ news: null, alarm: null, connected: true });
  useEffect(() => {
    const source = new EventSource("api/live");
    const told = (name: keyof Live) => (event: MessageEvent<string>) =>
      set((before) => ({ ...before, [name]: JSON.parse(event.data) }));
    source.addEventListener("state", told("news"));
    source.addEventListener("alarm", told("alarm"));
    source.onopen = () => set((before) => ({ ...before, connected: true }));
    source.onerror = () => set((before) => ({ ...before, connected: false }));
    return () => source.close();
  }, []);
  return live;
}
