"""A sentence and its spans → the sentence in the markup of corpus/GUIDELINES.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.export import words
from vedette.records import Record, Span

TAKEN = str.maketrans("[]{}|", "()()/")
"""Signs that the markup takes for itself → what stands for them in a text."""
CLOSES = {"[": "]", "{": "}"}


class Mark(Record, frozen=True, kw_only=True):
    """A span with the id that it is marked by: "[" a mention, "{" a trigger."""

    start: int
    end: int
    id: str
    opens: str

    def crosses(self, other: Mark) -> bool:
        """Whether they overlap and neither holds the other."""
        one, two = (self, other) if self.start <= other.start else (other, self)
        return one.start < two.start < one.end < two.end


def nested(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that nest, in their order: of two that cross, a trigger stays, else the longer."""
    kept: list[Mark] = []
    for mark in sorted(set(marks), key=lambda m: (m.opens != "{", m.start - m.end, m.start, m.id)):
        if not any(mark.crosses(other) for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: (m.start, -m.end, m.opens == "{", m.id))


def marked(text: str, line: Span, marks: Iterable[Mark]) -> str:
    """The text of a line with marks that nest, in their order, on one line."""
    return " ".join("".join(_pieces(text, line, marks)).split())


def _pieces(text: str, line: Span, marks: Iterable[Mark]) -> Iterator[str]:
    at, opened = line[0], list[Mark]()
    for mark in marks:
        while opened and opened[-1].end <= mark.start:
            last = opened.pop()
            yield from (plain(text[at : last.end]), f"|{last.id}{CLOSES[last.opens]}")
            at = last.end
        yield from (plain(text[at : mark.start]), mark.opens)
        at = mark.start
        opened.append(mark)
    for last in reversed(opened):
        yield from (plain(text[at : last.end]), f"|{last.id}{CLOSES[last.opens]}")
        at = last.end
    yield plain(text[at : line[1]])


def plain(text: str) -> str:
    """A text without controls and without the signs of the markup, sign for sign."""
    return words.clean(text).translate(TAKEN)
