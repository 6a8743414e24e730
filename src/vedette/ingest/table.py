"""CSV and TSV → Drafts, a row each, read as the rows come.

The first row names the columns; which is which is guessed by those names unless the caller says so.
The delimiter is the sign that splits the first row most. A row that cannot be read costs itself
only: after a quote that is never closed, reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping

from vedette.ingest.decode import decode
from vedette.ingest.packed import Joined, Stream
from vedette.ingest.text import LONGEST, Draft
from vedette.records import Problem, Record

FIELDS = ("id", "title", "text", "date", "outlet", "url", "language", "modified")
"""What a column may be."""
_GUESSES = {
    "text": "text body content article story fulltext articletext articlebody maintext bodytext"
    " contenttext",
    "title": "title headline headlines articletitle heading",
    "date": "date published publicationdate publisheddate datepublished datepublish pubdate"
    " publishedat publishdate articledate day",
    "outlet": "outlet source publication publisher newspaper sourcename medium media outletname"
    " newssource",
    "url": "url link permalink canonicalurl articleurl sourceurl weburl",
    "id": "id uid guid articleid docid documentid storyid",
    "language": "language lang",
    "modified": "modified updated lastmodified datemodified dateupdated modifiedat updatedat",
}
"""Our names → those found in the headers of others, the likeliest first, without case and signs."""
_DELIMITERS = ",\t;|"
_LONGEST_LINE = 4 * LONGEST
_SKIPPED = "it was skipped; the rest is read"
_AGAIN = 16 * 2**20
"""Characters that may be read a second time, after broken quotes, before the rest is given up."""
_FAULTS = 10_000
"""Rows with broken quotes after which the rest is given up."""


class _Broken(Exception):
    """A row that is none. Never leaves this module."""


class Layout(Record, frozen=True, kw_only=True):
    """The delimiter, and the place of each field's column."""

    delimiter: str
    places: dict[str, int]


def columns_of(words: str) -> dict[str, str]:
    """The mapping of "text=body,date=published". Raises `ValueError` with a sentence."""
    found: dict[str, str] = {}
    for pair in words.split(","):
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column:
            raise ValueError(f"{pair!r} is not of the form FIELD=COLUMN")
        if field not in FIELDS:
            raise ValueError(f"{field!r} is no field of a report; those are {', '.join(FIELDS)}")
        found[field] = column
    return found


def looks_like_header(line: bytes) -> bool:
    """Whether a line may be the first of a table: two columns or more, one of them a text's."""
    if len(line) > 5_000:
        return False
    words = _split(line.decode("utf-8", "replace"))
    return len(words) > 1 and "text" in _guessed(words) and all(len(w.split()) < 5 for w in words)


def table_drafts(
    stream: Stream, where: str, id: str, *, columns: Mapping[str, str] | None = None
) -> Iterator[Draft | Problem]:
    """The drafts of a table's rows. `columns` maps our fields to its columns' names."""
    rows = _Rows(_lines(stream))
    try:
        first = next(rows.first(), None)
    except _Broken as error:
        yield Problem(where=where, what=f"its first row {error}", why="it was not read")
        return
    if first is None:
        yield Problem(where=where, what="there is no report in it", why="nothing was read")
        return
    layout = _layout(first, columns or {}, where)
    if isinstance(layout, Problem):
        yield layout
        return
    yield from _drafts(rows, layout, where, id)


def _drafts(rows: _Rows, layout: Layout, where: str, id: str) -> Iterator[Draft | Problem]:
    count = 0
    for number, row in rows.rest(layout.delimiter):
        count += 1
        place = f"{where}, line {number}"
        if isinstance(row, _Broken):
            yield Problem(where=place, what=f"the row {row}", why=_SKIPPED)
        elif any(cell.strip() for cell in row):
            yield from _draft(row, layout, place, id)
    if not count:
        yield Problem(where=where, what="there is no report in it", why="nothing was read")
    if rows.given_up:
        what = "too many of its quotes are broken"
        yield Problem(where=where, what=what, why="the rest of it was not read")


def _draft(row: list[str], layout: Layout, where: str, id: str) -> Iterator[Draft | Problem]:
    cells = {f: row[n] for f, n in layout.places.items() if n < len(row)}
    if "text" not in cells:
        what = f"the row has {len(row)} columns, and the text is in column "
        yield Problem(where=where, what=f"{what}{layout.places['text'] + 1}", why=_SKIPPED)
        return
    told: list[Problem] = []
    for field, cell in cells.items():
        # A byte that is not UTF-8 came through as half a character: only its cell is guessed at.
        found = decode(cell.encode("utf-8", "surrogateescape"), where)
        if isinstance(found, Problem):
            yield found
            return
        told += found.told(where)
        cells[field] = found.text if field == "text" else found.text.strip()
    yield from told[:1]
    known = {field: cell for field, cell in cells.items() if cell}
    yield Draft(where=where, **{"id": id, "text": "", **known})


def _layout(header: str, columns: Mapping[str, str], where: str) -> Layout | Problem:
    words = _split(header)
    missing = [column for column in columns.values() if column not in words]
    if missing:
        what = f"there is no column {missing[0]!r}; there are {_named(words)}"
        return Problem(where=where, what=what, why="it was not read")
    places = _guessed(words) | {field: words.index(name) for field, name in columns.items()}
    if "text" not in places:
        what = f"none of its columns is known as a report's text; there are {_named(words)}"
        why = "it was not read; say which it is (--columns text=NAME)"
        return Problem(where=where, what=what, why=why)
    return Layout(delimiter=_delimiter(header), places=places)


def _named(words: list[str]) -> str:
    shown = ", ".join(repr(w[:40]) for w in words[:12])
    return f"{shown} …" if len(words) > 12 else shown


def _guessed(words: list[str]) -> dict[str, int]:
    plain = [re.sub(r"[\W_]+", "", word.lower()) for word in words]
    found: dict[str, int] = {}
    for field, names in _GUESSES.items():
        known = [plain.index(name) for name in names.split() if name in plain]
        if known:
            found[field] = known[0]
    return found


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _split(header: str) -> list[str]:
    try:
        row = next(csv.reader([header.strip("\r\n")], delimiter=_delimiter(header)), [])
    except csv.Error:
        return []
    return [word.strip() for word in row]


class _Rows:
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

    def rest(self, delimiter: str) -> Iterator[tuple[int, list[str] | _Broken]]:
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
                yield number, _Broken("has a quote that is never closed, or closed too early")
                self._back()
                reader = csv.reader(self._pulled(), delimiter=delimiter, strict=True)
                continue
            except _Broken as error:
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


def _lines(stream: Stream) -> Iterator[str]:
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
