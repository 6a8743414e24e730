"""What is counted over a ledger: origins, places, times, pairs and networks."""

from __future__ import annotations

from vedette.records.base import Record
from vedette.records.claims import Basis
from vedette.records.places import Precision


class Bounds(Record, frozen=True, kw_only=True):
    """The ISO days between which a ledger's events lie; None where there is none."""

    oldest_day: str | None
    newest_day: str | None


class OriginCount(Record, frozen=True, kw_only=True):
    """Somebody who first knew of events: the usual name, the usual basis, of how many events."""

    id: str
    name: str
    basis: Basis
    events: int


class PlaceCount(Record, frozen=True, kw_only=True):
    """A place of the ledger and how many events are there: of each status that has any, with the
    best grade and the most frequent type. `place` is the gazetteer's id, or else the name; `lat`
    and `lon` are degrees WGS 84."""

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    events: int
    best_grade: int
    statuses: dict[str, int]
    type: str


class Bin(Record, frozen=True, kw_only=True):
    """A day, week or month of which `start` is the first day (ISO; a week's is a Monday): how many
    events began in it, of each credibility and of each quad."""

    start: str
    events: int
    by_grade: dict[int, int]
    quads: dict[str, int]


class PairCount(Record, frozen=True, kw_only=True):
    """Two actors' codes, the lesser first, the names most used for them, and how many events are
    between the two."""

    a: str
    b: str
    name_a: str
    name_b: str
    events: int


class Node(Record, frozen=True, kw_only=True):
    """Somebody who takes part in events: a voice, its usual name, its code ("" if not known)."""

    id: str
    name: str
    code: str
    events: int


class Link(Record, frozen=True, kw_only=True):
    """How many events one does to another, both by voice, and their mean intensity (PLOVER's, -10
    to 10; None where no event has one)."""

    source: str
    target: str
    events: int
    intensity: float | None


class Network(Record, frozen=True, kw_only=True):
    """Who acts towards whom; the busiest first."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
