"""What happened between two sides over time."""

from __future__ import annotations

from typing import Literal

from vedette.records.base import Record
from vedette.records.events import Status

Step = Literal["day", "week", "month"]
"""The length of a bin; a week begins on Monday."""
Per = Literal["reports", "none"]
"""What a score is divided by: hundreds of reports of its bin, or nothing."""


class Dyad(Record, frozen=True, kw_only=True):
    """Whose events a series counts. `a` and `b` are a code ("RUS", "RUS/MIL"), an id, or a name in
    full; None is anybody.

    If `directed`, `a` acts towards `b`; else either towards the other. `sector` is a PLOVER sector
    ("MIL") that whoever acts must have. The other fields are those of `vedette.ledger.Wanted`.
    """

    a: str | None = None
    b: str | None = None
    directed: bool = False
    sector: str | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ("actual",)
    since: str | None = None
    until: str | None = None


class Outage(Record, frozen=True, kw_only=True):
    """Days (ISO, both included) on which a `share` (above 0, to 1) of the sources that were watched
    then was not heard."""

    since: str
    until: str
    share: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"a share is above 0, up to 1, not {self.share}")


class Point(Record, frozen=True, kw_only=True):
    """One bin of a series, by its first day (ISO).

    `score` is what the events are worth together, PLOVER's intensities weighed by how credible they
    are, with the band `low` to `high` that the grades leave; None where the bin is a gap, of which
    `why` says the reason. Counts by quad are of the graded events; `ungraded` have grade 6.
    """

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
    why: str = ""


class Series(Record, frozen=True, kw_only=True):
    """What happened between two sides, bin for bin without a break. `left_out` counts events whose
    days are not known to within a bin."""

    of: Dyad
    by: Step
    per: Per
    points: tuple[Point, ...]
    left_out: int = 0
