/** Parts of views, and what stands in addresses. */
import { render } from "preact";
import { describe, expect, it } from "vitest";
import event from "../dev/canned/event.json";
import { asked } from "../src/api.ts";
import { Figures } from "../src/parts/figures.tsx";
import { GradeMark } from "../src/parts/grade.tsx";
import { EventItem } from "../src/parts/rows.tsx";
import { Tellings } from "../src/parts/tellings.tsx";
import { summary } from "../src/parts/verdicts.tsx";
import { rulings } from "../src/review/history.tsx";
import { filtersOf, hashOf, routeOf, withFilter } from "../src/route.ts";
import { days, judgements } from "../src/say.ts";
import { binOf, lately } from "../src/views/timeline.tsx";
import type { EventPage, EventRow, Judgement, Telling } from "../src/wire.ts";

const page = event as unknown as EventPage;
const row = { ...page, origins: page.origins.length } as EventRow;

function shown(node: preact.ComponentChild): HTMLElement {
  const place = document.createElement("div");
  render(node, place);
  return place;
}

describe("addresses", () => {
  it.each([
    ["", { view: "map", id: "" }],
    ["#/events/a%23b%2Fc", { view: "events", id: "a#b/c" }],
    ["#/events/100%", { view: "events", id: "100%" }],
    ["#/ledger?grade=1&grade=2", { view: "ledger", id: "" }],
  ])("%s", (hash, told) => {
    expect(routeOf(hash)).toMatchObject(told);
  });

  it("come back as they went", () => {
    const query = new URLSearchParams({ q: "fuel & fire" });
    const back = routeOf(hashOf({ view: "events", id: "r#e/1", query }));
    expect([back.id, back.query.get("q")]).toEqual(["r#e/1", "fuel & fire"]);
  });

  it("carry filters from view to view, and nothing else", () => {
    const query = new URLSearchParams("grade=1&grade=2&a=RUS&type=&country=UKR");
    expect(filtersOf(query).toString()).toBe("country=UKR&grade=1&grade=2");
    expect(withFilter(query, "grade", []).has("grade")).toBe(false);
    expect(asked("events", filtersOf(query))).toBe("events?country=UKR&grade=1&grade=2");
  });
});

describe("an event", () => {
  it("that did not happen says so in its row", () => {
    const told = (status: EventRow["status"]) =>
      shown(<EventItem event={{ ...row, status }} />).querySelector(".tag")?.textContent;
    expect(told("actual")).toBeUndefined();
    expect(told("future")).toBe("planned");
    expect(told("negated")).toBe("denied");
  });

  it("shows the very words of each report", () => {
    const place = shown(<Tellings event={page} />);
    const marked = [...place.querySelectorAll(".mark-trigger")].map((m) => m.textContent);
    expect(marked).toContain("opened fire");
    expect(place.querySelectorAll(".telling").length).toBe(page.told_by.length);
  });

  it("says of a report that it was edited", () => {
    const [first, ...rest] = page.told_by;
    const edited = { ...first, edited: "edited: the last of two versions" } as Telling;
    const told = (told_by: Telling[]) =>
      shown(<Tellings event={{ ...page, told_by }} />).textContent;
    expect(told([edited, ...rest])).toContain("edited: the last of two versions");
    expect(told(page.told_by)).not.toContain("edited");
  });

  it("shows a figure beside who says it", () => {
    const place = shown(<Figures event={page} />);
    const rows = [...place.querySelectorAll("tbody tr")].map((r) => r.textContent);
    expect(rows.length).toBe(page.figures.length);
    expect(rows.join()).toContain("two residents");
  });

  it("has a grade that is told by words and digit", () => {
    const mark = shown(<GradeMark credibility={2} words="probably true" />).querySelector("svg");
    expect(mark?.getAttribute("aria-label")).toBe("credibility 2, probably true");
    expect(mark?.querySelector("text")?.textContent).toBe("2");
  });

  it("counts its verdicts by what they say", () => {
    expect(summary(page.verdicts)).toBe("10 pairs of origins: nobody can tell 10");
  });
});

describe("judgements", () => {
  const each = (number: number, more: Partial<Judgement> = {}): Judgement => ({
    ...{ number, kind: "merge", who: "ana", at: "2026-03-12T09:00:00", why: "same", undone: null },
    ...{ undone_by: "", undone_why: "", what: "a and b", ...more },
  });

  it("of one moment are one ruling", () => {
    const told = rulings([each(1), each(2), each(3, { at: "2026-03-13T09:00:00" })]);
    expect(told.map((group) => group.map((j) => j.number))).toEqual([[1, 2], [3]]);
  });

  it.each([
    [[3], "judgement 3"],
    [[3, 4, 5], "judgements 3 to 5"],
  ])("%j", (numbers, words) => {
    expect(judgements(numbers)).toBe(words);
  });
});

describe("the timeline", () => {
  it.each([
    ["2024-01-01", "2024-03-01", "day"],
    ["2022-01-01", "2024-03-01", "week"],
    ["1990-01-01", "2024-03-01", "month"],
    [null, "2024-03-01", "month"],
  ] as const)("from %s to %s is told by %s", (since, until, bin) => {
    expect(binOf(since, until)).toBe(bin);
  });

  it("counts what it does not draw", () => {
    const bin = (start: string, events: number) => ({ start, events, by_grade: {}, quads: {} });
    const items = [bin("1890-01-01", 2), bin("1990-01-01", 1), bin("2024-01-01", 7)];
    const [drawn, before] = lately({ by: "month", items }, "2020-01-01");
    expect([drawn.items.length, before]).toEqual([1, 3]);
  });
});

it.each([
  ["2024-08-24", "2024-08-24", "24 Aug 2024"],
  ["2024-08-24", "2024-08-26", "24 Aug 2024 to 26 Aug 2024"],
  [null, null, "no day given"],
  ["unclear", null, "unclear"],
])("days %s, %s are told as %s", (first_day, last_day, told) => {
  expect(days({ first_day, last_day })).toBe(told);
});
