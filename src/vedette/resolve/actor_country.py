"""Whose an actor is: the tables of countries and seats, and the report around a mention."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from vedette.records import Record
from vedette.resolve.actor_roster import key, seat_codes, table
from vedette.resolve.gazetteer import countries, country_of, fold

REACH = 400.0
"""Characters over which a country named in the report loses most of its weight."""
ALWAYS = 0.5
"""Weight of a country named anywhere in the report, however far."""

AFTER = 0.4
"""What a country counts that is named only after the actor, against one named before."""
PEOPLE = 0.7
"""What a word of people counts ("Russian") against a country's or town's name."""
BODIES = frozenset(("UNO", "EUR", "NATO", "IGO", "NGO", "MNC", "IMG"))
"""Codes that are no country: that a report names the UN says nothing of whose an army is."""


class CountryNamed(Record, frozen=True, kw_only=True):
    """A country (alpha-3, KOS or an actor code) that the report names, by which words, where."""

    country: str
    text: str
    start: int


class Names(Record, frozen=True, kw_only=True):
    """Look-ups in the names of a report."""

    here: frozenset[str]
    towns: Mapping[str, str]
    openings: frozenset[str]
    """First words, folded, of the towns' names."""


def names_of(named: tuple[CountryNamed, ...]) -> Names:
    """The look-ups of what a report names."""
    return Names(
        here=frozenset(n.country for n in named),
        towns={n.text: n.country for n in named},
        openings=frozenset(fold(n.text).partition(" ")[0] for n in named),
    )


class ActorEvidence(Record, frozen=True, kw_only=True):
    """What the report tells beside the mentions: countries and places named, and the outlet's."""

    named: tuple[CountryNamed, ...] = ()
    outlet_country: str | None = None
    names: Names | None = None
    """The same names as look-ups: made once for a report with many actors (`names_of`)."""


class Fallback(Record, frozen=True, kw_only=True):
    """A country guessed from the report around an actor, with the next best."""

    country: str
    words: str
    share: float
    runner_up: str | None = None


def around(evidence: ActorEvidence, start: int | None) -> Fallback | None:
    """The country that the report names most and nearest to a place in it; weak evidence."""
    weights: dict[str, float] = {}
    for named in evidence.named:
        if named.country not in BODIES:
            weights[named.country] = weights.get(named.country, 0.0) + _weight(named, start)
    if not weights:
        return _of_outlet(evidence)
    ranked = sorted(weights, key=lambda country: (-weights[country], country))
    nearest = _nearest(evidence, ranked[0], start)
    return Fallback(
        country=ranked[0],
        words=nearest.text,
        share=weights[ranked[0]] / sum(weights.values()),
        runner_up=ranked[1] if len(ranked) > 1 else None,
    )


def _weight(named: CountryNamed, start: int | None) -> float:
    word = PEOPLE if countries().is_people(named.text) else 1.0
    if start is None:
        return word
    near = word * (ALWAYS + math.exp(-abs(named.start - start) / REACH))
    return near if named.start <= start else near * AFTER


def _nearest(evidence: ActorEvidence, country: str, start: int | None) -> CountryNamed:
    mine = [named for named in evidence.named if named.country == country]
    return min(mine, key=lambda named: abs(named.start - (start or 0)))


def _of_outlet(evidence: ActorEvidence) -> Fallback | None:
    if evidence.outlet_country is None:
        return None
    return Fallback(country=evidence.outlet_country, words="the outlet's country", share=0.5)


def as_country(text: str) -> str | None:
    """The country that a word means; of two that share it, the likelier."""
    return country_of(text) or next(iter(countries().codes(text)), None)


def seat(text: str) -> str | None:
    """The government (a code like "UKR/GOV") that sits in a capital or other seat."""
    return seats().get(key(text)) or seats().get(fold(text))


@cache
def seats() -> Mapping[str, str]:
    """Folded capitals and other seats → "UKR/GOV"."""
    capitals = {fold(c.capital): f"{c.iso}/GOV" for c in countries().by_iso.values() if c.capital}
    others = {key(name): code for name, code in table("metonyms")["governments"].items()}
    return {**capitals, **others, **seat_codes()}
