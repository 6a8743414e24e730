"""Events: lists by filters, one in full, its picture, and why its accounts are one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Query
from fastapi.responses import Response

from vedette.export import to_svg
from vedette.export.became import edited, gone
from vedette.ledger import Ledger
from vedette.records import Claim, Entry, Reading, written
from vedette.serve import asked, pages, rows, wire
from vedette.serve.faults import Fault
from vedette.serve.headers import STILL
from vedette.serve.ready import ready
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk

router = reading()
T = TypeVar("T")
Events = Annotated[wire.EventsAsked, Query()]


@router.get("/events", response_model=wire.Items[wire.EventRow])
def events(desk: TheDesk, given: Events) -> Response:
    """The events that pass the filters, the newest first unless asked otherwise."""
    found, following = asked.paged(desk.ledger, given, rows.event_row, desk.rows)
    return ready({"items": [written(row) for row in found], "next": following})


@router.get("/events/{event}")
def event(desk: TheDesk, event: str) -> wire.EventPage:
    """An event, and all that stands behind it."""
    ledger = desk.ledger
    entry = entry_of(ledger, event)
    accounts = _known(ledger.accounts, event)
    return pages.event_page(
        entry,
        readings_of(ledger, entry),
        accounts=accounts,
        copies=ledger.copies([r.report for r in entry.reports]),
        letters=ledger.letters([entry]),
        history=_known(ledger.history, event),
        edited=edited(ledger, entry),
    )


@router.get("/events/{event}/picture.svg", response_class=Response, responses={
    200: {"content": {"image/svg+xml": {}}},
})  # fmt: skip
def picture(desk: TheDesk, event: str) -> Response:
    """The chain of its sources, drawn."""
    entry = entry_of(desk.ledger, event)
    texts = {r.report.id: r.report for r in readings_of(desk.ledger, entry)}

    def told(claim: Claim) -> str:
        report = texts.get(claim.report)
        return report.quote(claim.quote) if report is not None else ""

    copies = desk.ledger.copies([r.report for r in entry.reports])
    drawn = to_svg(entry, told, copies)
    headers = {"Content-Security-Policy": STILL}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@router.get("/events/{event}/why")
def why(desk: TheDesk, event: str) -> wire.Why:
    """The comparisons between its accounts, the likeliest first."""
    found = _known(desk.ledger.why_one, event)
    return wire.Why(
        comparisons=[
            wire.Comparison(
                a=each.a,
                b=each.b,
                score=each.score,
                features=[
                    wire.Feature(name=a.name, score=a.weight, why=a.words) for a in each.arguments
                ],
            )
            for each in found
        ]
    )


@router.get("/claims")
def claims(desk: TheDesk, given: Events) -> wire.Items[wire.EventClaim]:
    """The claims about the events that pass the filters, event for event."""
    found, following = asked.spread(desk.ledger, given, lambda entry: entry.claims)
    texts = desk.ledger.texts({claim.report for _, claim in found})
    items = [
        wire.EventClaim(**rows.claim(entry, claim, rows.Names(entry), texts), event=entry.event.id)
        for entry, claim in found
    ]
    return wire.Items(items=items, next=following)


def entry_of(ledger: Ledger, event: str) -> Entry:
    """The event of an id. Raises `Fault` where there is none."""
    entry = ledger.entry(event)
    if entry is None:
        raise _missing(event, gone(ledger, event))
    return entry


def readings_of(ledger: Ledger, entry: Entry) -> list[Reading]:
    found = (ledger.reading(heading.report) for heading in entry.reports)
    return [each for each in found if each is not None]


def _known(ask: Callable[[str], T], event: str) -> T:
    try:
        return ask(event)
    except KeyError as fault:
        raise _missing(event) from fault


def _missing(event: str, why: str = "") -> Fault:
    said = f"there is no event {event[:100]}{f': {why}' if why else ''}"
    return Fault("not_found", said, "id")
