"""Events in groups: by place, by time, by who acts towards whom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from vedette.records import Node, PlaceCount
from vedette.serve import asked, wire
from vedette.serve.ready import ready
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk

router = reading()
MOST, COUNTED = 5_000, 50_000
"""Places on one map, and places that are counted."""


@router.get("/places", response_model=wire.Every[wire.PlaceRow])
def places(desk: TheDesk, given: Annotated[wire.Filters, Query()]) -> Response:
    """Where the events that pass the filters are, the busiest places first."""
    found = desk.ledger.places(asked.wanted(given), COUNTED)
    return ready({"items": list(map(_place, found[:MOST])), "more": max(0, len(found) - MOST)})


@router.get("/timeline", response_model=wire.Timeline)
def timeline(desk: TheDesk, given: Annotated[wire.TimelineAsked, Query()]) -> Response:
    """When they were, in days, weeks or months; those without any event are left out."""
    return ready({"by": given.by, "items": desk.ledger.timeline(asked.wanted(given), given.by)})


@router.get("/network", response_model=wire.Network)
def network(desk: TheDesk, given: Annotated[wire.NetworkAsked, Query()]) -> Response:
    """Who acts towards whom in them, the busiest first."""
    found = desk.ledger.network(asked.wanted(given), given.limit)
    return ready({"nodes": list(map(_node, found.nodes)), "links": found.links})


@router.get("/actors", response_model=list[wire.Node])
def actors(desk: TheDesk, given: Annotated[wire.ActorsAsked, Query()]) -> Response:
    """Those whose name, code or id has some letters, the busiest first; without any, all."""
    return ready(list(map(_node, desk.ledger.actors(given.q, given.limit))))


@router.get("/series/pairs", response_model=list[wire.Pair])
def pairs(desk: TheDesk, given: Annotated[wire.NetworkAsked, Query()]) -> Response:
    """Between which two most of them are."""
    return ready(desk.ledger.pairs(asked.wanted(given), given.limit))


def _place(each: PlaceCount) -> dict[str, Any]:
    """The fields of `wire.PlaceRow`."""
    counted = each.statuses
    return {
        "place": each.place,
        "name": each.name,
        "country": each.country,
        "lat": each.lat,
        "lon": each.lon,
        "precision": each.precision,
        "events": each.events,
        "best_grade": each.best_grade,
        "actual": counted.get("actual", 0),
        "planned": counted.get("future", 0),
        "feared": counted.get("hypothetical", 0),
        "denied": counted.get("negated", 0),
        "type": each.type,
    }


def _node(each: Node) -> dict[str, Any]:
    """The fields of `wire.Node`."""
    return {"id": each.id, "name": each.name, "code": each.code or None, "events": each.events}
