"""Role nouns → PLOVER sector, by `actor_roles.toml`.

A phrase is read from its head leftwards, then its complements ("officials of the bloc"), then its
appositions. It parses no grammar: a relative clause is cut off and not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from vedette.records import Record, change
from vedette.resolve.actor_roster import table
from vedette.resolve.actor_text import Word, words

_CLAUSE = re.compile(
    r"(?<=\s)(?:who|whom|whose|which|that|where|when|as|because|while|if|after|before|since|"
    r"accused|briefed|familiar|close|said|known|trying|travelling|carrying|killed|held|led|"
    r"wanted|captured|loyal|linked|described|called|using|working|based|armed with)\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:ex|vice|co|deputy|under|sub)-")
_LINK = re.compile(
    r"\b(?:of|in|at|from|for|with|against|to|on|near|by|over|under|inside|along|between|among|"
    r"across|about|off|outside|around)\b|[,;:(]|\band\b"
)
HEAD, COMPLEMENT, DEFAULT = 0.9, 0.75, 0.5
"""How sure a sector is: by the head's words, by what hangs on it, or by a bare generic head."""


class Role(Record, frozen=True, kw_only=True):
    """A sector, the words that told it, and how sure they are. `second` as in LEG/OPP."""

    sector: str
    words: str
    score: float
    second: str | None = None


class Phrase(Record, frozen=True, kw_only=True):
    """A run of words that ends at a token, and its sector if it tells one."""

    first: int
    words: str
    sector: str | None


def role_of(text: str) -> Role | None:
    """The sector that a noun phrase tells of itself, or None.

    >>> role_of("the opposition leader").sector
    'OPP'

    It knows nothing of names and countries: "Putin" and "the Kremlin" are for the roster.
    """
    found = _first(_segments(text))
    if found is None:
        return None
    if found.words.casefold() in table("roles")["posts"]["anywhere"]:
        # A union has a secretary general as well as an alliance.
        return _first(_segments(text.replace(found.words, "", 1))) or found
    return _as_former(found, text)


def head_part(text: str) -> str:
    """A noun phrase without its relative clause or participle."""
    cut = _CLAUSE.search(text, 1)
    return text[: cut.start()] if cut is not None else text


def is_post(text: str) -> bool:
    """Whether the head only says that one speaks or leads ("leader"), not for whom."""
    posts = table("roles")["posts"]["words"]
    heads = " ".join(_segments(text)[:1]).casefold()
    return any(re.search(rf"\b{re.escape(post)}s?\b", heads) for post in posts)


def _segments(text: str) -> list[str]:
    return [s for s in _LINK.split(head_part(text)) if s.strip()]


def _first(segments: list[str]) -> Role | None:
    default: Role | None = None
    for number, segment in enumerate(segments):
        score = HEAD if number == 0 else COMPLEMENT
        role = _in_segment(words(segment), score)
        if role is not None and role.score > DEFAULT:
            if default is not None and _apart(default, role):
                return change(default, score=HEAD)
            return role
        default = default or role
    return default


def _apart(head: Role, of: Role) -> bool:
    """Whether followers or kin are meant, who are no part of an office ("the minister's sons")."""
    offices = (*table("roles")["former"]["sectors"], "ELI")
    return of.sector in offices and _singular_in(_private(), head.words) is not None


def _in_segment(tokens: tuple[Word, ...], score: float) -> Role | None:
    """Right to left: the first telling phrase; a generic head passes the question on."""
    default: Role | None = None
    last = len(tokens) - 1
    while last >= 0:
        found = _ending_at(tokens, last)
        if found.sector is not None:
            second = _second(tokens[: found.first], found.sector)
            return Role(sector=found.sector, words=found.words, score=score, second=second)
        generic = _generic().get(_singular_in(_generic(), tokens[last].bare) or "")
        if default is None and generic:
            default = Role(sector=generic, words=tokens[last].bare, score=DEFAULT)
        last -= 1
    return default


def _ending_at(tokens: tuple[Word, ...], last: int) -> Phrase:
    """The longest phrase of the table that ends at a token; a generic head tells nothing."""
    for first in range(max(0, last - 2), last + 1):
        phrase = " ".join([*(w.text for w in tokens[first:last]), tokens[last].bare])
        generic = first == last and _is_generic(phrase)
        sector = None if generic else sector_of_phrase(phrase, named=last > 0)
        if sector is not None:
            return Phrase(first=first, words=phrase, sector=sector)
    return Phrase(first=last, words=tokens[last].bare, sector=None)


def sector_of_phrase(phrase: str, *, named: bool = False) -> str | None:
    """The sector of a noun or modifier in the table; `named`: it may be part of a name."""
    known = _sectors()
    if named and phrase in known:
        return known[phrase]
    low = _PREFIX.sub("", phrase.casefold())
    return known.get(_singular_in(known, low) or phrase)


def _singular_in(known: Mapping[str, str], phrase: str) -> str | None:
    return next((form for form in _singulars(phrase) if form in known), None)


_PLURALS = (("ies", "y"), ("men", "man"), ("women", "woman"), ("children", "child"), ("es", ""))


def _singulars(phrase: str) -> list[str]:
    low = phrase if phrase.isupper() else phrase.casefold()
    forms = [low, low.removesuffix("s")]
    forms += [low.removesuffix(end) + single for end, single in _PLURALS if low.endswith(end)]
    return forms


def _is_generic(word: str) -> bool:
    return _singular_in(_generic(), word) is not None


def _second(before: tuple[Word, ...], sector: str) -> str | None:
    told = {sector_of_phrase(w.bare) for w in before}
    return "OPP" if "OPP" in told and sector in ("LEG", "PTY") else None


def _as_former(role: Role, text: str) -> Role:
    former = table("roles")["former"]
    if role.sector not in former["sectors"]:
        return role
    opening = re.split(r"[\s-]+", text.casefold(), maxsplit=6)[:6]
    word = next((w for w in opening if w.removesuffix("'s") in former["words"]), None)
    if word is None:
        return role
    return Role(sector="ELI", words=f"{word} {role.words}", score=role.score)


@cache
def _sectors() -> Mapping[str, str]:
    data = table("roles")
    modifiers = {w: s for s, ws in data["modifiers"].items() for w in ws}
    return modifiers | {w: s for s, ws in data["sectors"].items() for w in ws}


@cache
def _generic() -> Mapping[str, str]:
    return dict(table("roles")["generic"])


@cache
def _private() -> Mapping[str, str]:
    return dict.fromkeys(table("roles")["private"]["words"], "CVL")
