"""The formats of `vedette read`, each a stream of text made from a stream of readings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from vedette.codebook.scales import WORDINGS
from vedette.export.contract import to_contract
from vedette.export.markdown import to_markdown
from vedette.export.page import to_html
from vedette.records import Reading

Writer = Callable[[Iterable[Reading], bool, str], Iterator[str]]
"""Readings, whether only one source was given, and the wording of grades told in words."""


def as_json(readings: Iterable[Reading], alone: bool, wording: str) -> Iterator[str]:
    """One JSON document: an object if one report was read from the only source, else an array."""
    rows = (_pretty(reading) for reading in readings)
    first, second = next(rows, None), next(rows, None)
    if first is None:
        yield "[]\n"
    elif alone and second is None:
        yield f"{first}\n"
    else:
        yield f"[\n{first}"
        if second is not None:
            yield f",\n{second}"
        yield from (f",\n{row}" for row in rows)
        yield "\n]\n"


def as_jsonl(readings: Iterable[Reading], alone: bool, wording: str) -> Iterator[str]:
    """One object a line, each written as soon as its report is read."""
    for reading in readings:
        line = json.dumps(to_contract(reading), ensure_ascii=False, separators=(",", ":"))
        yield f"{line}\n"


def as_markdown(readings: Iterable[Reading], alone: bool, wording: str) -> Iterator[str]:
    """A chapter for each report."""
    for nth, reading in enumerate(readings):
        chapter = to_markdown(reading, wording=wording)
        yield f"\n{chapter}" if nth else chapter


def as_html(readings: Iterable[Reading], alone: bool, wording: str) -> Iterator[str]:
    """One page for all reports; it is held in memory until the last is read."""
    yield to_html(tuple(readings), wording=wording)


FORMATS: dict[str, Writer] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "md": as_markdown,
    "html": as_html,
}
"""The table for eyes is not here: it needs a terminal's width and colours (`print_table`)."""


def written(
    readings: Iterable[Reading], form: str, *, alone: bool, wording: str = WORDINGS[0]
) -> Iterator[str]:
    """Readings in a format, piece by piece. Raises `ValueError` for a format nobody knows.

    `alone` says that only one source was given, which decides the shape of `json`; `wording` is
    the scale whose words `md` and `html` use for grades.
    """
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    return FORMATS[form](readings, alone, wording)


def _pretty(reading: Reading) -> str:
    return json.dumps(to_contract(reading), ensure_ascii=False, indent=2)
