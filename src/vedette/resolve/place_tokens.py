"""A report's text → words with their spans, and whether capitals mean anything where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vedette.records import Record

# Initials ("U.S.", "W.Va."), or letters with apostrophes inside ("N'Djamena").
_WORD = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ`]s$", re.IGNORECASE)
_JOINT = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*|[-–‑/]")
_ENDS = frozenset('.!?:;\n"“”•|')
_SHORT = frozenset(
    ["St", "Ste", "Mt", "Ft", "Sgt", "Lt", "Gen", "Col", "Sen", "Rep", "Gov", "Dr", "Mr", "Mrs"]
)
_CLOUD = 0.7
"""Share of capitalised words from which a line's capitals say nothing (title case)."""


class Token(Record, frozen=True, kw_only=True):
    """A word. `start`, `end` are characters of the text, without a possessive "'s".

    `gap` is what stands before it; `opens` whether it begins a sentence or line; `loud` whether it
    stands in a line of capitals or title case; `owns` whether "'s" follows.
    """

    start: int
    end: int
    text: str
    gap: str
    opens: bool
    loud: bool
    owns: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def joined(self) -> bool:
        """Whether nothing but a blank or a hyphen parts it from the word before it."""
        return _JOINT.fullmatch(self.gap) is not None


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order; digits and signs are no words. Linear in its length."""
    found: list[Token] = []
    for start, line in _lines(text):
        found += _line_tokens(text, start, line, found[-1] if found else None)
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def _line_tokens(text: str, start: int, line: str, last: Token | None) -> list[Token]:
    spans = [(start + m.start(), start + m.end()) for m in _WORD.finditer(line)]
    loud = _is_loud([text[a:b] for a, b in spans])
    end = last.end + 2 * last.owns if last is not None else 0
    before = last.text if last is not None else ""
    found: list[Token] = []
    for a, b in spans:
        word = text[a:b]
        owns = _POSSESSIVE.search(word) is not None and len(word) > 2
        gap = text[end:a]
        found.append(
            Token(
                start=a,
                end=b - 2 * owns,
                text=word[:-2] if owns else word,
                gap=gap,
                opens=not before or _is_break(gap, before),
                loud=loud,
                owns=owns,
            )
        )
        end, before = b, found[-1].text
    return found


def _is_break(gap: str, before: str) -> bool:
    """Whether a sentence or line may begin after this gap; "St. " and "J. " begin none."""
    if gap[:1] == "." and (before in _SHORT or len(before) == 1):
        return False
    return not _ENDS.isdisjoint(gap[:200])


def _is_loud(line: Sequence[str]) -> bool:
    long = [word for word in line if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) / len(long) >= _CLOUD
