"""Words of a sentence with their places, and how names are likened to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vedette.brief import cues
from vedette.codebook.countries import countries
from vedette.records import Record

JOIN = "ˑ"
"""A letter that no newspaper has; it binds the words of one name together."""
_WORD = re.compile(r"[^\W_]+(?:[’'.\-–][^\W_]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:;]|[–—])[\s\"“”‘’'(\[]*$|[“‘\"(]$")
SPOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"")
"""Words in quotation marks."""
ENDINGS = ("ians", "ian", "ans", "ese", "ish", "an", "ns", "is", "ia", "a", "e", "i", "n", "s")
"""What a country's name and its adjective differ in, the longest first."""
LEAST = 4
"""Letters that must be left of a name without its ending."""


class Word(Record, frozen=True, kw_only=True):
    """A word of a sentence: [start, end), whether a sentence or clause begins with it, and whether
    it is a possessive."""

    text: str
    start: int
    end: int
    opens: bool
    owns: bool = False

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words(text: str) -> list[Word]:
    """The words of a sentence in their order; a possessive's ending is not part of its word."""
    out = []
    for match in _WORD.finditer(text):
        bare = re.sub(r"[’'](?:s|S)?$|\.$", "", match.group()) or match.group()
        opens = _OPENS.search(text[: match.start()]) is not None
        start = match.start()
        owns = bare != match.group() and not match.group().endswith(".")
        out.append(Word(text=bare, start=start, end=start + len(bare), opens=opens, owns=owns))
    return out


def blank(match: re.Match[str]) -> str:
    """As many blanks as a match is long, so that all else stays in its place."""
    return " " * len(match.group())


@cache
def roots(word: str) -> frozenset[str]:
    """What a word may be known by: itself, it without an ending, and the country of its people."""
    low = re.sub(r"[’']s?$", "", word.casefold()).replace(".", "")
    bare = frozenset() if low in cues.listed("small") else frozenset(_bare(low))
    return bare | _land(word.replace(JOIN, " "))


@cache
def _land(name: str) -> frozenset[str]:
    """The country that a name or the name of its people stands for, as one root: the same for
    "US", "American" and "the United States"."""
    code = countries().code(name) if name[:1].isupper() or JOIN in name else None
    return frozenset() if code is None else frozenset({f"iso {code}"})


@cache
def _lands(name: str) -> frozenset[str]:
    """The countries that the words of a held name stand for, and the one whose capital it is."""
    parts = [w.text for w in words(name)]
    runs = (" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, i + 5))
    held = {land for run in {*runs, name} for land in _land(run)}
    return frozenset(held | seat(name.removeprefix("the ")))


@cache
def seat(name: str) -> frozenset[str]:
    """The country, as a root, whose capital a name is: who says "Ankara" may mean Turkey's
    government; who says Turkey need not mean Ankara."""
    return frozenset({_seats()[name.casefold()]}) if name.casefold() in _seats() else frozenset()


def governed(names: Iterable[str]) -> frozenset[str]:
    """The countries, as roots, that some names are as a whole: "Turkey", not "Turkey Point"."""
    return frozenset(land for name in names for land in _land(name.removeprefix("the ")))


@cache
def _seats() -> dict[str, str]:
    rows = countries().by_iso.values()
    return {row.capital.casefold(): f"iso {row.iso}" for row in rows if row.capital}


def _bare(low: str) -> set[str]:
    """A word, and it without an ending of peoples and plurals."""
    ending = next((e for e in ENDINGS if low.endswith(e) and len(low) - len(e) >= LEAST), None)
    return {low} if ending is None else {low, low.removesuffix(ending)}


def bound(name: str) -> str:
    """A name of several words as one word."""
    return JOIN.join(re.findall(r"[^\W_]+", name))


def unbound(text: str) -> str:
    """Bound names as they are read."""
    return text.replace(JOIN, " ")


def bind(text: str, names: Iterable[str]) -> str:
    """A text whose names of several words are one word each: a number, date or verb inside a name
    that the rows hold as it stands is part of that name."""
    several = {tuple(re.findall(r"\w+", n)) for n in names}
    for parts in sorted((p for p in several if len(p) > 1), key=lambda p: -sum(map(len, p))):
        pattern = r"(?<!\w)" + r"\W{1,9}".join(map(re.escape, parts)) + r"(?!\w)\)?"
        text = re.sub(pattern, _bound_whole, text, flags=re.IGNORECASE)
    return text


def _bound_whole(match: re.Match[str]) -> str:
    """A name as one word, with the bracket that it ends in: "Sudan Liberation Army (SLA)"."""
    found = match.group()
    closes = found.endswith(")") and "(" not in found
    return bound(found) + ")" * closes


def telling(names: Iterable[str]) -> frozenset[str]:
    """The roots of all words of some names that name somebody, and their initials."""
    found: set[str] = set()
    for name in names:
        parts = [w.text for w in words(name)]
        for part in parts:
            if part.casefold() not in cues.listed("small") and not part.isdigit():
                found |= roots(part)
                found |= {r for piece in re.split("[-–]", part) for r in roots(piece) if piece}
        found |= _lands(name)
        if JOIN in bound(name):
            found |= roots(bound(name))
        initials = "".join(p[0] for p in parts if p[0].isupper())
        if len(initials) > 1:
            found |= {initials.casefold()}
    return frozenset(found)


def short_for(word: str, names: Iterable[str]) -> bool:
    """Whether a word in capitals is made of the beginnings of some name's words, in their order.

    >>> short_for("AFRICOM", ["United States Africa Command"])
    True
    """
    low = word.casefold()
    return len(word) > 1 and word.isupper() and any(_begins(low, _proper(name)) for name in names)


@cache
def _proper(name: str) -> tuple[str, ...]:
    return tuple(w.text.casefold() for w in words(name) if w.capital)


def _begins(low: str, parts: tuple[str, ...]) -> bool:
    starts = range(len(parts) - 1)
    return any(_spelt(low, parts[at:], least=2) for at in starts)


def _spelt(low: str, parts: tuple[str, ...], *, least: int) -> bool:
    """Whether a word is made of a beginning of each of some words, as many as it needs."""
    if not low or not parts:
        return not low and least <= 0
    longest = next((n for n, (a, b) in enumerate(zip(low, parts[0], strict=False)) if a != b), None)
    most = min(len(low), len(parts[0])) if longest is None else longest
    return any(_spelt(low[n:], parts[1:], least=least - 1) for n in range(1, most + 1))


def shares(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of some names' words, in whichever form."""
    if not roots(word).isdisjoint(known):
        return True
    split = [p for p in re.split(f"[-–{JOIN}]", word) if p]
    pieces = [p for p in split if p.casefold() not in cues.listed("small")]
    several = len(split) > 1 and bool(pieces)
    return several and all(not roots(p).isdisjoint(known) for p in pieces)
