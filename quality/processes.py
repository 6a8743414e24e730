"""Made series for alarms: quiet ones in several manners, and the same with a change put in."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Process = Callable[[int, np.random.Generator], Values]
SETTLING = 200
"""Bins thrown away at the beginning, until a process has forgotten how it began."""


def normal(length: int, draw: np.random.Generator) -> Values:
    """Independent, normal."""
    return draw.standard_normal(length)


def heavy(length: int, draw: np.random.Generator) -> Values:
    """Independent, with Student's t of 2 degrees of freedom: no variance at all."""
    return draw.standard_t(2, length)


def remembering(share: float) -> Process:
    """Autoregressive of first order, steps of Student's t with 3 degrees of freedom."""

    def run(length: int, draw: np.random.Generator) -> Values:
        steps = draw.standard_t(3, length + SETTLING)
        out = np.zeros(length + SETTLING)
        for n in range(1, len(out)):
            out[n] = share * out[n - 1] + steps[n]
        return out[SETTLING:]

    run.__doc__ = f"autoregressive {share:g}, heavy-tailed"
    return run


def counts(length: int, draw: np.random.Generator) -> Values:
    """Few a bin, half of them none, in clusters: negative binomial about a wandering mean."""
    mean = np.exp(0.3 * remembering(0.5)(length, draw) - 0.5)
    return draw.negative_binomial(1, 1 / (1 + mean)).astype(np.float64)


def clustered(length: int, draw: np.random.Generator) -> Values:
    """Restless times and calm times: GARCH(1,1) with parameters .2 and .7."""
    out, spread = np.zeros(length + SETTLING), 1.0
    for n, step in enumerate(draw.standard_normal(length + SETTLING)):
        out[n] = math.sqrt(spread) * step
        spread = 0.1 + 0.2 * out[n] ** 2 + 0.7 * spread
    return out[SETTLING:]


PROCESSES: dict[str, Process] = {
    "independent, normal": normal,
    "independent, t with 2 degrees": heavy,
    "memory 0.3, heavy tails": remembering(0.3),
    "memory 0.6, heavy tails": remembering(0.6),
    "counts in clusters": counts,
    "calm and restless times": clustered,
}


def shifted(quiet: Values, at: int, *, by: float) -> Values:
    """A series whose level rises at a bin, by so many of its spreads (of the middle 68%)."""
    low, high = np.quantile(quiet, (0.16, 0.84))
    return quiet + np.where(np.arange(len(quiet)) >= at, by * (high - low) / 2, 0.0)


def widened(quiet: Values, at: int, *, by: float) -> Values:
    """A series whose spread about its median grows at a bin."""
    middle = np.median(quiet)
    return middle + (quiet - middle) * np.where(np.arange(len(quiet)) >= at, by, 1.0)
