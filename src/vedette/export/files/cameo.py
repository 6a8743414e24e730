"""Rows like GDELT's event table (version 2.0, 61 columns): dyads with CAMEO codes by crosswalk.

Columns: the GDELT event database's data format codebook 2.0. docs/formats.md says where our values
differ; a column that the ledger cannot fill is empty.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import product

from vedette.codebook import book
from vedette.export.files import story
from vedette.export.files.cells import Tabs, table
from vedette.export.files.story import CITIES, Readings
from vedette.records import Entity, Entry, Event, Place

ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
GEO = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip
HEADER = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in GEO),
    *(f"Actor2Geo_{name}" for name in GEO),
    *(f"ActionGeo_{name}" for name in GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
TYPES = {"JRN": "MED", "MED": "HLH"}
"""Sectors that CAMEO calls otherwise: its MED is the media (PLOVER manual, "Sector Primary Code").
All others of CAMEO's have the same letters."""
COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_STATE = 1, 2, 3, 4, 5
"""GDELT's types of places."""
UNKNOWN = (None,) * len(GEO)


def _rows(entry: Entry, readings: Readings) -> Iterator[Sequence[object]]:
    """A row for every actor and recipient; none for an event that CAMEO has no code for."""
    event = entry.event
    if event.cameo is None:
        return
    known = story.known(entry)
    firsts: list[Entity | None] = [*story.parties(known, event.actors)] or [None]
    seconds: list[Entity | None] = [*story.parties(known, event.recipients)] or [None]
    told = story.told(entry, readings)
    added = max((r.date for r in entry.reports if r.date), default=None)
    quad = book().quads.get(event.quad)
    pairs = list(product(firsts, seconds))
    for nth, (first, second) in enumerate(pairs, 1):
        yield (
            event.id if len(pairs) == 1 else f"{event.id}/{nth}",
            *_date(story.date(story.any_day(entry))),
            *_actor(first),
            *_actor(second),
            None,
            event.cameo,
            event.cameo[:3],
            event.cameo[:2],
            quad.number if quad is not None else None,
            event.intensity,
            len(entry.claims),
            len({r.outlet for r in entry.reports}),
            len(entry.reports),
            None,
            *UNKNOWN,
            *UNKNOWN,
            *_place(event),
            f"{added.replace('-', '')}000000" if added is not None else None,
            told.reading.report.url if told is not None else None,
        )


def _date(day: datetime.date | None) -> Sequence[object]:
    if day is None:
        return (None,) * 4
    part = round((day.month * 30 + day.day) / 365, 4)
    return f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, round(day.year + part, 4)


def _actor(who: Entity | None) -> Sequence[object]:
    if who is None:
        return (None,) * len(ACTOR)
    types = [TYPES.get(s, s) for s in who.sectors][:3]
    code = f"{who.country or ''}{''.join(types)}" or None
    padded = [*types, *[None] * (3 - len(types))]
    return (code, who.name, who.country, None, None, None, None, *padded)


def _place(event: Event) -> Sequence[object]:
    place = event.place
    if place is None:
        return UNKNOWN
    parts = (place.name, place.admin1 if place.admin1 != place.name else None, place.country)
    name = ", ".join(p for p in parts if p)
    return (
        _kind(place), name, place.country, place.admin1, None, place.lat, place.lon,
        place.gazetteer_id,
    )  # fmt: skip


def _kind(place: Place) -> int | None:
    home = place.country == "USA"
    if place.precision == "country":
        return COUNTRY
    if place.precision == "region":
        return US_STATE if home else WORLD_STATE
    if place.precision in CITIES | {"district"}:
        return US_CITY if home else WORLD_CITY
    return None


write = table(HEADER, _rows, Tabs, one_line=True)
