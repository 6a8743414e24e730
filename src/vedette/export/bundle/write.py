"""Annotated reports → one bundle. One report is held at a time, and what the whole bundle names."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.export.bundle import ledger
from vedette.export.bundle.marked import plain
from vedette.export.bundle.names import Names, slug
from vedette.export.bundle.sheet import Sheet
from vedette.records import Annotated, Entry

UNKNOWN = "unknown"
"""The kind of a report of which nothing tells it."""


def write(reports: Iterable[Annotated], name: str) -> Iterable[str]:
    """The lines of a bundle of some reports, which have a day each, under a name."""
    names, numbers = Names(), dict[str, int]()
    told: dict[str, Entry] = {}
    yield f"=== {slug(name).replace('_', '-')} | topic: reviewed reports | region: -"
    for number, report in enumerate(reports, 1):
        numbers[report.reading.report.id] = number
        yield _head(report, number, numbers)
        sheet = Sheet(report, number, names)
        yield from sheet.lines()
        for event in sheet.events():
            entry = report.entries[event]
            told.setdefault(names.event(entry.event.id), entry)
    yield from names.declarations()
    yield from (ledger.line(event, entry, names) for event, entry in told.items())


def _head(report: Annotated, number: int, numbers: dict[str, int]) -> str:
    found = report.reading.report
    kind = found.kind or UNKNOWN
    if report.of in numbers:
        kind = f"{'rewrite' if kind == 'rewrite' else 'copy'} of {numbers[report.of]}"
    outlet = " ".join(plain(found.outlet or "").split())
    return f"--- {number} | {found.date} | {outlet} | {kind}"
