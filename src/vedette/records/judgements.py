"""What people rule of events and sources."""

from __future__ import annotations

from typing import Literal

from vedette.records.base import Record
from vedette.records.places import Place

JudgementKind = Literal["merge", "split", "reliability", "accept", "correct"]
ReviewField = Literal["type", "status", "place", "when", "rejected"]
"""What a person can correct of an event. "rejected" is not a field of it but says "yes" of what is
no event of its kind at all. Its grade is none of them: it follows from who says so."""


class Judgement(Record, frozen=True, kw_only=True):
    """What a person ruled of an event or a source: by which number, who, when (ISO time) and why;
    when it was undone, by whom and why ("" where that is not known). `what` is a sentence for the
    user."""

    number: int
    kind: JudgementKind
    what: str
    who: str
    at: str
    why: str
    undone: str | None = None
    undone_by: str = ""
    undone_why: str = ""


class Review(Record, frozen=True, kw_only=True):
    """What a person found of an event: that it is right as it is (no field), or what a field of it
    should say. `was` is what the field said before, `place` the place that a new one means.

    `accounts` are those of the event then, by which it is known whatever becomes of it.
    """

    event: str
    accounts: tuple[str, ...]
    field: ReviewField | None = None
    value: str = ""
    was: str = ""
    place: Place | None = None
