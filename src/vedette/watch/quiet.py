"""A quiet stretch of a series → how far out a value is, and what chance alone would make of it.

Scores are normal scores of ranks in the stretch, so that heavy tails and the unit of the series do
not matter: a value beyond all others scores as much as the farthest of them, however far it is.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

DRAWS = 300
"""Bootstrap series behind one threshold."""
SEED = 20240229
"""The same data give the same alarms."""


class Quiet:
    """What is usual: the values that others are ranked among, the least first."""

    def __init__(self, values: Values) -> None:
        self._sorted = np.sort(values)

    def score(self, values: Values) -> Values:
        """Normal score of the middle rank of each value; about 0 with spread 1 for usual ones."""
        below = np.searchsorted(self._sorted, values, "left")
        upto = np.searchsorted(self._sorted, values, "right")
        scores: Values = _normal_scores(len(self._sorted))[below + upto]
        return scores


@cache
def _normal_scores(size: int) -> Values:
    """Scores of the doubled middle ranks 0 … 2 `size` among `size` values."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse((n / 2 + 0.5) / (size + 1)) for n in range(2 * size + 1)])


def swings(values: Values) -> Values:
    """How far each value is from the one before: spread that a change of level does not feed.

    One shorter than `values`; NaN where either of two neighbours is.
    """
    return np.abs(np.diff(values))


def block_length(values: Values) -> float:
    """Mean length of the blocks that keep the memory of a series in a stationary bootstrap.

    The rule of Politis & White (2004) as corrected by Patton, Politis & White (2009).
    """
    n = len(values)
    x = values - values.mean()
    if n < 8 or not np.any(x):
        return 1.0
    kept = max(5, math.ceil(math.log10(n)))
    most = min(math.ceil(math.sqrt(n)) + kept, n - 1)
    covariance = np.array([x[: n - k] @ x[k:] / n for k in range(most + 1)])
    near = np.abs(covariance[1:]) / covariance[0]
    small = near < 2 * math.sqrt(math.log10(n) / n)
    first = next((k for k in range(most - kept + 1) if small[k : k + kept].all()), None)
    beyond = np.flatnonzero(~small)
    lag = 2 * max(first, 1) if first is not None else (beyond[-1] + 1 if len(beyond) else 1)
    lag = min(int(lag), most)
    k = np.arange(-lag, lag + 1)
    weight = np.minimum(1.0, 2 * (1 - np.abs(k) / lag))
    whole = weight * covariance[np.abs(k)]
    bend, level = (np.abs(k) * whole).sum(), whole.sum()
    if not level:
        return 1.0
    length = float((bend**2 / level**2 * n) ** (1 / 3))
    return min(max(length, 1.0), math.ceil(min(3 * math.sqrt(n), n / 3)))


def resampled(
    values: Values, shape: tuple[int, int], mean_block: float, draw: np.random.Generator
) -> Values:
    """Series (rows of so many bins) from blocks of another: the stationary bootstrap of Politis &
    Romano (1994). Blocks begin anywhere, go round at the end, are `mean_block` long on average."""
    n = len(values)
    begins = draw.random(shape) < 1 / mean_block
    begins[:, 0] = True
    at = np.broadcast_to(np.arange(shape[1]), shape)
    begun = np.maximum.accumulate(np.where(begins, at, 0), axis=1)
    start = np.take_along_axis(draw.integers(0, n, shape), begun, axis=1)
    series: Values = values[(start + at - begun) % n]
    return series


def threshold(values: Values, *, kind: str, bins: float, slack: float) -> float:
    """How high the sum of the scores may go by chance: it is passed once in `bins` bins on average,
    upwards or downwards, where nothing has changed.

    `values` is the quiet stretch itself, without gaps; `kind` "level" or "variance"; `slack` what
    is taken from each score. Each bootstrap series has a quiet stretch of its own too, so that what
    a short stretch leaves unsure counts.
    """
    draw = np.random.default_rng(SEED)
    block = block_length(values)
    more = kind == "variance"
    usual = resampled(values, (DRAWS, len(values) + more), block, draw)
    later = resampled(values, (DRAWS, max(2, round(bins)) + more), block, draw)
    if kind == "variance":
        usual, later = swings(usual), swings(later)
    scores = np.array([Quiet(u).score(v) for u, v in zip(usual, later, strict=True)])
    # Runs without an alarm are about exponential: one in e of them lasts for the mean.
    return float(np.quantile(_highest(scores, slack), math.exp(-1)))


def _highest(scores: Values, slack: float) -> Values:
    """The highest that either sum gets in each series, one a row."""
    up = down = top = np.zeros(len(scores))
    for column in np.ascontiguousarray(scores.T):
        up = np.maximum(0.0, up + column - slack)
        down = np.maximum(0.0, down - column - slack)
        top = np.maximum(top, np.maximum(up, down))
    return top
