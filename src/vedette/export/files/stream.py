"""How a format is written: what it takes, and the ways from pieces to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeVar

from vedette.export.files.story import Readings
from vedette.records import Entry, Flat, encode

E = TypeVar("E", Entry, Flat)
Writer = Callable[[Iterable[Entry], Readings, BinaryIO], None]
"""Events, what was read in their reports, and where to write; each event is let go of when it is
written."""
FlatWriter = Callable[[Iterable[Flat], Readings, BinaryIO], None]
"""The same of events as rows of a table."""


class MissingExtra(Exception):
    """A format needs a package that is not installed; the message says how to install it."""


def lines(row: Callable[[Entry, Readings], object]) -> Writer:
    """JSON lines: one object an event."""

    def write(entries: Iterable[Entry], readings: Readings, out: BinaryIO) -> None:
        for entry in entries:
            out.write(encode(row(entry, readings)) + b"\n")

    return write


def document(
    head: str, rows: Callable[[Iterable[E], Readings], Iterator[object]], tail: str
) -> Callable[[Iterable[E], Readings, BinaryIO], None]:
    """One JSON document: `rows` parted by commas between `head` and `tail`. A row of text is
    written as it is, any other as JSON."""

    def write(entries: Iterable[E], readings: Readings, out: BinaryIO) -> None:
        out.write(head.encode())
        for nth, row in enumerate(rows(entries, readings)):
            out.write(b",\n" if nth else b"\n")
            out.write(row.encode() if isinstance(row, str) else encode(row))
        out.write(f"\n{tail}\n".encode())

    return write
