"""Judgements that are sent, and what became of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field

from vedette.records import Letter, ReviewField
from vedette.serve.wire.shapes import Shape, Words

SAID = r"^[^\x00]*[^\s\x00][^\x00]*$"
"""Something that is not blank, and that any database holds."""
Reason = Annotated[str, Field(min_length=1, max_length=2_000, pattern=SAID)]
Who = Annotated[str, Field(min_length=1, max_length=200, pattern=SAID)]


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
