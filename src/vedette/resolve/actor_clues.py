"""Words in a mention that tell whose an actor is: known bodies, countries, peoples, towns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from vedette.records import Record, change
from vedette.resolve.actor_country import (
    ActorEvidence,
    CountryNamed,
    as_country,
    seat,
    seats,
)
from vedette.resolve.actor_names import is_title
from vedette.resolve.actor_roles import sector_of_phrase
from vedette.resolve.actor_roster import (
    Listed,
    find,
    is_common,
    openings,
    outlets,
    parse_code,
    table,
)
from vedette.resolve.actor_text import Run, Word, bare_phrase, runs, words
from vedette.resolve.gazetteer import countries, fold


class Clue(Record, frozen=True, kw_only=True):
    """Words that tell a country, and for a known body also its sectors and entry."""

    country: str
    words: str
    first: int
    last: int
    sectors: tuple[str, ...] = ()
    entry: Listed | None = None
    blocked: bool = False


class Scene(Record, frozen=True, kw_only=True):
    """What is known when a mention is read: the day, the countries named, the towns' countries."""

    date: str | None
    here: frozenset[str]
    towns: Mapping[str, str]
    openings: frozenset[str]
    """First words, folded, of the towns' names."""


def countries_named(text: str) -> tuple[CountryNamed, ...]:
    """Every country, people and capital that a text names, by the table of countries.

    It finds no other towns and resolves no homonym: hand in the resolved toponyms where there
    are any. Whoever stood for several in turn names none ("Mark Rutte").
    """
    tokens = words(text)
    every = _scan(tokens, _scene(None, ActorEvidence()))
    found = (_located(tokens, c) for c in every if c.entry is None or not _changed(c.entry))
    return tuple(named for named in found if named is not None)


def _changed(entry: Listed) -> bool:
    return entry.roster == "people" and len(entry.homes) > 1


def clues(text: str, *, date: str | None, evidence: ActorEvidence) -> tuple[Clue, ...]:
    """The words of belonging in a mention, in their order.

    A clue is `blocked` where the word before makes it the other side ("envoy for Sudan").
    """
    tokens = words(text)
    posted = any(
        w.bare.casefold().rstrip("s") in table("metonyms")["blocked"]["posted"] for w in tokens
    )
    found = _scan(tokens, _scene(date, evidence))
    return tuple(_mark(clue, tokens, posted=posted) for clue in found)


def belongs_to(text: str) -> str | None:
    """The country with whose name or people's name a longer mention begins.

    >>> belongs_to("South Korea's intelligence service")
    'KOR'

    None for the name alone ("the Russians"), for a hyphenated one ("Russian-backed"), for towns.
    """
    tokens = words(bare_phrase(text))
    if len(tokens) < 2 or not tokens[0].capital:
        return None
    for run in runs(tokens, 0):
        code = as_country(run.text)
        if code is not None:
            return None if run.last + 1 == len(tokens) else parse_code(code)[0]
    return None


def government_of(text: str) -> Clue | None:
    """The government that a name stands for when it acts: a country, a capital, a palace.

    >>> government_of("Kyiv").country
    'UKR'

    Other cities stand for no government, nor does a word of people alone ("Russians").
    """
    bare = bare_phrase(text)
    tokens = words(bare)
    if not tokens or not tokens[0].capital:
        return None
    code = seat(bare) or (None if countries().is_people(bare) else as_country(bare))
    if code is None:
        return None
    country, sectors = parse_code(code)
    return Clue(country=country, sectors=sectors, words=bare, first=0, last=len(tokens) - 1)


def _scene(date: str | None, evidence: ActorEvidence) -> Scene:
    names = evidence.looked_up()
    return Scene(date=date, here=names.here, towns=names.towns, openings=names.openings)


def _scan(tokens: tuple[Word, ...], scene: Scene) -> Iterator[Clue]:
    first = 0
    while first < len(tokens):
        clue = _at(tokens, first, scene) if _opens(tokens[first], scene) else None
        if clue is not None:
            yield clue
            first = clue.last
        first += 1


def _opens(word: Word, scene: Scene) -> bool:
    """Whether a known name may begin here; most words are passed over with one look."""
    if word.text.islower() and word.bare not in _lower_openings():
        return False
    first = fold(word.bare).partition(" ")[0]
    return first in _openings() or first in scene.openings


