"""The events between two sides, counted by day; who they are; and the reports of each day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Subquery, and_, case, exists, func, or_, select

from vedette.ledger import asked
from vedette.ledger import tables as t
from vedette.ledger.rows import ALWAYS, SIDES, key
from vedette.ledger.store import IDS, Store
from vedette.ledger.wanted import Wanted
from vedette.records import Dyad, change

if TYPE_CHECKING:
    from vedette.watch.binned import Columns, Reported

GRADES = select(t.events.c.grade, t.events.c.id).where(t.events.c.id.in_(IDS))
CODE = re.compile(r"[A-Z-]{3}(/[A-Z]{3})*")
"""What only a code looks like."""


def columns(db: Connection, of: Dyad, length: int) -> tuple[Columns, int]:
    """The events between two sides by their first day, quad and grade; and how many are left out,
    since their days are not known to within `length` days."""
    from vedette.watch.binned import Columns

    e = _between(db, of).c
    known = _is_dated(e, length)
    score = func.coalesce(e.intensity, 0.0)
    found = select(
        e.first_day, e.quad, e.grade, func.count(), func.sum(score), func.sum(score * score),
        func.sum(case((score < 0, score), else_=0.0)),
        func.sum(case((score > 0, score), else_=0.0)),
    ).where(known).group_by(e.first_day, e.quad, e.grade)  # fmt: skip
    rows = db.execute(found.order_by(e.first_day, e.quad, e.grade)).all()
    day, quad, grade, events, *sums = zip(*rows, strict=True) if rows else ((),) * 8
    total, squares, below, above = (np.array(s, dtype=np.float64) for s in sums)
    left_out = db.execute(select(func.count()).where(~known)).scalar_one()
    counted = Columns(
        day=np.array(day, dtype=np.int64),
        quad=np.array(quad, dtype=np.str_),
        grade=np.array(grade, dtype=np.int64),
        events=np.array(events, dtype=np.int64),
        total=total,
        squares=squares,
        below=below,
        above=above,
    )
    return counted, int(left_out)


def graded(db: Connection, of: Dyad, length: int) -> Iterator[tuple[str, int]]:
    """Ids and grades of the events between two sides that `columns` counts, the earliest first."""
    e = _between(db, of).c
    found = select(e.id, e.grade).where(_is_dated(e, length)).order_by(e.first_day, e.id)
    yield from (tuple(row) for row in db.execute(found))


def ids(db: Connection, of: Dyad) -> set[str]:
    """Ids of all events between two sides, also of those whose days are not known."""
    return set(db.execute(select(_between(db, of).c.id)).scalars())


def best(store: Store, events: Collection[str], many: int) -> list[str]:
    """The best graded of some events, those of one grade by their ids."""
    return [event for _, event in sorted(map(tuple, store.rows(GRADES, events)))[:many]]


def reported(db: Connection) -> Reported:
    """How many reports have each day; those without a day are in none."""
    from vedette.watch.binned import Reported

    r = t.reports.c
    found = select(r.day, func.count()).where(r.day > ALWAYS).group_by(r.day).order_by(r.day)
    rows = db.execute(found).all()
    return Reported(
        day=np.array([day for day, _ in rows], dtype=np.int64),
        reports=np.array([n for _, n in rows], dtype=np.int64),
    )


def _is_dated(e: Any, length: int) -> ColumnElement[bool]:
    return and_(e.first_day > ALWAYS, e.last_day - e.first_day < length)


def _between(db: Connection, of: Dyad) -> Subquery:
    """The rows of the events of a dyad. The first side leads, by its facet."""
    wanted = Wanted(
        types=of.types, countries=of.countries, grades=of.grades, statuses=of.statuses,
        since=of.since, until=of.until,
    )  # fmt: skip
    sides = [side for side in (of.a, of.b) if side is not None]
    if sides:
        wanted = change(wanted, actors=(sides[0],))
    e = asked.every(db, wanted)
    there = select(e).where(*(_has_facet(e, side) for side in sides[1:]))
    turns = [(of.a, of.b)] if of.directed else [(of.a, of.b), (of.b, of.a)]
    if sides or of.sector:
        there = there.where(or_(*(_acts(db, e, one, other, of.sector) for one, other in turns)))
    return there.subquery()


def _has_facet(e: Subquery, side: str) -> ColumnElement[bool]:
    f = t.facets.alias()
    same = (f.c.first_day == e.c.first_day, f.c.event == e.c.id)
    return exists().where(f.c.key == key("who", side), *same)


def _acts(
    db: Connection, e: Subquery, one: str | None, other: str | None, sector: str | None
) -> ColumnElement[bool]:
    """That one side does something to the other."""
    found = _has_party(db, e, SIDES[0], one, sector)
    return found if other is None else found & _has_party(db, e, SIDES[1], other, None)


def _has_party(
    db: Connection, e: Subquery, side: str, who: str | None, sector: str | None
) -> ColumnElement[bool]:
    p = t.parties.alias()
    conditions = [p.c.event == e.c.id, p.c.side == side]
    if who is not None:
        conditions.append(_is(db, p.c, who))
    if sector is not None:
        conditions.append((p.c.code + "/").like(f"%/{sector.upper()}/%"))
    return exists().where(*conditions)


def _is(db: Connection, party: Any, who: str) -> ColumnElement[bool]:
    """That a party is who is asked for: by code, country, id or name."""
    code = who.upper()
    found = [party.id == who]
    if CODE.fullmatch(code):
        found += [party.country == code, party.code == code, party.code.like(f"{code}/%")]
    else:
        found.append(party.name.in_(_spelt(db, who)))
    return or_(*found)


def _spelt(db: Connection, name: str) -> list[str]:
    """The ways in which a name is written that differ only by small and capital letters."""
    p, f = t.parties.c, t.facets.c
    found = (
        select(p.name)
        .distinct()
        .select_from(t.parties.join(t.facets, (f.event == p.event) & (f.key == key("who", name))))
        .order_by(p.name)
    )
    return [spelt for (spelt,) in db.execute(found) if spelt.casefold() == name.casefold()]
