"""An event as rows: its columns, who takes part, and every word that it may be asked for by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vedette.fuse.keys import day_of
from vedette.ledger.many import Row
from vedette.ledger.search import clean
from vedette.records import Entity, Entry, Place, When

ALWAYS, EVER = 1, 9_999_999
"""Days before and after all others."""
GRADES = 7
"""One more than the last credibility."""
SIDES = ("a", "r")
"""Of an event: who does it, and to whom."""
KINDS = ("type", "mode", "status", "grade", "country", "place", "span", "who")
"""What a key of the table `facets` may be of."""
LONG = 31
"""Most days between the first and the last of an event that is not long."""


def event_row(entry: Entry) -> dict[str, Any]:
    """The row of the table `events`."""
    e = entry.event
    first, last = days(e.when)
    return {
        "id": e.id,
        "type": e.type,
        "mode": e.mode or "",
        "status": e.status,
        "quad": e.quad,
        "intensity": e.intensity,
        "grade": e.grade.credibility,
        "first_day": first,
        "last_day": last,
        "reports": len(entry.reports),
        "origins": len(entry.origins),
        **_where(e.place),
    }


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        empty = dict.fromkeys(("country", "place", "place_name", "precision"), "")
        return {**empty, "lat": None, "lon": None}
    name = clean(place.name)
    return {
        "country": place.country or "",
        "place": place.gazetteer_id or name,
        "place_name": name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def party_rows(entry: Entry) -> Iterator[dict[str, Any]]:
    """The rows of the table `parties`."""
    known = {e.id: e for e in entry.entities}
    for side, voices in zip(SIDES, (entry.event.actors, entry.event.recipients), strict=True):
        there = (known[voice] for voice in voices if voice in known)
        for n, who in enumerate(there):
            yield {"event": entry.event.id, "side": side, "n": n, **_who(who)}


def _who(who: Entity) -> dict[str, str]:
    return {
        "id": clean(who.id),
        "code": who.actor or "",
        "country": who.country or "",
        "name": clean(who.name),
    }


def facet_rows(event: Row, parties: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The rows of the table `facets` that an event and its parties have."""
    searched = ("first_day", "last_day", "type", "mode", "status", "grade", "country")
    same = {"event": event["id"], **{name: event[name] for name in searched}}
    yield from ({"key": key, **same} for key in keys_of(event, parties))


def keys_of(event: Row, parties: Iterable[Row]) -> list[str]:
    """Every word that an event may be asked for by, each once."""
    kind, mode = event["type"], event["mode"]
    found = [key("type", kind), key("status", event["status"]), key("grade", event["grade"])]
    if mode:
        found.append(key("mode", f"{kind}.{mode}"))
    if event["last_day"] - event["first_day"] > LONG:
        found.append(LONG_SPAN)
    if event["country"]:
        found.append(key("country", event["country"]))
    if event["place"]:
        found.append(key("place", event["place"]))
    found += [key("who", name) for party in parties for name in names_of(party)]
    return list(dict.fromkeys(found))


def key(kind: str, value: object) -> str:
    """The key of a facet: what it is of (`KINDS`), and its value; of parties in small letters."""
    return f"{kind} {str(value).casefold()}" if kind == "who" else f"{kind} {value}"


LONG_SPAN = key("span", "long")


def names_of(party: Row) -> Iterator[str]:
    """All that somebody may be asked for by: "RUS/MIL" is also one of "RUS"."""
    yield from (party["id"], party["name"])
    if party["country"]:
        yield party["country"]
    parts = party["code"].split("/")
    yield from ("/".join(parts[:n]) for n in range(1, len(parts) + 1) if party["code"])


def days(when: When | None) -> tuple[int, int]:
    """First and last day of a time, open ends reaching for ever; 0 where it has none."""
    start, end = (day_of(when.start), day_of(when.end)) if when is not None else (None, None)
    if start is None and end is None:
        return 0, 0
    return start or ALWAYS, end or EVER


def position(entry: Entry) -> tuple[int, str]:
    """Where an event stands in the order of answers: its first day (a day's ordinal, as `days`
    gives it) and its id, for `Wanted.after`."""
    return days(entry.event.when)[0], entry.event.id
