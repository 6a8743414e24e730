"""Names of known actors → who they are on a date, from the roster built of resources/actors.

The roster holds facts of general knowledge: the well-known, and is silent on the rest. It is read
in once as lines; an entry is decoded when one of its names is looked up.
"""

from __future__ import annotations

import datetime
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from vedette.records import Record, decode
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.gazetteer import fold

FIRST = 2
"""Lines of the built file before its entries."""
ROSTERS = ("people", "igos", "groups", "bodies", "ngos", "media")
EARLIEST = "1945-01-01"
"""Where a term without a start begins when its days are counted."""
ALMOST_ALWAYS = 0.95
"""Share of the known days after which an actor of unknown date is told as what it is then."""
_AS = {
    "people": "an office-holder",
    "igos": "an international organisation",
    "groups": "an armed group",
    "bodies": "a body of its own name",
    "ngos": "a non-governmental organisation",
    "media": "a news outlet",
}
"""What an entry is called whose term has no words of its own."""


class Term(Record, frozen=True, kw_only=True):
    """What an actor is from one day to another (both count; None is open).

    `main`: as a head, foreign, defence or interior minister of a country.
    """

    country: str
    sectors: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    title: str = ""
    main: bool = False

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"term {self.title} ends on {self.end}, before {self.start}")

    def holds(self, date: str) -> bool:
        return (self.start or date) <= date <= (self.end or date)

    @property
    def days(self) -> int:
        """How long it lasted, or has lasted to the day the roster was checked; at least a day."""
        first, last = (self.start or EARLIEST), (self.end or known_until())
        return max(1, (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days)


class Standing(Record, frozen=True, kw_only=True):
    """What an actor is on a date: country, sectors, and the words for it."""

    country: str | None
    sectors: tuple[str, ...]
    words: str


class Listed(Record, frozen=True, kw_only=True):
    """One entry of a roster.

    `aliases` are its other names. Of `terms` that hold on one day the first is told: a head's
    office before a minister's, a state's before an international body's. `nation` is whose it is
    outside all terms.
    """

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

    @property
    def homes(self) -> frozenset[str]:
        """Countries, or codes of international bodies, that it is or was of."""
        told = (self.nation, *(term.country for term in self.terms))
        return frozenset(country for country in told if country is not None)

    def at(self, date: str | None) -> Standing:
        """What the actor is on a day; without a day, only what it is in almost all its terms."""
        if date is None:
            return self._always()
        for term in self.terms:
            if term.holds(date):
                return self._in(term)
        return self._outside(date)

    def called(self, text: str) -> Standing | None:
        """What the actor is in the latest post that a text calls it by ("Secretary General …")."""
        told = f" {fold(text).replace('-', ' ')} "
        posts = (t for t in self.terms if t.title)
        named = [t for t in posts if f" {fold(t.title).replace('-', ' ')} " in told]
        return self._in(max(named, key=lambda t: t.start or "")) if named else None

    def _in(self, term: Term) -> Standing:
        words = term.title or _AS.get(self.roster, "")
        return Standing(country=term.country, sectors=term.sectors, words=words)

    def _always(self) -> Standing:
        days: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for term in self.terms:
            days[term.country, term.sectors] += term.days
        [(code, most)] = days.most_common(1)
        if most >= ALMOST_ALWAYS * days.total():
            return self._in(next(t for t in self.terms if (t.country, t.sectors) == code))
        countries = {term.country for term in self.terms}
        home = self.nation or (countries.pop() if len(countries) == 1 else None)
        return Standing(country=home, sectors=(), words="at an unknown date")

    def _outside(self, date: str) -> Standing:
        past = [term for term in self.terms if term.end is not None and term.end < date]
        if self.roster != "people":
            home = self.nation or self.terms[0].country
            return Standing(country=home, sectors=(), words="outside its known terms")
        if not past:
            return Standing(country=self.nation, sectors=(), words="outside its known terms")
        last = max(past, key=lambda term: term.end or "")
        return Standing(country=self.nation, sectors=("ELI",), words=f"former {last.title}")


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


def find(name: str, date: str | None = None) -> tuple[Listed, ...]:
    """Entries with exactly this name (determiner and possessive apart), the weightiest first.

    A name written without a capital finds only what is so written ("peshmerga", "dpa"): "a border
    police" is no name.

    With a day, a bare surname that is nobody's listed name finds the one person who bears it and
    is a head, foreign, defence or interior minister of a country that day:

    >>> [entry.name for entry in find("Eagleburger", "1992-10-01")]
    ['Lawrence Eagleburger']

    Such a name is meant only where the country is named: ask `is_common`.
    """
    bare = bare_phrase(name)
    if bare.islower() and bare not in _uncapitalised():
        return ()
    numbers = _numbers("names", key(bare)) or _numbers("names", fold(bare))
    if numbers or date is None:
        return tuple(map(_entry, numbers))
    return in_office(bare, date)


def in_office(surname: str, date: str) -> tuple[Listed, ...]:
    """The one bearer of a surname in a main office of a country that day, or ()."""
    bearers = map(_entry, _numbers("surnames", fold(surname)))
    held = [e for e in bearers if any(t.main and t.holds(date) for t in e.terms)]
    return tuple(held) if len(held) == 1 else ()


def outlet_of(name: str) -> Outlet | None:
    """The known outlet of this name; None for one that is not in the roster.

    >>> outlet_of("AFP").family
    'Agence France-Presse'
    """
    return next((outlets()[e.id] for e in find(name) if e.roster == "media"), None)


@cache
def common_names() -> frozenset[str]:
    """Names, folded, that mean a listed actor only where its country is named.

    Surnames of office-holders, initials of bodies that few know, and names that bodies of several
    countries bear ("National Assembly").
    """
    return frozenset((*_head()["common"], *(_head()["surnames"].keys() - _names().keys())))


def known_until() -> str:
    """The day to which the offices of people were checked; some later ones are known."""
    return str(_head()["known_until"])


def is_common(name: str) -> bool:
    """Whether a name means a listed actor only where its country is named (`common_names`)."""
    return fold(bare_phrase(name)) in common_names()


@cache
def openings() -> frozenset[str]:
    """First words, folded, of every name that `find` knows."""
    return frozenset(_head()["openings"])


@cache
def seat_codes() -> Mapping[str, str]:
    """Keys of the palaces and towns that stand for a government → its code ("RUS/GOV")."""
    return {key(n): row["code"] for row in _head()["governments"] for n in row["metonyms"]}


class _Index(Mapping[str, tuple[Listed, ...]]):
    """Every name's key → the entries that bear it, decoded when they are asked for."""

    def __getitem__(self, name: str) -> tuple[Listed, ...]:
        if name not in _names():
            raise KeyError(name)
        return tuple(map(_entry, _numbers("names", name)))

    def __iter__(self) -> Iterator[str]:
        return iter(_names())

    def __len__(self) -> int:
        return len(_names())


def index() -> Mapping[str, tuple[Listed, ...]]:
    """Every entry by every name's key; of one name's bearers the weightiest first."""
    return _Index()


@cache
def entries() -> tuple[Listed, ...]:
    """All rosters, in the order of `ROSTERS`; decodes everything in a tenth of a second."""
    return tuple(map(_entry, range(len(_lines()) - FIRST)))


@cache
def outlets() -> Mapping[str, Outlet]:
    """The media roster by id."""
    found = map(_outlet, rows("media"))
    return {outlet.id: outlet for outlet in found}


def rows(roster: str) -> Iterator[dict[str, Any]]:
    """The raw rows of a roster; of `bodies`, the governments with their seats come first."""
    if roster == "bodies":
        yield from _head()["governments"]
    mark = f'"id":"{roster}:'.encode()
    yield from (decode(line) for line in _lines()[FIRST:] if mark in line)


@cache
def table(name: str) -> dict[str, Any]:
    """`actor_NAME.toml`, read once. The caller does not change it."""
    source = files("vedette.resolve").joinpath(f"actor_{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))


def parse_code(code: str) -> tuple[str, tuple[str, ...]]:
    """ "USA/LEG/OPP" → ("USA", ("LEG", "OPP"))."""
    country, *sectors = code.split("/")
    return country, tuple(sectors)


def parse_term(text: str) -> Term:
    """ "KOR/GOV! 2022-05-10..2025-04-04 president" → a term; "!" marks a main office.

    "KOR/GOV" alone is open.
    """
    code, _, rest = text.partition(" ")
    span, _, title = rest.partition(" ")
    start, _, end = span.partition("..")
    country, sectors = parse_code(code.removesuffix("!"))
    return Term(
        country=country,
        sectors=sectors,
        start=start or None,
        end=end or None,
        title=title,
        main=code.endswith("!"),
    )


@cache
def _lines() -> list[bytes]:
    """The built file: a head, the names with the numbers of their bearers, then the entries."""
    return files("vedette").joinpath("data", "roster.jsonl").read_bytes().splitlines()


@cache
def _head() -> dict[str, Any]:
    head: dict[str, Any] = decode(_lines()[0])
    return head


@cache
def _names() -> dict[str, int | list[int]]:
    numbers: dict[str, int | list[int]] = decode(_lines()[1])
    return numbers


@cache
def _uncapitalised() -> frozenset[str]:
    return frozenset(map(bare_phrase, _head()["uncapitalised"]))


def _numbers(where: str, name: str) -> Sequence[int]:
    """Numbers of the entries of a name; most names have one bearer, who is written bare."""
    table = _names() if where == "names" else _head()["surnames"]
    found = table.get(name, ())
    return (found,) if isinstance(found, int) else found


@cache
def _entry(number: int) -> Listed:
    row = decode(_lines()[FIRST + number])
    return Listed(
        id=row["id"],
        name=row["name"],
        roster=row["id"].partition(":")[0],
        terms=tuple(map(parse_term, row["terms"])),
        aliases=tuple(row.get("aliases", ())),
        nation=row.get("nation"),
        wikidata=row.get("wikidata"),
    )


def _outlet(row: dict[str, Any]) -> Outlet:
    country, _ = parse_code(row["terms"][0])
    return Outlet(
        id=row["id"], name=row["name"], country=country, kind=row["kind"], family=row["family"]
    )
