"""The longest known name at each capitalised word of a text, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from vedette.records import change
from vedette.resolve.gazetteer import Candidate, Names, countries
from vedette.resolve.place_gates import Match
from vedette.resolve.place_tokens import Token
from vedette.resolve.place_words import words

_LONGEST = 8


def find_names(text: str, found: Sequence[Token], gazetteer: Names) -> list[Match]:
    """The longest known name at each capitalised word, with its container and cue."""
    matches: list[Match] = []
    at = 0
    while at < len(found):
        size = _longest_name(text, found, at, gazetteer)
        short = _short(text, found, at, gazetteer)
        if size and _speaks_of_capital(found, at, at + size):
            size += 1
        match = short or (match_at(text, found, at, size, gazetteer) if size else None)
        if match is not None:
            contains = bool(matches) and matches[-1].containing == match.text
            matches.append(_as_region(match) if contains else match)
        at += max(size, 1)
    return matches


def _as_region(match: Match) -> Match:
    """A name that has just served as a container ("London, Ontario") is no town of that name."""
    kinds = {c.feature for c in match.found}
    plain = match.cue is None and "region" in kinds and "country" not in kinds
    return change(match, cue="state") if plain else match


def _short(text: str, found: Sequence[Token], at: int, gazetteer: Names) -> Match | None:
    """A region written short: "Lexington, Ky.", "Bethesda, MD"; "S.C." anywhere."""
    token = found[at]
    full = words().short.get(token.text.replace(".", ""))
    if full is None or (token.gap.strip() != "," and token.text.count(".") < 2):
        return None
    dot = int(text[token.end : token.end + 1] == "." and not token.text.endswith("."))
    if not dot and not token.text.isupper() and "." not in token.text:
        return None
    whole = change(token, end=token.end + dot, text=full)
    return Match(
        words=(whole,),
        text=full,
        found=tuple(c for c in gazetteer.lookup(full) if c.feature == "region"),
        before=None,
        after=None,
        cue="state",
    )


def _longest_name(text: str, found: Sequence[Token], at: int, gazetteer: Names) -> int:
    """How many words from here are one known name; 0 for none."""
    if not found[at].capital or found[at].text.lower() == "the":
        return 0
    most = gazetteer.longest(found[at].text)
    reach = _reach(found, at, min(most, _LONGEST)) if most else 0
    for size in range(reach, 0, -1):
        last = found[at + size - 1]
        ends = last.capital or last.text in words().tails
        if ends and gazetteer.lookup(text[found[at].start : last.end]):
            return size
    return 0


def _reach(found: Sequence[Token], at: int, most: int) -> int:
    """How many words may belong to one name: joined, and capitalised or small words of names."""
    size = 1
    while size < most and at + size < len(found):
        token, last = found[at + size], found[at + size - 1]
        fits = token.capital or token.text in words().inner or token.text in words().tails
        short = last.text in ("St", "Mt", "Ft", "Ste") and token.gap.strip() == "."
        if last.owns or not fits or not (token.joined or short):
            break
        size += 1
    return size


def match_at(text: str, found: Sequence[Token], at: int, size: int, gazetteer: Names) -> Match:
    """The name of so many words, looked up; "the Ukrainian capital" is Kyiv, in Ukraine."""
    words_of_it = text[found[at].start : found[at + size - 1].end]
    seat, country = _capital(words_of_it) or (None, None)
    name = seat or words_of_it
    after = at + size
    return Match(
        words=tuple(found[at:after]),
        text=name,
        found=gazetteer.lookup(name),
        before=found[at - 1] if at else None,
        after=found[after] if after < len(found) else None,
        containing=country or _container(text, found, at, after, gazetteer),
        cue=_cue(found, at, after),
    )


_CAPITAL = re.compile(
    r"(?:the\s+)?(?P<owner>.+?)(?:['’]s?)?\s+capital(?:\s+city)?|"
    r"(?:the\s+)?capital(?:\s+city)?\s+of\s+(?P<of>.+)"
)
_MONEY = re.compile(
    r"(?:accounts?|controls|expenditure|flight|flows|gains|goods|investment|markets?|offences?|"
    r"punishment|requirements|reserves|spending|stock)"
)
"""Words before which "capital" is no town."""


def _capital(words_of_it: str) -> tuple[str, str] | None:
    """The capital that words speak of without its name, and the country."""
    said = _CAPITAL.fullmatch(words_of_it)
    code = countries().code(said["owner"] or said["of"]) if said is not None else None
    country = countries().by_iso.get(code) if code is not None else None
    return (country.capital, country.name) if country is not None and country.capital else None


def _speaks_of_capital(found: Sequence[Token], at: int, after: int) -> bool:
    """Whether "capital" stands behind a name, "the" or an "'s" before it, and means the town."""
    if after >= len(found) or found[after].text != "capital" or not found[after].joined:
        return False
    definite = found[after - 1].owns or (at > 0 and found[at - 1].text.lower() == "the")
    behind = found[after + 1] if after + 1 < len(found) else None
    return definite and not (behind is not None and behind.joined and _MONEY.fullmatch(behind.text))


def _container(
    text: str, found: Sequence[Token], at: int, after: int, gazetteer: Names
) -> str | None:
    """ ", Ohio" or ", La." after a name, "in the Dominican Republic" too; "Russia's" before it.

    The word for its kind may stand between ("Delft island, Sri Lanka").
    """
    kind = found[after].text.lower() if after < len(found) and found[after].joined else ""
    behind = after + (kind in words().cues)
    start = _container_start(found, behind)
    if start is not None:
        short = words().short.get(found[start].text.replace(".", ""))
        if short is not None and start == behind:
            return short
        size = _longest_name(text, found, start, gazetteer)
        name = text[found[start].start : found[start + size - 1].end] if size else ""
        named = gazetteer.lookup(_words(text, found, at, after))
        if size and _holds(gazetteer.lookup(name), _of_kind(kind, named)):
            return None if countries().is_people(name) else name
    if at and found[at - 1].owns and countries().codes(found[at - 1].text):
        return found[at - 1].text
    return None


def _of_kind(kind: str, named: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The places that may be meant: an island that is in no table is no town of its name."""
    land = kind in ("island", "islands")
    islands = tuple(c for c in named if c.feature not in ("city", "district"))
    return islands if land else tuple(named)


