"""Events in groups: by place, by time, by who acts towards whom."""

from __future__ import annotations

from vedette.serve.wire.events import Party
from vedette.serve.wire.shapes import Bin, Shape


class PlaceRow(Shape):
    """What happened at one place; `best_grade` is the lowest number of those that are actual."""

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    events: int
    best_grade: int
    actual: int
    planned: int
    feared: int
    denied: int
    type: str


class Stretch(Shape):
    """A day, week or month: events by credibility and by quad class."""

    start: str
    events: int
    by_grade: dict[str, int]
    quads: dict[str, int]


class Timeline(Shape):
    by: Bin
    items: list[Stretch]


class Node(Party):
    events: int


class Link(Shape):
    """Two actors in the same events; `intensity` is the mean of PLOVER's, -10 to 10."""

    source: str
    target: str
    events: int
    intensity: float | None


class Pair(Shape):
    """Two actors' codes, and how many events are between the two."""

    a: str
    b: str
    name_a: str
    name_b: str
    events: int


class Network(Shape):
    nodes: list[Node]
    links: list[Link]
