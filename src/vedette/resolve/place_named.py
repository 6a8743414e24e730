"""What a person writes for a place → the places of the gazetteer that it may mean."""

from __future__ import annotations

from vedette.codebook.countries import country_of
from vedette.codebook.states import state
from vedette.records import Place
from vedette.resolve.gazetteer import Candidate, Gazetteer
from vedette.resolve.places import PRECISION

SOME = 5
"""Most places that a message names."""


def named(asked: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places of an id ("geonames:561347", "iso:RUS"), of a name, or of a name with its country
    ("London, CAN"), the most populous first; one, if it is clear.

    Places that are called so officially go before those that have it as another name.
    """
    asked = asked.strip()
    known = gazetteer.known_as(asked)
    if known is not None:
        return (_place(known),)
    name, _, within = asked.rpartition(",")
    country = _country(within.strip()) if name else None
    found = gazetteer.lookup(name.strip() if country else asked)
    if country:
        found = tuple(c for c in found if c.country == country)
    official = tuple(c for c in found if c.official)
    return tuple(map(_place, official or found))


def one_named(asked: str, gazetteer: Gazetteer) -> Place:
    """The one place that is meant. Raises `ValueError`, a sentence, where there is none, or where
    there are several, which it lists."""
    found = named(asked, gazetteer)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValueError(f"the gazetteer has no place {asked}")
    some = ", ".join(
        f"{p.gazetteer_id} ({', '.join(filter(None, (p.name, p.admin1, p.country)))})"
        for p in found[:SOME]
    )
    raise ValueError(f"{asked} may be one of {len(found)} places; ask by id: {some}")


def _country(within: str) -> str | None:
    """The code of a country by its name or by any of its codes."""
    known = state(within)
    return known.alpha3 if known is not None else country_of(within)


def _place(candidate: Candidate) -> Place:
    return Place(
        name=candidate.name,
        lat=candidate.lat,
        lon=candidate.lon,
        country=candidate.country,
        admin1=candidate.admin1_name,
        gazetteer_id=candidate.gazetteer_id,
        precision=PRECISION[candidate.feature],
        reason="a person has ruled so",
    )
