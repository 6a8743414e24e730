/** What stands where there is nothing to show: still asking, nothing found, gone wrong. */
import type { ComponentChildren } from "preact";
import type { WireError } from "../api.ts";
import type { Asked } from "../hooks.ts";

export function Problem({ error }: { error: WireError }) {
  return (
    <p class="problem" role="alert">
      {error.message}
    </p>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** An answer, or in words why there is none. What was there before stays beside an error. */
export function Shown<T>({
  asked,
  what,
  children,
}: {
  asked: Asked<T>;
  what: string;
  children: (data: T) => ComponentChildren;
}) {
  const { data, error, busy } = asked;
  return (
    <div aria-busy={busy}>
      {error && <Problem error={error} />}
      {data !== null ? children(data) : busy && <p class="waiting">Asking for {what} …</p>}
    </div>
  );
}
