"""A text → a few dozen keys by which texts that repeat it are found among a million.

A key stands for two rare words of one sentence. A rewrite keeps such pairs, whatever it does to
the words between them, where MinHash over word shingles asks for runs of words that a rewrite
breaks. (Its usual library, datasketch, would also bring scipy with it, for one integral.)
Keys depend on nothing but the text, so a ledger can store them in a table and look them up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import combinations

from vedette.fuse.passages import Passage, Worded, worded
from vedette.records import Record

TELLING = 4
"""Of a sentence, so many of its rarest words are paired: 6 keys."""
LEAST = 2.7
"""Rarity of the least rare word that may be in a pair."""
SHARED = 2
"""Two texts are candidates where they share so many keys (of a text with fewer: all)."""
NEAREST = 20
"""So many candidates are compared: those that share most keys. Among 4,562 texts the right one was
in the first three for 99% of rewrites, so the bound costs nothing and holds for any ledger."""


class Sketch(Record, frozen=True, kw_only=True):
    """The keys of a text: 63-bit numbers, sorted, each once.

    Two texts are worth comparing where they share at least `need` of them.
    """

    bands: tuple[int, ...]
    need: int


def sketch(text: str | Worded) -> Sketch:
    """The sketch of a text. A text without two rare words in a sentence has no key."""
    words = worded(text) if isinstance(text, str) else text
    bands = sorted({_key(pair) for p in words.passages for pair in _pairs(p)})
    return Sketch(bands=tuple(bands), need=min(SHARED, len(bands)))


def candidates(shared: Mapping[str, int], need: int) -> tuple[str, ...]:
    """Whom to compare with, from report → number of keys shared: the nearest first."""
    found = sorted((-n, report) for report, n in shared.items() if n >= max(1, need))
    return tuple(report for _, report in found[:NEAREST])


def _pairs(passage: Passage) -> Iterator[tuple[str, str]]:
    # Words of one rarity come in the order of their hashes, so that both texts choose the same.
    rare = [(-value, _number(w), w) for w, value in passage.words.items() if value >= LEAST]
    yield from combinations(sorted(w for *_, w in sorted(rare)[:TELLING]), 2)


def _key(pair: tuple[str, str]) -> int:
    return _number(" ".join(pair))


def _number(words: str) -> int:
    """63 bits, as a signed integer of a database holds."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) >> 1
