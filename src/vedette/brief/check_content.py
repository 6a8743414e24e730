"""Is a sentence about what its rows are about? The last net, for what no other check looks at.

It asks only whether enough of the words that say something stand in the cited words, or are those
that the phrases have for such events. One wrong verb among right words passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.brief import cues, estimate
from vedette.brief.check_dates import found as dates_in
from vedette.brief.check_dates import without_dates
from vedette.brief.check_numbers import found as numbers_in
from vedette.brief.evidence import Evidence
from vedette.brief.phrases import phrase
from vedette.brief.wording import blank, seat, shares, telling, unbound, words
from vedette.codebook import book
from vedette.stems import stem

LEAST = 0.4
"""Share of the words with content that the rows must have."""
RECORDED = (
    "credibility known before origin speaker lowest best highest put size event named first who "
    "acted where when have happened"
)
"""Words of the templates on grades and figures."""


def content(text: str, held: Evidence) -> Iterator[str]:
    """The whole sentence, where the rows have too few of its words."""
    said = telling_stems(estimate.without(cues.of_record().sub(blank, unbound(text))))
    named = _named(text, held)
    said -= stems(named)
    other = len(named) + len(dates_in(text)) + len(numbers_in(without_dates(text)))
    known = len(said & _held(held)) + other
    if said and known < LEAST * (len(said) + other):
        yield "too few of its words are in the cited rows"


def _named(text: str, held: Evidence) -> frozenset[str]:
    """The held names of a sentence: it is about what they are about."""
    known = telling((*held.every_name(), *held.words))
    capital = {w.text for w in words(text) if w.capital and w.text.casefold() not in cues.common()}
    return frozenset(n for n in capital if shares(n, known) or not seat(n).isdisjoint(known))


def telling_stems(text: str) -> frozenset[str]:
    """The stems of words that say something: no names, numbers, verbs of speech or small words."""
    bare = text
    for cue in cues.table().values():
        bare = cue.words.sub(blank, bare)
    found = (w for w in words(bare) if w.opens or not w.capital)
    return stems(w.text for w in found if not _small(w.text.casefold()))


def _small(low: str) -> bool:
    listed = low in cues.listed("small") or low in cues.listed("be")
    return len(low) < 3 or low in cues.openers() or listed or not low.isalpha()


def _held(held: Evidence) -> frozenset[str]:
    own = [part for e in held.events for part in _phrases(e.type, e.mode)]
    every = (*held.words, *held.every_name(), *held.triggers, *own, RECORDED)
    found = (w.text for text in every for w in words(text))
    return stems(part for word in found for part in {word, *word.split("-")} if part)


def _phrases(kind: str, mode: str | None) -> tuple[str, ...]:
    found = phrase(kind, mode)
    described = book().types[kind]
    modes = (described.modes[mode].description,) if mode in described.modes else ()
    return found.alone, found.onto, found.noun, described.description, *modes


def stems(found: Iterable[str]) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(stem(w.casefold()) for w in found)
