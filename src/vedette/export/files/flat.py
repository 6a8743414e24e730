"""What the flat columns need of an event: fewer fields than the ledger keeps, so that a ledger of
a million is read in less than half the time. Each record has some fields of the noun it is of."""

from __future__ import annotations

from vedette.records import Record, When


class FlatPlace(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Place`."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None = None
    gazetteer_id: str | None = None
    precision: str


class FlatFigure(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Figure`."""

    role: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None


class FlatGrade(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Grade`."""

    credibility: int
    rule: str


class FlatEvent(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Event`."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    status: str
    quad: str
    intensity: float | None
    cameo: str | None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: FlatPlace | None = None
    when: When | None = None
    figures: tuple[FlatFigure, ...] = ()
    grade: FlatGrade


class FlatEntity(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Entity`."""

    id: str
    name: str
    actor: str | None = None
    country: str | None = None


class FlatClaim(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Claim`."""

    stance: str


class FlatOrigin(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Origin`."""

    name: str


class FlatReport(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Heading`."""

    report: str
    outlet: str | None
    date: str | None


class Flat(Record, frozen=True, kw_only=True):
    """Of `vedette.records.Entry`."""

    event: FlatEvent
    entities: tuple[FlatEntity, ...]
    claims: tuple[FlatClaim, ...]
    origins: tuple[FlatOrigin, ...]
    reports: tuple[FlatReport, ...]
