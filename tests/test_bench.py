"""What the benchmarks measure is what the program would have made."""

from __future__ import annotations

from collections import Counter
from typing import Any

from postgresql import New
from sqlalchemy import select
from test_ledger import harbour

from bench.resample import resample
from vedette.ledger import Ledger, health
from vedette.ledger import tables as t

TABLES = (t.events, t.entries, t.flat, t.parties, t.facets)


def rows(ledger: Ledger) -> dict[str, Counter[tuple[Any, ...]]]:
    """The rows of events, by table."""
    with ledger._read() as store:
        return {
            table.name: Counter(tuple(row) for row in store.db.execute(select(table)))
            for table in TABLES
        }


def test_copies_of_events_stand_as_the_ledger_itself_writes_them(new: New) -> None:
    place = new()
    with Ledger(place) as ledger, Ledger(new()) as other:
        for reading in harbour():
            ledger.add(reading)
        reports = [r.report for e in ledger.entries() for r in e.reports]
        many = 2 * len(list(ledger.entries())) + 5
        resample(ledger, reports, many)
        entries = list(ledger.entries())
        assert len({e.event.id for e in entries}) == many
        with other._write() as store:
            store.replace_entries((), entries)
        assert rows(ledger) == rows(other)
        assert set(ledger.flat()) == set(other.flat())
    found = health(place)
    assert found is not None
    assert found.faults == ()
