"""Which rows of the columns are wanted: what `vedette.ledger.asked` says in SQL, in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from vedette.fuse.keys import day_of
from vedette.ledger import search
from vedette.ledger.columns import Columns, Known, Numbers
from vedette.ledger.rows import ALWAYS, key
from vedette.ledger.wanted import Wanted

Mask = NDArray[np.bool_]


def chosen(db: Connection, columns: Columns, wanted: Wanted) -> Mask:
    """Whether each row of the columns is of a wanted event; its place in an answer is not asked
    for."""
    found = columns.there.copy()
    for mask in _masks(db, columns, wanted):
        found &= mask
    return found


def _masks(db: Connection, columns: Columns, wanted: Wanted) -> Iterator[Mask]:
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
        yield np.isin(e.grade, wanted.grades)
    since, until = day_of(wanted.since), day_of(wanted.until)
    if since is not None:
        yield e.last >= since
    if until is not None:
        yield (e.first >= ALWAYS) & (e.first <= until)
    if wanted.actors:
        yield _of_actors(columns, wanted)
    if wanted.words:
        yield _told(db, columns, wanted.words)


def _having(fit: Iterable[bool], column: Numbers) -> Mask:
    """The rows whose number stands for a value that fits."""
    return np.fromiter(fit, np.bool_)[column]


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
    events = set(db.execute(search.events_with(db, words)).scalars())
    ids = islice(columns.known.ids, columns.there.size)
    return np.fromiter((each in events for each in ids), np.bool_, count=columns.there.size)
