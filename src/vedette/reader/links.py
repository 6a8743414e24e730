"""Which spans are scored together, and the plain facts about two spans that the heads are given.

A pair is a row (first, second, distance bucket, match bits) of int64; see `lab/model.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PieceSpan = tuple[int, int]
"""First and last piece of a span, both included."""
Ints = NDArray[np.int64]

NO_PAIRS: Ints = np.zeros((0, 4), dtype=np.int64)
REACH = 3
"""Sentences between a trigger and what fills its role, at most."""
IDENTITY_REACH = 25
"""Sentences between two mentions that are compared, so that a long text takes linear time."""
CROWD = 400
"""Spans beyond which none is looked at, twice what 25 sentences have: a text without stops has more
than a hundred in what is taken for one."""
TOKEN_STEPS = np.array([-20, -10, -5, -2, 0, 2, 5, 10, 20])
OTHER_SENTENCE = 10
"""Buckets 0-9 are token distances in one sentence; 10-15 are sentences apart: -3.. -1, 1 .. 3."""


def distances(first: Ints, second: Ints, first_at: Ints, second_at: Ints) -> Ints:
    """Buckets of the way from `first` (piece, sentence) to `second`; arrays of equal length."""
    inside = np.searchsorted(TOKEN_STEPS, second - first)
    apart = np.clip(second_at - first_at, -3, 3)
    outside = OTHER_SENTENCE + np.where(apart < 0, apart + 3, apart + 2)
    return np.where(apart == 0, inside, outside).astype(np.int64)


def _starts(spans: Sequence[PieceSpan], sentence: Sequence[int]) -> tuple[Ints, Ints]:
    starts = np.array([a for a, _ in spans], dtype=np.int64)
    return starts, np.asarray(sentence, dtype=np.int64)[starts]


def role_pairs(
    triggers: Sequence[PieceSpan], mentions: Sequence[PieceSpan], sentence: Sequence[int]
) -> Ints:
    """Every trigger with every mention at most `REACH` sentences away. Match bit 1: one is in
    the other."""
    if not triggers or not mentions:
        return NO_PAIRS
    t, t_at = _starts(triggers, sentence)
    m, m_at = _starts(mentions, sentence)
    i, j = _near(t_at, m_at, REACH)
    ends = np.array([b for _, b in mentions], dtype=np.int64)
    nested = (m[j] <= t[i]) & (t[i] <= ends[j])
    return np.stack((i, j, distances(t[i], m[j], t_at[i], m_at[j]), nested), -1).astype(np.int64)


def _near(first_at: Ints, second_at: Ints, reach: int) -> tuple[Ints, Ints]:
    """Indices of all (first, second) at most `reach` sentences apart, without a full matrix."""
    order = np.argsort(second_at, kind="stable")
    low = np.searchsorted(second_at[order], first_at - reach, side="left")
    high = np.searchsorted(second_at[order], first_at + reach, side="right")
    i = np.repeat(np.arange(len(first_at)), high - low)
    places = [order[a:b] for a, b in zip(low, high, strict=True)]
    j = np.concatenate([np.sort(p) for p in places]) if places else i
    return i, j


def likeness(a: Sequence[int], b: Sequence[int]) -> int:
    """Four bits on two lists of piece ids: equal, same last piece, share one, one within other."""
    first, second = set(a), set(b)
    inside = first <= second or second <= first
    return (a == b) | (a[-1] == b[-1]) << 1 | bool(first & second) << 2 | inside << 3


def same_pairs(
    spans: Sequence[PieceSpan],
    sentence: Sequence[int],
    ids: Sequence[int],
    *,
    directed: bool = False,
) -> Ints:
    """Each span with each later one (or, directed, with each other one) within `IDENTITY_REACH` and
    at most `CROWD` spans away."""
    if len(spans) < 2:
        return NO_PAIRS
    s, at = _starts(spans, sentence)
    i, j = _near(at, at, IDENTITY_REACH)
    rank = np.argsort(np.argsort(s, kind="stable"))
    wanted = (i != j if directed else i < j) & (np.abs(rank[i] - rank[j]) <= CROWD)
    i, j = i[wanted], j[wanted]
    match = _likenesses([tuple(ids[a : b + 1]) for a, b in spans], i, j)
    return np.stack((i, j, distances(s[i], s[j], at[i], at[j]), match), -1).astype(np.int64)


def _likenesses(pieces: Sequence[tuple[int, ...]], i: Ints, j: Ints) -> Ints:
    """`likeness` of many pairs; what is the same words is compared once."""
    number = {p: n for n, p in enumerate(dict.fromkeys(pieces))}
    words = list(number)
    codes = np.array([number[p] for p in pieces], dtype=np.int64)
    keys, which = np.unique(codes[i] * len(words) + codes[j], return_inverse=True)
    found = [likeness(words[k // len(words)], words[k % len(words)]) for k in keys.tolist()]
    matches: Ints = np.array(found, dtype=np.int64)[which.reshape(-1)]
    return matches
