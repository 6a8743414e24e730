"""Words of a sentence with their places, and how names are likened to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vedette.brief import cues
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
    country = cues.adjectives().get(low, "")
    return frozenset(
        r
        for part in (low, *country.split())
        if part not in cues.listed("small")
        for r in _bare(part)
    )


def _bare(low: str) -> set[str]:
    """A word, and it without an ending of peoples and plurals."""
    ending = next((e for e in ENDINGS if low.endswith(e) and len(low) - len(e) >= LEAST), None)
    return {low} if ending is None else {low, low.removesuffix(ending)}


def bound(name: str) -> str:
    """A name of several words as one word."""
    return JOIN.join(re.findall(r"\w+", name))


def unbound(text: str) -> str:
    """Bound names as they are read."""
    return text.replace(JOIN, " ")


def bind(text: str, names: Iterable[str]) -> str:
    """A text whose names of several words are one word each: a number, date or verb inside a name
    that the rows hold as it stands is part of that name."""
    several = {tuple(re.findall(r"\w+", n)) for n in names}
    for parts in sorted((p for p in several if len(p) > 1), key=lambda p: -sum(map(len, p))):
        pattern = r"(?<!\w)" + r"\W{1,3}".join(map(re.escape, parts)) + r"(?!\w)"
        text = re.sub(pattern, lambda m: bound(m.group()), text, flags=re.IGNORECASE)
    return text


def telling(names: Iterable[str]) -> frozenset[str]:
    """The roots of all words of some names that name somebody, and their initials."""
    found: set[str] = set()
    for name in names:
        parts = [w.text for w in words(name)]
        for part in parts:
            if part.casefold() not in cues.listed("small") and not part.isdigit():
                found |= roots(part)
                found |= {r for piece in re.split("[-–]", part) for r in roots(piece) if piece}
        if JOIN in bound(name):
            found |= roots(bound(name))
        initials = "".join(p[0] for p in parts if p[0].isupper())
        if len(initials) > 1:
            found |= {initials.casefold()}
    return frozenset(found)


def shares(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of some names' words, in whichever form."""
    if not roots(word).isdisjoint(known):
        return True
    pieces = [p for p in re.split(f"[-–{JOIN}]", word) if p.casefold() not in cues.listed("small")]
    return len(pieces) > 1 and all(not roots(p).isdisjoint(known) for p in pieces if p)
