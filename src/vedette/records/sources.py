"""Who speaks in many reports, and how reliable they have been."""

from __future__ import annotations

from typing import Literal, get_args

from vedette.records.base import Record

Letter = Literal["A", "B", "C", "D", "E", "F"]
"""Reliability of a source; F, cannot be judged, is a missing value and no low letter."""
Outcome = Literal["shown", "unshown", "refuted", "denied", "retracted", "followed", "alone", "open"]
"""What became of what a source says of one event (`vedette.fuse.track` decides):

shown      later corroborated by an origin shown independent, and by nobody with a basis denied
unshown    later corroborated by another origin, independence not shown
refuted    contradicted (denied or doubted) by somebody with a basis
denied     contradicted, one word against another
retracted  taken back by the source itself
followed   others had said so before, or nothing shows who was first
alone      nobody else says so, and nobody against it
open       told as planned, feared, asked for or not done: nothing that can have come true yet
"""


class Source(Record, frozen=True, kw_only=True):
    """Who speaks in many reports: all its names, the usual one first, and all voices that are its
    own in the ledger, the first of them its id ("outlet:reuters", "MWI/GOV", "igos:sadc")."""

    names: tuple[str, ...]
    voices: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.names or not self.voices:
            raise ValueError("a source needs a name and a voice")

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def id(self) -> str:
        return self.voices[0]


class Track(Record, frozen=True, kw_only=True):
    """A source's record: outcome → on how many events, in the order of `Outcome`; the letter that
    it would bear out, None where it is too short, and the rule in words. Nothing applies it."""

    counts: dict[Outcome, int]
    proposed: Letter | None
    rule: str

    @property
    def events(self) -> int:
        return sum(self.counts.values())


class Reliability(Record, frozen=True, kw_only=True):
    """A judgement: the letter that a person gave a source, who, when and why; when it was undone.

    `number` is the judgement's, by which it is undone.
    """

    number: int
    source: Source
    letter: Letter
    who: str
    at: str
    why: str
    undone: str | None = None

    def __post_init__(self) -> None:
        if self.letter not in get_args(Letter):
            raise ValueError(f"reliability is a letter from A to F, not {self.letter!r}")
        if not self.why.strip():
            raise ValueError("a letter is given for a reason; the reason is empty")
