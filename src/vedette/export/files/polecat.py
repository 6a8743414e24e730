"""POLECAT's 40 columns: a tab-separated table as the Political Event Classification, Attributes,
and Types data of the Harvard Dataverse have it (doi:10.7910/DVN/AJGVIT).

The header is that of its weekly files as several public readers of them quote it; the data
themselves were not at hand. docs/formats.md says where our values differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vedette import __version__
from vedette.codebook import book
from vedette.codebook.states import state
from vedette.export.files import story
from vedette.export.files.cells import JOINER, Tabs, table
from vedette.export.files.story import CITIES, Readings, Told
from vedette.records import Entity, Entry, Event, Place

NONE = "None"
"""POLECAT's word for an empty cell."""
HEADER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
GEONAMES = "geonames:"


def _row(entry: Entry, readings: Readings) -> Iterator[Sequence[object]]:
    event, told, known = entry.event, story.told(entry, readings), story.known(entry)
    day = story.any_day(entry)
    quad = book().quads.get(event.quad)
    first = entry.reports[0] if entry.reports else None
    cells: list[object] = [
        event.id,
        day,
        event.type,
        event.mode,
        event.intensity,
        quad.description.rstrip(".").upper() if quad is not None else None,
        _joined(story.contexts(event)),
        *_side(story.parties(known, event.actors), told, "actor", day),
        *_side(story.parties(known, event.recipients), told, "recipient", day),
        *_where(event, told),
        first.outlet if first is not None else None,
        first.date if first is not None else None,
        *(_joined(told.names((kind,)) if told else ()) for kind in ("PER", "ORG", "LOC")),
        told.reading.report.language if told is not None else None,
        f"vedette-{__version__} {told.reading.model}" if told is not None else __version__,
    ]
    yield [NONE if value in (None, "") else value for value in cells]


def _joined(values: Iterable[object]) -> str:
    """Several values in one cell, on one line."""
    return JOINER.join(" ".join(str(v).replace(";", ",").split()) for v in values)


def _side(
    who: Sequence[Entity], told: Told | None, role: str, day: str | None
) -> Iterator[str | None]:
    """The eight columns of one side of an event."""
    sectors = list(dict.fromkeys(s for e in who for s in e.sectors))
    countries = list(dict.fromkeys(e.country for e in who if e.country))
    numbers = [n for c in countries if (n := _cow(c, day)) is not None]
    raw = [m.text for m in told.fillers(role)] if told is not None else []
    yield _joined(e.name for e in who)
    yield _joined(countries)
    yield _joined(numbers)
    yield sectors[0] if sectors else None
    yield _joined(sectors)
    yield None  # Titles: the ledger has none apart from names.
    yield _joined(raw)
    yield _joined(e.wikidata for e in who if e.wikidata)


def _cow(country: str, day: str | None) -> int | None:
    found = state(country)
    return found.number("cow", day) if found is not None else None


def _where(event: Event, told: Told | None) -> Iterator[object]:
    """The ten columns of the place."""
    place = event.place
    raw = _joined(m.text for m in told.fillers("where")) if told is not None else None
    if place is None:
        yield from (None,) * 8
        yield raw
        yield None
        return
    yield place.name
    yield place.name if place.precision in CITIES else None
    yield place.name if place.precision == "district" else None
    yield place.admin1
    yield place.country
    yield place.lat
    yield place.lon
    yield geonames(place)
    yield raw
    yield place.precision


def geonames(place: Place) -> int | None:
    """The number of a place in GeoNames; None where it is another gazetteer's."""
    found = place.gazetteer_id or ""
    number = found.removeprefix(GEONAMES)
    return int(number) if found.startswith(GEONAMES) and number.isdigit() else None


write = table(HEADER, _row, Tabs, one_line=True)
