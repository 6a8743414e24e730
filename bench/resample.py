"""Events by the million, as copies of a ledger's own, written straight into the tables.

A copy has every row of its event under another id of the same length, and is told by a report of
the ledger. So it stands in each table as the ledger itself would have put it there, at a fraction
of the cost: `tests/test_bench.py` compares the two.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from sqlalchemy import Column, MetaData, Table, insert, select

from vedette.ledger import Ledger
from vedette.ledger import tables as t
from vedette.ledger.many import put
from vedette.ledger.schema.base import Name
from vedette.ledger.store import Store

PLAIN, PACKED = (t.events, t.parties, t.facets), (t.entries, t.flat)
"""Tables with rows of events; in a packed one the id stands in the row's body, too."""
AT_ONCE = 2_000
"""Packed rows that are in memory."""
AIDS = MetaData()
ids = Table("bench_ids", AIDS, Column("old", Name, primary_key=True), Column("new", Name))
"""Own events → the copies that are under way."""
own = {
    table: Table(f"bench_{table.name}", AIDS, *(Column(c.name, c.type) for c in table.c))
    for table in (*PLAIN, *PACKED)
}
"""The rows of the ledger's own events."""


def resample(ledger: Ledger, reports: Sequence[str], events: int, seed: int = 7) -> None:
    """Copy the ledger's events until it has so many, each copy told by one of some reports. The
    ledger must have an event."""
    # A row of numbers of its own: those who wrote the events may have drawn ids by the same seed.
    rng = random.Random(f"copies {seed}")
    with ledger._write() as store:
        AIDS.create_all(store.db)
        for table, kept in own.items():
            store.db.execute(insert(kept).from_select(list(table.c), select(table)))
        there = sorted(store.db.execute(select(t.events.c.id)).scalars())
    for first in range(len(there), events, len(there)):
        with ledger._write() as store:
            _copy(store, {old: _another(old, rng) for old in there[: events - first]})
            _told(store, reports, rng)
    with ledger._write() as store:
        AIDS.drop_all(store.db)


def _another(old: str, rng: random.Random) -> str:
    """The id of an event with other twelve digits of a report."""
    return f"{rng.getrandbits(48):012x}{old[12:]}"


def _copy(store: Store, new: Mapping[str, str]) -> None:
    store.db.execute(ids.delete())
    put(store.db, ids, [{"old": old, "new": name} for old, name in new.items()])
    for table in PLAIN:
        kept = own[table]
        of = kept.c.id if table is t.events else kept.c.event
        columns = [ids.c.new if c is of else c for c in kept.c]
        # In the order of the index, whose pages are then each written once.
        order = [ids.c.new if kept.c[c.name] is of else kept.c[c.name] for c in table.primary_key]
        rows = select(*columns).join(ids, ids.c.old == of).order_by(*order)
        store.db.execute(insert(table).from_select(list(table.c), rows))
    names = sorted(new)
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        for table in PACKED:
            kept = own[table]
            found = store.db.execute(select(kept).where(kept.c.event.in_(some))).mappings()
            put(store.db, table, [_renamed(dict(row), new[row["event"]]) for row in found])


def _renamed(row: dict[str, object], new: str) -> dict[str, object]:
    old, body = row["event"], row["body"]
    assert isinstance(old, str)
    assert isinstance(body, bytes)
    return {**row, "event": new, "body": body.replace(old.encode(), new.encode())}


def _told(store: Store, reports: Sequence[str], rng: random.Random) -> None:
    """The accounts of the copies, and in which change they came."""
    now = store.state() + 1
    names = sorted(store.db.execute(select(ids.c.new)).scalars())
    told = [{"id": i, "event": i, "report": rng.choice(reports), "body": b""} for i in names]
    put(store.db, t.accounts, told)
    put(store.db, t.touched, [{"event": i, "n": now} for i in names])
