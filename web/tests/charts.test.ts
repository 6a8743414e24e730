/** A chart is a function (data, {width}) → node; what is drawn is the test. */
import { describe, expect, it } from "vitest";
import people from "../dev/canned/network.json";
import canned from "../dev/canned/series.json";
import times from "../dev/canned/timeline.json";
import { network } from "../src/charts/network.ts";
import { gaps, series } from "../src/charts/series.ts";
import { endOf, timeline } from "../src/charts/timeline.ts";
import type { Network, Series, SeriesBin, Timeline } from "../src/wire.ts";

const WIDTH = { width: 600 };

function bin(start: string, gap: boolean): SeriesBin {
  const score = gap ? null : -1;
  const quads = {
    material_conflict: 1,
    verbal_conflict: 0,
    verbal_cooperation: 0,
    material_cooperation: 0,
  };
  return { start, score, low: score, high: score, events: 1, ...quads, reports: 9, gap };
}

describe("a series", () => {
  it("joins weeks without reports to one gap each", () => {
    const items = [
      bin("2024-01-01", false),
      bin("2024-01-08", true),
      bin("2024-01-15", true),
      bin("2024-01-22", false),
      bin("2024-01-29", true),
    ];
    const told = gaps(items, "week").map(({ from, to }) => [from, to].map((d) => d.toISOString()));
    expect(told).toEqual([
      ["2024-01-08T00:00:00.000Z", "2024-01-22T00:00:00.000Z"],
      ["2024-01-29T00:00:00.000Z", "2024-02-05T00:00:00.000Z"],
    ]);
  });

  it("breaks its line where nobody reported, and marks alarms but no withdrawn one", () => {
    const data = canned as unknown as Series;
    const [alarm] = data.alarms ?? [];
    if (!alarm) throw new Error("the recorded series has an alarm");
    const both = { ...data, alarms: [alarm, { ...alarm, state: "withdrawn" as const }] };
    const drawn = series(both, WIDTH);
    const lines = [...drawn.querySelectorAll("path[d]")].map((p) => p.getAttribute("d") ?? "");
    expect(lines.some((d) => (d.match(/M/g) ?? []).length > 1)).toBe(true);
    expect((drawn.textContent?.match(/▲/g) ?? []).length).toBe(1);
  });
});

describe("every chart", () => {
  it.each([
    ["series", () => series(canned as unknown as Series, WIDTH)],
    ["timeline", () => timeline(times as unknown as Timeline, WIDTH)],
  ])("%s brings no style sheet, and is one named picture", (_, draw) => {
    const drawn = draw();
    expect(drawn.querySelector("style")).toBeNull();
    expect(drawn.getAttribute("role")).toBe("img");
    expect(drawn.getAttribute("aria-label")).toBeTruthy();
    expect(drawn.getAttribute("width")).toBe("600");
  });
});

describe("a timeline", () => {
  it.each([
    ["2024-02-01", "month", "2024-03-01"],
    ["2024-12-30", "week", "2025-01-06"],
    ["2024-02-29", "day", "2024-03-01"],
  ] as const)("%s, a %s, ends before %s", (start, by, end) => {
    expect(endOf(new Date(start), by).toISOString().slice(0, 10)).toBe(end);
  });

  it("says which days were clicked", () => {
    const heard: string[][] = [];
    const items = [{ start: "2024-02-01", events: 3, by_grade: { "2": 3 }, quads: {} }];
    const drawn = timeline({ by: "month", items, pick: (...days) => heard.push(days) }, WIDTH);
    drawn.querySelector("rect")?.dispatchEvent(new Event("click", { bubbles: true }));
    expect(heard).toEqual([["2024-02-01", "2024-02-29"]]);
  });
});

describe("a network", () => {
  const data = people as unknown as Network;

  it("is the same picture for the same data", () => {
    expect(network(data, WIDTH).outerHTML).toBe(network(data, WIDTH).outerHTML);
  });

  it("keeps every actor within the picture, each a link to its events", () => {
    const drawn = network(data, WIDTH);
    const links = [...drawn.querySelectorAll("a")];
    expect(links.length).toBe(data.nodes.length);
    for (const link of links) {
      const [x = -1] = (link.getAttribute("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(600);
      expect(link.getAttribute("href")).toContain("#/ledger?actor=");
    }
  });

  it("leaves out a link to somebody who is not drawn", () => {
    const nodes = [{ id: "a", name: "A", code: null, events: 1 }];
    const links = [{ source: "a", target: "gone", events: 1, intensity: null }];
    expect(network({ nodes, links }, WIDTH).querySelector("line")).toBeNull();
  });
});
