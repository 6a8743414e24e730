"""The rows of CSV and TSV, read as they come.

A row that cannot be read costs itself
only: after a quote that is never closed, reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Callable, Iterator

from vedette.ingest.packed import Joined, Stream
from vedette.ingest.text import LONGEST

_LONGEST_LINE = 4 * LONGEST
_AGAIN = 16 * 2**20
"""Characters that may be read a second time, after broken quotes, before the rest is given up."""
_FAULTS = 10_000
"""Rows with broken quotes after which the rest is given up."""


class Broken(Exception):
    """A row that is none; what is wrong with it follows on "the row". Leaves no reader of rows."""


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
