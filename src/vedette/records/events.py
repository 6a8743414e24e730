"""What is said to have happened: in one report, and from all that is said of it."""

from __future__ import annotations

from typing import Literal

from vedette.records.base import Record, Span, need_text
from vedette.records.claims import Grade
from vedette.records.mentions import Label, When
from vedette.records.places import Place

Status = Literal["actual", "historical", "future", "hypothetical", "requested", "negated"]


class Frame(Record, frozen=True, kw_only=True):
    """One trigger in a report. `roles` maps a role to mention ids (`about`: event ids).

    `sentence` counts the report's sentences from 0. `score` is how often a frame with such a score
    is one and has its type; `labels` holds the scores behind type, mode and status, `role_scores`
    those of each filler ("actor:m3" → 0.97). All are calibrated on the corpus (Platt 1999).
    """

    id: str
    event: str
    type: str
    mode: str | None
    status: Status
    trigger: Span
    sentence: int
    score: float
    roles: dict[str, tuple[str, ...]] = {}
    labels: dict[str, Label] = {}
    role_scores: dict[str, float] = {}

    def __post_init__(self) -> None:
        need_text(f"the trigger of frame {self.id}", *self.trigger)


class Figure(Record, frozen=True, kw_only=True):
    """A number said of an event: killed, injured, size or amount; `by` claim ids."""

    role: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    by: tuple[str, ...] = ()


class Event(Record, frozen=True, kw_only=True):
    """One happening, from all frames about it. `origins` are ids of `Reading.origins`."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    status: Status
    quad: str
    intensity: float | None
    cameo: str | None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: Place | None = None
    place_reason: str = ""
    when: When | None = None
    figures: tuple[Figure, ...] = ()
    frames: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    grade: Grade
