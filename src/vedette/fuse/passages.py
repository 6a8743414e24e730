"""Two texts → what of the one is in the other: sentence by sentence, by words in their order.

Sentences are compared by the stems, numbers and names that they share, weighted by rarity, so that
other small words, another voice or an attribution put in front change little. A wire story and its
rewrite share only about 30% of their 3-grams, too little for counting n-grams. What tells a rewrite
from another report of the same story are *details*: words that neither text says twice. Names and
places of a story are in every report of it; a dentist in the third paragraph is in one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import fsum

from vedette.fuse.words import WORD, rarity, stems
from vedette.records import Record, Span, change
from vedette.stems import KEPT

Gram = tuple[str, ...]
"""Three words in a row."""

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
TOKEN = re.compile(rf"{NUMBER.pattern}|{WORD.pattern}")
ANY = re.compile(r"\w+(?:[’'-]\w+)*")
QUOTED = re.compile(r"“[^”\n]{1,600}”|\"[^\"\n]{1,600}\"|``[^\n]{1,600}?''")
QUOTE = 20
"""Characters of a quotation. Two who heard the same speech quote the same words, so quotations
prove no copying; but shorter ones are names and nicknames."""
END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[A-Z“‘\"'(\[\d])|\n+")
TEENS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMERALS = {w: str(n) for n, w in enumerate(TEENS, 1)} | {
    w: str(10 * n) for n, w in enumerate(TENS, 2)
}
COMMON = 20
"""Numbers up to this are shared by chance, and tell little."""
COMMON_WEIGHT, NUMBER_WEIGHT = 2.0, 5.0
ENOUGH = 11.0
"""Least weight of what two sentences share: two to four words of middling rarity."""
LEAST_SHARE = 0.4
"""Least share of the slighter of two sentences that is in the other."""
SEVERAL = 8
"""Most sentences of the other text that one is laid beside, the most alike: a by-line may stand in
it a hundred times."""
OFTEN = 100
"""Places of a word, or of three, in a text that are looked at: more come in no report."""
FEW_DETAILS = 20.0
"""Texts with details of less weight than this count as having this much: a share of nothing is no
evidence."""


class Passage(Record, frozen=True, kw_only=True):
    """A sentence: where it stands in its text, its telling words (each once, in their order) with
    their weights, the sum of the weights, and those words that are quoted."""

    span: Span
    words: dict[str, float]
    weight: float
    quoted: frozenset[str]


class Worded(Record, frozen=True, kw_only=True):
    """A text as it is compared: its sentences, and its words outside quotations without case.

    The rest is made once for all comparisons: `within` has for each telling word the sentences, by
    number, that it is in; `common` are those that are no details, since they are quoted or in
    several sentences; `grams` are the 3-grams of `words`.
    """

    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    within: dict[str, list[int]]
    common: frozenset[str]
    grams: frozenset[Gram]


class Block(Record, frozen=True, kw_only=True):
    """A sentence of `a` and one of `b` (spans of characters) that share words.

    `words` are what they share and `weight` its weight; `share` how much of the slighter sentence,
    `whole` how much of the weightier that is; `order` how much of it stands in the same order in
    both; `own` the weight of what is not quoted in either; `moved` that the block breaks the order
    of the two texts. Shares are from 0 to 1.
    """

    a: Span
    b: Span
    words: frozenset[str]
    weight: float
    share: float
    whole: float
    order: float
    own: float
    moved: bool = False


class Reuse(Record, frozen=True, kw_only=True):
    """What two texts share. Shares are from 0 to 1, of the weight of a text's telling words.

    `details_of_…` count only words that neither text says in two sentences or in a quotation;
    `in_order` is how much of b stands in a in the same order; `verbatim_…` the part of a text's
    3-grams (of all words outside quotations) that the other has too; `longest` the longest run of
    such words that both have.
    """

    share_of_a: float
    share_of_b: float
    details_of_a: float
    details_of_b: float
    in_order: float
    verbatim_a: float
    verbatim_b: float
    longest: int
    blocks: tuple[Block, ...]


def telling(text: str) -> tuple[str, ...]:
    """The words that are compared: numbers as digits, the other words' stems, in their order.

    >>> telling("Seventeen troops crossed at 12.30")
    ('17', 'troop', 'cross', '12.30')
    """
    return tuple(w for found in TOKEN.findall(text) for w in _telling(found))


@lru_cache(KEPT)
def _telling(word: str) -> tuple[str, ...]:
    numeral = NUMERALS.get(word.casefold())
    if numeral is not None:
        return (numeral,)
    return (word.replace(",", ""),) if word[0].isdecimal() else stems(word)


@lru_cache(KEPT)
def weight(word: str) -> float:
    """How much it tells that two sentences share this word (see `words.rarity`)."""
    if not word[0].isdecimal():
        return rarity(word)
    return COMMON_WEIGHT if word.isdecimal() and int(word) <= COMMON else NUMBER_WEIGHT


def worded(text: str) -> Worded:
    """A text's sentences and words. Needs no model: a sentence cut in two does no harm here."""
    own = QUOTED.sub(_unquoted, text)
    ends = [m.end() for m in END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    found = (_passage(text[start:end], own[start:end], start) for start, end in spans)
    passages = tuple(p for p in found if p.words)
    words = tuple(w.casefold() for w in ANY.findall(own))
    within: dict[str, list[int]] = {}
    for n, p in enumerate(passages):
        for w in p.words:
            within.setdefault(w, []).append(n)
    repeated = frozenset(w for w, sentences in within.items() if len(sentences) > 1)
    return Worded(
        passages=passages,
        words=words,
        within=within,
        common=repeated.union(*(p.quoted for p in passages)),
        grams=frozenset(_grams(words)),
    )


def _unquoted(quotation: re.Match[str]) -> str:
    words = quotation[0]
    return words if len(words) < QUOTE else " " * len(words)


def _passage(text: str, own: str, start: int) -> Passage:
    words = {w: weight(w) for w in telling(text)}
    quoted = words.keys() - set(telling(own)) if own != text else frozenset[str]()
    span = (start, start + len(text.rstrip()))
    return Passage(span=span, words=words, weight=sum(words.values()), quoted=frozenset(quoted))


def aligned(a: Worded, b: Worded) -> Reuse:
    """What two texts share; `a` is thought of as the earlier.

    A sentence may stand in several of the other text: editors join and split them.
    """
    blocks = _marked(_blocks(a, b))
    common = a.common | b.common
    in_a, in_b = _found((x.a, x.words) for x in blocks), _found((x.b, x.words) for x in blocks)
    stayed: dict[Span, float] = {}
    for x in blocks:
        if not x.moved:
            stayed[x.b] = max(stayed.get(x.b, 0.0), x.order * x.weight)
    shared = a.grams & b.grams
    return Reuse(
        share_of_a=_covered(in_a, a),
        share_of_b=_covered(in_b, b),
        details_of_a=_covered(in_a, a, without=common, least=FEW_DETAILS),
        details_of_b=_covered(in_b, b, without=common, least=FEW_DETAILS),
        in_order=sum(stayed.values()) / max(1.0, sum(p.weight for p in b.passages)),
        verbatim_a=len(shared) / max(1, len(a.grams)),
        verbatim_b=len(shared) / max(1, len(b.grams)),
        longest=_longest(a, b, shared),
        blocks=blocks,
    )


def _found(pieces: Iterable[tuple[Span, frozenset[str]]]) -> dict[Span, frozenset[str]]:
    """Sentence → which of its words the other text has in sentences like it."""
    found: dict[Span, frozenset[str]] = {}
    for span, words in pieces:
        found[span] = found.get(span, frozenset()) | words
    return found


def _covered(
    found: Mapping[Span, frozenset[str]],
    text: Worded,
    *,
    without: frozenset[str] = frozenset(),
    least: float = 1.0,
) -> float:
    """How much of a text's words is found in the other, some words left out."""
    left_out = without & text.within.keys()
    total = sum(p.weight for p in text.passages)
    # Sums over sets are exact, lest they depend on the order in which a set is walked.
    total -= fsum(weight(w) * len(text.within[w]) for w in left_out)
    hits = fsum(weight(w) for words in found.values() for w in words - left_out)
    return hits / max(least, total)


def _blocks(a: Worded, b: Worded) -> list[Block]:
    out = []
    for q in b.passages:
        shared: dict[int, float] = {}
        for word, value in q.words.items():
            for n in a.within.get(word, ())[:OFTEN]:
                shared[n] = shared.get(n, 0.0) + value
        found = [(both, n) for n, both in shared.items() if both >= ENOUGH]
        for both, n in sorted(found, reverse=True)[:SEVERAL]:
            p = a.passages[n]
            if both / min(p.weight, q.weight) >= LEAST_SHARE:
                out.append(_block(p, q, both))
    return out


def _block(p: Passage, q: Passage, both: float) -> Block:
    """`both` is the weight of what they share."""
    at = {w: n for n, w in enumerate(p.words)}
    words = [w for w in q.words if w in at]
    return Block(
        a=p.span,
        b=q.span,
        words=frozenset(words),
        weight=both,
        share=both / min(p.weight, q.weight),
        whole=both / max(p.weight, q.weight),
        order=heaviest([(at[w], q.words[w]) for w in words]) / both,
        own=sum(q.words[w] for w in words if w not in p.quoted and w not in q.quoted),
    )


class _Rising:
    """The heaviest way to each place of a row, of steps to places that rise: prefix maxima in a
    tree (Fenwick 1994), since texts may be long."""

    def __init__(self, places: int) -> None:
        self._best: list[tuple[float, int]] = [(0.0, -1)] * (places + 1)

    def put(self, place: int, weight: float, step: int) -> None:
        """A way of this weight ends at a place, counted from 0, by a step."""
        at = place + 1
        while at < len(self._best):
            self._best[at] = max(self._best[at], (weight, step))
            at += at & -at

    def before(self, place: int) -> tuple[float, int]:
        """The weight and last step of the heaviest way that ends before a place."""
        best = self._best[0]
        while place > 0:
            best = max(best, self._best[place])
            place -= place & -place
        return best


def heaviest(steps: Sequence[tuple[int, float]]) -> float:
    """The greatest weight of (place, weight) steps whose places rise.

    >>> heaviest([(1, 2.0), (5, 9.0), (2, 3.0), (3, 3.0)])
    11.0
    """
    ranks = {place: n for n, place in enumerate(sorted({place for place, _ in steps}))}
    ways = _Rising(len(ranks))
    for n, (place, value) in enumerate(steps):
        ways.put(ranks[place], ways.before(ranks[place])[0] + value, n)
    return ways.before(len(ranks))[0]


def _marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in the order of b; moved are those outside the heaviest sequence rising in both."""
    ordered = sorted(blocks, key=lambda x: (x.b, x.a))
    ranks = {a: n for n, a in enumerate(sorted({x.a for x in ordered}))}
    ways = _Rising(len(ranks))
    last: list[int] = []
    for n, x in enumerate(ordered):
        most, step = ways.before(ranks[x.a] + 1)
        last.append(step)
        ways.put(ranks[x.a], most + x.weight, n)
    stay: set[int] = set()
    _, at = ways.before(len(ranks))
    while at >= 0:
        stay.add(at)
        at = last[at]
    return tuple(change(x, moved=n not in stay) for n, x in enumerate(ordered))


def _grams(words: Sequence[str]) -> Iterator[Gram]:
    return zip(words, words[1:], words[2:], strict=False)


def _longest(a: Worded, b: Worded, shared: Collection[Gram]) -> int:
    """The length in words of the longest run that both have: 0, or 3 and more."""
    if not shared:
        return 0
    where: dict[Gram, list[int]] = {}
    for n, gram in enumerate(_grams(a.words)):
        if gram in shared:
            places = where.setdefault(gram, [])
            if len(places) < OFTEN:
                places.append(n)
    longest = 0
    runs: dict[int, int] = {}
    for gram in _grams(b.words):
        if gram in where:
            runs = {n: runs.get(n - 1, 2) + 1 for n in where[gram]}
            longest = max(longest, *runs.values())
        elif runs:
            runs = {}
    return longest
