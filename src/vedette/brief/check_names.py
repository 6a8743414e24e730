"""Is every name of a sentence in the cited rows?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vedette.brief import cues
from vedette.brief.check_content import stems
from vedette.brief.check_dates import without_dates
from vedette.brief.evidence import Evidence
from vedette.brief.wording import Word, governed, seat, shares, short_for, telling, words

PLACED = frozenset(
    {"in", "at", "near", "from", "to", "of", "outside", "around", "into", "towards", "the"}
)
"""Words before a name that make it a place's, and not a government's."""
JOINING = frozenset({"of", "the", "for", "and"})
OFFICES = frozenset(
    {"minister", "ministry", "ministers", "commissioner", "secretary", "ministries"}
)


def names(text: str, held: Evidence) -> Iterator[str]:
    """Names that the cited rows do not hold."""
    units = (figure.unit for figure in held.figures if figure.unit)
    every_name = (*held.every_name(), *_capitals(held), *units)
    known, small = telling(every_name), stems(w.text for told in held.words for w in words(told))
    states = governed(held.parties())
    run: list[str] = []
    every = words(without_dates(text))
    for at, word in enumerate(every):
        apart = word.capital and not _ordinary(word, known, small)
        if (
            apart
            and not _of_state(every, at, held)
            and not _in_short(every, at, every_name, states)
        ):
            run.append(word.text)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)
    yield from _offices(every, held)


def _capitals(held: Evidence) -> Iterator[str]:
    """Names in the cited words: what has capital letters and does not only open a sentence."""
    for told in held.words:
        run: list[Word] = []
        for word in words(told):
            plain = word.opens and word.text.casefold() in cues.openers()
            joins = run and word.text.casefold() in JOINING and told[word.start - 1] == " "
            if (word.capital and not plain) or joins:
                run.append(word)
            elif run:
                yield " ".join(w.text for w in run)
                run = []
        if run:
            yield " ".join(w.text for w in run)


def _ordinary(word: Word, known: frozenset[str], small: frozenset[str]) -> bool:
    """Whether a capital letter names nobody new: a title, a held name, or what opens a sentence
    and is a common word or one of the cited words."""
    low = word.text.casefold()
    if low in cues.anywhere() or shares(word.text, known):
        return True
    parts = low.split("-")
    common = all(p in cues.common() or not stems([p]).isdisjoint(small) for p in parts)
    return word.opens and common and word.text[1:] == low[1:]


def _in_short(every: Sequence[Word], at: int, names: Sequence[str], states: frozenset[str]) -> bool:
    """Whether a word is a held name in short: its letters, or the capital of a state that takes
    part, where that is no place ("Ankara denied")."""
    if short_for(every[at].text, names):
        return True
    before = every[at - 1].text.casefold() if at else ""
    acts = before not in PLACED or every[at].owns
    return acts and not seat(every[at].text).isdisjoint(states)


def _offices(every: Sequence[Word], held: Evidence) -> Iterator[str]:
    """Offices whose field is not that of the cited words ("trade minister")."""
    told = stems(w.text for text in (*held.words, *held.every_name()) for w in words(text))
    for field, office in pairwise(every):
        low = field.text.casefold()
        listed = office.text.casefold() in OFFICES and low in cues.listed("fields")
        if listed and stems([low]).isdisjoint(told):
            yield f"{field.text} {office.text}"


def _of_state(every: Sequence[Word], at: int, held: Evidence) -> bool:
    """Whether a word only says of which state a held name is: "Malawian", "Malawi's", "of Malawi".
    A state is nobody who acts because one of its people does."""
    word = every[at]
    if not shares(word.text, telling(held.states)):
        return False
    plain = {part for state in held.states for part in state.casefold().split()}
    before = every[at - 1].text.casefold() if at else ""
    return word.text.casefold() not in plain or word.owns or before in ("of", "in", "from")
