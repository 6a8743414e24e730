"""The reports in which words were found, for eyes and machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from vedette.export import words
from vedette.export.entries import heading
from vedette.export.table import of_width, styled
from vedette.records import Found


def print_found(found: Iterable[Found], out: TextIO, *, width: int | None = None) -> None:
    """Write each report's heading and the words in their surroundings, those found in bold."""
    console = of_width(out, width)
    for each in found:
        console.print(styled(f"{each.report.report}  {heading(each.report)}", "bold"))
        told = styled("  ")
        for text, hit in _parts(each):
            told.append(text, style="bold yellow" if hit else "")
        console.print(told)


def as_lines(found: Iterable[Found]) -> Iterator[str]:
    """One JSON object a line and report; `hits` are spans of `words`."""
    for each in found:
        r = each.report
        row = {"id": r.report, "outlet": r.outlet, "date": r.date, "title": r.title}
        yield json.dumps({**row, "words": each.words, "hits": each.hits}, ensure_ascii=False) + "\n"


def _parts(found: Found) -> Iterator[tuple[str, bool]]:
    """The words in pieces, on one line and harmless to a terminal; whether each was found."""
    at = 0
    for start, end in found.hits:
        yield _line(found.words[at:start]), False
        yield _line(found.words[start:end]), True
        at = end
    yield _line(found.words[at:]), False


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", words.clean(text))
