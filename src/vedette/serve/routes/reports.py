"""Reports: a list as they came in, one in full, and those with some words."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from vedette.ledger import Looked
from vedette.records import Heading
from vedette.serve import asked, pages, wire
from vedette.serve.faults import Fault
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk

router = reading()


@router.get("/reports")
def reports(
    desk: TheDesk, given: Annotated[wire.ReportsAsked, Query()]
) -> wire.Items[wire.ReportRow]:
    """The reports, the last that came in first."""
    place = asked.read_cursor(given.cursor, asked.Nth)
    looked = Looked(
        words=given.q,
        outlet=given.outlet,
        since=asked.iso(given.since),
        until=asked.iso(given.until),
        before=None if place is None else place.n,
    )
    found = desk.ledger.filed(looked, given.limit + 1)
    shown = found[: given.limit]
    rows = [wire.ReportRow(**_heading(each.heading), events=each.events) for each in shown]
    more = len(found) > given.limit
    return wire.Items(items=rows, next=asked.written(asked.Nth(n=shown[-1].n)) if more else None)


@router.get("/reports/{report}")
def report(desk: TheDesk, report: str) -> wire.ReportPage:
    """A report with the words of its events."""
    read = desk.ledger.reading(report)
    if read is None:
        raise Fault("not_found", f"there is no report {report[:100]}", "id")
    ledger = desk.ledger
    return pages.report_page(read, ledger.tells(report), ledger.versions(report))


@router.get("/search")
def search(desk: TheDesk, given: Annotated[wire.SearchAsked, Query()]) -> wire.Items[wire.Hit]:
    """The reports with all of some words and "phrases", the best first."""
    found = desk.ledger.search(given.q, limit=given.limit)
    return wire.Items(
        items=[
            wire.Hit(
                report=wire.Heading(**_heading(each.report)),
                words=each.words,
                hits=list(each.hits),
            )
            for each in found
        ]
    )


def _heading(each: Heading) -> dict[str, Any]:
    return {"id": each.report, "outlet": each.outlet, "date": each.date, "title": each.title}
