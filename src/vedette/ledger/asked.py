"""What is wanted in the words of SQL.

A page of events is read from one index, in the order of the answer and up to its limit, whatever
is asked: that of the facets (one of what was asked for leads, the rest is told by its columns), or
that of the events by day. No database has a choice to make, and so none can make a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    exists,
    or_,
    select,
    tuple_,
    union,
)

from vedette.fuse.keys import day_of
from vedette.ledger import search
from vedette.ledger import tables as t
from vedette.ledger.rows import ALWAYS, LONG, LONG_SPAN, key
from vedette.ledger.wanted import Wanted
from vedette.records import change

LEADING = 40
"""Most values of one kind that are looked up one by one."""
RARE = 2_000
"""Most reports that are looked up for their words before anything else."""
_F = t.facets
_FACETS = select(_F.c.first_day, _F.c.event.label("id"))


def page(db: Connection, wanted: Wanted, many: int) -> Select[Any]:
    """The day and id of the first `many` wanted events, in order."""
    e = t.events
    rare = bool(wanted.words) and search.are_rare(db, wanted.words, RARE)
    leading = () if rare else leading_keys(wanted)
    since = day_of(wanted.since)
    if not leading:
        told = tuple(_told(db, e.c.id, wanted.words, rare=rare))
        rows = select(e.c.first_day, e.c.id).where(*conditions(e, wanted), *told)
        starts = [rows if since is None else rows.where(e.c.first_day >= since - LONG)]
    else:
        rest = (*conditions(_F, wanted), *_told(db, _F.c.event, wanted.words))
        if since is not None:
            rest = (*rest, _F.c.first_day >= since - LONG)
        starts = [_FACETS.where(_F.c.key == name, *rest) for name in leading]
    if since is not None:
        starts.append(_long(db, wanted, rare=rare))
    arms = [_ordered(start, wanted, many) for start in starts]
    if len(arms) == 1:
        return arms[0]
    # An event may be found by several arms; each finds its own first ones.
    both = union(*(select(arm.subquery()) for arm in arms)).subquery()
    return _ordered(select(both.c.first_day, both.c.id), wanted, many)


def _long(db: Connection, wanted: Wanted, *, rare: bool) -> Select[Any]:
    """The wanted events that may have begun long before the day since when they are wanted."""
    rest = (*conditions(_F, wanted), *_told(db, _F.c.event, wanted.words, rare=rare))
    if wanted.actors:
        rest = (*rest, _has_key(_F, _actor_keys(wanted.actors)))
    return _FACETS.where(_F.c.key == LONG_SPAN, *rest)


def bodies(db: Connection, wanted: Wanted, many: int) -> Select[Any]:
    """The same with the packed entry of each."""
    found = page(db, wanted, many).subquery()
    rows = select(found.c.first_day, found.c.id, t.entries.c.body)
    order = _order(wanted, found.c.first_day, found.c.id)
    return rows.join(t.entries, t.entries.c.event == found.c.id).order_by(*order)


def flat(db: Connection, wanted: Wanted, many: int) -> Select[Any]:
    """The same with the row of each for a table, in no order: to sort rows with their bodies costs
    a database more than it costs whoever asks."""
    found = page(db, wanted, many).subquery()
    f = t.flat.c
    rows = select(found.c.first_day, found.c.id, f.body)
    return rows.join(t.flat, and_(f.first_day == found.c.first_day, f.event == found.c.id))


def marks(db: Connection, wanted: Wanted, many: int) -> Select[Any]:
    """The same with the number of the change in which each came to be as it is."""
    found = page(db, wanted, many).subquery()
    rows = select(found.c.first_day, found.c.id, t.touched.c.n)
    order = _order(wanted, found.c.first_day, found.c.id)
    return rows.join(t.touched, t.touched.c.event == found.c.id).order_by(*order)


def leading_keys(wanted: Wanted) -> Sequence[str]:
    """The keys of the facets that are likely the rarest of what is asked for."""
    for keys in (
        _actor_keys(wanted.actors),
        _place_keys(wanted.places),
        {key("country", country) for country in wanted.countries},
        {key("mode" if "." in name else "type", name) for name in wanted.types},
        {key("grade", grade) for grade in wanted.grades},
        {key("status", status) for status in wanted.statuses},
    ):
        if 0 < len(keys) <= LEADING:
            return sorted(keys)
    return ()


def _actor_keys(actors: Sequence[str]) -> set[str]:
    return {key("who", search.clean(actor)) for actor in actors}


def _place_keys(places: Sequence[str]) -> set[str]:
    return {key("place", search.clean(place)) for place in places}


def _ordered(rows: Select[Any], wanted: Wanted, many: int) -> Select[Any]:
    """The first rows (day, id) of some, after what is there already."""
    day, name = rows.selected_columns[0], rows.selected_columns[1]
    place = tuple_(day, name)
    if wanted.after is not None:
        there = tuple_(*wanted.after)
        rows = rows.where(place < there if wanted.newest_first else place > there)
    return rows.order_by(*_order(wanted, day, name)).limit(many)


def _order(wanted: Wanted, *by: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    return [c.desc() if wanted.newest_first else c for c in by]


def _told(
    db: Connection, event: Column[Any], words: str, *, rare: bool = False
) -> Iterator[ColumnElement[bool]]:
    """That reports have some words: those are found first where they are rare, else it is asked
    event for event."""
    if words and rare:
        yield event.in_(search.events_with(db, words))
    elif words:
        yield search.tells(db, words, str(event))


def conditions(table: FromClause, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What the row of a wanted event must be, but for its parties and words. A day that is open on
    one side reaches all there."""
    c = table.c
    if wanted.types:
        yield _of_types(table, wanted.types)
    if wanted.countries:
        yield c.country.in_(wanted.countries)
    if wanted.grades:
        yield c.grade.in_(wanted.grades)
    if wanted.statuses:
        yield c.status.in_(wanted.statuses)
    since, until = day_of(wanted.since), day_of(wanted.until)
    if since is not None:
        yield c.last_day >= since
    if until is not None:
        yield c.first_day.between(ALWAYS, until)
    if len(_actor_keys(wanted.actors)) > LEADING or (wanted.actors and table is not _F):
        yield _has_key(table, _actor_keys(wanted.actors))
    if wanted.places:
        there = _has_key(_F, _place_keys(wanted.places))
        yield there if table is _F else c.place.in_(map(search.clean, wanted.places))


def _of_types(table: FromClause, types: Sequence[str]) -> ColumnElement[bool]:
    whole = [name for name in types if "." not in name]
    pairs = (name.split(".", 1) for name in types if "." in name)
    c = table.c
    return or_(c.type.in_(whole), *(and_(c.type == kind, c.mode == mode) for kind, mode in pairs))


def _has_key(table: FromClause, keys: set[str]) -> ColumnElement[bool]:
    """That an event is under one of some keys."""
    f = _F.alias()
    name = table.c.event if table is _F else table.c.id
    there = f.c.key.in_(sorted(keys))
    return exists().where(there, f.c.first_day == table.c.first_day, f.c.event == name)


def every(db: Connection, wanted: Wanted) -> Subquery:
    """The rows of all wanted events, in no order, for counting: parties lead where they are asked
    for."""
    e = t.events
    rows = select(e).where(*_told(db, e.c.id, wanted.words, rare=True))
    if not wanted.actors:
        return rows.where(*conditions(e, wanted)).subquery()
    found = select(_F.c.event).where(_F.c.key.in_(_actor_keys(wanted.actors)))
    return rows.where(
        e.c.id.in_(found.where(*conditions(_F, change(wanted, actors=()))))
    ).subquery()
