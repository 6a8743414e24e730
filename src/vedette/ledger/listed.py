"""Lists of events: which come on a page, and what is made of them, once for each form they had."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from vedette.fuse.keys import day_of
from vedette.ledger.chosen import Mask, tests
from vedette.ledger.columns import Columns, Counted, Numbers
from vedette.ledger.order import beyond, page, within
from vedette.ledger.store import Store
from vedette.ledger.wanted import Keeps, Mark, Wanted
from vedette.records import Entry

T = TypeVar("T")


def marks(store: Store, counted: Counted, wanted: Wanted, limit: int) -> list[Mark]:
    """The first `limit` of the wanted events, in their order.

    Where the columns of this state are at hand, they tell it in a tenth of the time that a
    statement takes; no list waits for them. Words are the database's.
    """
    columns = None if wanted.words else counted.of(store.state())
    if columns is None:
        return store.marks(wanted, limit)
    return _marks(columns, wanted, limit)


def _marks(columns: Columns, wanted: Wanted, limit: int) -> list[Mark]:
    e, ids, asked = columns.events, columns.known.ids, tests(columns, wanted)

    def fits(rows: Numbers) -> Mask:
        found = columns.there[rows]
        for test in asked:
            found &= test(rows)
        return found

    order, newest = columns.order, wanted.newest_first
    rest = beyond(order, ids, wanted.after, newest_first=newest)
    rows = within(order, columns.long, rest, day_of(wanted.since), day_of(wanted.until))
    found = page(rows[::-1] if newest else rows, fits, limit)
    return [Mark(day=int(e.first[n]), event=ids[n], n=int(e.changed[n])) for n in found]


def made(
    store: Store, found: list[Mark], make: Callable[[Entry], T], kept: Keeps[T]
) -> list[tuple[Mark, T]]:
    """What `make` makes of some events. What `kept` has is not made anew, and what is made is given
    to it; it may forget."""
    there = {mark.event: kept.get(mark) for mark in found}
    new = {mark.event: mark for mark in found if there[mark.event] is None}
    for entry in store.entries_of(new) if new else ():
        name = entry.event.id
        one = there[name] = make(entry)
        kept.put(new[name], one)
    both = ((mark, there[mark.event]) for mark in found)
    return [(mark, one) for mark, one in both if one is not None]
