"""Scores → choices: probabilities, labels with their runner-up, clusters of pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from vedette.reader.links import Ints
from vedette.reader.model import Floats
from vedette.records import Label, Record


def softmax(logits: Floats) -> Floats:
    """Along the last axis."""
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(logit: float) -> float:
    """A logit as a probability."""
    return float(1 / (1 + np.exp(-logit)))


def calibrated(p: float, sort: str, thresholds: Mapping[str, float]) -> float:
    """A score as the share of right ones among its like (Platt 1999), as fitted on the dev part."""
    slope, shift = thresholds.get(f"{sort}.slope", 1.0), thresholds.get(f"{sort}.shift", 0.0)
    if (slope, shift) == (1.0, 0.0):
        return p
    near = min(max(p, 1e-5), 1 - 1e-5)
    return sigmoid(slope * math.log(near / (1 - near)) + shift)


def choose(names: Sequence[str], p: Floats) -> Label:
    """The likeliest name and the second likeliest."""
    order = np.argsort(-p)
    first, second = int(order[0]), int(order[1]) if len(order) > 1 else None
    return Label(
        value=names[first],
        score=float(p[first]),
        runner_up=None if second is None else names[second],
        runner_up_score=0.0 if second is None else float(p[second]),
    )


def cluster(n: int, pairs: Ints, scores: Floats, least: float) -> list[int]:
    """Numbers of clusters: each item joins the earlier cluster it fits best on average, or none.

    Average linkage in the order of the text; pairs that were not scored say nothing.
    """
    order = np.argsort(pairs[:, 1], kind="stable")
    earlier, fit = pairs[order, 0], scores[order].astype(np.float64)
    starts = np.searchsorted(pairs[order, 1], np.arange(n + 1))
    out = np.zeros(n, dtype=np.int64)
    clusters = 0
    for j in range(n):
        block = slice(starts[j], starts[j + 1])
        near, which = np.unique(out[earlier[block]], return_inverse=True)
        means = np.bincount(which, fit[block], len(near)) / np.bincount(which, None, len(near))
        best = int(np.argmax(means)) if len(near) else -1
        joins = best >= 0 and means[best] > least
        out[j] = near[best] if joins else clusters
        clusters += not joins
    return [int(c) for c in out]


class Pairs(Record, frozen=True, kw_only=True):
    """Pairs, the earlier first, with one score each."""

    rows: Ints
    scores: Floats


def both_ways(pairs: Ints, scores: Floats) -> Pairs:
    """The mean of the scores of (i, j) and (j, i), for each i < j."""
    low, high = pairs[:, :2].min(-1), pairs[:, :2].max(-1)
    keys, which = np.unique(np.stack((low, high), -1), axis=0, return_inverse=True)
    which = which.reshape(-1)
    sums, counts = np.bincount(which, scores, len(keys)), np.bincount(which, None, len(keys))
    means = (sums / np.maximum(counts, 1)).astype(np.float32)
    return Pairs(rows=keys.reshape(-1, 2), scores=means)


def mode_of(type_: str, modes: Sequence[str], logits: Floats) -> Label:
    """The likeliest mode of a type; the bare type means none."""
    own = [i for i, m in enumerate(modes) if m.split(".")[0] == type_]
    return choose([modes[i] for i in own], softmax(logits[own]))
