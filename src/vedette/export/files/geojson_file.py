"""GeoJSON (RFC 7946): one FeatureCollection, a feature an event, with the flat columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.export.files.columns import COLUMNS
from vedette.export.files.story import Readings
from vedette.export.files.stream import document
from vedette.records import Flat

GEOMETRY = frozenset({"event_id", "latitude", "longitude"})
"""Columns that stand elsewhere in a feature."""
PROPERTIES = tuple(c.name for c in COLUMNS if c.name not in GEOMETRY)


def _features(events: Iterable[Flat], _: Readings) -> Iterator[dict[str, object]]:
    for event in events:
        yield {
            "type": "Feature",
            "id": event.event_id,
            "geometry": _point(event),
            "properties": {name: getattr(event, name) for name in PROPERTIES},
        }


def _point(event: Flat) -> dict[str, object] | None:
    """A point, longitude first; None where the ledger has no coordinates."""
    if event.latitude is None or event.longitude is None:
        return None
    return {"type": "Point", "coordinates": [event.longitude, event.latitude]}


write = document('{"type":"FeatureCollection","features":[', _features, "]}")
