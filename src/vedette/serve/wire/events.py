"""Events as lists have them, and who says so."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vedette.records import Letter
from vedette.serve.wire.shapes import Shape


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
