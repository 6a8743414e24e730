"""Boxes in columns and steps between them → where everything stands: a layered drawing.

The method is Sugiyama's (Sugiyama, Tagawa and Toda 1981): the column is given; a step over several
columns gets a place in each of them, so that no line runs through a box; the order in a column is
by barycentres; the heights are the least squares of what each box would like (the mean of its
neighbours) under the distances that must be kept. All lengths are pixels, y runs down.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from vedette.records import Record, change

SWEEPS = 8
"""Times that the columns are gone through in either direction, for the order and the heights."""
LANE_APART = 18.0
"""Distance that is added where one lane ends and the next begins."""
PASSAGE = 10.0
"""Height of the place that a step has in a column which it only crosses."""
PORTS = 11.0
"""Largest distance between two lines that leave one side of a box."""

Step = tuple[str, str]
Point = tuple[float, float]


class Box(Record, frozen=True):
    """What is to be placed. Boxes of a column with a lower `lane` stand above those of a higher;
    `margin` is kept free above and below."""

    id: str
    column: int
    width: float
    height: float
    margin: float = 0.0
    lane: int = 0


class Spot(Record, frozen=True):
    """Where a box stands: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Plan(Record, frozen=True):
    """Spots by box, and for each step the points that it runs through, the ends included: in pairs,
    each from the right side of one column to the left side of the next."""

    spots: dict[str, Spot]
    routes: dict[Step, tuple[Point, ...]]


def plan(boxes: Sequence[Box], steps: Iterable[Step], gaps: Sequence[float]) -> Plan:
    """Place boxes and lead steps, each from a lower column to a higher one.

    `gaps[n]` is the distance between columns n and n + 1. Raises `ValueError` for a step that does
    not lead to the right.
    """
    known = {b.id: b for b in boxes}
    paths: dict[Step, tuple[str, ...]] = {}
    for a, b in dict.fromkeys(steps):
        first, last = known[a].column, known[b].column
        if first >= last:
            raise ValueError(f"the step from {a} to {b} does not lead to the right")
        between = [f"{a}\0{b}\0{n}" for n in range(first + 1, last)]
        passages = [
            Box(id=name, column=first + 1 + n, width=0, height=PASSAGE, margin=PASSAGE)
            for n, name in enumerate(between)
        ]
        known |= {p.id: p for p in passages}
        paths[a, b] = (a, *between, b)
    links = [pair for path in paths.values() for pair in pairwise(path)]
    columns = _ordered(_columns(known.values()), links)
    middles = _heights(columns, links, paths.values())
    top = min(middles[b.id] - b.height / 2 for c in columns for b in c)
    lefts = _lefts(columns, gaps)
    spots = {
        b.id: Spot(x=left, y=middles[b.id] - b.height / 2 - top, width=width, height=b.height)
        for (left, width), column in zip(lefts, columns, strict=True)
        for b in column
    }
    ends = _ports(spots, links)
    routes = {
        step: tuple(point for pair in pairwise(path) for point in ends[pair])
        for step, path in paths.items()
    }
    return Plan(spots={b.id: spots[b.id] for b in boxes}, routes=routes)


def widened(found: Plan, right_of: float, by: float) -> Plan:
    """A plan in which all that is to the right of an x is moved on."""

    def moved(x: float) -> float:
        return x + by if x > right_of else x

    return Plan(
        spots={i: change(s, x=moved(s.x)) for i, s in found.spots.items()},
        routes={i: tuple((moved(x), y) for x, y in r) for i, r in found.routes.items()},
    )


def _columns(boxes: Iterable[Box]) -> list[list[Box]]:
    found: dict[int, list[Box]] = {}
    for box in boxes:
        found.setdefault(box.column, []).append(box)
    return [sorted(found[n], key=lambda b: b.lane) for n in sorted(found)]


def _lefts(columns: Sequence[Sequence[Box]], gaps: Sequence[float]) -> list[tuple[float, float]]:
    """The left side and the width of each column: all its boxes are as wide as the widest."""
    out, left = [], 0.0
    for column, gap in zip(columns, (*gaps, 0.0), strict=True):
        width = max(b.width for b in column)
        out.append((left, width))
        left += width + gap
    return out


