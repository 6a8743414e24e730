"""An event of the ledger as one row of a table."""

from __future__ import annotations

import datetime

from vedette.records.base import Record


class Flat(Record, frozen=True, kw_only=True, array_like=True):
    """An event of the ledger as one row of a table, a field a column (docs/formats.md tells of
    each). Days that are open or not known are None, as are numbers of which that is so."""

    event_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    quad: str
    intensity: float | None
    cameo: str | None
    actor_names: tuple[str, ...]
    actor_codes: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipient_names: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    place_name: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None
    place_precision: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    date_precision: str | None
    date_text: str | None
    killed_low: float | None
    killed_best: float | None
    killed_high: float | None
    injured_low: float | None
    injured_best: float | None
    injured_high: float | None
    size_low: float | None
    size_best: float | None
    size_high: float | None
    amount_low: float | None
    amount_best: float | None
    amount_high: float | None
    amount_unit: str | None
    credibility: int
    rule: str
    origins: tuple[str, ...]
    origin_count: int
    claim_count: int
    denial_count: int
    reports: tuple[str, ...]
    report_count: int
    outlets: tuple[str, ...]
    first_report_date: datetime.date | None
