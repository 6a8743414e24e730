"""Does a sentence say only what its cited rows hold? The guard of every brief.

It strikes out the names, dates, figures and quoted words of the cited rows and looks at what is
left: a capital letter, a digit, a number word or a month there has no support. It does not check
who did what to whom; that follows from the templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vedette.brief import grammar, names
from vedette.brief.line import MOST_EACH
from vedette.brief.sentence import Sentence
from vedette.records import Event, Reading

OPENERS = frozenset({"also", "as", "in", "no", "not", "of", "this"})
"""Words of the templates that may open a sentence with a capital letter."""
_COUNT = re.compile(
    rf"\b(\d+|{'|'.join(grammar.NUMBER_WORDS)}) (origin|speaker|more\b)s?", re.IGNORECASE
)
_GRADE = re.compile(r"\(credibility (\d)\)")
_LEFT = re.compile(r"[^\W_][\w'’.,-]*\w|\w")
_NUMBERS = frozenset(grammar.NUMBER_WORDS) - {"no"}


def unsupported(sentence: Sentence, reading: Reading) -> tuple[str, ...]:
    """The names, numbers and dates of a sentence that its cited rows do not hold; () if none."""
    events = [event for event in reading.events if event.id in sentence.events]
    wrong = [*_wrong_counts(sentence.text, reading, events), *_wrong_grades(sentence.text, events)]
    rest = _GRADE.sub(" ", _COUNT.sub(" ", sentence.text))
    for words in sorted(_held(sentence, reading, events), key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "·", rest, flags=re.IGNORECASE)
    return (*wrong, *_left_over(rest))


def _left_over(rest: str) -> Iterator[str]:
    for match in _LEFT.finditer(rest):
        word, opens = match.group(), match.start() == 0
        if opens and word.lower() in OPENERS:
            continue
        if word[0].isupper() or any(c.isdigit() for c in word) or word.lower() in _NUMBERS:
            yield word


def _held(sentence: Sentence, reading: Reading, events: Iterable[Event]) -> set[str]:
    """Every string that the cited rows hold, as the templates write it."""
    held = {" ".join(quote.text.split()) for quote in sentence.cites}
    held |= {names.speaker(reading, c) for c in reading.claims if c.id in sentence.claims}
    for event in events:
        held |= {name for side in names.sides(reading, event) for name in side}
        held |= {*names.origins_of(reading, event), *names.against_of(reading, event)}
        held |= {grammar.figure(row) for row in event.figures}
        if event.place is not None:
            held.add(grammar.named(event.place.name))
        if event.when is not None:
            held.add(grammar.dated(event.when))
    return held - {""}


def _wrong_counts(text: str, reading: Reading, events: list[Event]) -> Iterator[str]:
    """Counts ("two origins", "three speakers", "and two more") that no cited row bears out."""
    allowed = {
        "origin": {len(event.origins) for event in events},
        "speaker": {len(_voices(reading, event)) for event in events},
        "more": _overflows(reading, events),
    }
    for match in _COUNT.finditer(text):
        said, noun = match.group(1).lower(), match.group(2).lower()
        if said not in {grammar.number(n) for n in allowed[noun]} | _none(allowed[noun]):
            yield match.group()


def _none(counts: set[int]) -> set[str]:
    return {str(count) for count in counts} | ({"no"} if 0 in counts else set())


def _voices(reading: Reading, event: Event) -> set[str]:
    claims = names.claims_of(reading, event)
    return {names.speaker(reading, c) for c in claims if c.stance not in names.AGAINST}


def _overflows(reading: Reading, events: list[Event]) -> set[int]:
    statuses = {event.status for event in events}
    sizes = [len([e for e in events if e.status == status]) for status in statuses]
    sizes += [len(events)]
    for event in events:
        sizes += [len(side) for side in names.sides(reading, event)]
        sizes += [len(event.origins), len(_voices(reading, event))]
        sizes += [len(names.against_of(reading, event))]
    return {size - most for size in sizes for most in (grammar.MOST, MOST_EACH) if size > most}


def _wrong_grades(text: str, events: Iterable[Event]) -> Iterator[str]:
    held = {str(event.grade.credibility) for event in events}
    return (m.group() for m in _GRADE.finditer(text) if m.group(1) not in held)
