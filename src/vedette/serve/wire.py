"""What goes over the wire, in and out: the only file with pydantic.

Lists are `{"items", "next"}`; ids, days (ISO), codes and offsets (characters of a report's text,
end exclusive) are the ledger's own. All text is data as it stands in a report, never markup.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Generic, Literal, TypeVar

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from vedette.records import JudgementKind, Letter, Outcome, ReviewField

T = TypeVar("T")
Code = Literal[
    "not_found", "bad_request", "unauthorized", "forbidden", "not_allowed", "conflict", "busy",
    "too_large", "fault",
]  # fmt: skip
Words = Annotated[str, Field(max_length=200)]
Some = Annotated[list[Words], Field(max_length=50)]
Bin = Literal["day", "week", "month"]


class Shape(BaseModel):
    """What all shapes share: frozen, and nothing beside what is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Error(Shape):
    """What is wrong, in a sentence; `where` names the parameter or header at fault."""

    code: Code
    what: str
    where: str


class Problem(Shape):
    """The one envelope of all that goes wrong."""

    error: Error


class Items(Shape, Generic[T]):
    """Some of a list, and the cursor of what comes next; null at its end."""

    items: list[T]
    next: str | None = None


class Every(Shape, Generic[T]):
    """A list that comes whole; `more` were left out, the least of it."""

    items: list[T]
    more: int = 0


# What is asked.


class Filters(Shape):
    """Which events: as `vedette export` has them, and by the ids of places; each may be given
    several times."""

    type: Some = []
    country: Some = []
    place: Some = []
    actor: Some = []
    since: datetime.date | None = None
    until: datetime.date | None = None
    grade: Some = []
    status: Some = ["actual"]
    q: Annotated[str, Field(max_length=500)] = ""


class Paged(Shape):
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    cursor: Words | None = None


class EventsAsked(Filters, Paged):
    order: Literal["newest", "oldest"] = "newest"


class TimelineAsked(Filters):
    by: Bin = "month"


class NetworkAsked(Filters):
    limit: Annotated[int, Field(ge=1, le=500)] = 60


class ReportsAsked(Paged):
    q: Annotated[str, Field(max_length=500)] = ""
    outlet: Words = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


class SearchAsked(Shape):
    q: Annotated[str, Field(min_length=1, max_length=500)]
    limit: Annotated[int, Field(ge=1, le=500)] = 20


class ActorsAsked(Shape):
    q: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


# The desk as a whole.


class Watched(Shape):
    """A source that is watched: its state, since when and why; `stale` where it gives nothing new,
    or not all of it."""

    name: str
    state: str
    since: str | None
    why: str
    stale: bool


class Kind(Shape):
    """An event type: its name for the eyes, and what it means in a sentence."""

    name: str
    description: str
    quad: str
    modes: list[str]


class Codes(Shape):
    """The closed lists that filters choose from; `grades` are the words of each credibility."""

    types: dict[str, Kind]
    statuses: list[str]
    quads: list[str]
    grades: dict[str, str]


class Desk(Shape):
    vedette: str
    ledger: str
    reports: int
    events: int
    judgements: int
    state: int
    newest_report: str | None
    oldest_day: str | None
    newest_day: str | None
    sources: list[Watched]
    codebook: Codes
    reviewing: bool


# Events.


class Named(Shape):
    id: str
    name: str


class Party(Named):
    code: str | None


class Site(Shape):
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str


class Graded(Shape):
    """Credibility 1-6, its words, and the rule that fired."""

    credibility: Annotated[int, Field(ge=1, le=6)]
    words: str
    rule: str


class Event(Shape):
    """What an event is. `line` says it in a sentence, and that it is no fact where it is none."""

    id: str
    type: str
    mode: str | None
    status: str
    quad: str
    intensity: float | None
    first_day: str | None
    last_day: str | None
    when_precision: str | None
    place: Site | None
    actors: list[Party]
    recipients: list[Party]
    grade: Graded
    reports: int
    line: str


class EventRow(Event):
    """An event in a list, with the number of its origins."""

    origins: int


class Quote(Shape):
    """Words of a report."""

    report: str
    start: int
    end: int
    text: str


class Figure(Shape):
    """A number said of the event, by those claims."""

    role: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    by: list[str]


class Claim(Shape):
    """Who says so; `speaker` is null where the report hides them, `from` is who told them."""

    id: str
    report: str
    speaker: Named | None
    stance: str
    basis: str
    why: str
    sources: Annotated[list[Named], Field(serialization_alias="from")]
    vouches: bool
    quote: Quote


class EventClaim(Claim):
    """A claim in a list of its own."""

    event: str


class Origin(Shape):
    """The first who knew, and the chain from there outwards."""

    id: str
    name: str
    basis: str
    chain: list[Named]
    claims: list[str]


