"""Is whoever or whatever a sentence speaks of of a kind that the cited rows have?

A table of kinds (`cues.toml`) says which nouns may stand for each other, "lorry" and "truck"; one
of another kind, "train", is refused. Nouns that the table lacks are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.brief import cues
from vedette.brief.evidence import Evidence
from vedette.brief.phrases import phrase
from vedette.brief.wording import unbound, words


def kinds(text: str, held: Evidence) -> Iterator[str]:
    """Nouns of a kind of which the rows have none."""
    every = (*held.words, *held.every_name(), *held.triggers, *_phrased(held))
    told = {kind for each in every for noun in _nouns(each) for kind in _of(noun)}
    for noun in _nouns(unbound(text)):
        mine = _of(noun)
        if mine and mine.isdisjoint(told):
            yield noun


def _nouns(text: str) -> Iterator[str]:
    """The words of a text, and the parts of such as have a hyphen."""
    yield from (part for word in words(text) for part in word.text.split("-"))


def _phrased(held: Evidence) -> Iterator[str]:
    for event in held.events:
        found = phrase(event.type, event.mode)
        yield from (found.alone, found.onto, found.noun)


def _of(word: str) -> frozenset[int]:
    """The kinds of a noun, in its singular or plural."""
    low = word.casefold()
    forms = (low, low.removesuffix("s"), low.removesuffix("es"), f"{low.removesuffix('ies')}y")
    return next((found for form in forms if (found := cues.kinds().get(form))), frozenset())
