"""Which contexts a text is about, by indicator words. Imports entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from vedette.codebook.entries import Context

MOST = 4
"""A text gets no more contexts than this."""


def _pattern(word: str) -> str:
    """ "air strike*" → air[\\s-]{1,3}strike\\w* (bounded and unnested, so time stays linear)."""
    stem = word.removesuffix("*")
    ending = r"\w*" if word.endswith("*") else ""
    return r"[\s-]{1,3}".join(re.escape(part) for part in stem.split()) + ending


def compile_words(contexts: Iterable[Context]) -> re.Pattern[str]:
    """One expression with a group for each context, in order; longer words are tried first."""
    groups = (
        "(" + "|".join(_pattern(w) for w in sorted(c.words, key=len, reverse=True)) + ")"
        for c in contexts
    )
    return re.compile(rf"\b(?=\w)(?:{'|'.join(groups)})(?!\w)")


def rank(text: str, names: tuple[str, ...], words: re.Pattern[str]) -> tuple[str, ...]:
    """Names of the contexts whose words occur, the most frequent first, then in codebook order.

    `names[i]` belongs to group i + 1 of `words`. It counts words, it does not weigh them, and it
    knows neither negation nor names ("the Democratic Party" is no democracy movement).
    """
    hits = Counter(found.lastindex for found in words.finditer(text.lower()))
    order = sorted((-count, group) for group, count in hits.items() if group is not None)
    return tuple(names[group - 1] for _, group in order[:MOST])
