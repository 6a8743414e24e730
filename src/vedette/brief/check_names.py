"""Is every name of a sentence in the cited rows?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.brief import cues
from vedette.brief.check_dates import without_dates
from vedette.brief.evidence import Evidence
from vedette.brief.wording import Word, shares, telling, words


def names(text: str, held: Evidence) -> Iterator[str]:
    """Names that the cited rows do not hold."""
    known = telling(held.every_name()) | telling(_capitals(held))
    small = telling(held.words)
    run: list[str] = []
    every = words(without_dates(text))
    for at, word in enumerate(every):
        if word.capital and not _ordinary(word, known, small) and not _of_state(every, at, held):
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


def _ordinary(word: Word, known: frozenset[str], small: frozenset[str]) -> bool:
    """Whether a capital letter names nobody new: a title, a held name, or what opens a sentence
    and is a common word or one of the cited words."""
    low = word.text.casefold()
    if low in cues.anywhere() or shares(word.text, known):
        return True
    return word.opens and (low in cues.openers() or shares(word.text, small))


def _of_state(every: Sequence[Word], at: int, held: Evidence) -> bool:
    """Whether a word only says of which state a held name is: "Malawian", "Malawi's", "of Malawi".
    A state is nobody who acts because one of its people does."""
    word = every[at]
    if not shares(word.text, telling(held.states)):
        return False
    plain = {part for state in held.states for part in state.casefold().split()}
    before = every[at - 1].text.casefold() if at else ""
    return word.text.casefold() not in plain or word.owns or before in ("of", "in", "from")
