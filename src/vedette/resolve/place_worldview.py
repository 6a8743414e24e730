"""Whose a disputed place is: by default, or as one state sees it.

A view changes the country of places, toponyms, entities and events; what was read, and where it
lies, stays. Codes of states that only some recognise are not ISO's: ABK, OST, NCY, SML.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from vedette.records import Entity, Event, Place, Reading, Record, Toponym, change


class Disputed(Record, frozen=True, kw_only=True):
    """A disputed place: its own ids, what marks the towns in it, and who sees it where.

    `default` is its country by ISO 3166-1; `views` maps a state (alpha-3) to its answer.
    """

    name: str
    ids: tuple[str, ...]
    country: str
    admin1: tuple[str, ...]
    default: str
    views: Mapping[str, str]

    @property
    def note(self) -> str:
        """What is said of a place in it."""
        return f"{self.name} is disputed, {self.default} by default"

    def holds(self, place: Place) -> bool:
        """Whether the place is it, or lies in it. A disputed country holds all of its own."""
        if place.gazetteer_id in self.ids:
            return True
        whole = f"iso:{self.country}" in self.ids
        return place.country == self.country and (whole or place.admin1 in self.admin1)


@cache
def disputes() -> tuple[Disputed, ...]:
    """The table of place_worldviews.toml."""
    text = files("vedette.resolve").joinpath("place_worldviews.toml").read_text("utf-8")
    rows = tomllib.loads(text)["disputed"]
    return tuple(
        Disputed(**{**row, "ids": tuple(row["ids"]), "admin1": tuple(row["admin1"])})
        for row in rows
    )


def viewers() -> tuple[str, ...]:
    """The states (alpha-3) that see some place otherwise than by default."""
    return tuple(sorted({state for d in disputes() for state in d.views}))


def dispute_of(place: Place) -> Disputed | None:
    """The dispute that a place lies in, if any."""
    return next((d for d in disputes() if d.holds(place)), None)


def seen_by(place: Place, view: str) -> Place:
    """A place as a state sees it, with the dispute in its reason; undisputed places stay."""
    dispute = dispute_of(place)
    if dispute is None:
        return place
    country = dispute.views.get(view, dispute.default)
    if country == place.country:
        return place
    reason = f"{place.reason}; {country} as {view} sees it"
    return change(place, country=country, reason=reason)


def as_seen(reading: Reading, view: str) -> Reading:
    """A reading with the countries of disputed places as a state sees them."""
    return change(
        reading,
        toponyms=tuple(_toponym(t, view) for t in reading.toponyms),
        entities=tuple(_entity(e, view) for e in reading.entities),
        events=tuple(_event(e, view) for e in reading.events),
    )


def _toponym(toponym: Toponym, view: str) -> Toponym:
    if toponym.place is None:
        return toponym
    place = seen_by(toponym.place, view)
    return change(toponym, place=place, reason=place.reason)


def _entity(entity: Entity, view: str) -> Entity:
    if entity.place is None:
        return entity
    place = seen_by(entity.place, view)
    own = entity.country == entity.place.country
    return change(entity, place=place, country=place.country if own else entity.country)


def _event(event: Event, view: str) -> Event:
    return event if event.place is None else change(event, place=seen_by(event.place, view))
