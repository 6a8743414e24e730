"""A report with what was read in it."""

from __future__ import annotations

from vedette.records.base import Record, Span
from vedette.records.claims import Claim, Origin, Verdict
from vedette.records.events import Event, Frame
from vedette.records.mentions import Attribution, Entity, Mention, Name
from vedette.records.places import Toponym
from vedette.records.problems import Problem
from vedette.records.reports import Report


class Reading(Record, frozen=True, kw_only=True):
    """A report and what was read in it. Each stage fills its part and leaves the rest."""

    model: str
    report: Report
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    entities: tuple[Entity, ...] = ()
    frames: tuple[Frame, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    origins: tuple[Origin, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    problems: tuple[Problem, ...] = ()
    owners: dict[str, str] = {}
    """Outlet that the report is of or names → its owner or group, where the roster has it."""

    def mention(self, mention_id: str) -> Mention:
        return next(m for m in self.mentions if m.id == mention_id)

    def entity(self, entity_id: str) -> Entity:
        return next(e for e in self.entities if e.id == entity_id)

    def frame(self, frame_id: str) -> Frame:
        return next(f for f in self.frames if f.id == frame_id)

    def event(self, event_id: str) -> Event:
        return next(e for e in self.events if e.id == event_id)

    def claim(self, claim_id: str) -> Claim:
        return next(c for c in self.claims if c.id == claim_id)
