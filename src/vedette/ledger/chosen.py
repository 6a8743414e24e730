"""Which rows of the columns are wanted: what `vedette.ledger.asked` says in SQL, in arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from vedette.fuse.keys import day_of
from vedette.ledger import search
from vedette.ledger.columns import Columns, Known, Numbers
from vedette.ledger.rows import ALWAYS, EVER, GRADES, key
from vedette.ledger.wanted import Wanted

Mask = NDArray[np.bool_]
Test = Callable[[Any], Mask]
"""Numbers of rows, or a slice of them → whether each passes."""


def chosen(db: Connection, columns: Columns, wanted: Wanted) -> Mask:
    """Whether each row of the columns is of a wanted event; its place in an answer is not asked
    for."""
    found = fitting(columns, wanted)
    return found & _told(db, columns, wanted.words) if wanted.words else found


def fitting(columns: Columns, wanted: Wanted) -> Mask:
    """The same, whatever words its reports have."""
    found = columns.there.copy()
    for test in tests(columns, wanted):
        found &= test(slice(None))
    return found


def tests(columns: Columns, wanted: Wanted) -> list[Test]:
    """What a row must pass, but for the words of its reports: each says it of some rows, so that
    nobody looks at all of them for a page."""
    return list(_tests(columns, wanted))


def _tests(columns: Columns, wanted: Wanted) -> Iterator[Test]:
    e, known = columns.events, columns.known
    if wanted.types:
        names = set(wanted.types)
        fit = (kind in names or f"{kind}.{mode}" in names for kind, mode in known.kinds.listed)
        yield _having(fit, e.kind)
    if wanted.places:
        places = {search.clean(place) for place in wanted.places}
        yield _having((site[0] in places for site in known.sites.listed), e.site)
    if wanted.countries:
        yield _having((site[2] in wanted.countries for site in known.sites.listed), e.site)
    if wanted.statuses:
        yield _having((status in wanted.statuses for status in known.statuses.listed), e.status)
    if wanted.grades:
        yield _having((grade in wanted.grades for grade in range(GRADES)), e.grade)
    since, until = day_of(wanted.since), day_of(wanted.until)
    if since is not None:
        yield _between(e.last, since, EVER)
    if until is not None:
        yield _between(e.first, ALWAYS, until)
    if wanted.actors:
        yield _at(_of_actors(columns, wanted))


def _having(fit: Iterable[bool], column: Numbers) -> Test:
    """That the number of a row stands for a value that fits."""
    fits = np.fromiter(fit, np.bool_)
    return lambda rows: fits[column[rows]]


def _between(column: Numbers, least: int, most: int) -> Test:
    return lambda rows: (column[rows] >= least) & (column[rows] <= most)


def _at(mask: Mask) -> Test:
    return lambda rows: mask[rows]


def _of_actors(columns: Columns, wanted: Wanted) -> Mask:
    return taking_part(columns, _going_by(columns.known, wanted.actors, columns.code.size))


def _going_by(known: Known, names: Iterable[str], many: int) -> Mask:
    """Of the first so many who are known, those who go by one of some names."""
    fit = np.zeros(many, np.bool_)
    for name in names:
        numbers = known.called.get(key("who", search.clean(name)), ())
        fit[[number for number in numbers if number < many]] = True
    return fit


def taking_part(columns: Columns, who: Mask) -> Mask:
    """The rows of events in which one of some takes part."""
    found = np.zeros(columns.there.size, np.bool_)
    found[columns.parties.event[who[columns.parties.who]]] = True
    return found


def _told(db: Connection, columns: Columns, words: str) -> Mask:
    found = np.zeros(columns.there.size, np.bool_)
    at = columns.known.rows
    told = (at.get(event, -1) for (event,) in db.execute(search.events_with(db, words)))
    # Some may have come since these columns were made.
    found[[row for row in told if 0 <= row < found.size]] = True
    return found
