"""Kinds of words: which of the grammar's rules can match an expression at all."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from vedette.resolve.date_feasts import EASTER, HOLIDAYS, MOVABLE
from vedette.resolve.date_words import (
    CLOCKS,
    EDGES,
    MONTHS,
    NINETIES,
    ORDINALS,
    PARTS,
    PLURALS,
    SEASON_NAMES,
    SIDES,
    UNITS,
    WEEKDAYS,
)
from vedette.resolve.number_words import SCALES, SMALL


class Kind(enum.IntFlag):
    """What a word can be in a time expression; a word may be several."""

    ANY = 0
    FIGURE = enum.auto()
    NUMBER = enum.auto()
    ORDINAL = enum.auto()
    MONTH = enum.auto()
    WEEKDAY = enum.auto()
    SEASON = enum.auto()
    UNIT = enum.auto()
    DECADE = enum.auto()
    SIDE = enum.auto()
    FEAST = enum.auto()
    EDGE = enum.auto()
    PART = enum.auto()
    CLOCK = enum.auto()
    EVERY = enum.auto()
    FISCAL = enum.auto()
    JOIN = enum.auto()
    PLACED = enum.auto()


def _firsts(names: Iterable[str]) -> set[str]:
    return {name.split()[0] for name in names}


_WORDS: dict[Kind, Iterable[str]] = {
    Kind.NUMBER: {*SMALL, *SCALES, "half"},
    Kind.ORDINAL: {*_firsts(ORDINALS), "last", "final"},
    Kind.MONTH: MONTHS,
    Kind.WEEKDAY: {*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)},
    Kind.SEASON: {*SEASON_NAMES, *(f"{name}s" for name in SEASON_NAMES)},
    Kind.UNIT: {*UNITS, *PLURALS},
    Kind.DECADE: NINETIES,
    Kind.SIDE: _firsts(SIDES),
    Kind.FEAST: {*_firsts((*HOLIDAYS, *EASTER, *MOVABLE))},
    Kind.EDGE: {*_firsts(EDGES), "end"},
    Kind.PART: {*_firsts(PARTS), *(f"{part}s" for part in PARTS)},
    Kind.CLOCK: {*CLOCKS, "o'clock"},
    Kind.EVERY: ("every", "each", "once", "twice", "times"),
    Kind.FISCAL: ("fiscal", "financial", "budget", "tax"),
    Kind.JOIN: ("and", "to", "through", "until", "till", "or"),
    Kind.PLACED: ("time", "in", "gmt", "utc"),
}


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for kind, words in _WORDS.items():
        for word in words:
            table[word] = table.get(word, 0) | int(kind)
    return table


_KINDS = _table()
_FIGURE = int(Kind.FIGURE)
_RANK = int(Kind.FIGURE | Kind.ORDINAL)
_QUARTER = int(Kind.FIGURE | Kind.UNIT)
_DASHED = int(Kind.FIGURE | Kind.JOIN)


def kinds_of(words: str) -> int:
    """The kinds of all words together, as the number of a `Kind`.

    A word with a figure or a sign in it ("9pm", "'99") counts as a figure, with a dash as a join.
    """
    kinds = 0
    for word in words.split():
        kinds |= _KINDS.get(word, 0)
        if not word.isalpha():
            kinds |= _figure(word)
    return kinds


def _figure(word: str) -> int:
    if word.endswith("'"):  # "two weeks' time"
        return _KINDS.get(word[:-1], 0)
    if word.endswith(("st", "nd", "rd", "th")):
        return _RANK
    if word[0] == "q":
        return _QUARTER
    return _DASHED if "-" in word else _FIGURE
