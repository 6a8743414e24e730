"""What somebody who looks through a ledger asks of it: its bounds, its reports, its judgements."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, Connection, column, func, select, table

from vedette.fuse.keys import day_of
from vedette.ledger import asked, search
from vedette.ledger import tables as t
from vedette.ledger.rows import ALWAYS, EVER
from vedette.ledger.wanted import Wanted
from vedette.records import (
    Basis,
    Bounds,
    Filed,
    Heading,
    Origin,
    OriginCount,
    Record,
    Report,
    unpack,
)

STREAM = {"yield_per": 500}
"""Rows that a long answer brings at a time."""
_TEXTS = {
    "sqlite": table("texts", column("rowid"), column("title")),
    "postgresql": table("texts", column("n"), column("title")),
}
"""The index of words, which has the titles too, and its number of a report."""


class Looked(Record, frozen=True, kw_only=True):
    """Which reports are looked for; an empty field asks for nothing. `before` is the number of the
    last report that one has."""

    words: str = ""
    outlet: str = ""
    since: str | None = None
    until: str | None = None
    before: int | None = None


class _Knowing(Record, frozen=True, kw_only=True):
    """Of an entry its origins alone, since the rest is not read."""

    origins: tuple[Origin, ...]


class _Written(Record, frozen=True, kw_only=True):
    """Of a reading its report alone."""

    report: Report


def bounds(db: Connection) -> Bounds:
    """The first and last days of events. Open ends are no days."""
    e = t.events.c
    first = select(func.min(e.first_day)).where(e.first_day > ALWAYS)
    last = select(func.max(e.first_day)).where(e.first_day.between(ALWAYS + 1, EVER - 1))
    oldest, newest = (db.execute(each).scalar() for each in (first, last))
    return Bounds(oldest_day=_iso(oldest), newest_day=_iso(newest))


def _iso(day: int | None) -> str | None:
    return datetime.date.fromordinal(day).isoformat() if day else None


def filed(db: Connection, looked: Looked, limit: int) -> Iterator[Filed]:
    """The headings of the reports that are looked for, the last that came in first."""
    r, a, x = t.reports.c, t.accounts.c, _TEXTS[db.dialect.name]
    told = select(func.count(a.event.distinct())).where(a.report == r.id).scalar_subquery()
    number = next(iter(x.c))
    rows = (
        select(r.n, r.id, r.outlet, r.day, x.c.title, told.label("events"))
        .join_from(t.reports, x, number == r.n)
        .where(*_conditions(db, looked))
        .order_by(r.n.desc())
        .limit(limit)
    )
    for n, report, outlet, day, title, events in db.execute(rows):
        heading = Heading(report=report, outlet=outlet, date=_iso(day), title=title or None)
        yield Filed(n=n, heading=heading, events=events)


def _conditions(db: Connection, looked: Looked) -> Iterator[ColumnElement[bool]]:
    r = t.reports.c
    since, until = day_of(looked.since), day_of(looked.until)
    if looked.words:
        yield r.n.in_(search.reports_with(db, looked.words))
    if looked.outlet:
        yield r.outlet == looked.outlet
    if since is not None:
        yield r.day >= since
    if until is not None:
        yield r.day <= until
    if looked.before is not None:
        yield r.n < looked.before


def texts(db: Connection, reports: Collection[str]) -> dict[str, str]:
    """The texts of some reports, by their ids; of a reading nothing else is read."""
    r = t.reports.c
    rows = select(r.id, r.body).where(r.id.in_(sorted(reports)))
    return {name: unpack(body, _Written).report.text for name, body in db.execute(rows)}


def origins(db: Connection, wanted: Wanted) -> list[OriginCount]:
    """Who first knew of the wanted events, those of most events first. Every entry is read."""
    events = asked.every(db, wanted)
    rows = select(t.entries.c.body).join(events, events.c.id == t.entries.c.event)
    names: dict[str, Counter[tuple[str, Basis]]] = {}
    for (body,) in db.execute(rows, execution_options=STREAM):
        for each in unpack(body, _Knowing).origins:
            names.setdefault(each.id, Counter())[each.name, each.basis] += 1
    found = (_counted(voice, called) for voice, called in names.items())
    return sorted(found, key=lambda o: (-o.events, o.id))


def _counted(voice: str, called: Counter[tuple[str, Basis]]) -> OriginCount:
    # Rows come in no order, so that a tie must not go to the first.
    name, basis = max(called, key=lambda each: (called[each], each))
    return OriginCount(id=voice, name=name, basis=basis, events=called.total())
