"""Two texts → what of the one is in the other: sentence by sentence, by words in their order.

Sentences are compared by the stems, numbers and names that they share, weighted by rarity, so that
other small words, another voice or an attribution put in front change little. A wire story and its
rewrite share only about 30% of their 3-grams, too little for counting n-grams. What tells a rewrite
from another report of the same story are *details*: words that neither text says twice. Names and
places of a story are in every report of it; a dentist in the third paragraph is in one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from vedette.fuse.words import WORD, rarity, stems
from vedette.records import Record, Span, change

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
    """A text as it is compared: its sentences, and its words outside quotations without case."""

    passages: tuple[Passage, ...]
    words: tuple[str, ...]


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
    own = QUOTED.sub(_unquoted, text)
    ends = [m.end() for m in END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    found = (_passage(text[start:end], own[start:end], start) for start, end in spans)
    return Worded(
        passages=tuple(p for p in found if p.words),
        words=tuple(w.casefold() for w in ANY.findall(own)),
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
    blocks = _marked(_blocks(a.passages, b.passages))
    common = _common(a.passages) | _common(b.passages)
    in_a, in_b = _found((x.a, x.words) for x in blocks), _found((x.b, x.words) for x in blocks)
    stayed: dict[Span, float] = {}
    for x in blocks:
        if not x.moved:
            stayed[x.b] = max(stayed.get(x.b, 0.0), x.order * x.weight)
    shared, longest = _runs(a.words, b.words)
    return Reuse(
        share_of_a=_covered(in_a, a.passages),
        share_of_b=_covered(in_b, b.passages),
        details_of_a=_covered(in_a, a.passages, without=common, least=FEW_DETAILS),
        details_of_b=_covered(in_b, b.passages, without=common, least=FEW_DETAILS),
        in_order=sum(stayed.values()) / max(1.0, sum(p.weight for p in b.passages)),
        verbatim_a=shared / max(1, len(set(_grams(a.words)))),
        verbatim_b=shared / max(1, len(set(_grams(b.words)))),
        longest=longest,
        blocks=blocks,
    )


def _common(passages: Iterable[Passage]) -> frozenset[str]:
    """Words that are no details: those of two or more sentences, and what is quoted."""
    counts = Counter(w for p in passages for w in p.words)
    repeated = frozenset(w for w, n in counts.items() if n > 1)
    return repeated.union(*(p.quoted for p in passages))


def _found(pieces: Iterable[tuple[Span, frozenset[str]]]) -> dict[Span, frozenset[str]]:
    """Sentence → which of its words the other text has in sentences like it."""
    found: dict[Span, frozenset[str]] = {}
    for span, words in pieces:
        found[span] = found.get(span, frozenset()) | words
    return found


def _covered(
    found: dict[Span, frozenset[str]],
    passages: Sequence[Passage],
    *,
    without: frozenset[str] = frozenset(),
    least: float = 1.0,
) -> float:
    """How much of a text's words is found in the other, some words left out."""
    hits = total = 0.0
    for p in passages:
        here = found.get(p.span, frozenset())
        for word, value in p.words.items():
            if word not in without:
                total += value
                hits += value * (word in here)
    return hits / max(least, total)


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
    both = sum(q.words[w] for w in words)
    share = both / min(p.weight, q.weight)
    if both < ENOUGH or share < LEAST_SHARE:
        return None
    at = {w: n for n, w in enumerate(p.words)}
    return Block(
        a=p.span,
        b=q.span,
        words=frozenset(words),
        weight=both,
        share=share,
        whole=both / max(p.weight, q.weight),
        order=heaviest([(at[w], q.words[w]) for w in words]) / both,
        own=sum(q.words[w] for w in words if w not in p.quoted and w not in q.quoted),
    )


def heaviest(steps: Sequence[tuple[int, float]]) -> float:
    """The greatest weight of (place, weight) steps whose places rise.

    >>> heaviest([(1, 2.0), (5, 9.0), (2, 3.0), (3, 3.0)])
    11.0
    """
    best: list[float] = []
    for n, (place, value) in enumerate(steps):
        before = (best[m] for m in range(n) if steps[m][0] < place)
        best.append(max(before, default=0.0) + value)
    return max(best, default=0.0)


def _marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in the order of b; moved are those outside the heaviest sequence rising in both."""
    ordered = sorted(blocks, key=lambda x: (x.b, x.a))
    best: list[tuple[float, int]] = []
    for n, x in enumerate(ordered):
        before = ((best[m][0], m) for m in range(n) if ordered[m].a <= x.a)
        most, last = max(before, default=(0.0, -1))
        best.append((most + x.weight, last))
    stay: set[int] = set()
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        stay.add(at)
        at = best[at][1]
    return tuple(change(x, moved=n not in stay) for n, x in enumerate(ordered))


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _runs(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """The number of 3-grams that both have, and the length of their longest common run (0, or 3
    and more)."""
    where: dict[tuple[str, ...], list[int]] = {}
    for n, gram in enumerate(_grams(a)):
        where.setdefault(gram, []).append(n)
    longest = 0
    shared = set()
    before: dict[int, int] = {}
    for gram in _grams(b):
        before = {n: before.get(n - 1, 2) + 1 for n in where.get(gram, ())}
        if before:
            shared.add(gram)
            longest = max(longest, *before.values())
    return len(shared), longest
