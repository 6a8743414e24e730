"""Spans of a report, and who or what they name."""

from __future__ import annotations

from typing import Literal

from vedette.records.base import Record, Span, need_text
from vedette.records.places import Place

MentionKind = Literal["PER", "ORG", "GPE", "LOC", "GRP", "FAC", "EVD", "TIME", "NUM"]


class Name(Record, frozen=True, kw_only=True):
    """A proper name, whether or not an event uses it: PER, ORG, LOC or MISC."""

    start: int
    end: int
    kind: Literal["PER", "ORG", "LOC", "MISC"]
    score: float

    def __post_init__(self) -> None:
        need_text("a name", self.start, self.end)


class Attribution(Record, frozen=True, kw_only=True):
    """Words that somebody says, writes, thinks or wants something ("said", "according to"), who
    does, and what, whether or not an event is behind it; None where the text hides the source.

    The content is the longest stretch of the cue's sentence on one side of cue and source.
    """

    cue: Span
    source: Span | None
    content: Span | None
    score: float

    def __post_init__(self) -> None:
        for what, span in (("cue", self.cue), ("source", self.source), ("content", self.content)):
            if span is not None:
                need_text(f"the {what} of an attribution", *span)


class When(Record, frozen=True, kw_only=True):
    """An event's time: ISO dates, both ends included; None is an open end."""

    start: str | None
    end: str | None
    precision: str
    raw: str


class Label(Record, frozen=True, kw_only=True):
    """One choice of the model: what it chose, how sure it is, and its second choice."""

    value: str
    score: float
    runner_up: str | None = None
    runner_up_score: float = 0.0


class Mention(Record, frozen=True, kw_only=True):
    """A span that names an actor, place, time, number or piece of evidence.

    `entity` is the id of the entity in this report; `value` an ISO 8601 value for TIME
    (or "~" for vague), a plain number, "A-B", ">N", "<N", "N UNIT" or "~" for NUM.
    `when` is a TIME's value as an interval. `sector` is the model's PLOVER sector for PER, ORG and
    GRP with its probability; `owner` is what they belong to ("STATE", a body's code, "---"), and
    `whose` the words that may tell the state or body: start → probability. `reason` says how a
    value was found, or why there is none.
    """

    id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    score: float = 1.0
    entity: str | None = None
    value: str | None = None
    when: When | None = None
    reason: str = ""
    sector: str | None = None
    sector_score: float = 0.0
    owner: Label | None = None
    whose: dict[int, float] = {}

    def __post_init__(self) -> None:
        need_text(f"mention {self.id}", self.start, self.end)

    @property
    def span(self) -> Span:
        return self.start, self.end


class Entity(Record, frozen=True, kw_only=True):
    """All mentions of one actor, place or piece of evidence in a report, resolved.

    `country` is ISO alpha-3, KOS, or an actor code of the guidelines (UNO EUR NATO IGO NGO MNC
    IMG), `sure` whether the mentions themselves tell it; `sectors` are PLOVER's, the primary
    first; `actor` is the code "RUS/MIL" ("---" where the country is not known), `runner_up` the
    next best; `roster` is the id of a listed actor; `place` is set for GPE, LOC and FAC that
    resolve. `nameless` is one that the report only points to ("it"), with nothing found that it
    stands for.
    """

    id: str
    name: str
    kind: MentionKind
    nameless: bool = False
    country: str | None = None
    sure: bool = True
    sectors: tuple[str, ...] = ()
    actor: str | None = None
    runner_up: str | None = None
    roster: str | None = None
    wikidata: str | None = None
    reason: str = ""
    place: Place | None = None
