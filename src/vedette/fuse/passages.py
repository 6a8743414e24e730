"""Two texts → what of the one is in the other: sentence by sentence, by words in their order.

Sentences are compared by the stems, numbers and names that they share, weighted by rarity, so that
other small words, another voice or an attribution put in front change little. Sentences that share
enough are blocks, and the blocks are put in order, so that a moved sentence is told from one that
stayed. A wire story and its rewrite share only about 30% of their 3-grams, which is too little for
counting n-grams.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from vedette.fuse.words import WORD, rarity, stems
from vedette.records import Record, Span, change

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
TOKEN = re.compile(rf"{NUMBER.pattern}|{WORD.pattern}")
ANY = re.compile(r"\w+(?:[’'-]\w+)*")
END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[A-Z“‘\"'(\[\d])|\n+")
NUMERALS = {
    word: str(value)
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
} | {
    word: str(10 * value)
    for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
COMMON = 20.0
"""Numbers up to this are shared by chance, and tell little."""
COMMON_WEIGHT, NUMBER_WEIGHT = 2.0, 5.0
ENOUGH = 11.0
"""Least weight of what two sentences share: two to four words of middling rarity."""
LEAST_SHARE = 0.4
"""Least share of the slighter of two sentences that is in the other."""


class Passage(Record, frozen=True, kw_only=True):
    """A sentence: where it stands in its text, its telling words, each once, in their order, and
    the sum of their weights."""

    span: Span
    words: tuple[str, ...]
    weight: float


class Worded(Record, frozen=True, kw_only=True):
    """A text as it is compared: its sentences, and all its words without case."""

    passages: tuple[Passage, ...]
    words: tuple[str, ...]


class Block(Record, frozen=True, kw_only=True):
    """A sentence of `a` and one of `b` (spans of characters) that share words.

    `words` are what they share; `share` is how much of the slighter sentence that is, by weight;
    `order` how much of it stands in the same order in both; `moved` that the block breaks the order
    of the two texts. Numbers from 0 to 1.
    """

    a: Span
    b: Span
    words: frozenset[str]
    share: float
    order: float
    moved: bool = False


class Reuse(Record, frozen=True, kw_only=True):
    """What two texts share. Shares are from 0 to 1, of the weight of a text's telling words.

    `in_order` is how much of b stands in a in the same order; `verbatim` the part of b's 3-grams
    (of all words) that a has too; `longest` the longest run of words that both have.
    """

    share_of_a: float
    share_of_b: float
    in_order: float
    verbatim: float
    longest: int
    blocks: tuple[Block, ...]


def telling(text: str) -> tuple[str, ...]:
    """The words that are compared: numbers as digits, the other words' stems, in their order.

    >>> telling("Seventeen troops crossed at 12.30")
    ('17', 'troop', 'cross', '12.30')
    """
    return tuple(w for found in TOKEN.findall(text) for w in _telling(found))


def _telling(word: str) -> tuple[str, ...]:
    numeral = NUMERALS.get(word.casefold())
    if numeral is not None:
        return (numeral,)
    return (word.replace(",", ""),) if word[0].isdecimal() else stems(word)


def weight(word: str) -> float:
    """How much it tells that two sentences share this word (see `words.rarity`)."""
    if not word[0].isdecimal():
        return rarity(word)
    return COMMON_WEIGHT if word.isdecimal() and int(word) <= COMMON else NUMBER_WEIGHT


def worded(text: str) -> Worded:
    """A text's sentences and words. Needs no model: a sentence cut in two does no harm here."""
    ends = [m.end() for m in END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    found = (_passage(text, start, end) for start, end in spans)
    return Worded(
        passages=tuple(p for p in found if p.words),
        words=tuple(w.casefold() for w in ANY.findall(text)),
    )


def _passage(text: str, start: int, end: int) -> Passage:
    words = tuple(dict.fromkeys(telling(text[start:end])))
    span = (start, start + len(text[start:end].rstrip()))
    return Passage(span=span, words=words, weight=sum(map(weight, words)))


def aligned(a: Worded, b: Worded) -> Reuse:
    """What `b` shares with `a`.

    A sentence may stand in several of the other text: editors join and split them.
    """
    found = _marked(_blocks(a.passages, b.passages))
    verbatim, longest = _runs(a.words, b.words)
    stayed: dict[Span, float] = {}
    for x in found:
        if not x.moved:
            stayed[x.b] = max(stayed.get(x.b, 0.0), x.order * sum(map(weight, x.words)))
    return Reuse(
        share_of_a=_covered(((x.a, x.words) for x in found), a.passages),
        share_of_b=_covered(((x.b, x.words) for x in found), b.passages),
        in_order=sum(stayed.values()) / _total(b.passages),
        verbatim=verbatim,
        longest=longest,
        blocks=found,
    )


def _total(of: Sequence[Passage]) -> float:
    return sum(p.weight for p in of) or 1.0


def _covered(found: Iterable[tuple[Span, frozenset[str]]], of: Sequence[Passage]) -> float:
    """How much of the passages the words found in them are."""
    words: dict[Span, frozenset[str]] = {}
    for span, shared in found:
        words[span] = words.get(span, frozenset()) | shared
    return sum(weight(w) for shared in words.values() for w in shared) / _total(of)


def _blocks(a: Sequence[Passage], b: Sequence[Passage]) -> list[Block]:
    where: dict[str, list[int]] = {}
    for n, p in enumerate(a):
        for w in p.words:
            where.setdefault(w, []).append(n)
    out = []
    for q in b:
        shared: dict[int, list[str]] = {}
        for w in q.words:
            for n in where.get(w, ()):
                shared.setdefault(n, []).append(w)
        found = (_block(a[n], q, words) for n, words in shared.items())
        out += [block for block in found if block is not None]
    return out


def _block(p: Passage, q: Passage, words: Sequence[str]) -> Block | None:
    """`words` are what they share, in q's order."""
    both = sum(map(weight, words))
    share = both / min(p.weight, q.weight)
    if both < ENOUGH or share < LEAST_SHARE:
        return None
    at = {w: n for n, w in enumerate(p.words)}
    order = heaviest((at[w], weight(w)) for w in words) / both
    return Block(a=p.span, b=q.span, words=frozenset(words), share=share, order=order)


def heaviest(steps: Iterable[tuple[int, float]]) -> float:
    """The greatest weight of (place, weight) steps whose places rise."""
    best: list[tuple[int, float]] = []
    for place, weight_ in steps:
        before = max((total for at, total in best if at < place), default=0.0)
        best.append((place, before + weight_))
    return max((total for _, total in best), default=0.0)


def _marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in the order of b; those outside the heaviest sequence that rises in both are moved."""
    ordered = sorted(blocks, key=lambda x: (x.b, x.a))
    best: list[tuple[float, int]] = []
    for n, x in enumerate(ordered):
        before = max(((best[m][0], m) for m in range(n) if ordered[m].a <= x.a), default=(0.0, -1))
        best.append((before[0] + sum(map(weight, x.words)), before[1]))
    stay: set[int] = set()
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        stay.add(at)
        at = best[at][1]
    return tuple(change(x, moved=n not in stay) for n, x in enumerate(ordered))


def _runs(a: Sequence[str], b: Sequence[str]) -> tuple[float, int]:
    """The part of b's 3-grams that a has, and the longest run of words in both."""
    where: dict[tuple[str, ...], list[int]] = {}
    for n in range(len(a) - 2):
        where.setdefault(tuple(a[n : n + 3]), []).append(n)
    longest, shared = 0, 0
    before: dict[int, int] = {}
    grams = [tuple(b[n : n + 3]) for n in range(len(b) - 2)]
    for gram in grams:
        before = {n: before.get(n - 1, 2) + 1 for n in where.get(gram, ())}
        shared += bool(before)
        longest = max(longest, *before.values(), 0)
    return shared / len(grams) if grams else 0.0, longest