def _neighbours(links: Iterable[Step]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The neighbours at the left and at the right of each."""
    left: dict[str, list[str]] = {}
    right: dict[str, list[str]] = {}
    for a, b in links:
        left.setdefault(b, []).append(a)
        right.setdefault(a, []).append(b)
    return left, right


def _ordered(columns: list[list[Box]], links: Sequence[Step]) -> list[list[Box]]:
    """The columns in the order that has the fewest crossings of those tried."""
    left, right = _neighbours(links)
    best, fewest = columns, _crossings(columns, links)
    for sweep in range(2 * SWEEPS):
        place = {b.id: n / max(1, len(c) - 1) for c in columns for n, b in enumerate(c)}
        near = right if sweep % 2 else left
        order = list(reversed(range(len(columns)))) if sweep % 2 else list(range(len(columns)))
        columns = list(columns)
        for n in order:
            wish = {
                b.id: _mean([place[x] for x in near.get(b.id, ())], place[b.id]) for b in columns[n]
            }
            columns[n] = sorted(columns[n], key=lambda b: (b.lane, wish[b.id]))
            _exchange(columns[n], place, left, right)
            place |= {b.id: i / max(1, len(columns[n]) - 1) for i, b in enumerate(columns[n])}
        crossings = _crossings(columns, links)
        if crossings < fewest:
            best, fewest = columns, crossings
    return best


def _exchange(
    column: list[Box], place: Mapping[str, float], *sides: Mapping[str, Sequence[str]]
) -> None:
    """Exchange boxes that stand side by side wherever their lines cross less (Gansner 1993)."""

    def crossed(a: Box, b: Box) -> int:
        return sum(
            place[x] > place[y]
            for near in sides
            for x in near.get(a.id, ())
            for y in near.get(b.id, ())
        )

    for _ in column:
        better = False
        for n in range(len(column) - 1):
            a, b = column[n : n + 2]
            if a.lane == b.lane and crossed(a, b) > crossed(b, a):
                column[n : n + 2] = b, a
                better = True
        if not better:
            return


def _crossings(columns: Sequence[Sequence[Box]], links: Sequence[Step]) -> int:
    place = {b.id: (n, i) for n, c in enumerate(columns) for i, b in enumerate(c)}
    # In the order of their left ends, a line crosses those before it that end farther below.
    before: dict[int, list[int]] = {}
    found = 0
    for (column, _), end in sorted((place[a], place[b][1]) for a, b in links):
        ends = before.setdefault(column, [])
        found += len(ends) - bisect_right(ends, end)
        insort(ends, end)
    return found


def _heights(
    columns: Sequence[Sequence[Box]], links: Sequence[Step], paths: Iterable[tuple[str, ...]]
) -> dict[str, float]:
    """The y of the middle of each box. The passages of a step would like to be on one level."""
    left, right = _neighbours(links)
    level = {passage: path for path in paths for passage in path[1:-1]}
    middles = {b: y for c in columns for b, y in _spread(c, {}).items()}
    for sweep in range(2 * SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            # The last sweeps look to both sides, so that no column hangs at one end of the others.
            sides = (left, right) if sweep >= SWEEPS else (left,) if sweep % 2 else (right,)
            near = {b.id: [x for side in sides for x in side.get(b.id, ())] for b in column}
            wish = {
                box: _mean([middles[x] for x in level.get(box, others)], middles[box])
                for box, others in near.items()
                if box in left or box in right
            }
            middles |= _spread(column, wish)
    return middles


def _spread(column: Sequence[Box], wish: Mapping[str, float]) -> dict[str, float]:
    """The middles nearest to those wished (least squares) that keep order and distances: isotonic
    regression by pooling adjacent violators (Ayer et al. 1955)."""
    offsets = [0.0]
    for above, below in pairwise(column):
        gap = above.margin + below.margin + (LANE_APART if above.lane != below.lane else 0.0)
        offsets.append(offsets[-1] + above.height / 2 + gap + below.height / 2)
    wished = [n for n, box in enumerate(column) if box.id in wish]
    pools: list[tuple[float, int]] = []
    for n in wished:
        pools.append((wish[column[n].id] - offsets[n], 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, k), (b, m) = pools[-2:]
            pools[-2:] = [((a * k + b * m) / (k + m), k + m)]
    levels = [level for level, size in pools for _ in range(size)]
    out: dict[str, float] = {}
    for n, box in enumerate(column):
        # A box without a line stays close to the one above it.
        nearest = max(0, bisect_right(wished, n) - 1)
        out[box.id] = (levels[nearest] if levels else 0.0) + offsets[n]
    return out


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _ports(spots: Mapping[str, Spot], links: Sequence[Step]) -> dict[Step, tuple[Point, Point]]:
    """The two ends of each line. Lines at one side of a box keep the order of their other ends."""
    left, right = _neighbours(links)

    def heights(near: Mapping[str, list[str]]) -> dict[Step, float]:
        out: dict[Step, float] = {}
        for box, others in near.items():
            apart = min(PORTS, spots[box].height / (len(others) + 1))
            for n, other in enumerate(sorted(others, key=lambda x: spots[x].middle)):
                out[box, other] = spots[box].middle + (n - (len(others) - 1) / 2) * apart
        return out

    out_of, into = heights(right), heights(left)
    return {(a, b): ((spots[a].right, out_of[a, b]), (spots[b].x, into[b, a])) for a, b in links}
