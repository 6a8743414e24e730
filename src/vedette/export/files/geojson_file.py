"""GeoJSON (RFC 7946): one FeatureCollection, a feature an event, with the flat columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.export.files.columns import COLUMNS, row
from vedette.export.files.story import Readings
from vedette.export.files.stream import document
from vedette.records import Entry, Place

GEOMETRY = frozenset({"event_id", "latitude", "longitude"})
"""Columns that stand elsewhere in a feature."""


def _features(entries: Iterable[Entry], _: Readings) -> Iterator[dict[str, object]]:
    for entry in entries:
        values = zip(COLUMNS, row(entry), strict=True)
        yield {
            "type": "Feature",
            "id": entry.event.id,
            "geometry": _point(entry.event.place),
            "properties": {c.name: v for c, v in values if c.name not in GEOMETRY},
        }


def _point(place: Place | None) -> dict[str, object] | None:
    """A point, longitude first; None where the ledger has no coordinates."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


write = document('{"type":"FeatureCollection","features":[', _features, "]}")
