"""What a user wants to hear of, and what they were told."""

from __future__ import annotations

from typing import Literal, get_args

from vedette.records.base import Record
from vedette.records.series import Dyad, Per, Step

ChangeKind = Literal["level", "variance", "count"]
Lane = Literal["actual", "ahead", "denied"]
"""What happened; what is planned, feared or asked for; what is told as not so. Never mixed."""
AlarmState = Literal["standing", "corrected", "withdrawn"]


class Change(Record, frozen=True, kw_only=True):
    """What a watch alarms for: a break in the level or in the spread of the score, or in the number
    of events; and how many false alarms a year it may give."""

    kind: ChangeKind = "level"
    false_alarms_per_year: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in get_args(ChangeKind):
            raise ValueError(f"a change is level, variance or count, not {self.kind!r}")
        if not 0 < self.false_alarms_per_year <= 12:
            raise ValueError("false_alarms_per_year is a number above 0, up to 12")


class Watch(Record, frozen=True, kw_only=True):
    """What a user wants to hear of: events of these actors (one with anybody, or two with each
    other), and a kind of change. `deliver` are names of deliveries; none are the terminal."""

    name: str
    of: Dyad
    by: Step
    per: Per
    change: Change
    deliver: tuple[str, ...] = ()


class Alarm(Record, frozen=True, kw_only=True):
    """A change that a watch was told of, as it stands at `at`. `revision` counts its states.

    `since` to `until` are the days from its beginning to the end of the bin in which it could be
    told. `what` and `compared` are sentences; `events` are ids of graded events of these days, the
    earliest first, `graded` how many have each credibility. `why` says why it was corrected or
    withdrawn.
    """

    id: str
    revision: int = 1
    watch: str
    at: str
    state: AlarmState = "standing"
    lane: Lane = "actual"
    kind: ChangeKind
    side: Literal["up", "down"]
    since: str
    until: str
    what: str
    compared: str
    events: tuple[str, ...]
    graded: dict[int, int]
    why: str = ""
