/** Who acts with whom: the width of a line is how many events, its form whether they conflict. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { hashOf } from "../route.ts";
import { visible } from "../visible.ts";
import type { Network } from "../wire.ts";

const SVG = "http://www.w3.org/2000/svg";
const TICKS = 240;
const LONGEST = 20;
/** Square pixels for a disc with its name; and the height beyond which they crowd. */
const ROOM = 6000;
const TALLEST = 1400;
/** Pixels of half a letter of a label, as wide as they are on the whole. */
const HALF_LETTER = 2.6;

interface Node {
  id: string;
  name: string;
  events: number;
  r: number;
  x: number;
  y: number;
}

interface Link {
  source: Node;
  target: Node;
  events: number;
  intensity: number | null;
}

type Attributes = Record<string, string | number>;

function el(name: string, attributes: Attributes, ...children: (Element | string)[]): Element {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** What stands under a disc: the whole name is told where the pointer rests. */
function labelOf(name: string): string {
  const letters = [...visible(name)];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : letters.join("");
}

/** The same data and width give the same picture: the layout starts from a fixed spiral. */
function placed({ nodes, links }: Network, width: number, height: number): [Node[], Link[]] {
  const drawn: Node[] = nodes.map((n) => ({
    ...n,
    r: 4 + 2.2 * Math.sqrt(n.events),
    x: Number.NaN,
    y: Number.NaN,
  }));
  const known = new Map(drawn.map((n) => [n.id, n]));
  const drawnLinks = links.flatMap((link) => {
    const source = known.get(link.source);
    const target = known.get(link.target);
    return source && target && source !== target ? [{ ...link, source, target }] : [];
  });
  const simulation = forceSimulation(drawn)
    .force("link", forceLink(drawnLinks).distance(90).strength(0.2))
    .force("apart", forceManyBody().strength(-260).distanceMax(340))
    .force(
      "room",
      forceCollide<Node>((n) => Math.max(n.r + 12, labelOf(n.name).length * HALF_LETTER)),
    )
    .force("x", forceX(width / 2).strength(0.11 * (height / width)))
    .force("y", forceY(height / 2).strength(0.11))
    .stop();
  simulation.tick(TICKS);
  for (const n of drawn) {
    n.x = Math.max(n.r + 4, Math.min(width - n.r - 4, n.x));
    n.y = Math.max(n.r + 4, Math.min(height - n.r - 16, n.y));
  }
  return [drawn, drawnLinks];
}

function line({ source, target, events, intensity }: Link): Element {
  const tone = intensity === null ? "" : intensity < 0 ? " conflict" : " cooperation";
  const between = `${visible(source.name)} and ${visible(target.name)}: ${events} events`;
  return el(
    "line",
    {
      class: `link${tone}`,
      x1: source.x,
      y1: source.y,
      x2: target.x,
      y2: target.y,
      "stroke-width": Math.min(8, 0.8 + Math.sqrt(events)),
    },
    el("title", {}, between),
  );
}

function disc(node: Node, width: number): Element {
  const name = visible(node.name);
  const short = labelOf(node.name);
  const half = Math.min(node.x, width - node.x) < short.length * 3.2;
  const anchor = half ? (node.x < width / 2 ? "start" : "end") : "middle";
  const side = anchor === "middle" ? 0 : (anchor === "start" ? -1 : 1) * node.r;
  return el(
    "a",
    {
      href: hashOf({ view: "ledger", query: new URLSearchParams({ actor: node.id }) }),
      transform: `translate(${node.x.toFixed(1)},${node.y.toFixed(1)})`,
    },
    el("title", {}, `${name}: ${node.events} events`),
    el("circle", { r: node.r.toFixed(1) }),
    el("text", { y: (node.r + 12).toFixed(1), x: side.toFixed(1), "text-anchor": anchor }, short),
  );
}

/** On a narrow screen a picture grows downwards, so that names have room. */
function tall(nodes: number, width: number): number {
  return Math.min(TALLEST, (nodes * ROOM) / width);
}

export function network(data: Network, { width }: { width: number }): Element {
  const height = Math.max(420, Math.min(680, width * 0.7), tall(data.nodes.length, width));
  const [nodes, links] = placed(data, width, height);
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return el(
    "svg",
    { class: "network", role: "group", "aria-label": "Actors and what joins them", ...size },
    ...links.map(line),
    ...nodes.map((node) => disc(node, width)),
  );
}
