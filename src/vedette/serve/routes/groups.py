"""Events in groups: by place, by time, by who acts towards whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from vedette.records import Bin, Link, Node, PlaceCount
from vedette.serve import asked, wire
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk

router = reading()
MOST, COUNTED = 5_000, 50_000
"""Places on one map, and places that are counted."""


@router.get("/places")
def places(desk: TheDesk, given: Annotated[wire.Filters, Query()]) -> wire.Every[wire.PlaceRow]:
    """Where the events that pass the filters are, the busiest places first."""
    found = desk.ledger.places(asked.wanted(given), COUNTED)
    return wire.Every(items=list(map(_place, found[:MOST])), more=max(0, len(found) - MOST))


@router.get("/timeline")
def timeline(desk: TheDesk, given: Annotated[wire.TimelineAsked, Query()]) -> wire.Timeline:
    """When they were, in days, weeks or months; those without any event are left out."""
    found = desk.ledger.timeline(asked.wanted(given), given.by)
    return wire.Timeline(by=given.by, items=list(map(_stretch, found)))


@router.get("/network")
def network(desk: TheDesk, given: Annotated[wire.NetworkAsked, Query()]) -> wire.Network:
    """Who acts towards whom in them, the busiest first."""
    found = desk.ledger.network(asked.wanted(given), given.limit)
    return wire.Network(nodes=list(map(_node, found.nodes)), links=list(map(_link, found.links)))


@router.get("/actors")
def actors(desk: TheDesk, given: Annotated[wire.ActorsAsked, Query()]) -> list[wire.Node]:
    """Those whose name, code or id has some letters, the busiest first; without any, all."""
    return list(map(_node, desk.ledger.actors(given.q, given.limit)))


@router.get("/series/pairs")
def pairs(desk: TheDesk, given: Annotated[wire.NetworkAsked, Query()]) -> list[wire.Pair]:
    """Between which two most of them are."""
    found = desk.ledger.pairs(asked.wanted(given), given.limit)
    return [
        wire.Pair(a=each.a, b=each.b, name_a=each.name_a, name_b=each.name_b, events=each.events)
        for each in found
    ]


def _place(each: PlaceCount) -> wire.PlaceRow:
    counted = each.statuses
    return wire.PlaceRow(
        place=each.place,
        name=each.name,
        country=each.country,
        lat=each.lat,
        lon=each.lon,
        precision=each.precision,
        events=each.events,
        best_grade=each.best_grade,
        actual=counted.get("actual", 0),
        planned=counted.get("future", 0),
        feared=counted.get("hypothetical", 0),
        denied=counted.get("negated", 0),
        type=each.type,
    )


def _stretch(each: Bin) -> wire.Stretch:
    grades = {str(n): count for n, count in each.by_grade.items()}
    return wire.Stretch(start=each.start, events=each.events, by_grade=grades, quads=each.quads)


def _node(each: Node) -> wire.Node:
    return wire.Node(id=each.id, name=each.name, code=each.code or None, events=each.events)


def _link(each: Link) -> wire.Link:
    return wire.Link(
        source=each.source, target=each.target, events=each.events, intensity=each.intensity
    )
