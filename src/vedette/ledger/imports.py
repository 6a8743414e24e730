"""Events of other data sets, taken in to be compared with. They never become the ledger's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from vedette.fuse.keys import day_of
from vedette.ledger import tables as t
from vedette.ledger.search import clean
from vedette.records import Coded, Imported, change, pack

BATCH = 1_000
"""Events that are written at a time."""
_I = t.imports.c


def imported(db: Connection) -> Iterator[Imported]:
    """What was taken in, by name."""
    for row in db.execute(select(t.imports).order_by(_I.name)):
        yield Imported(
            name=row.name, form=row.format, source=row.source, at=row.at, events=row.events
        )


def take_in(db: Connection, told: Imported, events: Iterable[Coded], *, replace: bool) -> Imported:
    """Write the events of a data set → how many there are. Raises `ValueError` where its name is
    taken and what it has is not to be replaced, and where there is no event."""
    known = next((i for i in imported(db) if i.name == told.name), None)
    if known is not None and not replace:
        raise ValueError(f"{told.name} is there already, with {known.events} events, of {known.at}")
    if known is not None:
        _forget(db, told.name)
    row = {"name": told.name, "format": told.form, "source": clean(told.source), "at": told.at}
    db.execute(insert(t.imports), {**row, "events": 0})
    count, rest = 0, iter(events)
    while batch := list(islice(rest, BATCH)):
        _write(db, told.name, batch, count)
        count += len(batch)
    if not count:
        raise ValueError("there is no event in it")
    db.execute(update(t.imports).where(_I.name == told.name).values(events=count))
    return change(told, events=count)


def _write(db: Connection, name: str, batch: Iterable[Coded], count: int) -> None:
    rows: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    for n, one in enumerate(batch, count + 1):
        key = {"import": name, "n": n}
        searched = {"day": day_of(one.day), "type": one.type, "country": one.country}
        rows.append({**key, **searched, "body": pack(one)})
        countries = dict.fromkeys((*one.actors, *one.recipients))
        parties += [{**key, "country": country} for country in countries]
    db.execute(insert(t.coded), rows)
    if parties:
        db.execute(insert(t.coded_parties), parties)


def _forget(db: Connection, name: str) -> None:
    for table in (t.coded_parties, t.coded):
        db.execute(delete(table).where(table.c["import"] == name))
    db.execute(delete(t.imports).where(_I.name == name))
