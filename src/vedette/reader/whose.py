"""Which words of a report tell whose an actor is: "the ministry" of which country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from vedette.reader.links import IDENTITY_REACH, PieceSpan
from vedette.reader.spans import pointed
from vedette.reader.tokens import Tokens

LEAST = 0.02
"""Probability below which a word is not worth keeping."""


def whose(
    qk: NDArray[np.float32], mentions: Sequence[PieceSpan], tokens: Tokens
) -> Iterator[dict[int, float]]:
    """For each mention: start of a capitalised word (character) → how likely the word tells whose
    it is, where that is `LEAST` or more. Words further off than `IDENTITY_REACH` are left out."""
    words = np.array(tokens.names(), dtype=np.int64)
    sentence = np.asarray(tokens.sentence, dtype=np.int64)
    at = sentence[words]
    for span in mentions:
        here = sentence[span[0]]
        first, last = np.searchsorted(at, (here - IDENTITY_REACH, here + IDENTITY_REACH + 1))
        near = words[first:last]
        scores = pointed(qk, span, near)[1:]
        told = np.nonzero(scores >= LEAST)[0]
        yield {tokens.offsets[near[n]][0]: float(scores[n]) for n in told.tolist()}
