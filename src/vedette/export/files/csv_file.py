"""CSV (RFC 4180): the flat columns, a header, commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, BinaryIO

from vedette.export.files.cells import cell, harmless
from vedette.export.files.columns import COLUMNS, Kind, columns, some
from vedette.export.files.story import Readings
from vedette.records import Flat

_harmless = lru_cache(10_000)(harmless)
"""Most words of a table stand in it many times."""


class Comma(csv.excel):
    """What spreadsheets write, with the line ends of Unix."""

    lineterminator = "\n"


def write(events: Iterable[Flat], _: Readings, out: BinaryIO) -> None:
    """A header, and a row an event."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    sheet = csv.writer(text, Comma)
    sheet.writerow([c.name for c in COLUMNS])
    for group in some(events):
        shown = (_cells(c.kind, values) for c, values in zip(COLUMNS, columns(group), strict=True))
        sheet.writerows(zip(*shown, strict=True))
    text.detach()


def _cells(kind: Kind, values: Sequence[Any]) -> Sequence[Any]:
    """A column as the `csv` module takes it; numbers and days are as harmless as they are."""
    if kind == "text":
        return [v and _harmless(v) for v in values]
    return [cell(v) if v else "" for v in values] if kind == "texts" else values
