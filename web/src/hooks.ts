/** Hooks that views share. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, type WireError } from "./api.ts";
import { type Route, routeOf } from "./route.ts";

export interface Asked<T> {
  /** The last answer; it stays while the next is on its way. */
  data: T | null;
  error: WireError | null;
  busy: boolean;
}

/** What the desk says at a path, asked anew when the path or `version` changes. A null path asks
 * nothing. */
export function useAsked<T>(path: string | null, version: number): Asked<T> {
  const [state, set] = useState<Asked<T>>({ data: null, error: null, busy: path !== null });
  useEffect(() => {
    if (path === null) return;
    void version;
    const giving = new AbortController();
    set((before) => ({ ...before, busy: true }));
    get<T>(path, giving.signal).then(
      (data) => set({ data, error: null, busy: false }),
      (error: WireError) => {
        if (!giving.signal.aborted) set((before) => ({ ...before, error, busy: false }));
      },
    );
    return () => giving.abort();
  }, [path, version]);
  return state;
}

export function useRoute(): Route {
  const [route, set] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => set(routeOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** Width of an element in pixels, for what is drawn to fit; 0 before it stands. */
export function useWidth(): [(node: HTMLElement | null) => void, number] {
  const [width, set] = useState(0);
  const watching = useRef<ResizeObserver | null>(null);
  const ref = useCallback((node: HTMLElement | null) => {
    watching.current?.disconnect();
    if (!node) return;
    set(Math.floor(node.clientWidth));
    watching.current = new ResizeObserver(([entry]) => {
      if (entry) set(Math.floor(entry.contentRect.width));
    });
    watching.current.observe(node);
  }, []);
  return [ref, width];
}

/** The title of the window, which a screen reader says when a view opens. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Vedette`;
  }, [title]);
}
