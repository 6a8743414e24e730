"""Words as they are compared: stems, weighted by how rare they are in news."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from vedette.stems import stem

WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_EMPTY = """
    the an of in on at to for and or but by with from as is are was were be been has had have
    that this it its his her him their he she they them which who whom whose said say says after
    before over into about not no more than would will could may might also there then when
    where what while if so such only other some any all both each one two three four five six
    seven eight nine ten being do did does done
    """
EMPTY = frozenset(_EMPTY.split())
"""Words that tell nothing of what happened."""
BAGS = 4_096
"""Bags of words of which the weights are kept: those of a report and of all it is compared with."""


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in their order, empty ones left out (Porter 2).

    >>> stems("The troops were shelling the harbour")
    ('troop', 'shell', 'harbour')
    """
    words = (w.casefold() for w in WORD.findall(text))
    return tuple(stem(w) for w in words if w not in EMPTY)


class _Known(dict[str, float]):
    """Stem → how rare it is; one that is not in the table is as rare as the rarest."""

    def __missing__(self, stem: str) -> float:
        return self[""]


@cache
def _known() -> _Known:
    source = resources.files("vedette.data").joinpath("rarity.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in source.splitlines() if not line.startswith("#"))
    found = _Known({stem: float(value) for stem, value in rows})
    found[""] = max(found.values())
    return found


class _Bag(NamedTuple):
    """Stems, each once, with the sum of their rarities and of the squares of these."""

    stems: frozenset[str]
    weight: float
    square: float


@lru_cache(BAGS)
def _bag(words: tuple[str, ...]) -> _Bag:
    known, stems_ = _known(), frozenset(words)
    values = [known[stem] for stem in stems_]
    return _Bag(stems_, sum(values), sum(value**2 for value in values))


def rarity(stem: str) -> float:
    """How much a shared stem tells: the logarithm of how few texts have it (Spärck Jones 1972).

    From a fixed table, so that no order of arrival changes a comparison.
    """
    return _known()[stem]


def likeness(a: Collection[str], b: Collection[str]) -> float:
    """Cosine of two bags of stems, each weighted by its rarity: 0 (nothing shared) to 1."""
    first, second = _bag(tuple(a)), _bag(tuple(b))
    both = first.stems & second.stems
    if not both:
        return 0.0
    known = _known()
    return sum(known[stem] ** 2 for stem in both) / math.sqrt(first.square * second.square)


def share(a: Collection[str], b: Collection[str]) -> float:
    """How much of the smaller bag is in the other, by rarity: 0 to 1."""
    first, second = _bag(tuple(a)), _bag(tuple(b))
    both = first.stems & second.stems
    if not both:
        return 0.0
    least = min(first.weight, second.weight)
    return sum(map(_known().__getitem__, both)) / least if least else 0.0