def _at(tokens: tuple[Word, ...], first: int, scene: Scene) -> Clue | None:
    for run in runs(tokens, first):
        clue = (
            _of_roster(run, tokens, scene)
            or _of_country(run, tokens)
            or _of_town(run, tokens, scene)
        )
        if clue is not None:
            return clue
    return None


def _of_roster(run: Run, tokens: tuple[Word, ...], scene: Scene) -> Clue | None:
    entry = next((e for e in find(run.text, scene.date) if _fits(e, run, tokens, scene)), None)
    if entry is None:
        return None
    standing = entry.at(scene.date)
    if standing.country is None:
        return None
    return Clue(
        country=standing.country,
        sectors=standing.sectors,
        words=run.text,
        first=run.first,
        last=run.last,
        entry=entry,
    )


def _fits(entry: Listed, run: Run, tokens: tuple[Word, ...], scene: Scene) -> bool:
    """Whether a roster's name inside a longer text may be meant."""
    if not any(c.isupper() for c in run.text):
        return False
    if run.first == run.last and not run.text.isupper() and _part_of_name(run, tokens):
        return False
    if not known_here(entry, run.text, scene.here):
        return False
    if entry.roster == "media":
        alone = len(tokens) == run.last - run.first + 1
        return alone or run.last > run.first or outlets()[entry.id].kind != "newspaper"
    return True


def known_here(entry: Listed, name: str, here: frozenset[str]) -> bool:
    """Whether an entry may be meant: a common name alone needs the country in the report."""
    return not is_common(name) or bool(here & entry.homes)


def _part_of_name(run: Run, tokens: tuple[Word, ...]) -> bool:
    """Whether a single word stands in a row of capitals that the tables do not know."""
    before = tokens[run.first - 1] if run.first > 0 else None
    after = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    return (before is not None and _is_namelike(before)) or (
        after is not None and not tokens[run.last].possessive and _is_namelike(after)
    )


def _is_namelike(word: Word) -> bool:
    if not word.capital or word.possessive or (word.bare.isupper() and len(word.bare) > 1):
        return False
    known = sector_of_phrase(word.bare) is not None or is_title(word.bare)
    return not known and as_country(word.bare) is None and fold(word.bare) not in ("the", "a")


def _of_country(run: Run, tokens: tuple[Word, ...]) -> Clue | None:
    low = table("metonyms")["affiliations"]
    capital = tokens[run.first].capital
    if not capital and run.text not in low:
        return None
    code = low.get(run.text) or as_country(run.text)
    if code is None and capital:
        code = seat(run.text)
    if code is None or (run.text in _given_names() and _part_of_name(run, tokens)):
        return None
    return Clue(country=parse_code(code)[0], words=run.text, first=run.first, last=run.last)


def _of_town(run: Run, tokens: tuple[Word, ...], scene: Scene) -> Clue | None:
    country = scene.towns.get(run.text)
    if country is None or (run.first == run.last and _part_of_name(run, tokens)):
        return None
    return Clue(country=country, words=run.text, first=run.first, last=run.last)


def _mark(clue: Clue, tokens: tuple[Word, ...], *, posted: bool) -> Clue:
    before = [w.bare.casefold() for w in tokens[max(0, clue.first - 2) : clue.first]]
    while before and before[-1] in ("the", "a", "an", "its", "his", "her"):
        before.pop()
    data = table("metonyms")["blocked"]
    stops = (*data["words"], *(data["abroad"] if posted else ()))
    if not before or before[-1] not in stops:
        return clue
    return change(clue, blocked=True)


def _located(tokens: tuple[Word, ...], clue: Clue) -> CountryNamed | None:
    if clue.entry is not None and clue.entry.roster == "media":
        return None
    return CountryNamed(country=clue.country, text=clue.words, start=tokens[clue.first].start)


@cache
def _openings() -> frozenset[str]:
    """First words, folded, of every name in the tables."""
    known = countries()
    places = (*known.by_word, *known.shared, *seats(), *table("metonyms")["affiliations"])
    return openings() | {fold(name).partition(" ")[0] for name in places}


@cache
def _lower_openings() -> frozenset[str]:
    names = (name.split()[0] for name in table("metonyms")["affiliations"])
    return frozenset(name for name in names if name.islower())


@cache
def _given_names() -> frozenset[str]:
    return frozenset(table("metonyms")["blocked"]["given_names"])
