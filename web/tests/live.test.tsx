/** A page that nobody sees holds no connection; one that is seen again hears what it missed. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { useLive } from "../src/live.ts";

class Source extends EventTarget {
  static open = new Set<Source>();
  constructor() {
    super();
    Source.open.add(this);
  }
  close(): void {
    Source.open.delete(this);
  }
}

function Page() {
  return <p>{useLive().news?.state ?? "no news"}</p>;
}

afterEach(() => vi.unstubAllGlobals());

it("listens only while it is seen", async () => {
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ state: 7 })));
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(false);
  const turn = async (away: boolean) => {
    hidden.mockReturnValue(away);
    await act(async () => {
      document.dispatchEvent(new Event("visibilitychange"));
    });
  };
  const place = document.createElement("div");
  await act(() => render(<Page />, place));
  expect([Source.open.size, place.textContent]).toEqual([1, "no news"]);
  await turn(true);
  expect(Source.open.size).toBe(0);
  await turn(false);
  await vi.waitFor(() => expect(place.textContent).toBe("7"));
  expect(Source.open.size).toBe(1);
  await act(async () => {
    dispatchEvent(new Event("pagehide"));
  });
  expect(Source.open.size).toBe(0);
});
