"""Text into lines of a given room, for drawings: nothing is measured by a browser.

Widths are the advances of Helvetica and Times, which the faces of every common system share
(Arial, Liberation, Nimbus, Tinos), so that what fits here fits there. Other scripts are taken to
be as wide as their wide letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from vedette.records import Record

Face = Literal["sans", "sans-bold", "serif", "serif-bold"]
_ADVANCES: tuple[tuple[Face, str], ...] = (
    ("sans", """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556
556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556
556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"""),
    ("sans-bold", """
278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556
556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778
667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611
611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"""),
    ("serif", """
250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500
500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722
556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500
500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"""),
    ("serif-bold", """
250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500
500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778
611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500
556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520"""),
)  # fmt: skip
WIDTHS = {face: tuple(map(int, row.split())) for face, row in _ADVANCES}
"""Advance of each character from space to tilde, in thousandths of the type size."""
SIGNS = {"‘": 333, "’": 333, "“": 500, "”": 500, "–": 556, "—": 1000, "…": 1000, "·": 278}
WIDE, BROAD, SYMBOL, OTHER = 1000, 1000, 1300, 720
"""An ideograph, a capital outside Latin, an emoji, any other letter."""
CUT = "…"


class Style(Record, frozen=True):
    """How a kind of text is set: sizes in pixels, `spacing` in parts of the size."""

    face: Face
    size: float
    leading: float
    spacing: float = 0.0

    def width(self, text: str) -> float:
        """The width of a text on one line, in pixels; never less than what is drawn."""
        units = sum(_advance(c, self.face) + self.spacing * 1000 for c in text)
        return units * self.size / 1000


class Lines(Record, frozen=True):
    """A text in lines; `cut` where its end did not fit."""

    lines: tuple[str, ...]
    cut: bool


def wrap(text: str, style: Style, room: float, most: int) -> Lines:
    """A text in at most `most` lines of `room` pixels, broken at blanks, within a word only where
    it alone is too long; what does not fit is cut with an ellipsis."""
    lines = list(_filled(text.split(), style, room, most + 1))
    if len(lines) <= most:
        return Lines(lines=tuple(lines), cut=False)
    last = _shortened(f"{lines[most - 1]}{CUT}", style, room)
    return Lines(lines=(*lines[: most - 1], last), cut=True)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (UAX 9, P2)."""
    found = (unicodedata.bidirectional(c) for c in text)
    return next((b in ("R", "AL") for b in found if b in ("L", "R", "AL")), False)


def _advance(char: str, face: Face) -> int:
    base = unicodedata.normalize("NFD", char)[0]
    if " " <= base <= "~":
        return WIDTHS[face][ord(base) - ord(" ")]
    category = unicodedata.category(base)
    if char in SIGNS:
        return SIGNS[char]
    if category in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(base) in "WF" or category == "So":
        return SYMBOL if category == "So" else WIDE
    return BROAD if category == "Lu" else OTHER


def _filled(words: Sequence[str], style: Style, room: float, most: int) -> Iterator[str]:
    """The first `most` lines, greedily."""
    line, made = "", 0
    for word in (piece for each in words for piece in _pieces(each, style, room)):
        longer = f"{line} {word}" if line else word
        if style.width(longer) <= room:
            line = longer
            continue
        yield line
        line, made = word, made + 1
        if made == most:
            return
    if line:
        yield line


def _pieces(word: str, style: Style, room: float) -> Iterator[str]:
    """A word whole, or in pieces that fit; a mark stays with the letter that it stands on."""
    piece = ""
    if style.width(word) <= room:
        yield word
        return
    for char in word:
        mark = unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")
        if piece and not mark and style.width(piece + char) > room:
            yield piece
            piece = ""
        piece += char
    yield piece


def _shortened(line: str, style: Style, room: float) -> str:
    while len(line) > 1 and style.width(line) > room:
        line = f"{line[:-2].rstrip()}{CUT}"
    return line
