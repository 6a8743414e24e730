"""Values → cells of a table that neither break its rows nor act in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from vedette.export import words
from vedette.export.files.story import Readings
from vedette.export.files.stream import Writer
from vedette.records import Entry

JOINER = "; "
"""Between the values of one cell; a semicolon inside a value becomes a comma."""
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_CODES = re.compile(r"---(/[A-Z]+)*(; [A-Z/-]+)*")
"""Codes of actors whose country is not known: the one thing of ours that looks like a formula."""


class Tabs(csv.excel_tab):
    """Tab-separated; quotes stand only around what holds a quote."""

    lineterminator = "\n"


def cell(value: object) -> Any:
    """A value as the `csv` module takes it: numbers and days stay, lists are joined, text is made
    harmless; None is an empty cell."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, (list, tuple)):
        return harmless(JOINER.join(str(v).replace(";", ",") for v in value))
    return value


def on_one_line(value: object) -> Any:
    """A value as `cell` has it, text without line ends."""
    return cell(words.line(value) if isinstance(value, str) else value)


def harmless(text: str) -> str:
    """A text without controls, and with an apostrophe before what would be a formula (OWASP, CSV
    injection)."""
    shown = words.clean(text)
    if _FORMULA.match(shown) and _CODES.fullmatch(shown) is None:
        return f"'{shown}"
    return shown


def table(
    header: Sequence[str],
    rows: Callable[[Entry, Readings], Iterable[Sequence[object]]],
    dialect: type[csv.Dialect],
    *,
    one_line: bool = False,
) -> Writer:
    """A writer of rows under a header, in a dialect of the `csv` module. With `one_line`, no cell
    holds a tab or a line end, since not every reader of such files knows quotes."""
    shown = on_one_line if one_line else cell

    def write(entries: Iterable[Entry], readings: Readings, out: BinaryIO) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        sheet = csv.writer(text, dialect)
        sheet.writerow(header)
        for entry in entries:
            sheet.writerows([shown(value) for value in row] for row in rows(entry, readings))
        text.detach()

    return write
