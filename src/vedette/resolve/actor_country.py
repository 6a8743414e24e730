"""Countries and bodies that a report names, and the tables of countries and seats."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vedette.records import Record
from vedette.resolve.actor_roster import key, seat_codes, table
from vedette.resolve.gazetteer import countries, country_of, fold

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
    of: Mapping[str, tuple[CountryNamed, ...]]
    """Where each country or body is named, in the order of the text."""
    states: tuple[CountryNamed, ...]
    """Where any country is named, bodies left out."""


def names_of(named: tuple[CountryNamed, ...]) -> Names:
    """The look-ups of what a report names."""
    of: dict[str, list[CountryNamed]] = {}
    for one in named:
        of.setdefault(one.country, []).append(one)
    return Names(
        here=frozenset(of),
        towns={n.text: n.country for n in named},
        openings=frozenset(fold(n.text).partition(" ")[0] for n in named),
        of={code: tuple(found) for code, found in of.items()},
        states=tuple(n for n in named if n.country not in BODIES),
    )


class ActorEvidence(Record, frozen=True, kw_only=True):
    """What the report tells beside the mentions: countries and places named, and the outlet's."""

    named: tuple[CountryNamed, ...] = ()
    outlet_country: str | None = None
    strangers: frozenset[str] = frozenset()
    """Surnames that the report gives to somebody whom the roster does not list."""
    names: Names | None = None
    """The same names as look-ups: made once for a report with many actors (`names_of`)."""

    def looked_up(self) -> Names:
        """The look-ups, made now where they were not handed in."""
        return self.names if self.names is not None else names_of(self.named)


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
