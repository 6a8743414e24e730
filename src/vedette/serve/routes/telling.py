"""What the ledger tells by itself: the series between two, alarms, and the brief."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from vedette.brief.brief import brief as brief_of
from vedette.brief.learnt import learnt, since_when
from vedette.export import brief as shown
from vedette.export.alarm import quotes
from vedette.ledger import Ledger
from vedette.records import Alarm, Dyad, Entry, Point, Step
from vedette.serve import asked, rows, wire
from vedette.serve.faults import Fault
from vedette.serve.headers import STILL
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk
from vedette.serve.tagged import Clocked

router, clocked = reading(), reading(Clocked)
MOST_EVENTS = 200
"""Events of an alarm that are told with their words."""
HTML, MARKDOWN = "text/html", "text/markdown"


@clocked.get("/series")
def series(desk: TheDesk, given: Annotated[wire.SeriesAsked, Query()]) -> wire.Series:
    """How two sides dealt with each other, bin for bin."""
    of = _dyad(given)
    try:
        found = desk.ledger.series(of, given.by)
    except ValueError as fault:
        raise Fault("bad_request", str(fault), "since", status=422) from fault
    return wire.Series(
        a=given.a,
        b=given.b,
        by=given.by,
        directed=given.directed,
        items=list(map(_point, found.points)),
        left_out=found.left_out,
        alarms=[wire.Alarm(**rows.alarm(each)) for each in _alarms(desk.ledger, of, given.by)],
    )


@router.get("/alarms")
def alarms(desk: TheDesk, given: Annotated[wire.Paged, Query()]) -> wire.Items[wire.Alarm]:
    """The alarms that were told, as they stand now; the latest first."""
    place = asked.read_cursor(given.cursor, asked.Nth)
    before = None if place is None else place.n
    found = desk.ledger.alarms_told(given.limit + 1, before=before)
    shown = found[: given.limit]
    items = [wire.Alarm(**rows.alarm(each)) for _, each in shown]
    more = len(found) > given.limit
    return wire.Items(items=items, next=asked.written(asked.Nth(n=shown[-1][0])) if more else None)


@router.get("/alarms/{alarm}")
def alarm(desk: TheDesk, alarm: str) -> wire.AlarmPage:
    """One alarm, and how it came to stand as it does."""
    states = desk.ledger.alarm(alarm)
    if not states:
        raise Fault("not_found", f"there is no alarm {alarm[:100]}", "id")
    history = [wire.Alarm(**rows.alarm(each)) for each in states]
    entries = (desk.ledger.entry(event) for event in states[-1].events[:MOST_EVENTS])
    evidence = [_evidence(desk.ledger, entry) for entry in entries if entry is not None]
    return wire.AlarmPage(**rows.alarm(states[-1]), history=history, evidence=evidence)


def _evidence(ledger: Ledger, entry: Entry) -> wire.AlarmEvent:
    texts = ledger.texts({report.report for report in entry.reports})
    return wire.AlarmEvent(
        **rows.shared(entry),
        origins=len(entry.origins),
        quotes=rows.quotes(quotes(entry, texts)),
    )


def _alarms(ledger: Ledger, of: Dyad, by: Step) -> list[Alarm]:
    """The alarms that rest on events of a series."""
    standing = ledger.alarms()
    here = set(ledger.graded(of, by)) if standing else set()
    return [each for each in standing if not here.isdisjoint(each.events)]


def _dyad(given: wire.SeriesAsked) -> Dyad:
    filters = wire.Filters(
        type=given.type, grade=given.grade, status=given.status,
        since=given.since, until=given.until,
    )  # fmt: skip
    wanted = asked.wanted(filters)
    return Dyad(
        a=given.a,
        b=given.b,
        directed=given.directed,
        types=wanted.types,
        grades=wanted.grades,
        statuses=asked.statuses(given.status),
        since=wanted.since,
        until=wanted.until,
    )


def _point(each: Point) -> wire.Point:
    return wire.Point(
        start=each.start,
        score=each.score,
        low=each.low,
        high=each.high,
        events=each.events,
        material_conflict=each.material_conflict,
        verbal_conflict=each.verbal_conflict,
        verbal_cooperation=each.verbal_cooperation,
        material_cooperation=each.material_cooperation,
        ungraded=each.ungraded,
        reports=each.reports,
        gap=each.gap,
        why=each.why,
    )


@clocked.get("/brief", response_model=wire.Brief, responses={
    200: {"content": {HTML: {}, MARKDOWN: {}}},
})  # fmt: skip
def brief(desk: TheDesk, given: Annotated[wire.BriefAsked, Query()]) -> wire.Brief | Response:
    """What the ledger has learnt since a time (24h, 7d, or an ISO time), in cited sentences."""
    now = datetime.datetime.now(datetime.UTC)
    try:
        since = since_when(given.since, now)
    except (ValueError, OverflowError) as fault:
        raise Fault("bad_request", str(fault), "since") from fault
    made = brief_of(learnt(desk.ledger, since, now))
    if given.format == "md":
        return Response(shown.to_markdown(made), media_type=MARKDOWN)
    if given.format == "html":
        headers = {"Content-Security-Policy": STILL}
        return Response(shown.to_page(made), media_type=HTML, headers=headers)
    return wire.Brief.model_validate(shown.to_json(made))
