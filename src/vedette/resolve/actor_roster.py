"""Names of known actors → who they are on a date, from the hand-written `actor_*.toml` rosters.

The rosters are facts of general knowledge; they hold the well-known, and are silent on the rest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from vedette.records import Record
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.gazetteer import fold

ROSTERS = ("people", "igos", "groups", "bodies", "media")


class Term(Record, frozen=True, kw_only=True):
    """What an actor is from one day to another (both count; None is open)."""

    country: str
    sectors: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    title: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"term {self.title} ends on {self.end}, before {self.start}")

    def holds(self, date: str) -> bool:
        return (self.start or date) <= date <= (self.end or date)


class Standing(Record, frozen=True, kw_only=True):
    """What an actor is on a date: country, sectors, and the words for it."""

    country: str | None
    sectors: tuple[str, ...]
    words: str


class Listed(Record, frozen=True, kw_only=True):
    """One entry of a roster. `aliases` are its other names."""

    id: str
    name: str
    roster: str
    terms: tuple[Term, ...]
    aliases: tuple[str, ...] = ()
    nation: str | None = None
    wikidata: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def at(self, date: str | None) -> Standing:
        """What the actor is on a day; without a day, only what it is in all its terms."""
        if date is None:
            return self._always()
        for term in self.terms:
            if term.holds(date):
                return Standing(country=term.country, sectors=term.sectors, words=term.title)
        return self._outside(date)

    def _always(self) -> Standing:
        codes = {(term.country, term.sectors) for term in self.terms}
        if len(codes) == 1:
            term = self.terms[-1]
            return Standing(country=term.country, sectors=term.sectors, words=term.title)
        countries = {term.country for term in self.terms}
        home = self.nation or (countries.pop() if len(countries) == 1 else None)
        return Standing(country=home, sectors=(), words="at an unknown date")

    def _outside(self, date: str) -> Standing:
        past = [t for t in self.terms if t.end is not None and t.end < date]
        home = self.nation or self.terms[0].country
        if not past or self.roster != "people":
            return Standing(country=home, sectors=(), words="outside its known terms")
        return Standing(country=home, sectors=("ELI",), words=f"former {past[-1].title}")


class Outlet(Record, frozen=True, kw_only=True):
    """A news agency, broadcaster, newspaper or website. One `family` is one owner or group."""

    id: str
    name: str
    country: str
    kind: str
    family: str


def key(name: str) -> str:
    """A name as it is looked up: short initials keep their case ("WHO"), all else is folded."""
    letters = name.replace(".", "")
    if len(letters) <= 5 and letters.isalpha() and sum(c.isupper() for c in letters) > 1:
        return letters
    return fold(name)


def find(name: str) -> tuple[Listed, ...]:
    """Entries with exactly this name (determiner and possessive apart), whatever the date."""
    bare = bare_phrase(name)
    return index().get(key(bare)) or index().get(fold(bare), ())


def outlet_of(name: str) -> Outlet | None:
    """The known outlet of this name; None for one that is not in the roster.

    >>> outlet_of("AFP").family
    'Agence France-Presse'
    """
    return next((outlets()[e.id] for e in find(name) if e.roster == "media"), None)


@cache
def index() -> Mapping[str, tuple[Listed, ...]]:
    """Every entry by every name's key."""
    table: dict[str, tuple[Listed, ...]] = {}
    for entry in entries():
        for name in dict.fromkeys(key(bare_phrase(n)) for n in entry.names):
            table[name] = (*table.get(name, ()), entry)
    return table


@cache
def entries() -> tuple[Listed, ...]:
    """All rosters, in the order of `ROSTERS`."""
    return tuple(_listed(roster, row) for roster in ROSTERS for row in rows(roster))


@cache
def outlets() -> Mapping[str, Outlet]:
    """The media roster by id."""
    found = (_outlet(row) for row in rows("media"))
    return {outlet.id: outlet for outlet in found}


@cache
def common_names() -> frozenset[str]:
    """Surnames and initials, folded, that mean a listed actor only where its country is named."""
    names = (*table("people")["common"], *table("metonyms")["blocked"]["common"])
    return frozenset(map(fold, names))


def known_until() -> str:
    """The day to which the offices of people were checked."""
    return str(table("people")["known_until"])


@cache
def table(name: str) -> dict[str, Any]:
    """`actor_NAME.toml`, read once. The caller does not change it."""
    source = files("vedette.resolve").joinpath(f"actor_{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))


def rows(roster: str) -> Iterator[dict[str, Any]]:
    """The raw rows of a roster."""
    yield from table(roster)["entries"]


def parse_code(code: str) -> tuple[str, tuple[str, ...]]:
    """ "USA/LEG/OPP" → ("USA", ("LEG", "OPP"))."""
    country, *sectors = code.split("/")
    return country, tuple(sectors)


def parse_term(text: str) -> Term:
    """ "KOR/GOV 2022-05-10..2025-04-04 president" → a term; "KOR/GOV" alone is open."""
    code, _, rest = text.partition(" ")
    span, _, title = rest.partition(" ")
    start, _, end = span.partition("..")
    country, sectors = parse_code(code)
    return Term(country=country, sectors=sectors, start=start or None, end=end or None, title=title)


def _listed(roster: str, row: dict[str, Any]) -> Listed:
    code = f"{row['country']}/JRN" if roster == "media" else row.get("code")
    return Listed(
        id=_identifier(roster, row["name"]),
        name=row["name"],
        roster=roster,
        terms=tuple(map(parse_term, row.get("terms", ()) or (code,))),
        aliases=tuple(row.get("aliases", ())),
        nation=row.get("nation"),
        wikidata=row.get("wikidata"),
    )


def _outlet(row: dict[str, Any]) -> Outlet:
    return Outlet(
        id=_identifier("media", row["name"]),
        name=row["name"],
        country=row["country"],
        kind=row["kind"],
        family=row["family"],
    )


def _identifier(roster: str, name: str) -> str:
    return f"{roster}:{fold(name).replace(' ', '-')}"
