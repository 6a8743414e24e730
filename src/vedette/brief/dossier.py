"""What a brief is made of, and the order in which its events are told."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vedette.brief.entries import Shelf
from vedette.records import Entry, Record

GRADE_WEIGHT = {1: 6.0, 2: 5.0, 3: 3.0, 4: 2.0, 5: 1.0, 6: 0.5}
"""How much a grade counts when events are ranked."""


class Stale(Record, frozen=True, kw_only=True):
    """A watched source that gives nothing new: since when, and why."""

    name: str
    state: str
    since: str | None
    why: str


class Change(Record, frozen=True, kw_only=True):
    """What changed in a series, as a sentence, and the events that it rests on."""

    what: str
    events: tuple[str, ...]


class Dossier(Record, frozen=True, kw_only=True):
    """The events asked for and where their reports are looked up.

    `asked` says in words which events these are; `generated` and `newest` (the newest source) are
    ISO times; `known` are ids of events that the ledger had before and has only learnt more of.
    """

    entries: tuple[Entry, ...]
    shelf: Shelf
    asked: str
    generated: str
    newest: str | None = None
    stale: tuple[Stale, ...] = ()
    known: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()

    def ranked(self, *statuses: str) -> list[Entry]:
        """The events of some statuses, the weightiest first."""
        found = (e for e in self.entries if e.event.status in statuses)
        return sorted(found, key=lambda e: (-weight(e), e.event.id))


def weight(entry: Entry) -> float:
    """How much an event matters: its grade × its PLOVER intensity × how many origins it has."""
    event = entry.event
    origins = 1 + math.log2(1 + len(event.origins))
    return GRADE_WEIGHT[event.grade.credibility] * (1 + abs(event.intensity or 0)) * origins


def by_status(entries: tuple[Entry, ...]) -> Mapping[str, int]:
    """How many events there are of each status."""
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.event.status] = found.get(entry.event.status, 0) + 1
    return found
