"""A reading and the countries that its report names → what the whole report tells about any one of
its names: places, countries, who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from vedette.codebook.common import common_words
from vedette.records import Mention, Reading, Record, Report, Toponym
from vedette.resolve.actor_country import ActorEvidence, CountryNamed, as_country, names_of
from vedette.resolve.actor_roles import role_of
from vedette.resolve.actor_roster import find, in_office, outlet_of
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.places import Choice
from vedette.resolve.toponyms import find_toponyms, resolve_spans

FIRST_WORD = re.compile(r"(?:(?:The|An?) )?\w+")
"""A sentence's first word that tells something."""
BEGINNING = re.compile(r"\n+|(?:[—–]|--|\) -|(?<=[A-Z]{2}) -) ")
"""Where a sentence may begin behind a byline or a dateline."""
SITES = frozenset({"GPE", "LOC", "FAC"})
ACTING = frozenset({"actor", "recipient", "by", "from"})


class Known(Record, frozen=True, kw_only=True):
    """What the whole report tells about any one of its names."""

    report: Report
    actors: ActorEvidence
    sites: Mapping[str, Choice]
    acting: frozenset[str]
    """Entities that do something in some frame: a state that acts is its government."""
    openings: frozenset[int]
    """Where sentences begin with a word that is no name."""


@cache
def gazetteer() -> Gazetteer:
    """The index in the cache, opened once."""
    return Gazetteer.open()


def known_of(reading: Reading, told: tuple[CountryNamed, ...]) -> tuple[Known, tuple[Toponym, ...]]:
    """What a report tells of its names, and its toponyms; `told` are the countries it names."""
    report = reading.report
    outlet = outlet_of(report.outlet) if report.outlet else None
    home = outlet.country if outlet is not None else None
    persons = [m.span for m in reading.mentions if m.kind == "PER"]
    firms = _firms(reading)
    toponyms = find_toponyms(
        report.text, gazetteer=gazetteer(), persons=persons, firms=firms, outlet_country=home
    )
    named = _countries(told, toponyms)
    known = Known(
        report=report,
        actors=ActorEvidence(
            named=named,
            outlet_country=home,
            names=names_of(named),
            strangers=strangers(report.text, report.date),
        ),
        sites=_sites(reading, home, firms),
        acting=_acting(reading),
        openings=frozenset(_openings(reading)),
    )
    return known, toponyms


IN_FULL = re.compile(r"\b(?=([A-Z][\w-]+) ([A-Z][\w’'-]{2,})\b)")
"""A name and a surname; a text has many that are neither."""


def strangers(text: str, date: str | None) -> frozenset[str]:
    """Surnames of office-holders that a text gives to somebody else: "Hawa Idris was weighing
    sorghum when … Idris said" is no prime minister. Whoever it also names in full is meant."""
    if date is None:
        return frozenset()
    found: dict[str, bool] = {}
    for first, last in IN_FULL.findall(text):
        if in_office(last, date) and not _is_no_given_name(first):
            found[last] = found.get(last, False) or bool(find(f"{first} {last}", date))
    return frozenset(last for last, listed in found.items() if not listed)


def _is_no_given_name(word: str) -> bool:
    """Whether a word with a capital is no given name: it opens a sentence, or is a title."""
    common = word.casefold() in common_words() or as_country(word) is not None
    return common or role_of(word) is not None


def _firms(reading: Reading) -> frozenset[str]:
    """The names that the model takes for firms'."""
    bodies = (m for m in reading.mentions if m.kind == "ORG" and m.sector == "BUS")
    return frozenset(bare_phrase(m.text) for m in bodies)


def _countries(
    told: tuple[CountryNamed, ...], toponyms: Iterable[Toponym]
) -> tuple[CountryNamed, ...]:
    """The countries named; a place's longer name hides a people's in it ("Tamil Nadu")."""
    named = {c.start: c for c in told}
    for t in toponyms:
        if t.place is not None and t.place.country is not None:
            found = CountryNamed(country=t.place.country, text=t.text, start=t.start)
            word = named.setdefault(t.start, found)
            if t.text.startswith(f"{word.text} "):
                named[t.start] = found
    return tuple(named[start] for start in sorted(named))


def _acting(reading: Reading) -> frozenset[str]:
    ids = {m for f in reading.frames for r in ACTING for m in f.roles.get(r, ())}
    return frozenset(m.entity for m in reading.mentions if m.id in ids and m.entity is not None)


def _openings(reading: Reading) -> Iterator[int]:
    named = {at for n in reading.names for at in range(n.start, n.end)}
    text = reading.report.text
    starts = {a for a, _ in reading.sentences} | {m.end() for m in BEGINNING.finditer(text)}
    for start in starts:
        found = FIRST_WORD.match(text, start)
        if found is not None and start not in named and found.end() - 1 not in named:
            yield start


def _sites(reading: Reading, home: str | None, firms: frozenset[str]) -> dict[str, Choice]:
    """The place of every mention of a site, by mention id; a firm's store names none. Where
    something happens is a site, also where the reader took a capital for its government."""
    where = {m for f in reading.frames for m in f.roles.get("where", ())}
    sites = [m for m in reading.mentions if m.kind in SITES or (m.kind == "ORG" and m.id in where)]
    text, spans = reading.report.text, [m.span for m in sites]
    choices = resolve_spans(text, spans, gazetteer=gazetteer(), outlet_country=home)
    none = Choice(place=None, reason="it bears a firm's name")
    return {m.id: none if _names_of(m) in firms else c for m, c in zip(sites, choices, strict=True)}


def _names_of(mention: Mention) -> str:
    """The capitalised words of a building's mention: "Carrefour" of "a Carrefour store"."""
    tokens = bare_phrase(mention.text).split() if mention.kind == "FAC" else ()
    return " ".join(t for t in tokens if t[:1].isupper())
