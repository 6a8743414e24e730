"""What a brief is made of, and the order in which its events are told."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from vedette.brief import said
from vedette.brief.entries import Shelf
from vedette.records import Alarm, Entry, Record

GRADE_WEIGHT = {1: 6.0, 2: 5.0, 3: 3.0, 4: 2.0, 5: 1.0, 6: 0.5}
"""How much a grade counts when events are ranked."""

HOLE = 0.2
"""What an event loses of its weight for each of who, where and when that it lacks."""
REVIEWED: Mapping[str, str] = {
    "accept": "accepted by a person",
    "correct": "corrected by a person",
}
"""Kind of a judgement → what is said of an event that is under it."""


class Stale(Record, frozen=True, kw_only=True):
    """A watched source that gives nothing new: since when, and why."""

    name: str
    state: str
    since: str | None
    why: str


class Broken(Record, frozen=True, kw_only=True):
    """An alarm, and ids of the best graded of the events that it rests on."""

    alarm: Alarm
    events: tuple[str, ...]


class Dossier(Record, frozen=True, kw_only=True):
    """The events asked for and where their reports are looked up.

    `asked` says in words which events these are; `generated` and `newest` (the newest source) are
    ISO times; `known` are ids of events that the ledger had before and has only learnt more of;
    `edited` are reports that are later versions of their article; `withdrawn` accounts
    ("REPORT.e3") that a later version tells no more; `changes` are the alarms that were told,
    corrected or withdrawn in that time.
    """

    entries: tuple[Entry, ...]
    shelf: Shelf
    asked: str
    generated: str
    newest: str | None = None
    stale: tuple[Stale, ...] = ()
    known: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    withdrawn: tuple[str, ...] = ()
    changes: tuple[Broken, ...] = ()

    def remarks(self, entry: Entry) -> Iterator[str]:
        """That a person has reviewed an event, and that a report of it was edited."""
        kinds = {review.kind for review in entry.reviews}
        yield from (said for kind, said in REVIEWED.items() if kind in kinds)
        if any(r.report in self.edited for r in entry.reports):
            yield "its report was edited" if len(entry.reports) == 1 else "a report was edited"

    def ranked(self, *statuses: str) -> list[Entry]:
        """The events of some statuses, the weightiest first."""
        found = (e for e in self.entries if e.event.status in statuses)
        return sorted(found, key=lambda e: (-weight(e), e.event.id))


def weight(entry: Entry) -> float:
    """How much an event matters: its grade × its PLOVER intensity × how many origins it has, less
    for what nobody says of who, where and when."""
    event = entry.event
    origins = 1 + math.log2(1 + len(event.origins))
    heavy = GRADE_WEIGHT[event.grade.credibility] * (1 + abs(event.intensity or 0)) * origins
    return heavy * (1 - HOLE * len(said.holes(event)))


def by_status(entries: tuple[Entry, ...]) -> Mapping[str, int]:
    """How many events there are of each status."""
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.event.status] = found.get(entry.event.status, 0) + 1
    return found
