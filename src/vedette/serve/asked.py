"""What was asked over the wire → what the ledger is asked; and the pages of long lists.

A cursor is the place of the last item that one has, so that what comes in or goes meanwhile moves
nothing: no item is left out or told twice. Only an event that meanwhile gets another day is told
at its new place.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from vedette.codebook.filters import (
    countries_named,
    credibilities_named,
    statuses_named,
    types_named,
)
from vedette.ledger import Ledger, Mark, Wanted, position
from vedette.records import Entry, Record, Status, change, pack, unpack
from vedette.serve import wire
from vedette.serve.faults import Fault
from vedette.serve.room import Room

T = TypeVar("T")
Each = TypeVar("Each", bound="Item")
MOST = 2**31 - 1
"""The greatest number that every database holds."""
READ = 50
"""Events that are read at a time for a list of what stands in them."""


class Place(Record, frozen=True, kw_only=True):
    """Where a page ended: behind an event, or within it, behind the item `told` of it."""

    day: int
    event: str
    told: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.day <= MOST or "\0" in self.event + self.told:
            raise ValueError("no list of events ends there")


class Nth(Record, frozen=True, kw_only=True):
    """Where a page of reports or alarms ended: the number under which the last of it came in."""

    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.n <= MOST:
            raise ValueError("no list ends there")


class Item(Protocol):
    """What has an id of its own."""

    @property
    def id(self) -> str: ...


def wanted(asked: wire.Filters) -> Wanted:
    """The events that filters choose. Raises `Fault` for what the codebook does not know."""
    return Wanted(
        types=_meant("type", types_named, asked.type),
        countries=_meant("country", countries_named, asked.country),
        places=tuple(asked.place),
        actors=tuple(asked.actor),
        since=iso(asked.since),
        until=iso(asked.until),
        grades=_meant("grade", credibilities_named, asked.grade),
        statuses=statuses(asked.status),
        words=asked.q,
    )


def statuses(given: Iterable[str]) -> tuple[Status, ...]:
    """Statuses of the codebook; none where all are asked for. Raises `Fault` for others."""
    return _meant("status", statuses_named, given)


def _meant(
    where: str, meant: Callable[[Iterable[str]], tuple[T, ...]], given: Iterable[str]
) -> tuple[T, ...]:
    try:
        return meant(given)
    except ValueError as fault:
        raise Fault("bad_request", str(fault), where) from fault


def iso(day: datetime.date | None) -> str | None:
    """A day as the ledger writes it."""
    return None if day is None else day.isoformat()


def written(place: Record) -> str:
    """A place as a cursor: letters, digits, "-" and "_"."""
    return base64.urlsafe_b64encode(pack(place)).decode().rstrip("=")


def read_cursor(cursor: str | None, kind: type[T]) -> T | None:
    """The place of a cursor, None where none is given. Raises `Fault` for what is no cursor of
    that kind."""
    if cursor is None:
        return None
    try:
        return unpack(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), kind)
    except ValueError as fault:
        raise Fault("bad_request", "this is no cursor of such a list", "cursor") from fault


def paged(
    ledger: Ledger, asked: wire.EventsAsked, make: Callable[[Entry], bytes], kept: Room[Mark]
) -> tuple[list[bytes], str | None]:
    """What is made of a page of events, and the cursor of the next."""
    start = read_cursor(asked.cursor, Place)
    found = ledger.made(_after(asked, start), asked.limit + 1, make, kept)
    marks = [mark for mark, _ in found]
    return [made for _, made in found[: asked.limit]], _next(marks, asked.limit)


def spread(
    ledger: Ledger, asked: wire.EventsAsked, items: Callable[[Entry], Sequence[Each]]
) -> tuple[list[tuple[Entry, Each]], str | None]:
    """A page of what stands in the events, each with its event, and the cursor of the next."""
    start = read_cursor(asked.cursor, Place)
    found: list[tuple[Entry, Each]] = []
    place = start
    for entry in _walk(ledger, asked, start):
        here = _rest(items(entry), entry, start)
        room = asked.limit - len(found)
        if not room and here:
            return found, written(place) if place is not None else None
        found += [(entry, item) for item in here[:room]]
        place = _place(entry)
        if len(here) > room:
            return found, written(change(place, told=here[room - 1].id))
    return found, None


def _walk(ledger: Ledger, asked: wire.EventsAsked, start: Place | None) -> Iterator[Entry]:
    """The events from a place on; first the one of which only some was told."""
    entry = ledger.entry(start.event) if start is not None and start.told else None
    if entry is not None and start is not None and _place(entry) == change(start, told=""):
        yield entry
    place = start
    while some := list(ledger.entries(_after(asked, place), READ)):
        yield from some
        place = _place(some[-1])


def _rest(items: Sequence[Each], entry: Entry, start: Place | None) -> Sequence[Each]:
    """What of an event was not told yet; all where the item told last is no longer there."""
    if start is None or start.event != entry.event.id:
        return items
    ids = [item.id for item in items]
    return items[ids.index(start.told) + 1 :] if start.told in ids else items


def _after(asked: wire.EventsAsked, place: Place | None) -> Wanted:
    after = None if place is None else (place.day, place.event)
    return change(wanted(asked), after=after, newest_first=asked.order == "newest")


def _place(entry: Entry) -> Place:
    day, event = position(entry)
    return Place(day=day, event=event)


def _next(found: Sequence[Mark], limit: int) -> str | None:
    if len(found) <= limit:
        return None
    last = found[limit - 1]
    return written(Place(day=last.day, event=last.event))
