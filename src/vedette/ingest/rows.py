"""The rows of CSV and TSV, read as they come.

The delimiter is the sign that splits the first row most. A row that cannot be read costs itself
only: after a quote that is never closed, reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping

from vedette.ingest.packed import Joined, Stream
from vedette.ingest.text import LONGEST

NOTHING_SAID: Mapping[str, str] = {}
_DELIMITERS = ",\t;|"
_LONGEST_LINE = 4 * LONGEST
_AGAIN = 16 * 2**20
"""Characters that may be read a second time, after broken quotes, before the rest is given up."""
_FAULTS = 10_000
"""Rows with broken quotes after which the rest is given up."""


class Broken(Exception):
    """A row that is none; what is wrong with it follows on "the row". Leaves no reader of rows."""


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
        raise ValueError(f"there is no column {missing[0]!r}; there are {named(words)}")
    plain = [re.sub(r"[\W_]+", "", word.lower()) for word in words]
    found: dict[str, int] = {}
    for field, names in guesses.items():
        known = [plain.index(name) for name in names.split() if name in plain]
        if known:
            found[field] = known[0]
    return found | {field: words.index(name) for field, name in columns.items()}


def named(words: list[str]) -> str:
    """The columns that there are, for a message."""
    shown = ", ".join(repr(w[:40]) for w in words[:12])
    return f"{shown} …" if len(words) > 12 else shown


def delimiter_of(header: str) -> str:
    """The sign that parts the columns of a first row."""
    return max(_DELIMITERS, key=header.count)


def split(header: str) -> list[str]:
    """The names of the columns; none where the first row cannot be read."""
    try:
        row = next(csv.reader([header.strip("\r\n")], delimiter=delimiter_of(header)), [])
    except csv.Error:
        return []
    return [word.strip() for word in row]


class Rows:
    """Rows from lines. Of each the lines are kept, so that a broken one gives up only its first."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._number = 0
        self._repeated = 0
        self._faults = 0
        self.given_up = False

    def first(self) -> Iterator[str]:
        """The first line that is not blank."""
        return (line for line in self._pulled() if line.strip())

    def rest(self, delimiter: str) -> Iterator[tuple[int, list[str] | Broken]]:
        """The number of each row's first line, with its cells or what is wrong with it."""
        # Raised, never lowered: the limit is the process's own.
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_LINE))
        reader = csv.reader(self._pulled(), delimiter=delimiter, strict=True)
        while not self.given_up:
            self._row = []
            try:
                row = next(reader, None)
            except csv.Error:
                number = self._number - len(self._row) + 1
                yield number, Broken("has a quote that is never closed, or closed too early")
                self._back()
                reader = csv.reader(self._pulled(), delimiter=delimiter, strict=True)
                continue
            except Broken as error:
                yield self._number, error
                continue
            if row is None:
                return
            yield self._number - len(self._row) + 1, row

    def _pulled(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                return
            self._number += 1
            self._row.append(line)
            yield line

    def _back(self) -> None:
        """Put back all lines of the row but the first."""
        self._again.extendleft(reversed(self._row[1:]))
        self._number -= len(self._row) - 1
        self._repeated += sum(map(len, self._row[1:]))
        self._faults += 1
        self.given_up = self._repeated > _AGAIN or self._faults > _FAULTS


def lines(stream: Stream) -> Iterator[str]:
    """Lines as text; a byte that is not of UTF-8 comes as half a character."""
    first = stream.readline(4)
    wide = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    joined = Joined(first, stream)
    read: Callable[[], str] = _wide(joined).readline if wide else lambda: _narrow(joined)
    while line := read():
        yield line.removeprefix("\ufeff")


def _wide(stream: Stream) -> io.StringIO:
    """UTF-16, as spreadsheets write it, is read whole: its line ends are not bytes."""
    data = stream.read(64 * 2**20)
    return io.StringIO(data.decode("utf-16", "replace"), newline="")


def _narrow(stream: Stream) -> str:
    line = stream.readline(_LONGEST_LINE)
    return line.decode("utf-8", "surrogateescape")
