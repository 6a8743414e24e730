"""Is every name of a sentence in the cited rows?"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.brief import cues
from vedette.brief.check_dates import without_dates
from vedette.brief.evidence import Evidence
from vedette.brief.wording import Word, shares, telling, words


def names(text: str, held: Evidence) -> Iterator[str]:
    """Names that the cited rows do not hold."""
    known = telling(held.every_name()) | telling(_capitals(held))
    run: list[str] = []
    for word in words(without_dates(text)):
        if word.capital and not _ordinary(word, known):
            run.append(word.text)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _capitals(held: Evidence) -> Iterator[str]:
    """Names in the cited words: their capital letters that do not only open a sentence."""
    for told in held.words:
        for word in words(told):
            if word.capital and not (word.opens and word.text.casefold() in cues.openers()):
                yield word.text


def _ordinary(word: Word, known: frozenset[str]) -> bool:
    low = word.text.casefold()
    if low in cues.anywhere() or shares(word.text, known):
        return True
    return word.opens and low in cues.openers()
