"""States' queries and keys → spans of mentions, triggers, names, sources and cues; and the words
that an actor's mention points to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from vedette.reader.links import PieceSpan
from vedette.records import Record

SPAN = 64
"""Width of the query and key of a span head."""
MENTION, TRIGGER, NAME, SOURCE, CUE = range(5)
WIDEST = (40, 8, 12, 40, 6)
"""Most pieces of a span of each head."""
POINTER = len(WIDEST) * 2 * SPAN
"""Where the pointer's queries begin, after the queries and keys of all span heads."""
QK = POINTER + 2 * SPAN
"""Width of all queries and keys."""
APART = (TRIGGER, NAME, CUE)
"""Heads whose spans share no piece; those of the others may nest."""


class Scored(Record, frozen=True, kw_only=True):
    """A span with its score (a logit)."""

    span: PieceSpan
    score: float


def sentence_ranges(sentence: Sequence[int]) -> Iterator[tuple[int, int]]:
    """[start, end) of the pieces of each sentence."""
    start = 0
    for i in range(1, len(sentence) + 1):
        if i == len(sentence) or sentence[i] != sentence[start]:
            yield start, i
            start = i


def spans_above(
    qk: NDArray[np.float32], sentence: Sequence[int], *, head: int, least: float
) -> Iterator[list[Scored]]:
    """Sentence by sentence, all spans of a head that score above `least`.

    `qk` is [L, QK]: for each head its queries, then its keys.
    """
    q = qk[:, head * 2 * SPAN : head * 2 * SPAN + SPAN]
    k = qk[:, head * 2 * SPAN + SPAN : (head + 1) * 2 * SPAN]
    for start, end in sentence_ranges(sentence):
        scores = q[start:end] @ k[start:end].T * SPAN**-0.5
        i, j = np.nonzero(scores > least)
        keep = (j >= i) & (j - i < WIDEST[head])
        yield [
            Scored(span=(start + a, start + b), score=float(scores[a, b]))
            for a, b in zip(i[keep].tolist(), j[keep].tolist(), strict=True)
        ]


def best_spans(
    qk: NDArray[np.float32], sentence: Sequence[int], *, head: int, least: float
) -> list[Scored]:
    """The spans of a head above `least`, in order of the text: apart, or nested (see `APART`)."""
    chosen = without_overlap if head in APART else without_crossing
    found = spans_above(qk, sentence, head=head, least=least)
    return [s for spans in found for s in chosen(spans)]


def without_overlap(spans: Sequence[Scored]) -> list[Scored]:
    """The best spans of which no two share a piece, in order of the text."""
    kept: list[Scored] = []
    for s in sorted(spans, key=lambda s: (-s.score, s.span)):
        if all(s.span[1] < k.span[0] or k.span[1] < s.span[0] for k in kept):
            kept.append(s)
    return sorted(kept, key=lambda s: s.span)


def without_crossing(spans: Sequence[Scored]) -> list[Scored]:
    """The best spans of which any two are apart or nested, in order of the text."""

    def cross(a: PieceSpan, b: PieceSpan) -> bool:
        return a[0] < b[0] <= a[1] < b[1] or b[0] < a[0] <= b[1] < a[1]

    kept: list[Scored] = []
    for s in sorted(spans, key=lambda s: (-s.score, s.span)):
        if not any(cross(s.span, k.span) for k in kept):
            kept.append(s)
    return sorted(kept, key=lambda s: s.span)


def pointed(
    qk: NDArray[np.float32], span: PieceSpan, words: NDArray[np.int64]
) -> NDArray[np.float32]:
    """[1 + W]: that none of some words (pieces) tells whose an actor is, and that each of them
    does; they sum to 1. `span` is a mention of the actor."""
    q = qk[list(span), POINTER : POINTER + SPAN].sum(0)
    scores = qk[words, POINTER + SPAN :] @ q * SPAN**-0.5
    all_ = np.concatenate((np.zeros(1, np.float32), scores))
    likely = np.exp(all_ - all_.max())
    return np.asarray(likely / likely.sum(), np.float32)
