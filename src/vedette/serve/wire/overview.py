"""The desk as a whole, and the closed lists that filters choose from."""

from __future__ import annotations

from vedette.serve.wire.shapes import Shape


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
