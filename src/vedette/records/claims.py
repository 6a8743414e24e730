"""Who says so, who first knew, and what that is worth."""

from __future__ import annotations

from typing import Literal

from vedette.records.base import Record, Span, need_text

Stance = str
"""assert, confirm, deny, doubt, predict, or the PLOVER type of a speech act (ACCUSE, REQUEST …)."""
Basis = Literal["witnessed", "own data", "told by", "document", "inferred", "none given"]


class Claim(Record, frozen=True, kw_only=True):
    """Who says so. `speaker` is an entity id, "outlet:NAME" for the report's own voice ("outlet:"
    where it names no outlet), or None where it hides the speaker ("reportedly"). `sources` are
    entity ids of who told the speaker or what the claim rests on; `about` event ids, or ids of
    claims (of speech within speech). `why` says what made the basis; `quote` is in the report of
    that id.
    """

    id: str
    frame: str
    speaker: str | None
    stance: Stance
    basis: Basis
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    quote: Span
    why: str = ""
    report: str = ""


class Quote(Record, frozen=True, kw_only=True):
    """Words that a judgement rests on, in the report of that id."""

    start: int
    end: int
    text: str
    report: str = ""

    def __post_init__(self) -> None:
        need_text("a quote", self.start, self.end)


class Origin(Record, frozen=True, kw_only=True):
    """The first who knew, as far as this report tells: the end of a chain of claims."""

    id: str
    name: str
    basis: Basis
    claims: tuple[str, ...]
    chain: tuple[str, ...] = ()
    """Ids from the origin outwards: who knew, who was told, who repeats it."""


class Verdict(Record, frozen=True, kw_only=True):
    """On two origins of one event: are they independent? With the evidence."""

    a: str
    b: str
    value: Literal["independent", "dependent", "cannot tell"]
    reason: str
    words: tuple[Quote, ...] = ()
    event: str = ""
    """The event whose information they are the origins of."""


class Grade(Record, frozen=True, kw_only=True):
    """Credibility 1-6 of an event's information (STANAG 2511), the rule that fired as sentence and
    by its name, and the words that made it fire."""

    credibility: int
    rule: str
    words: tuple[Quote, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.credibility <= 6:
            raise ValueError(f"credibility is 1 to 6, not {self.credibility}")
