"""The columns' events in the order of answers, and pages of them: the database is not asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vedette.ledger.rows import LONG

Numbers = NDArray[np.int32]
STRETCH = 2_048
"""Rows that are looked through first, and then twice as many: most pages end soon."""


@dataclass(frozen=True)
class Order:
    """Rows by their first days and ids, the earliest first, and the day of each."""

    rows: Numbers
    days: Numbers

    def place(self, day: int, event: str, ids: Sequence[str]) -> int:
        """How many come before an event of a day; `ids` are of all rows."""
        start, end = (int(np.searchsorted(self.days, day, side)) for side in ("left", "right"))
        return bisect_left(self.rows, event, start, end, key=ids.__getitem__)


def ordered(rows: Numbers, days: Numbers, names: Sequence[str]) -> Order:
    """Some rows, of which the days and ids are given, in order."""
    at = np.lexsort((np.array(names, dtype=np.str_), days))
    return Order(rows[at], days[at])


def merged(before: Order, there: NDArray[np.bool_], new: Order, ids: Sequence[str]) -> Order:
    """The rows of before that are still there, with new ones among them."""
    kept = there[before.rows]
    old = Order(before.rows[kept], before.days[kept])
    both = zip(new.rows.tolist(), new.days.tolist(), strict=True)
    places = [old.place(day, ids[row], ids) for row, day in both]
    # Those that come to one place keep their order.
    return Order(
        np.insert(old.rows, places, new.rows).astype(np.int32),
        np.insert(old.days, places, new.days).astype(np.int32),
    )


def page(rows: Numbers, fits: Callable[[Numbers], NDArray[np.bool_]], many: int) -> list[int]:
    """The first `many` of some rows that fit, in their order."""
    found: list[int] = []
    at, step = 0, STRETCH
    while at < rows.size and len(found) < many:
        some = rows[at : at + step]
        found += some[fits(some)].tolist()
        at, step = at + step, 2 * step
    return found[:many]


def beyond(
    order: Order, ids: Sequence[str], after: tuple[int, str] | None, *, newest_first: bool
) -> slice:
    """Where in the order the rows are that come after an event (day, id) of an answer."""
    if after is None:
        return slice(0, order.rows.size)
    at = order.place(*after, ids)
    if newest_first:
        return slice(0, at)
    is_there = at < order.rows.size and (int(order.days[at]), ids[order.rows[at]]) == after
    return slice(at + is_there, order.rows.size)


def within(
    order: Order, long: NDArray[np.int64], some: slice, since: int | None, until: int | None
) -> Numbers:
    """Of a stretch of the order the rows that may touch some days, in order: those that begin so
    soon before, and those (`long`, their places) that may have begun at any time."""
    days = order.days[some]
    start = 0 if since is None else int(np.searchsorted(days, since - LONG, "left"))
    end = days.size if until is None else int(np.searchsorted(days, until, "right"))
    first = some.start + start
    before = long[(long >= some.start) & (long < min(first, some.start + end))]
    return np.concatenate((order.rows[before], order.rows[first : max(first, some.start + end)]))
