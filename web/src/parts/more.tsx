/** A list that comes page by page. */
import { useEffect, useState } from "preact/hooks";
import { asked, get, type WireError } from "../api.ts";
import { type Asked, useAsked } from "../hooks.ts";
import type { Listed } from "../wire.ts";

export interface Paged<T> {
  first: Asked<Listed<T>>;
  items: T[];
  /** Null where there is no more. */
  more: (() => void) | null;
  error: WireError | null;
}

/** The items at a path: the first page at once, each further one when it is asked for. */
export function usePaged<T>(path: string, query: URLSearchParams, version: number): Paged<T> {
  const first = useAsked<Listed<T>>(asked(path, query), version);
  const [later, set] = useState<{ pages: Listed<T>[]; error: WireError | null }>({
    pages: [],
    error: null,
  });
  useEffect(() => set({ pages: [], error: null }), [first.data]);
  const pages = first.data ? [first.data, ...later.pages] : [];
  const cursor = pages.at(-1)?.next ?? null;
  const more = () => {
    const next = new URLSearchParams(query);
    next.set("cursor", cursor ?? "");
    get<Listed<T>>(asked(path, next)).then(
      (page) => set((before) => ({ pages: [...before.pages, page], error: null })),
      (error: WireError) => set((before) => ({ ...before, error })),
    );
  };
  const items = pages.flatMap((page) => page.items);
  return { first, items, more: cursor ? more : null, error: later.error };
}

export function More({ paged }: { paged: Paged<unknown> }) {
  return (
    <>
      {paged.error && (
        <p class="problem" role="alert">
          {paged.error.message}
        </p>
      )}
      {paged.more && (
        <p>
          <button type="button" onClick={paged.more}>
            More
          </button>
        </p>
      )}
    </>
  );
}
