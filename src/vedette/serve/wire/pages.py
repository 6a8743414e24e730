"""All that stands behind one event."""

from __future__ import annotations

from typing import Literal

from vedette.records import JudgementKind, Letter
from vedette.serve.wire.events import Claim, Event, Figure, Named, Origin, Quote, Verdict
from vedette.serve.wire.shapes import Shape


class Mark(Shape):
    """Words with a part in the event."""

    start: int
    end: int
    kind: Literal["trigger", "actor", "recipient", "place", "time", "figure", "speech"]


class Passage(Shape):
    """Sentences of a report that tell the event; all offsets are the report's."""

    start: int
    end: int
    text: str
    marks: list[Mark]


class Telling(Shape):
    """A report in whose words the event is told; `edited` says how it differs from its earlier
    versions, "" where there is none."""

    report: str
    outlet: str | None
    date: str | None
    title: str | None
    edited: str
    passages: list[Passage]


class Copy(Shape):
    report: str
    of: str
    why: str


class Judged(Shape):
    """A judgement; `what` says it in a sentence, `undone` is when it was taken back, by whom and
    why ("" where that is not known)."""

    number: int
    kind: JudgementKind
    who: str
    at: str
    why: str
    undone: str | None
    undone_by: str
    undone_why: str
    what: str


class EventPage(Event):
    """All that stands behind an event. `cites` are the claims that its line rests on."""

    place_reason: str
    figures: list[Figure]
    claims: list[Claim]
    origins: list[Origin]
    against: list[Named]
    verdicts: list[Verdict]
    grade_words: list[Quote]
    letters: dict[str, Letter]
    told_by: list[Telling]
    copies: list[Copy]
    accounts: list[str]
    history: list[Judged]
    cites: list[str]


class Feature(Shape):
    name: str
    score: float
    why: str


class Comparison(Shape):
    """Why two accounts are of one event: a logit and what it consists of."""

    a: str
    b: str
    score: float
    features: list[Feature]


class Why(Shape):
    comparisons: list[Comparison]
