"""Places: named in a text, or chosen from the gazetteer."""

from __future__ import annotations

import math
from typing import Literal

from vedette.records.base import Record, need_text

Precision = Literal["point", "town", "district", "region", "country", "sea"]
_EARTH_KM = 6371.0
"""Mean radius."""


def great_circle(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points in degrees, on a sphere (haversine)."""
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


class Place(Record, frozen=True, kw_only=True):
    """A place of the gazetteer, and why it was chosen.

    `country` is ISO 3166 alpha-3 (or KOS); `lat`, `lon` degrees WGS 84; `admin1` the first-level
    region's English name; `gazetteer_id` names its source ("geonames:561347", "iso:RU-KRS").
    """

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None = None
    gazetteer_id: str | None = None
    precision: Precision
    reason: str
    score: float = 1.0
    runner_up: str | None = None

    def __post_init__(self) -> None:
        if self.lat is not None and not -90 <= self.lat <= 90:
            raise ValueError(f"place {self.name} has latitude {self.lat}")
        if self.lon is not None and not -180 <= self.lon <= 180:
            raise ValueError(f"place {self.name} has longitude {self.lon}")


class Toponym(Record, frozen=True, kw_only=True):
    """A place named in the text (demonyms included), resolved or with the reason why not."""

    start: int
    end: int
    text: str
    place: Place | None
    reason: str

    def __post_init__(self) -> None:
        need_text("a toponym", self.start, self.end)
