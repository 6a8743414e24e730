"""The first row of CSV and TSV → which column is what.

The delimiter is the sign that splits that row most. Which column is what is guessed by its name,
unless the caller says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping

from vedette.ingest.rows import Broken, Rows
from vedette.records import Problem, Record

NOTHING_SAID: Mapping[str, str] = {}
_DELIMITERS = ",\t;|"


class Table(Record, frozen=True, kw_only=True):
    """What the rows of a table are of ("a report"), the fields that each must have, and our names
    of fields → those of columns, the likeliest first, without case and signs, parted by blanks."""

    what: str
    needed: tuple[str, ...]
    guesses: Mapping[str, str]

    @property
    def noun(self) -> str:
        return self.what.split()[-1]


class Layout(Record, frozen=True, kw_only=True):
    """The delimiter, how many columns a row has, and the place of each field's."""

    delimiter: str
    width: int
    places: dict[str, int]


def layout_of(
    rows: Rows, where: str, table: Table, columns: Mapping[str, str] = NOTHING_SAID
) -> Layout | Problem:
    """The layout by the first row, which is taken off `rows`. `columns` maps our fields to the
    columns' names, where those do not tell. A Problem where the table cannot be read."""
    try:
        header = next(rows.first(), None)
    except Broken as error:
        return Problem(where=where, what=f"its first row {error}", why="it was not read")
    if header is None:
        return nothing_in(where, table)
    words = split(header)
    try:
        places = places_of(words, table.guesses, columns)
    except ValueError as fault:
        return Problem(where=where, what=str(fault), why="it was not read")
    for field in table.needed:
        if field not in places:
            what = f"none of its columns is known as {table.what}'s {field}"
            why = f"it was not read; say which it is (--columns {field}=NAME)"
            return Problem(where=where, what=f"{what}; there are {_named(words)}", why=why)
    return Layout(delimiter=_delimiter_of(header), width=len(words), places=places)


def nothing_in(where: str, table: Table) -> Problem:
    """What is said of a table without rows."""
    return Problem(where=where, what=f"there is no {table.noun} in it", why="nothing was read")


def mapping_of(words: str, fields: Collection[str], what: str) -> dict[str, str]:
    """The mapping of "FIELD=COLUMN,FIELD=COLUMN", of the fields of what a row is. Raises
    `ValueError` with a sentence."""
    found: dict[str, str] = {}
    for pair in words.split(","):
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column:
            raise ValueError(f"{pair!r} is not of the form FIELD=COLUMN")
        if field not in fields:
            raise ValueError(f"{field!r} is no field of {what}; those are {', '.join(fields)}")
        found[field] = column
    return found


def places_of(
    words: list[str], guesses: Mapping[str, str], columns: Mapping[str, str] = NOTHING_SAID
) -> dict[str, int]:
    """Our fields → the places of their columns: `guesses` are the names that a field's may have,
    the likeliest first, without case and signs; `columns` says what they are called. Raises
    `ValueError` with a sentence for a column that is not there."""
    missing = [column for column in columns.values() if column not in words]
    if missing:
        raise ValueError(f"there is no column {missing[0]!r}; there are {_named(words)}")
    plain = [re.sub(r"[\W_]+", "", word.lower()) for word in words]
    found: dict[str, int] = {}
    for field, names in guesses.items():
        known = [plain.index(name) for name in names.split() if name in plain]
        if known:
            found[field] = known[0]
    return found | {field: words.index(name) for field, name in columns.items()}


def _named(words: list[str]) -> str:
    """The columns that there are, for a message."""
    shown = ", ".join(repr(w[:40]) for w in words[:12])
    return f"{shown} …" if len(words) > 12 else shown


def _delimiter_of(header: str) -> str:
    """The sign that parts the columns of a first row."""
    return max(_DELIMITERS, key=header.count)


def split(header: str) -> list[str]:
    """The names of the columns; none where the first row cannot be read."""
    try:
        row = next(csv.reader([header.strip("\r\n")], delimiter=_delimiter_of(header)), [])
    except csv.Error:
        return []
    return [word.strip() for word in row]
