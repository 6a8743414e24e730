"""What several formats ask of an event of the ledger: its parties, days, first telling."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from vedette.records import Entity, Entry, Event, Figure, Frame, Mention, Reading, Record

Readings = Callable[[str], Reading | None]
"""A report's id → what was read in it; None where the ledger has no such report."""

CITIES = frozenset({"point", "town"})
"""Precisions of a place that is a town, or in one."""
CONTEXTS = {
    "historical": "historical",
    "future": "future",
    "hypothetical": "hypothetical",
    "negated": "negation",
}
"""Statuses that PLOVER has among its contexts → its word."""


class Told(Record, frozen=True, kw_only=True):
    """The event in the report that tells it first."""

    reading: Reading
    frames: tuple[Frame, ...]

    def fillers(self, role: str) -> tuple[Mention, ...]:
        """The mentions in a role, each once, in the order of the frames."""
        ids = dict.fromkeys(m for f in self.frames for m in f.roles.get(role, ()))
        known = {m.id: m for m in self.reading.mentions}
        return tuple(known[i] for i in ids if i in known)

    def names(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """The proper names of some kinds (PER, ORG, LOC, MISC) in the report, each once."""
        report = self.reading.report
        found = (n for n in self.reading.names if n.kind in kinds)
        return tuple(dict.fromkeys(" ".join(report.quote((n.start, n.end)).split()) for n in found))


def told(entry: Entry, readings: Readings) -> Told | None:
    """The account that an event has its id of ("REPORT.e1"), or None where it is not there."""
    report, _, local = entry.event.id.partition(".")
    reading = readings(report)
    if reading is None:
        return None
    frames = tuple(f for f in reading.frames if f.event == local)
    return Told(reading=reading, frames=frames)


def known(entry: Entry) -> dict[str, Entity]:
    """The entities of an entry by id."""
    return {e.id: e for e in entry.entities}


def parties(entities: Mapping[str, Entity], ids: Iterable[str]) -> list[Entity]:
    """Those of some entities that the entry knows, in the order given."""
    return [entities[i] for i in ids if i in entities]


def names(entry: Entry) -> dict[str, str]:
    """Everybody in an entry by name: entities, outlets, and origins that are neither."""
    found = {o.id: o.name for o in entry.origins}
    found |= {i: name for i, name in entry.outlets.items() if name}
    return found | {e.id: e.name for e in entry.entities}


def start_day(event: Event) -> str | None:
    """The ISO day on which an event begins; None where it is open or not known."""
    when = event.when
    return when.start[:10] if when is not None and when.start is not None else None


def first_day(event: Event) -> str | None:
    """The ISO day on which an event begins, or, with that end open, on which it ends."""
    return start_day(event) or last_day(event)


def last_day(event: Event) -> str | None:
    """The ISO day on which an event ends; None where it is open or not known."""
    when = event.when
    return when.end[:10] if when is not None and when.end is not None else None


def told_day(entry: Entry) -> str | None:
    """The day of the earliest report that has one."""
    return min((r.date for r in entry.reports if r.date), default=None)


def any_day(entry: Entry) -> str | None:
    """The event's day, or else that of the earliest report: formats that demand a day have it so,
    as the field's coders do."""
    return first_day(entry.event) or told_day(entry)


def date(day: str | None) -> datetime.date | None:
    """An ISO day as a date."""
    return None if day is None else datetime.date.fromisoformat(day)


def figure_row(figure: Figure) -> dict[str, object]:
    """A figure as a JSON object."""
    return {
        "role": figure.role,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "unit": figure.unit,
        "claims": list(figure.by),
    }


def contexts(event: Event) -> list[str]:
    """PLOVER's contexts, with the one that stands for the status."""
    special = CONTEXTS.get(event.status)
    return [*event.contexts, *([special] if special is not None else [])]


def evidence(entry: Entry) -> dict[str, object]:
    """What PLOVER has no field for, under the key `vedette`: status, grade, who knew."""
    event, called = entry.event, names(entry)
    return {
        "status": event.status,
        "grade": {"credibility": event.grade.credibility, "rule": event.grade.rule},
        "origins": [{"name": o.name, "basis": o.basis} for o in entry.origins],
        "against": [called.get(i, i) for i in event.against],
        "figures": [figure_row(f) for f in event.figures],
        "reports": [
            {"id": r.report, "outlet": r.outlet, "date": r.date, "title": r.title}
            for r in entry.reports
        ],
    }
