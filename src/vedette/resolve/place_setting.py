"""What the names of a report say together: the countries, regions and neighbourhoods they lie in.

A name that could be several places speaks for each of them by how far it is believed to be that
place, so that five names of doubt which all fit one county speak louder than one that fits alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from vedette.records import Place, Record
from vedette.resolve.gazetteer import Candidate

Cell = tuple[int, int]
CELL = 0.5
"""Degrees a side. Names in one cell or the eight around it are neighbours: 60 to 110 km at most."""


CAPITAL = 0.5
"""A capital stands for its government: it says half as much of where a report is set near by."""
_LOCAL = ("city", "district")
_FINE = ("point", "town", "district")


class Belief(Record, frozen=True, kw_only=True):
    """How far a name is believed to be a place, 0 to 1; over all places of a name the sum is 1."""

    candidate: Candidate
    share: float


class Setting(Record, frozen=True, kw_only=True):
    """Names by where they lie: alpha-3, GeoNames' code of a first-level region, and cell.

    `states` are the names of countries among them, peoples ("Danes") too.
    """

    countries: Mapping[str, float] = {}
    regions: Mapping[str, float] = {}
    cells: Mapping[Cell, float] = {}
    states: float = 0.0


def setting(beliefs: Sequence[Belief], *, weight: float = 1.0) -> Setting:
    """What one name says, counted as `weight` names."""
    countries: dict[str, float] = {}
    regions: dict[str, float] = {}
    cells: dict[Cell, float] = {}
    for b in beliefs:
        c, share = b.candidate, b.share * weight
        if c.country is not None:
            countries[c.country] = countries.get(c.country, 0.0) + share
        near = share * CAPITAL if c.capital else share
        if c.admin1 is not None:
            regions[c.admin1] = regions.get(c.admin1, 0.0) + near
        if c.lat is not None and c.lon is not None and c.feature in _LOCAL:
            here = cell(c.lat, c.lon)
            cells[here] = cells.get(here, 0.0) + near
    states = weight * sum(b.share for b in beliefs if b.candidate.feature == "country")
    return Setting(countries=countries, regions=regions, cells=cells, states=states)


def together(settings: Sequence[Setting]) -> Setting:
    """The sum of what several names say."""
    return Setting(
        countries=_sum(one.countries for one in settings),
        regions=_sum(one.regions for one in settings),
        cells=_sum(one.cells for one in settings),
        states=sum(one.states for one in settings),
    )


K = TypeVar("K")


def _sum(counts: Iterable[Mapping[K, float]]) -> dict[K, float]:
    total: dict[K, float] = {}
    for one in counts:
        for key, value in one.items():
            total[key] = total.get(key, 0.0) + value
    return total


def of_places(places: Iterable[Place | Candidate]) -> Setting:
    """What places that are known already say of their neighbourhood."""
    cells: dict[Cell, float] = {}
    for p in places:
        fine = p.feature in _LOCAL if isinstance(p, Candidate) else p.precision in _FINE
        if fine and p.lat is not None and p.lon is not None:
            here = cell(p.lat, p.lon)
            cells[here] = cells.get(here, 0.0) + 1
    return Setting(cells=cells)


def cell(lat: float, lon: float) -> Cell:
    """The cell of a point in degrees."""
    return math.floor(lat / CELL), math.floor(lon / CELL)


def near(cells: Mapping[Cell, float], lat: float, lon: float) -> float:
    """The names in a point's cell and the eight around it."""
    row, column = cell(lat, lon)
    return sum(
        cells.get((row + up, column + right), 0.0) for up in (-1, 0, 1) for right in (-1, 0, 1)
    )
