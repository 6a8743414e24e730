"""A series → the breaks in its level and in its spread, as they could have been told at the time.

Each bin is scored by its rank among the quiet bins before it, and the scores are summed (two sums
for each kind, up and down; Page's CUSUM). A sum that passes its threshold is a break, which began
where the sum left zero. The threshold is what chance alone would pass as often as the user allows
(`vedette.watch.quiet`). Nothing looks ahead: bin t is judged by bins up to t.

Not done: seasons and slow trends are not taken out; a series with them alarms more often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from vedette.records import Record
from vedette.watch.quiet import Quiet, Values, swings, threshold

Kind = Literal["level", "variance"]
Side = Literal["up", "down"]
KINDS: tuple[Kind, ...] = ("level", "variance")


class Pace(Record, frozen=True, kw_only=True):
    """What a length of bin asks for: bins a year; the fewest and most bins that show what is usual;
    after how many the usual is looked at anew; and `slack`, what a bin must score beyond the usual
    to count as evidence.

    The slack is half of the shift, in standard deviations, that is told soonest (Page 1954; Hawkins
    & Olwell 1998).
    """

    a_year: float
    fewest: int
    most: int
    renewed: int
    slack: float


PACES = {
    "day": Pace(a_year=365.25, fewest=120, most=730, renewed=30, slack=0.5),
    "week": Pace(a_year=52.18, fewest=52, most=260, renewed=13, slack=1.0),
    "month": Pace(a_year=12.0, fewest=24, most=120, renewed=6, slack=1.0),
}
"""A year at least and five at most by the week: what is rare can only be told among many. A day
asks for less time, since its bins are more. A desk must hear of a shift of two standard deviations
within two weeks, hence a slack of one; by the day, of one standard deviation within some ten days.
"""
PER_YEAR = 1.0
"""False alarms a year where the user does not say."""
USUAL: tuple[Kind, ...] = ("level",)


class Break(Record, frozen=True, kw_only=True):
    """A change of a series; bins are counted from 0. It began at `onset` and was told at `told`.

    What was usual is that of the bins `since` to `until`, both included: the median `before`;
    `after` is that of the bins from `onset` to `told`. For the spread they are medians of the step
    from bin to bin. `sum` passed `threshold`.
    """

    kind: Kind
    side: Side
    onset: int
    told: int
    since: int
    until: int
    before: float
    after: float
    sum: float
    threshold: float


def breaks(
    values: Sequence[float] | Values,
    pace: Pace,
    *,
    per_year: float = PER_YEAR,
    kinds: Sequence[Kind] = USUAL,
) -> tuple[Break, ...]:
    """The breaks of a series, in the order in which they could be told.

    `values` has a number a bin, NaN for a gap, which is passed over. `per_year` is how many false
    alarms a year all kinds together may give. Raises `ValueError` where that is not above 0.
    """
    if not per_year > 0:
        raise ValueError(f"false alarms a year must be more than 0, not {per_year:g}")
    bins = pace.a_year * len(kinds) / per_year
    given = np.asarray(values, dtype=np.float64)
    found = [b for kind in kinds for b in _Watcher(given, kind, pace, bins).run()]
    return tuple(sorted(found, key=lambda b: (b.told, b.kind)))


class _Sum:
    """One of Page's sums: evidence for a change to one side, and the bin in which it began."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.clear(0)

    def clear(self, at: int) -> None:
        self.value, self.since = 0.0, at

    def add(self, score: float, at: int, slack: float) -> None:
        self.value += (score if self.side == "up" else -score) - slack
        if self.value <= 0.0:
            self.clear(at + 1)


class _Watcher:
    """Goes through the bins of one series, looking for one kind of break.

    A break stands while its sum is above zero: it is not told again. It asks for half the slack
    then, so that a lasting change outlasts a few usual bins; but as many usual bins as the usual is
    renewed after end it. When it has stood for as many bins as show what is usual, the new state is
    the usual one, and the watcher begins anew with it.
    """

    def __init__(self, values: Values, kind: Kind, pace: Pace, bins: float) -> None:
        self._kind: Kind = kind
        self._pace, self._bins = pace, bins
        steps = np.concatenate(([np.nan], swings(values))) if len(values) else values
        self._values, self._judged = values, values if kind == "level" else steps
        self._sums = (_Sum("up"), _Sum("down"))
        self._standing: _Sum | None = None
        self._start = self._renew_at = 0
        self._usual: Quiet | None = None
        self._limit = np.inf
        self._reference = (0, 0)

    def run(self) -> Iterator[Break]:
        gap = 0
        for at, value in enumerate(self._judged):
            if np.isnan(value):
                gap += 1
                continue
            if gap >= self._pace.renewed:
                self._begin_sums(at)
            gap = 0
            if at >= self._renew_at and self._standing is None:
                self._learn(at)
            if self._usual is not None:
                yield from self._judge(at, float(self._usual.score(np.array([value]))[0]))

    def _judge(self, at: int, score: float) -> Iterator[Break]:
        slack = self._pace.slack
        for each in self._sums:
            if each is self._standing:
                each.add(score, at, slack / 2)
                each.value = min(each.value, self._pace.renewed * slack / 2)
                if each.value <= 0.0:
                    self._standing = None
                elif self._seen(each.since, at + 1) >= self._pace.fewest:
                    self._settle(each.since, at)
                continue
            each.add(score, at, slack)
            if each.value > self._limit:
                self._standing = each
                yield self._break(each, at)
                # What had spoken for the other side is answered.
                self._other(each).clear(at + 1)

    def _break(self, found: _Sum, at: int) -> Break:
        first, last = self._reference
        return Break(
            kind=self._kind,
            side=found.side,
            onset=found.since,
            told=at,
            since=first,
            until=last - 1,
            before=float(np.nanmedian(self._judged[first:last])),
            after=float(np.nanmedian(self._judged[found.since : at + 1])),
            sum=found.value,
            threshold=self._limit,
        )

    def _other(self, one: _Sum) -> _Sum:
        return self._sums[0] if one is self._sums[1] else self._sums[1]

    def _seen(self, first: int, last: int) -> int:
        return int(np.count_nonzero(~np.isnan(self._values[first:last])))

    def _settle(self, since: int, at: int) -> None:
        """The state since a break is now the usual one."""
        self._start, self._standing = since, None
        self._begin_sums(at + 1)
        self._learn(at + 1)

    def _begin_sums(self, at: int) -> None:
        self._standing = None
        for each in self._sums:
            each.clear(at)

    def _learn(self, at: int) -> None:
        """What was usual before a bin, leaving out what may be the beginning of a change."""
        last = min(each.since for each in self._sums) if self._usual is not None else at
        there = self._start + np.flatnonzero(~np.isnan(self._values[self._start : last]))
        if len(there) < self._pace.fewest:
            return
        self._renew_at = at + self._pace.renewed
        kept = there[-self._pace.most :]
        self._reference = (int(kept[0]), int(kept[-1]) + 1)
        judged = self._judged[kept[0] : kept[-1] + 1]
        self._usual = Quiet(judged[~np.isnan(judged)])
        self._limit = threshold(
            self._values[kept], kind=self._kind, bins=self._bins, slack=self._pace.slack
        )
