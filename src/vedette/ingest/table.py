"""CSV and TSV → Drafts, a row each, read as the rows come.

The first row names the columns; which is which is guessed by those names unless the caller says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vedette.ingest.called import NAMES
from vedette.ingest.decode import decode
from vedette.ingest.layout import (
    NOTHING_SAID,
    Layout,
    Table,
    layout_of,
    mapping_of,
    nothing_in,
    places_of,
    split,
)
from vedette.ingest.packed import Stream
from vedette.ingest.rows import Broken, Rows, lines
from vedette.ingest.text import Draft
from vedette.records import Problem

FIELDS = ("id", "title", "text", "date", "outlet", "url", "language", "modified")
"""What a column may be."""
_SKIPPED = "it was skipped; the rest is read"
_TABLE = Table(what="a report", needed=("text",), guesses=NAMES)


def columns_of(words: str) -> dict[str, str]:
    """The mapping of "text=body,date=published". Raises `ValueError` with a sentence."""
    return mapping_of(words, FIELDS, "a report")


def looks_like_header(line: bytes) -> bool:
    """Whether a line may be the first of a table: two columns or more, one of them a text's."""
    if len(line) > 5_000:
        return False
    words = split(line.decode("utf-8", "replace"))
    return (
        len(words) > 1
        and "text" in places_of(words, NAMES)
        and all(len(w.split()) < 5 for w in words)
    )


def table_drafts(
    stream: Stream, where: str, id: str, *, columns: Mapping[str, str] | None = None
) -> Iterator[Draft | Problem]:
    """The drafts of a table's rows. `columns` maps our fields to its columns' names."""
    rows = Rows(lines(stream))
    layout = layout_of(rows, where, _TABLE, columns or NOTHING_SAID)
    if isinstance(layout, Problem):
        yield layout
        return
    yield from _drafts(rows, layout, where, id)


def _drafts(rows: Rows, layout: Layout, where: str, id: str) -> Iterator[Draft | Problem]:
    count = 0
    for number, row in rows.rest(layout.delimiter):
        count += 1
        place = f"{where}, line {number}"
        if isinstance(row, Broken):
            yield Problem(where=place, what=f"the row {row}", why=_SKIPPED)
        elif any(cell.strip() for cell in row):
            yield from _draft(row, layout, place, id)
    if not count:
        yield nothing_in(where, _TABLE)
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