def _words(text: str, found: Sequence[Token], at: int, after: int) -> str:
    return text[found[at].start : found[after - 1].end]


def _holds(wider: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """Whether a wider place has one of a name's places in it: in "Cairo, Oslo and Lima" none has.

    A name that no table has may lie in any.
    """
    inside = {c.country for c in wider if c.feature == "country"}
    inside |= {c.admin1 for c in wider if c.feature == "region"}
    inside.discard(None)
    return bool(inside) and (
        not found or any(c.admin1 in inside or c.country in inside for c in found)
    )


def _container_start(found: Sequence[Token], after: int) -> int | None:
    """Where a container may begin after a name: right behind a comma, or behind "in (the)"."""
    if after >= len(found):
        return None
    if found[after].gap.strip() in (",", "(", ", ("):
        return after
    if found[after].text != "in" or not found[after].joined or found[after - 1].owns:
        return None
    start = after + 1
    if start < len(found) and found[start].text == "the" and found[start].joined:
        start += 1
    return start if start < len(found) and found[start].joined else None


def _cue(found: Sequence[Token], at: int, after: int) -> str | None:
    """ "Kursk region", "the Kursk border region", "the city of Kursk"."""
    behind = list(takewhile(lambda t: t.joined, found[after : after + 2]))
    if behind and not found[after - 1].owns:
        if behind[0].text.lower() in words().cues:
            return behind[0].text.lower()
        if behind[0].text == "border" and len(behind) > 1 and behind[1].text in words().cues:
            return behind[1].text
    if at > 1 and found[at - 1].text == "of" and found[at - 2].text in words().cues:
        return found[at - 2].text
    return None
