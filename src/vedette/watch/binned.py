"""Events counted by day → a series: bins, scores, bands and gaps. Columns of numpy, no loop over
events.

An event counts by its intensity times how likely it is that it is so, which follows from its grade.
The band is where the sum falls with nine chances in ten, if each event is so or is not, apart from
the others: the mean and 1.645 standard deviations, cut at what all or none would give. Grade 6 says
nothing and counts nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vedette.records import Dyad, Outage, Per, Point, Record, Series, Step

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

LIKELY: Mapping[int, float] = {1: 0.875, 2: 0.675, 3: 0.5, 4: 0.325, 5: 0.125}
"""Credibility → how likely the event is: the middles of ICD 203's bands that `vedette brief` tells
the grades by (very likely, likely, even, unlikely, very unlikely). A convention, no frequency."""
UNGRADED = 6
BAND = 1.6449
"""Standard deviations on either side that hold nine of ten draws of a normal law."""
HUNDRED = 100.0
DOWN = 0.5
"""Share of the days of all sources that must be lost for a bin to be a gap."""
EPOCH = datetime.date(1970, 1, 1).toordinal()
MOST = 40_000
"""Bins of a series: the days of a hundred years and more."""
LENGTHS: Mapping[Step, int] = {"day": 1, "week": 7, "month": 31}
"""Most days of a bin."""


class Columns(Record, frozen=True, kw_only=True):
    """Events of one first day (ordinal), quad and grade, a row each: how many, the sum of their
    intensities, of the squares, and of those below and above 0."""

    day: Whole
    quad: NDArray[np.str_]
    grade: Whole
    events: Whole
    total: Numbers
    squares: Numbers
    below: Numbers
    above: Numbers


class Reported(Record, frozen=True, kw_only=True):
    """How many reports have each day (ordinal)."""

    day: Whole
    reports: Whole


QUADS = {
    "material_conflict": "M-CONF",
    "verbal_conflict": "V-CONF",
    "verbal_cooperation": "V-COOP",
    "material_cooperation": "M-COOP",
}


def bin_of(days: Whole, by: Step) -> Whole:
    """Ordinal days → the numbers of their bins, one after the other."""
    if by == "day":
        return days
    if by == "week":
        return (days - 1) // 7
    months: Whole = (days - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months


def starts_of(bins: Whole, by: Step) -> Whole:
    """The numbers of bins → their first days. Ordinals, since the bin after the last of the
    calendar has no date."""
    if by == "day":
        return bins
    if by == "week":
        return bins * 7 + 1
    days: Whole = bins.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days + EPOCH


def first_day(number: int, by: Step) -> datetime.date:
    """The first day of a bin."""
    return datetime.date.fromordinal(int(starts_of(np.array([number]), by)[0]))


def last_day(day: datetime.date, by: Step) -> datetime.date:
    """The last day of the bin of a day, as far as the calendar goes."""
    following = starts_of(bin_of(np.array([day.toordinal()]), by) + 1, by)
    return datetime.date.fromordinal(min(int(following[0]) - 1, datetime.date.max.toordinal()))


def series(
    events: Columns,
    reported: Reported,
    of: Dyad,
    *,
    by: Step,
    per: Per = "reports",
    outages: Sequence[Outage] = (),
    left_out: int = 0,
    latest: str = datetime.date.max.isoformat(),
) -> Series:
    """Bins from the first report to the last up to `latest`, or from `of.since` to `of.until`.

    A bin is a gap where there is no report at all, or where half of the days of all sources were
    lost in `outages`, of which no two have a day in common. Where nobody has said from when to when
    it has the last `MOST` bins. Raises `ValueError` for more that are asked for.
    """
    found = _range(_dated(reported.day, _ordinal(latest)), of, by)
    if found is None:
        return Series(of=of, by=by, per=per, points=(), left_out=left_out)
    first, last = found
    bins = _Bins(first, last - first + 1, by)
    reports = bins.sums(reported.day, reported.reports)
    gaps = bins.lost(outages)
    counts = {name: _counted(bins, events, quad) for name, quad in QUADS.items()}
    scored = _scores(bins, events, reports if per == "reports" else None)
    everything = bins.sums(events.day, events.events)
    ungraded = bins.sums(events.day, np.where(events.grade == UNGRADED, events.events, 0))
    points = _points(bins, scored, reports, gaps, {**counts, "events": everything,
                                                   "ungraded": ungraded})  # fmt: skip
    return Series(of=of, by=by, per=per, points=tuple(points), left_out=left_out)


class _Bins:
    """Bins one after the other, from the bin of a number."""

    def __init__(self, first: int, many: int, by: Step) -> None:
        self.first, self.many, self.by = first, many, by

    def at(self, days: Whole) -> Whole:
        return bin_of(days, self.by) - self.first

    def sums(self, days: Whole, values: NDArray[np.generic]) -> Numbers:
        """What falls into each bin, added up."""
        at = self.at(days)
        there = (at >= 0) & (at < self.many)
        weights = np.asarray(values, dtype=np.float64)[there]
        found: Numbers = np.bincount(at[there], weights, self.many).astype(np.float64)
        return found

    def starts(self) -> Whole:
        """The first day (ordinal) of each, and of the bin after them."""
        return starts_of(self.first + np.arange(self.many + 1), self.by)

    def lost(self, outages: Sequence[Outage]) -> NDArray[np.bool_]:
        """Bins in which at least half of the days of all sources were lost."""
        starts = self.starts()
        days = np.arange(starts[0], starts[-1])
        shares = np.zeros(len(days))
        for each in outages:
            since, until = (_ordinal(d) - int(starts[0]) for d in (each.since, each.until))
            shares[max(since, 0) : max(until + 1, 0)] = each.share
        lost: NDArray[np.bool_] = self.sums(days, shares) / np.diff(starts) >= DOWN
        return lost


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _dated(reported: Whole, latest: int) -> Whole:
    """The days of reports but for those that are yet to come: one slip of the pen would stretch a
    series by thousands of years. Where all are yet to come it is the clock that is wrong."""
    plausible = reported[reported <= latest]
    return plausible if len(plausible) else reported


def _range(reported: Whole, of: Dyad, by: Step) -> tuple[int, int] | None:
    """The first and the last bin; None where nothing says what they are. Raises `ValueError` for
    too many between them, if somebody asks for these."""
    known = [int(d) for d in (reported.min(), reported.max())] if len(reported) else []
    since = _ordinal(of.since) if of.since is not None else min(known, default=None)
    until = _ordinal(of.until) if of.until is not None else max(known, default=None)
    if since is None or until is None or until < since:
        return None
    first, last = map(int, bin_of(np.array([since, until]), by))
    many = last - first + 1
    if many > MOST and not of.since and not of.until:
        return last - MOST + 1, last
    if many > MOST:
        begin, end = (datetime.date.fromordinal(day) for day in (since, until))
        said = f"from {begin} to {end} there are {many:,}, one a {by}"
        raise ValueError(f"a series has at most {MOST:,} points; {said}")
    return first, last


def _counted(bins: _Bins, events: Columns, quad: str) -> Numbers:
    these = (events.quad == quad) & (events.grade != UNGRADED)
    return bins.sums(events.day, np.where(these, events.events, 0))


def _scores(bins: _Bins, events: Columns, reports: Numbers | None) -> tuple[Numbers, ...]:
    """The score, low and high of every bin; per hundred reports where these are given."""
    likely = np.array([LIKELY.get(int(g), 0.0) for g in events.grade])
    judged = events.grade != UNGRADED
    mean = bins.sums(events.day, likely * events.total)
    spread = np.sqrt(bins.sums(events.day, likely * (1 - likely) * events.squares))
    least = bins.sums(events.day, judged * events.below)
    most = bins.sums(events.day, judged * events.above)
    low, high = np.maximum(mean - BAND * spread, least), np.minimum(mean + BAND * spread, most)
    if reports is None:
        return mean, low, high
    with np.errstate(divide="ignore", invalid="ignore"):
        return tuple(HUNDRED * each / reports for each in (mean, low, high))


def _points(
    bins: _Bins,
    scored: tuple[Numbers, ...],
    reports: Numbers,
    lost: NDArray[np.bool_],
    counts: Mapping[str, Numbers],
) -> Iterator[Point]:
    for n, start in enumerate(map(int, bins.starts()[:-1])):
        silent = not reports[n]
        gap = silent or bool(lost[n])
        score, low, high = (None if gap else round(float(s[n]), 6) + 0.0 for s in scored)
        yield Point(
            start=datetime.date.fromordinal(start).isoformat(),
            score=score,
            low=low,
            high=high,
            reports=int(reports[n]),
            gap=gap,
            why=("no report" if silent else "sources were not heard") if gap else "",
            **{name: int(values[n]) for name, values in counts.items()},
        )
