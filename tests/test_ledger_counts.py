"""Counts that are kept in memory are those of events counted one by one, whatever has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import pytest
from postgresql import New
from serving import placed
from sqlalchemy import Executable
from test_ledger import harbour
from test_ledger_asked import listed

from vedette.ledger import Ledger, LedgerError, Wanted, columns
from vedette.ledger.store import Store
from vedette.records import Event

WANTED = (
    Wanted(),
    Wanted(statuses=("actual",)),
    Wanted(actors=("MWI",)),
    Wanted(places=("geonames:924572",)),
    Wanted(words="patrol"),
)


def changes(ledger: Ledger) -> Iterator[str]:
    """Everything that can happen to events, one after the other."""
    for reading in harbour():
        ledger.add(placed(reading))
        yield "added"
    one, other = [e.event for e in ledger.entries() if e.event.type == "ASSAULT"][:2]
    why = {"why": "seen on video", "who": "desk"}
    corrected = ledger.correct(one.id, "status", "negated", **why)
    yield "corrected"
    rejected = ledger.correct(other.id, "rejected", "yes", **why)
    yield "rejected"
    for number in (corrected, rejected):
        ledger.undo(number)
        yield "undone"
    merged = ledger.merge(one.id, other.id, **why)
    yield "merged"
    for number in merged:
        ledger.undo(number)
    yield "taken apart"
    ledger.rebuild()
    yield "rebuilt"


def counted(ledger: Ledger, wanted: Wanted) -> list[Any]:
    """All counts of a ledger."""
    return [
        ledger.places(wanted),
        *(ledger.timeline(wanted, by) for by in ("day", "week", "month")),
        ledger.pairs(wanted),
        ledger.network(wanted),
    ]


def known_days(events: list[Event]) -> Counter[str]:
    return Counter(e.when.start for e in events if e.when is not None and e.when.start)


@pytest.mark.parametrize("many", [columns.MANY, 0], ids=["what is new", "all anew"])
def test_counts_follow_every_change(new: New, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(columns, "MANY", many)
    seen = set()
    with Ledger(place := new()) as ledger, Ledger(place) as other:
        for change in changes(ledger):
            for wanted in WANTED:
                events = [e.event for e in ledger.entries(wanted)]
                days = {b.start: b.events for b in other.timeline(wanted)}
                assert days == known_days(events), (change, wanted)
                places = {p.name: p.events for p in other.places(wanted)}
                assert places == Counter(e.place.name for e in events if e.place), (change, wanted)
                voices = Counter(v for e in events for v in {*e.actors, *e.recipients})
                nodes = {n.id: n.events for n in other.network(wanted, 500).nodes}
                assert nodes == voices, (change, wanted)
                with Ledger(place) as fresh:
                    assert counted(other, wanted) == counted(fresh, wanted), (change, wanted)
                mine, others = (listed(each, wanted, 500) for each in (ledger, other))
                assert mine == others, (change, wanted)
                assert [mark.event for mark in mine] == [e.id for e in events], (change, wanted)
                seen.add(tuple(sorted(days.items())))
    # The changes were such that counts must differ.
    assert len(seen) > 4


def test_rows_of_events_that_are_gone_are_dropped(
    new: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "ROOM", 3)
    with Ledger(new()) as ledger:
        for _ in changes(ledger):
            ledger.prepare()
            with ledger._read() as store:
                found = ledger._counted.at(store)
        many = ledger.count()["events"]
        assert found.there.sum() == many
        assert many <= found.there.size <= 3 * many + 3


class Cut(Store):
    """A store of a server that goes away before the parties are read."""

    def rows(self, statement: Executable, ids: Collection[Any]) -> Iterator[Any]:
        if statement is columns.SOME_PARTIES:
            raise LedgerError("the server is gone")
        return super().rows(statement, ids)


def test_counts_that_could_not_be_brought_up_to_date_are_so_the_next_time(new: New) -> None:
    with Ledger(place := new()) as ledger:
        made = changes(ledger)
        for _ in harbour():
            next(made)
        ledger.prepare()
        # One event is another now; its row from before must go, though the first try failed.
        next(made)
        with ledger._read() as store, pytest.raises(LedgerError):
            ledger._counted.at(Cut(store.db))
        with Ledger(place) as fresh:
            for wanted in WANTED:
                assert counted(ledger, wanted) == counted(fresh, wanted), wanted


def test_no_limit_gives_more_than_it_says(new: New) -> None:
    with Ledger(new()) as ledger:
        assert counted(ledger, Wanted()) == [[], [], [], [], [], ledger.network()]
        assert ledger.network().nodes == ()
        list(changes(ledger))
        for limit in (0, 1, 2):
            assert len(ledger.places(limit=limit)) == min(limit, 1)
            assert len(ledger.network(limit=limit).nodes) == limit
            assert len(ledger.pairs(limit=limit)) <= limit


def test_the_best_graded_of_some_events_are_those_that_their_entries_say(new: New) -> None:
    with Ledger(new()) as ledger:
        for reading in harbour():
            ledger.add(reading)
        events = [entry.event for entry in ledger.entries()]
        assert len({e.grade.credibility for e in events}) > 1
        ranked = sorted((e.grade.credibility, e.id) for e in events)
        asked = ["no event", *(e.id for e in events)]
        assert ledger.best(asked, 3) == [event for _, event in ranked[:3]]
