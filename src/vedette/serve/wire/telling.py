"""What the ledger tells by itself: alarms, series, and the brief."""

from __future__ import annotations

from typing import Literal

from vedette.serve.wire.events import EventRow, Quote
from vedette.serve.wire.shapes import Bin, Shape


class Alarm(Shape):
    """A change that a watch was told of, as it stands; `events` are graded events of its days."""

    id: str
    revision: int
    watch: str
    at: str
    state: Literal["standing", "corrected", "withdrawn"]
    lane: Literal["actual", "ahead", "denied"]
    kind: str
    side: Literal["up", "down"]
    since: str
    until: str
    what: str
    compared: str
    why: str
    events: list[str]


class AlarmEvent(EventRow):
    """An event that an alarm rests on, with the very words of its claims, one a report."""

    quotes: list[Quote]


class AlarmPage(Alarm):
    """An alarm with all its states, the earliest first, and its events that are still there under
    the same id; of a great many the first."""

    history: list[Alarm]
    evidence: list[AlarmEvent]


class Point(Shape):
    """A bin by its first day: the score with the band that the grades leave, null in a gap, of
    which `why` says the reason; events by quad class."""

    start: str
    score: float | None
    low: float | None
    high: float | None
    events: int
    material_conflict: int
    verbal_conflict: int
    verbal_cooperation: int
    material_cooperation: int
    ungraded: int
    reports: int
    gap: bool
    why: str


class Series(Shape):
    """`left_out` counts events whose days are not known to within a bin; `alarms` rest on events of
    the series."""

    a: str
    b: str | None
    by: Bin
    directed: bool
    items: list[Point]
    left_out: int
    alarms: list[Alarm]


class Stale(Shape):
    """A watched source that gives nothing new."""

    name: str
    state: str
    since: str | None
    why: str


class Sentence(Shape):
    """A sentence, and the events, claims, words or alarm that it rests on."""

    text: str
    events: list[str]
    claims: list[str]
    alarm: str | None
    words: list[Quote]


class Section(Shape):
    """`more` events of the kind are not told."""

    title: str
    more: int
    sentences: list[Sentence]


class Brief(Shape):
    """What the ledger has learnt; `refused` sentences did not pass the checks and are not told;
    `withdrawn` are accounts that a later version of their report tells no more."""

    vedette: str
    asked: str
    generated: str
    newest_source: str | None
    stale: list[Stale]
    counts: dict[str, int]
    refused: int
    withdrawn: list[str]
    sections: list[Section]
