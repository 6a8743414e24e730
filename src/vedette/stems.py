"""A word → its stem: Porter's second stemmer of English, as Snowball has it (Porter 2001)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

KEPT = 200_000
"""Words of which the stem is kept: more than a language's; names come and go without end."""


@cache
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer("english")


@lru_cache(KEPT)
def stem(word: str) -> str:
    """The stem of a word in small letters.

    >>> stem("shelling")
    'shell'
    """
    found: str = _stemmer().stemWord(word)
    return found
