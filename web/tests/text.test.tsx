/** Text of others is shown as it is: nothing runs, nothing hides, nothing turns around. */
import { render } from "preact";
import { describe, expect, it } from "vitest";
import { Marked, Told } from "../src/parts/told.tsx";
import { cuts } from "../src/spans.ts";
import { visible } from "../src/visible.ts";

function shown(node: preact.ComponentChild): HTMLElement {
  const place = document.createElement("div");
  render(node, place);
  return place;
}

describe("text of a report", () => {
  it("is text, whatever markup stands in it", () => {
    const hostile = `<script>alert(1)</script><img src=x onerror="alert(1)">`;
    const place = shown(<Told text={hostile} />);
    expect(place.querySelector("script, img")).toBeNull();
    expect(place.textContent).toBe(hostile);
  });

  it.each([
    ["right-to-left override", "police\u202edetals", "police[U+202E right-to-left override]detals"],
    ["zero-width space", "a\u200bb", "a[U+200B zero-width space]b"],
    ["a control without a name", "a\u0007b", "a[U+0007]b"],
    ["joiners that scripts need", "\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"],
    ["lines and tabs", "a\n\tb", "a\n\tb"],
  ])("%s", (_, text, told) => {
    expect(visible(text)).toBe(told);
  });

  it("marks a hidden character apart from the words", () => {
    const place = shown(<Told text={"a\u202eb"} />);
    expect(place.querySelector(".hidden")?.textContent).toBe("U+202E right-to-left override");
    expect(place.textContent).not.toContain("\u202e");
  });
});

describe("marks", () => {
  it("count characters as the server does, not UTF-16 units", () => {
    const found = cuts("🚢 sank", [{ start: 2, end: 6, kind: "trigger" }]);
    expect(found).toEqual([
      { text: "🚢 ", kinds: [] },
      { text: "sank", kinds: ["trigger"] },
    ]);
  });

  it.each([
    [
      "overlap",
      [
        [0, 4, "a"],
        [2, 6, "b"],
      ],
      ["ab|a", "cd|a b", "ef|b"],
    ],
    ["end beyond the text", [[4, 99, "a"]], ["abcd|", "ef|a"]],
    ["are of another place", [[20, 30, "a"]], ["abcdef|"]],
    ["are empty", [[3, 3, "a"]], ["abcdef|"]],
  ] as [string, [number, number, string][], string[]][])("%s", (_, spans, pieces) => {
    const given = spans.map(([start, end, kind]) => ({ start, end, kind }));
    const found = cuts("abcdef", given);
    expect(found.map(({ text, kinds }) => `${text}|${kinds.join(" ")}`).join()).toBe(pieces.join());
  });

  it("begin where the passage begins in its report", () => {
    const place = shown(
      <Marked text="Boats fired" spans={[{ start: 106, end: 111, kind: "trigger" }]} at={100} />,
    );
    expect(place.querySelector(".mark-trigger")?.textContent).toBe("fired");
  });
});
