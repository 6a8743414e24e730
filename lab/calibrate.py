"""Platt scaling (Platt 1999) of every sort of score on the dev part, by a damped Newton's method.

`SORT.slope` and `SORT.shift` go into thresholds.json: p becomes sigmoid(slope * logit(p) + shift).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quality.judged import judge
from vedette.records import Reading

SORTS = ("frame", "type", "status", "mode", "role")
PRIOR = 1.0
"""Strength (in cases) with which slope is held near 1 and shift near 0."""


def platt(rows: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift that make the scores likeliest."""
    p = np.clip(np.array([s for s, _ in rows], dtype=float), 1e-5, 1 - 1e-5)
    y = np.array([r for _, r in rows], dtype=float)
    x = np.stack((np.log(p / (1 - p)), np.ones_like(p)), -1)
    prior = np.array([1.0, 0.0])

    def loss(w: NDArray[np.float64]) -> float:
        z = x @ w
        held = PRIOR * ((w - prior) ** 2).sum() / 2
        return float(np.logaddexp(0, z).sum() - (y * z).sum() + held)

    w = prior.copy()
    for _ in range(50):
        q = 0.5 * (1 + np.tanh(0.5 * (x @ w)))
        slope = x.T @ (q - y) + PRIOR * (w - prior)
        bend = (x * (q * (1 - q))[:, None]).T @ x + PRIOR * np.eye(2)
        step, share = np.linalg.solve(bend, slope), 1.0
        # A full step can fly off where nearly all scores are near 0 or 1.
        while share > 1e-6 and loss(w - share * step) > loss(w):
            share /= 2
        w = w - share * step
    return float(w[0]), float(w[1])


def calibration(read: Iterable[tuple[Reading, dict[str, Any]]]) -> dict[str, float]:
    """The entries of thresholds.json, from uncalibrated readings and their gold reports."""
    rows = [row for reading, raw in read for row in judge(reading, raw)]
    out: dict[str, float] = {}
    for sort in SORTS:
        slope, shift = platt([(s, r) for k, s, r in rows if k == sort])
        out |= {f"{sort}.slope": round(slope, 4), f"{sort}.shift": round(shift, 4)}
    return out
