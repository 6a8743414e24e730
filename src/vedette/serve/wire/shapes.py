"""What all that goes over the wire is made of, and the envelope of what goes wrong."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
Code = Literal[
    "not_found", "bad_request", "unauthorized", "forbidden", "not_allowed", "conflict", "busy",
    "too_large", "fault",
]  # fmt: skip
NO_NUL = r"^[^\x00]*$"
"""What any database holds."""
Words = Annotated[str, Field(max_length=200, pattern=NO_NUL)]
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
