"""Another data set's events beside the ledger's: which are in both, counted in SQL.

Two events may be one where they have one type, their days touch to within some days, and nothing
that both tell of place and parties differs: the countries of their places are one, and so is some
country of those who take part. At least one of the two must be told by both. One event may have
several such in the other set: data sets that count reports have a row for each.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from vedette.ledger import tables as t
from vedette.ledger.rows import LONG, key
from vedette.ledger.store import Store
from vedette.records import Coded, Compared, Entry, Imported, Record, Share, change, unpack

ACTUAL = "actual"
_C, _E, _F, _P, _Q = t.coded.c, t.events.c, t.facets.c, t.parties.c, t.coded_parties.c
_set = _C["import"]


class Group(Record, frozen=True, kw_only=True):
    """Events of one day, type and country: how many, and how many of them the other side has."""

    day: int
    type: str
    country: str
    events: int
    found: int


def compared(store: Store, told: Imported, *, days: int, examples: int) -> Compared:
    """A data set beside the ledger, by events that are at most so many days apart."""
    db = store.db
    theirs = select(t.coded).where(_set == told.name)
    since, until = db.execute(
        select(func.min(_C.day), func.max(_C.day)).where(_set == told.name)
    ).one()
    ours = select(t.events).where(_E.status == ACTUAL, _E.first_day.between(since, until))
    of = _set == told.name
    ours_of_one = (_F.key == key("type", "") + _C.type, *_same(_F, _F.event, days))
    in_ours = exists().where(*ours_of_one).correlate(t.coded)
    in_theirs = exists().where(of, *_same(_E, _E.id, days)).correlate(t.events)
    groups = (
        list(_groups(db, theirs, (_C.day, _C.type, _C.country), in_ours)),
        list(_groups(db, ours, (_E.first_day, _E.type, _E.country), in_theirs)),
    )
    first = theirs.where(in_ours).order_by(_C.day, _C.n)
    return Compared(
        imported=told,
        since=_iso(since),
        until=_iso(until),
        total=_shares(*groups, lambda _: "all")[0],
        days=_shares(*groups, lambda g: _iso(g.day)),
        countries=_shares(*groups, lambda g: g.country),
        types=_shares(*groups, lambda g: g.type),
        both=tuple(_both(store, first.limit(examples), and_(of, *ours_of_one))),
        only_theirs=tuple(_theirs(db, theirs.where(~in_ours).limit(examples))),
        only_ours=tuple(_ours(store, ours.where(~in_theirs).limit(examples))),
    )


def _same(o: Any, event: Column[str], days: int) -> Iterator[ColumnElement[bool]]:
    """That an event of the other set and one of ours (in columns of `events` or `facets`) may be
    one. The days are said twice, so that an index of either side ends its search; ours counts for
    a month at most."""
    known = and_(_C.country != "", o.country != "")
    place = and_(known, _C.country == o.country)
    parties = _parties(event)
    yield _C.type == o.type
    yield o.status == ACTUAL
    yield o.first_day.between(_C.day - days - LONG, _C.day + days)
    yield _C.day.between(o.first_day - days, o.first_day + days + LONG)
    yield o.last_day >= _C.day - days
    yield or_(place, ~known)
    yield or_(parties, ~and_(_ours_tells(event), _theirs_tells()))
    yield or_(place, parties)


def _parties(event: Column[str]) -> ColumnElement[bool]:
    """That somebody of one country takes part in both."""
    same = (_P.event == event, _Q["import"] == _set, _Q.n == _C.n, _P.country == _Q.country)
    return exists().where(*same).correlate(t.coded, event.table)


def _ours_tells(event: Column[str]) -> ColumnElement[bool]:
    return exists().where(_P.event == event, _P.country != "").correlate(event.table)


def _theirs_tells() -> ColumnElement[bool]:
    return exists().where(_Q["import"] == _set, _Q.n == _C.n).correlate(t.coded)


def _groups(
    db: Connection,
    rows: Select[Any],
    by: Sequence[ColumnElement[Any]],
    found: ColumnElement[bool],
) -> Iterator[Group]:
    counts = (func.count(), func.sum(case((found, 1), else_=0)))
    counted: Iterable[Any] = db.execute(rows.with_only_columns(*by, *counts).group_by(*by))
    for day, kind, country, events, there in counted:
        yield Group(day=day, type=kind, country=country, events=events, found=there)


def _shares(
    theirs: Iterable[Group], ours: Iterable[Group], by: Callable[[Group], str]
) -> tuple[Share, ...]:
    """The counts of both sides, added up by a key, in its order."""
    found: dict[str, Share] = {}
    for side, groups in (("theirs", theirs), ("ours", ours)):
        for g in groups:
            old = found.setdefault(by(g), Share(key=by(g)))
            more = {side: g.events, f"{side}_found": g.found}
            found[by(g)] = change(old, **{k: getattr(old, k) + n for k, n in more.items()})
    return tuple(found[k] for k in sorted(found))


def _both(
    store: Store, theirs: Select[Any], same: ColumnElement[bool]
) -> Iterator[tuple[Coded, Entry]]:
    """Events of theirs that are in ours, each with the earliest that it may be."""
    for row in store.db.execute(theirs).all():
        found = select(_F.event).where(same, _C.n == row.n).order_by(_F.first_day, _F.event)
        for event in store.db.execute(found.limit(1)).scalars().all():
            entry = store.entry(event)
            if entry is not None:
                yield unpack(row.body, Coded), entry


def _theirs(db: Connection, rows: Select[Any]) -> Iterator[Coded]:
    for row in db.execute(rows.order_by(_C.day, _C.n)):
        yield unpack(row.body, Coded)


def _ours(store: Store, rows: Select[Any]) -> Iterator[Entry]:
    for row in store.db.execute(rows.order_by(_E.first_day, _E.id)).all():
        entry = store.entry(row.id)
        if entry is not None:
            yield entry


def _iso(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()
