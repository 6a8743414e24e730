"""Events counted: by place, by time, by who meets whom."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Subquery,
    case,
    cast,
    func,
    or_,
    select,
)

from vedette.ledger import asked
from vedette.ledger import tables as t
from vedette.ledger.rows import ALWAYS, SIDES
from vedette.ledger.wanted import Wanted
from vedette.records import Bin, Link, Network, Node, PairCount, PlaceCount, Status

Step = Literal["day", "week", "month"]
PLACES = 5_000
"""Most places that are told."""
UNKNOWN = "---"
"""How the code of somebody begins whose country is not known."""
_P = t.parties


def places(db: Connection, wanted: Wanted, limit: int = PLACES) -> Iterator[PlaceCount]:
    """The places of the wanted events, those with most events first."""
    e = asked.every(db, wanted).c
    statuses = {s: func.sum(case((e.status == s, 1), else_=0)).label(s) for s in get_args(Status)}
    same = {
        name: func.min(e[name]).label(name)
        for name in ("place_name", "country", "lat", "lon", "precision", "grade")
    }
    by_type = (
        select(e.place, e.type, func.count().label("n"), *same.values(), *statuses.values())
        .where(e.place != "")
        .group_by(e.place, e.type)
        .cte()
    )
    c = by_type.c
    rank = func.row_number().over(partition_by=c.place, order_by=(c.n.desc(), c.type))
    ranked = select(by_type, rank.label("rank")).subquery().c
    events = func.sum(ranked.n)
    found = (
        select(
            ranked.place,
            cast(events, Integer).label("events"),
            func.max(case((ranked.rank == 1, ranked.type))).label("type"),
            *(func.min(ranked[name]).label(name) for name in same),
            *(cast(func.sum(ranked[name]), Integer).label(name) for name in statuses),
        )
        .group_by(ranked.place)
        .order_by(events.desc(), ranked.place)
        .limit(limit)
    )
    for row in db.execute(found):
        yield _place(row._asdict(), list(statuses))


def _place(row: Mapping[str, Any], statuses: list[str]) -> PlaceCount:
    return PlaceCount(
        place=row["place"],
        name=row["place_name"],
        country=row["country"] or None,
        lat=row["lat"],
        lon=row["lon"],
        precision=row["precision"],
        events=row["events"],
        best_grade=row["grade"],
        statuses={s: row[s] for s in statuses if row[s]},
        type=row["type"],
    )


def timeline(db: Connection, wanted: Wanted, by: Step) -> list[Bin]:
    """How many of the wanted events began in each day, week or month that has any. Those whose
    beginning is not known are in none."""
    e = asked.every(db, wanted).c
    found = (
        select(e.first_day, e.grade, e.quad, func.count())
        .where(e.first_day > ALWAYS)
        .group_by(e.first_day, e.grade, e.quad)
        .order_by(e.first_day, e.grade, e.quad)
    )
    grades: dict[str, dict[int, int]] = {}
    quads: dict[str, dict[str, int]] = {}
    for day, grade, quad, n in db.execute(found):
        start = STARTS[by](datetime.date.fromordinal(day)).isoformat()
        _count(grades.setdefault(start, {}), grade, n)
        _count(quads.setdefault(start, {}), quad, n)
    return [
        Bin(start=start, events=sum(of.values()), by_grade=of, quads=quads[start])
        for start, of in grades.items()
    ]


def _count(counts: dict[Any, int], key: object, n: int) -> None:
    counts[key] = counts.get(key, 0) + n


def _day(day: datetime.date) -> datetime.date:
    return day


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _first(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


STARTS: Mapping[str, Callable[[datetime.date], datetime.date]] = {
    "day": _day, "week": _monday, "month": _first,
}  # fmt: skip
"""A day → the first of its day, week or month."""


def pairs(db: Connection, wanted: Wanted, limit: int) -> list[PairCount]:
    """The pairs of codes ("RUS/MIL", "UKR/GOV") between which most of the wanted events are,
    whoever of them acts. Who has no code is in none, nor are two of one code."""
    events = asked.every(db, wanted)
    one, other = _sides(events)
    swapped = one.c.code > other.c.code
    a = case((swapped, other.c.code), else_=one.c.code)
    b = case((swapped, one.c.code), else_=other.c.code)
    many = func.count(one.c.event.distinct())
    found = (
        select(a, b, many)
        .where(one.c.event == other.c.event, one.c.code != other.c.code)
        .where(*(_is_known(side.c.code) for side in (one, other)))
        .group_by(a, b)
        .order_by(many.desc(), a, b)
        .limit(limit)
    )
    counted = [tuple(row) for row in db.execute(found)]
    names = _called(db, events, _P.c.code, {code for a, b, _ in counted for code in (a, b)})
    return [
        PairCount(a=a, b=b, name_a=names[a][0], name_b=names[b][0], events=n) for a, b, n in counted
    ]


def actors(db: Connection, words: str, limit: int) -> Iterator[Node]:
    """At most `limit` whose name, code or id has some letters, those in most events first."""
    many = func.count(_P.c.event.distinct())
    found = (
        select(_P.c.id, many)
        .where(_spelt(words))
        .group_by(_P.c.id)
        .order_by(many.desc(), _P.c.id)
        .limit(limit)
    )
    counted = [tuple(row) for row in db.execute(found)]
    names = _called(db, t.events, _P.c.id, {voice for voice, _ in counted})
    for voice, n in counted:
        yield Node(id=voice, name=names[voice][0], code=names[voice][1], events=n)


def _spelt(words: str) -> ColumnElement[bool]:
    # SQLite knows the two cases of the letters of ASCII only.
    ways = {words, words.lower(), words.upper(), words.title()}
    columns = (_P.c.name, _P.c.code, _P.c.id)
    return or_(*(c.icontains(way, autoescape=True) for c in columns for way in sorted(ways)))


def network(db: Connection, wanted: Wanted, limit: int) -> Network:
    """Those who take part in most of the wanted events, at most `limit`, and who of them acts
    towards whom: in how many, and with which mean intensity."""
    events = asked.every(db, wanted)
    many = func.count(_P.c.event.distinct())
    busiest = (
        select(_P.c.id, many)
        .join(events, events.c.id == _P.c.event)
        .group_by(_P.c.id)
        .order_by(many.desc(), _P.c.id)
        .limit(limit)
    )
    counted = [tuple(row) for row in db.execute(busiest)]
    names = _called(db, events, _P.c.id, {voice for voice, _ in counted})
    nodes = (
        Node(id=voice, name=names[voice][0], code=names[voice][1], events=n) for voice, n in counted
    )
    return Network(nodes=tuple(nodes), links=tuple(_links(db, events, list(names))))


def _links(db: Connection, events: Subquery, voices: Sequence[str]) -> Iterator[Link]:
    one, other = _sides(events)
    many = func.count()
    found = (
        select(one.c.id, other.c.id, many, func.avg(one.c.intensity))
        .where(one.c.event == other.c.event, one.c.id != other.c.id)
        .where(one.c.id.in_(voices), other.c.id.in_(voices))
        .group_by(one.c.id, other.c.id)
        .order_by(many.desc(), one.c.id, other.c.id)
    )
    for source, target, n, intensity in db.execute(found):
        yield Link(source=source, target=target, events=n, intensity=intensity)


def _sides(events: Subquery) -> tuple[Subquery, Subquery]:
    """The actors of some events, with the events' intensity; and all recipients."""
    actors = (
        select(_P.c.event, _P.c.id, _P.c.code, events.c.intensity)
        .join(events, events.c.id == _P.c.event)
        .where(_P.c.side == SIDES[0])
        .subquery()
    )
    others = _P.alias()
    recipients = select(others.c.event, others.c.id, others.c.code).where(others.c.side == SIDES[1])
    return actors, recipients.subquery()


def _is_known(code: ColumnElement[str]) -> ColumnElement[bool]:
    return (code != "") & code.not_like(f"{UNKNOWN}%")


def _called(
    db: Connection, events: FromClause, by: Column[str], values: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Id or code → the name that it mostly has in some events, and the code of that."""
    many = func.count()
    found = (
        select(by, _P.c.name, _P.c.code)
        .join(events, events.c.id == _P.c.event)
        .where(by.in_(values))
        .group_by(by, _P.c.name, _P.c.code)
        .order_by(many, _P.c.name.desc(), _P.c.code.desc())
    )
    # The last is the most frequent.
    return {value: (name, code) for value, name, code in db.execute(found)}
