"""The events of other data sets → Coded, a row each, read as the rows come. They have no reports,
so nothing is known of who says so: they are there to be compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BufferedReader
from pathlib import Path

from vedette.codebook import of_cameo
from vedette.codebook.filters import type_named
from vedette.codebook.states import state, states
from vedette.ingest.dates import day
from vedette.ingest.layout import NOTHING_SAID, Layout, Table, layout_of, mapping_of
from vedette.ingest.packed import Gunzip, Stream
from vedette.ingest.rows import Broken, Rows, lines
from vedette.records import Coded, Problem, about

NEEDED = ("day", "type")
FIELDS = ("id", *NEEDED, "actors", "recipients", "country", "place")
"""What a column may be."""
CODED: Mapping[str, Mapping[str, str]] = {
    "polecat": {
        "id": "eventid",
        "day": "eventdate",
        "type": "eventtype",
        "actors": "actorcountry",
        "recipients": "recipientcountry",
        "country": "country",
        "place": "placename",
    },
    "csv": {
        "id": "eventid id globaleventid eventidcnty dataid",
        "day": "startdate date day eventdate sqldate datestart",
        "type": "type eventtype eventcode cameocode cameo",
        "actors": "actorcountries actors actorcountry actor1countrycode source sourcecountry",
        "recipients": "recipientcountries recipients recipientcountry actor2countrycode target"
        " targetcountry",
        "country": "country iso3 countrycode actiongeocountrycode",
        "place": "placename location place actiongeofullname",
    },
}
"""Format → our field → names of its column, the likeliest first, without case and signs."""
EMPTY = {"", "none", "na", "nan", "null", "-", "--"}
"""How data sets write that they do not know."""
GZIP = b"\x1f\x8b"
MOST = 100
"""Rows that are told one by one; the others are only counted."""
_SKIPPED = "it was left out; the rest is taken in"
_CAMEO = re.compile(r"\d{2,4}")
_SEVERAL = re.compile(r"\s*[;|]\s*")


def coded_columns(words: str) -> dict[str, str]:
    """The mapping of "day=when,type=what". Raises `ValueError` with a sentence."""
    return mapping_of(words, FIELDS, "an event")


def coded_file(
    path: Path, form: str, *, columns: Mapping[str, str] = NOTHING_SAID
) -> Iterator[Coded | Problem]:
    """The events of a table in a file, also in gzip. Errors are as in `coded`."""
    try:
        with path.open("rb") as file:
            packed = file.peek(2)[:2] == GZIP
            stream: Stream = BufferedReader(Gunzip(file)) if packed else file
            yield from coded(stream, path.name, form, columns=columns)
    except OSError as fault:
        what = f"it cannot be read: {fault.strerror or fault}"
        yield Problem(where=path.name, what=what, why="what was read of it is taken in")


def coded(
    stream: Stream, where: str, form: str, *, columns: Mapping[str, str] = NOTHING_SAID
) -> Iterator[Coded | Problem]:
    """The events of a table of one of the formats `CODED`, and a problem for each row that is none.
    `columns` maps our fields to its columns' names, where those of the format do not tell."""
    rows = Rows(lines(stream))
    table = Table(what="an event", needed=NEEDED, guesses=CODED[form])
    layout = layout_of(rows, where, table, columns)
    if isinstance(layout, Problem):
        yield layout
        return
    yield from _few(_rows(rows, layout, where), where)
    if rows.given_up:
        what = "too many of its quotes are broken"
        yield Problem(where=where, what=what, why="the rest of it was not read")


def _few(found: Iterator[Coded | Problem], where: str) -> Iterator[Coded | Problem]:
    """The same with no more than some problems one by one."""
    faults = 0
    for one in found:
        faults += isinstance(one, Problem)
        if isinstance(one, Coded) or faults <= MOST:
            yield one
    if faults > MOST:
        what = f"{faults - MOST} more rows could not be read"
        yield Problem(where=where, what=what, why="they were left out; the rest is taken in")


def _rows(rows: Rows, layout: Layout, where: str) -> Iterator[Coded | Problem]:
    for number, row in rows.rest(layout.delimiter):
        place = f"{where}, line {number}"
        if isinstance(row, Broken):
            yield Problem(where=place, what=f"the row {row}", why=_SKIPPED)
        elif any(cell.strip() for cell in row):
            try:
                yield _event(row, layout, number)
            except ValueError as fault:
                raw = layout.delimiter.join(row).encode("utf-8", "surrogateescape")
                yield about(Problem(where=place, what=str(fault), why=_SKIPPED), raw)


def _event(row: list[str], layout: Layout, number: int) -> Coded:
    """The event of a row. Raises `ValueError` with a sentence where it has no day or type."""
    if len(row) != layout.width:
        raise ValueError(f"the row has {len(row)} columns, the first row {layout.width}")
    cells = {field: _cell(row[n]) for field, n in layout.places.items()}
    when = day(cells["day"])
    if when is None:
        raise ValueError(f"{cells['day']!r} is no day")
    return Coded(
        id=cells.get("id") or str(number),
        day=when,
        type=_type(cells["type"]),
        actors=_countries(cells.get("actors", "")),
        recipients=_countries(cells.get("recipients", "")),
        country=_country(cells.get("country", "")),
        place=cells.get("place", ""),
    )


def _cell(cell: str) -> str:
    # A byte that is not UTF-8 came through as half a character.
    shown = cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = " ".join(shown.replace("\0", " ").split())
    return "" if text.casefold() in EMPTY else text


@lru_cache(maxsize=4096)
def _type(code: str) -> str:
    """PLOVER's type of its name, of TYPE.mode, or of a CAMEO code."""
    if _CAMEO.fullmatch(code):
        found = of_cameo(code)
        if found is None:
            raise ValueError(f"PLOVER has no type for the CAMEO code {code}")
        return found
    return type_named(code).partition(".")[0]


def _countries(cell: str) -> tuple[str, ...]:
    """The countries of a cell, each once; of a code with sectors ("RUS/MIL") its country."""
    each = (_country(part.partition("/")[0]) for part in _SEVERAL.split(cell))
    return tuple(dict.fromkeys(filter(None, each)))


@lru_cache(maxsize=4096)
def _country(name: str) -> str:
    """The code of a country by code or English name; three capitals that are no state's ("IGO")
    stay; "" for anything else."""
    found = state(name)
    if found is not None:
        return found.alpha3
    if re.fullmatch(r"[A-Z]{3,4}", name):
        return name
    return _by_name().get(name.casefold(), "")


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    return {s.name.casefold(): s.alpha3 for s in states().values()}
