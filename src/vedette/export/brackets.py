"""Brackets at one side of a column of boxes, each joining two of them, none upon another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vedette.export.layers import Spot
from vedette.records import Record

PORT = 7.0
"""Distance between two ends at one box, and of the first from its middle."""
CLEAR = 8.0
"""Least distance between two brackets in one track."""


class Bracket(Record, frozen=True):
    """A bracket from height `top` to `bottom`; track 0 is the nearest to the boxes."""

    top: float
    bottom: float
    track: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def brackets(
    pairs: Sequence[tuple[str, str]], spots: Mapping[str, Spot], *, words: float = 0.0
) -> tuple[Bracket, ...]:
    """One for each pair of different boxes, in the order of the pairs; `words` is the length of
    what is written along each.

    Above and below its middle a box has an end for each pair; that of the farthest partner is the
    nearest to the middle, so that no end crosses a shorter bracket.
    """
    ends: dict[str, list[tuple[float, int]]] = {}
    for n, (a, b) in enumerate(pairs):
        far = spots[b].middle - spots[a].middle
        ends.setdefault(a, []).append((far, n))
        ends.setdefault(b, []).append((-far, n))
    ys: dict[int, list[float]] = {n: [] for n in range(len(pairs))}
    for box, found in ends.items():
        for sign in (1, -1):
            mine = sorted((x for x in found if x[0] * sign > 0), key=lambda x: (-abs(x[0]), x[1]))
            apart = min(PORT, (spots[box].height / 2 - 4) / max(1, len(mine)))
            for place, (_, n) in enumerate(mine, start=1):
                ys[n].append(spots[box].middle + sign * apart * place)
    spans = {n: (min(y), max(y)) for n, y in ys.items()}
    taken: list[list[tuple[float, float]]] = []
    tracks: dict[int, int] = {}
    for n, (top, bottom) in sorted(spans.items(), key=lambda x: (x[1][1] - x[1][0], x[1])):
        over = max(0.0, words - (bottom - top)) / 2 + CLEAR / 2
        first, last = top - over, bottom + over
        free = (
            t for t, track in enumerate(taken) if all(last <= a or b <= first for a, b in track)
        )
        track = next(free, len(taken))
        taken += [[]] if track == len(taken) else []
        taken[track].append((first, last))
        tracks[n] = track
    return tuple(Bracket(top=a, bottom=b, track=tracks[n]) for n, (a, b) in spans.items())
