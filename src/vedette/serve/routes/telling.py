"""What the ledger tells by itself: the series between two, and the brief."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from vedette.brief.brief import brief as brief_of
from vedette.brief.learnt import learnt, since_when
from vedette.export import brief as shown
from vedette.records import Dyad, Point
from vedette.serve import asked, wire
from vedette.serve.faults import Fault
from vedette.serve.headers import STILL
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk
from vedette.serve.tagged import Clocked

router, clocked = reading(), reading(Clocked)
HTML, MARKDOWN = "text/html", "text/markdown"


@router.get("/series")
def series(desk: TheDesk, given: Annotated[wire.SeriesAsked, Query()]) -> wire.Series:
    """How two sides dealt with each other, bin for bin."""
    found = desk.ledger.series(_dyad(given), given.by)
    return wire.Series(
        a=given.a,
        b=given.b,
        by=given.by,
        directed=given.directed,
        items=list(map(_point, found.points)),
        left_out=found.left_out,
    )


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
