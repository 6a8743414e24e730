"""Scores → which events a claim or speech act is about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vedette.reader import links
from vedette.reader.find import Found
from vedette.reader.model import Reader
from vedette.reader.triggers import CLAIM, Typed


def about_of(
    found: Found, typed: Typed, events: Sequence[str | None], model: Reader
) -> list[tuple[str, ...]]:
    """Event ids that each trigger is about: those above the threshold.

    A claim is about something: where nothing reaches the threshold, the likeliest event of its
    sentence, down to a lower one.
    """
    out: list[list[str]] = [[] for _ in events]
    spare: list[tuple[float, str] | None] = [None for _ in events]
    least, floor = model.thresholds["about"], model.thresholds["claim"]
    types, needed = typed.labels, set(typed.rescued)
    at = [found.tokens.sentence[s.span[0]] for s in found.triggers]
    rows, scores = found.spans.trigger_pairs, found.scores.about
    near = np.abs(np.take(at, rows[:, 0]) - np.take(at, rows[:, 1])) <= links.REACH
    for (i, j), score in zip(rows[near, :2].tolist(), scores[near].tolist(), strict=True):
        target = events[j]
        if target is None or target == events[i] or target in out[i]:
            continue
        if score > least:
            out[i].append(target)
        elif at[i] == at[j] and types[j].value != CLAIM and (score > floor or j in needed):
            spare[i] = max(spare[i] or (score, target), (score, target))
    for i, best in enumerate(spare):
        if types[i].value == CLAIM and not out[i] and best is not None:
            out[i].append(best[1])
    return [tuple(x) for x in out]