class OriginRow(Shape):
    """Somebody who first knew of events, with the letter that was set, if any."""

    id: str
    name: str
    basis: str
    events: int
    letter: Letter | None


class Verdict(Shape):
    a: str
    b: str
    value: Literal["independent", "dependent", "cannot tell"]
    reason: str
    words: list[Quote]


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


# Groups of events.


class PlaceRow(Shape):
    """What happened at one place; `best_grade` is the lowest number of those that are actual."""

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    events: int
    best_grade: int
    actual: int
    planned: int
    feared: int
    denied: int
    type: str


class Stretch(Shape):
    """A day, week or month: events by credibility and by quad class."""

    start: str
    events: int
    by_grade: dict[str, int]
    quads: dict[str, int]


class Timeline(Shape):
    by: Bin
    items: list[Stretch]


class Node(Party):
    events: int


class Link(Shape):
    """Two actors in the same events; `intensity` is the mean of PLOVER's, -10 to 10."""

    source: str
    target: str
    events: int
    intensity: float | None


class Pair(Shape):
    """Two actors' codes, and how many events are between the two."""

    a: str
    b: str
    name_a: str
    name_b: str
    events: int


class Network(Shape):
    nodes: list[Node]
    links: list[Link]


# Series and brief.


class SeriesAsked(Shape):
    """Two actors by code, id or name; without `b`, the first with anybody."""

    a: Words
    b: Words | None = None
    by: Bin = "week"
    directed: bool = False
    type: Some = []
    grade: Some = []
    status: Some = ["actual"]
    since: datetime.date | None = None
    until: datetime.date | None = None


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


class BriefAsked(Shape):
    since: Words = "24h"
    format: Literal["json", "md", "html"] = "json"


class Stale(Shape):
    """A watched source that gives nothing new."""

    name: str
    state: str
    since: str | None
    why: str


class Sentence(Shape):
    """A sentence, and the events, claims and words that it rests on."""

    text: str
    events: list[str]
    claims: list[str]
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


# Reports and sources.


class ReportRow(Shape):
    id: str
    outlet: str | None
    date: str | None
    title: str | None
    events: int


class EventMark(Mark):
    event: str


class Change(Shape):
    """A sentence (or the title) that a later version has otherwise; null where one of them does
    not have it at all."""

    before: str | None
    after: str | None


class Version(Shape):
    """A version of an article: when its publisher changed it and when it was seen, as far as known,
    and what is otherwise than in the version before it."""

    report: str
    modified: str | None
    seen: str
    stands: bool
    changes: list[Change]


class ReportPage(Shape):
    """A report; `versions` are those of its article, the earliest first, one where it was never
    edited. `withdrawn` are words for events that it tells and the version that stands does not."""

    id: str
    outlet: str | None
    date: str | None
    title: str | None
    text: str
    url: str | None
    language: str | None
    events: list[str]
    marks: list[EventMark]
    versions: list[Version]
    withdrawn: list[Quote]


class Heading(Shape):
    id: str
    outlet: str | None
    date: str | None
    title: str | None


class Hit(Shape):
    """A report with the words that were asked for; `hits` are spans of `words`."""

    report: Heading
    words: str
    hits: list[tuple[int, int]]


class Track(Shape):
    """What became of a source's claims: outcome → on how many events; and why a letter is proposed
    or none."""

    counts: dict[Outcome, int]
    rule: str


class SourceRow(Shape):
    id: str
    name: str
    letter: Letter | None
    track: Track
    proposed: Letter | None


# Judgements.

Reason = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\S")]
Who = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class Merge(Shape):
    kind: Literal["merge"]
    a: Words
    b: Words
    why: Reason
    who: Who


class Split(Shape):
    kind: Literal["split"]
    event: Words
    accounts: Annotated[list[Words], Field(min_length=1, max_length=500)]
    why: Reason
    who: Who


class Rate(Shape):
    kind: Literal["reliability"]
    source: Words
    letter: Letter
    why: Reason
    who: Who


class Accept(Shape):
    kind: Literal["accept"]
    event: Words
    why: Reason
    who: Who


class Correct(Shape):
    """What a field should say, as `vedette correct` has it."""

    kind: Literal["correct"]
    event: Words
    field: ReviewField
    value: Words
    why: Reason
    who: Who


Ruling = Annotated[Merge | Split | Rate | Accept | Correct, Field(discriminator="kind")]


class Ruled(Shape):
    """Numbers of the judgements, by which they are undone, and the events as they are now."""

    numbers: list[int]
    events: list[str]


Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""The number of a judgement, which no database lets be greater."""


class Undo(Shape):
    who: Who
    why: Reason


class Undone(Shape):
    events: list[str]
