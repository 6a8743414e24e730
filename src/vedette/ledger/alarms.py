"""Alarms as they were told: every state is appended, the latest stands; and who was told."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, exists, func, insert, select

from vedette.ledger import tables as t
from vedette.records import Alarm, pack, unpack

_A, _D, _LATER = t.alarms.c, t.deliveries.c, t.alarms.alias().c
# By the index of ids, so that a page of many alarms is read from its end.
_NEWEST = (
    select(_A.n, _A.body)
    .where(~exists().where(_LATER.id == _A.id, _LATER.n > _A.n))
    .order_by(_A.n.desc())
)


def add(db: Connection, found: Iterable[Alarm]) -> None:
    """Append states of alarms."""
    last = db.execute(select(func.max(_A.n))).scalar() or 0
    rows = [
        {"n": n, "id": a.id, "revision": a.revision, "watch": a.watch, "body": pack(a)}
        for n, a in enumerate(found, last + 1)
    ]
    if rows:
        db.execute(insert(t.alarms), rows)


def standing(db: Connection, watch: str | None) -> list[Alarm]:
    """The latest state of every alarm (of one watch), the last that was told first."""
    rows = _NEWEST if watch is None else _NEWEST.where(_A.watch == watch)
    return [unpack(body, Alarm) for _, body in db.execute(rows)]


def numbered(
    db: Connection, *, before: int | None, after: int, limit: int
) -> list[tuple[int, Alarm]]:
    """The same of all watches with the number under which each state was told, at most `limit`:
    those told before one number and after another."""
    rows = _NEWEST.where(_A.n > after).limit(limit)
    if before is not None:
        rows = rows.where(_A.n < before)
    return [(n, unpack(body, Alarm)) for n, body in db.execute(rows)]


def history(db: Connection, alarm: str) -> list[Alarm]:
    """All states of one alarm, the earliest first."""
    rows = select(_A.body).where(_A.id == alarm).order_by(_A.n)
    return [unpack(body, Alarm) for (body,) in db.execute(rows)]


def undelivered(db: Connection, watch: str, target: str) -> list[tuple[Alarm, bool]]:
    """The states of a watch's alarms that a target was not told of, the earliest first, and whether
    it was told of an earlier state of each."""
    told = exists().where(_D.n == _A.n, _D.target == target)
    rows = select(_A.body).where(_A.watch == watch, ~told).order_by(_A.n)
    before = select(_A.id).join(t.deliveries, _D.n == _A.n)
    known = {name for (name,) in db.execute(before.where(_A.watch == watch, _D.target == target))}
    found = (unpack(body, Alarm) for (body,) in db.execute(rows))
    return [(alarm, alarm.id in known) for alarm in found]


def deliver(db: Connection, alarm: Alarm, target: str, at: str) -> None:
    """A target was told of a state of an alarm; twice is once."""
    row = select(_A.n).where(_A.id == alarm.id, _A.revision == alarm.revision)
    n = db.execute(row).scalar_one()
    there = select(_D.n).where(_D.n == n, _D.target == target)
    if db.execute(there).first() is None:
        db.execute(insert(t.deliveries), {"n": n, "target": target, "at": at})
