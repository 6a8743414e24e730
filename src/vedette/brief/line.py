"""The bottom line: up to six sentences, each made by one function from rows of the record.

Nothing here reads the report. What the record does not hold cannot be said, and what it holds as
planned, supposed, requested or negated is never said as fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vedette.brief import grammar, names, phrases, said
from vedette.brief.sentence import Sentence
from vedette.codebook import book
from vedette.records import Event, Quote, Reading

MOST_SENTENCES = 6
NO_EVENT = "No political event was read in this report."
NO_FACT = "No event in this report is told as having happened."
UNREAL = {
    "future": "planned",
    "hypothetical": "feared or supposed",
    "requested": "asked for",
    "negated": "said not to have happened",
}
"""Statuses that are not facts, in the order and the words in which they are told."""
MOST_EACH = 2
"""How many events of each such status are told before the rest are counted."""
SURE = 0.6
"""Least score of the best frame of an event that may stand before the others of its grade."""
VERBAL = frozenset({1, 3})
"""Numbers of PLOVER's two verbal quad classes."""

Maker = Callable[[Reading], Sentence | None]


def bottom_line(reading: Reading) -> tuple[Sentence, ...]:
    """Up to six sentences on what the record of one report holds; one if it holds no event."""
    if not reading.events:
        return (Sentence(text=NO_EVENT),)
    made = (maker(reading) for maker in MAKERS)
    return tuple(sentence for sentence in made if sentence is not None)[:MOST_SENTENCES]


def of_status(reading: Reading, status: str) -> list[Event]:
    """The events of one status: deeds before words, then by grade, what the reader hardly believes
    in behind the rest, and by how many speak and how often."""
    found = [event for event in reading.events if event.status == status]
    quads = book().quads
    sure = {f.event for f in reading.frames if f.score >= SURE}

    def rank(event: Event) -> tuple[bool, int, bool, int, int]:
        verbal = quads[event.quad].number in VERBAL
        told = (-len(said.speakers(reading, event)), -len(event.frames))
        return verbal, event.grade.credibility, event.id not in sure, *told

    return sorted(found, key=rank)


def _lead(reading: Reading) -> Sentence | None:
    actual = of_status(reading, "actual")
    if not actual:
        return Sentence(text=NO_FACT)
    event = actual[0]
    clause = phrases.clause(reading, event, word=_word(reading, event))
    figures = grammar.figures(event.figures)
    toll = f" ({figures})" if figures else ""
    text = f"{said.attribution(reading, event)} that {clause}{toll}."
    return _sentence(reading, text, [event])


def _word(reading: Reading, event: Event) -> str:
    """The report's own word for the event, since the ontology's is coarse."""
    quotes = _triggers(reading, event)
    return " ".join(quotes[0].text.split()) if quotes else ""


def _origins(reading: Reading) -> Sentence | None:
    actual = of_status(reading, "actual")
    if not actual:
        return None
    event = actual[0]
    origins = names.origins_of(reading, event)
    text = f"{said.behind(reading, event, origins)} (credibility {event.grade.credibility})."
    found = names.verdicts_on(reading, event)
    judged = [quote for verdict in found for quote in verdict.words]
    return _sentence(reading, text, [event], more=[*event.grade.words, *judged])


def _also(reading: Reading) -> Sentence | None:
    rest = of_status(reading, "actual")[1:]
    if not rest:
        return None
    told = grammar.series([phrases.noun(reading, event) for event in rest])
    return _sentence(reading, f"also told as having happened: {told}.", rest)


def _disputed(reading: Reading) -> Sentence | None:
    rows = [e for e in reading.events if names.against_of(reading, e) or said.contradicted(e)]
    if not rows:
        return None
    told = grammar.series([said.dispute(reading, event) for event in rows])
    return _sentence(reading, f"in dispute: {told}.", rows)


def _unreal(reading: Reading) -> Sentence | None:
    groups = {status: of_status(reading, status) for status in UNREAL}
    told = [
        f"{grammar.series([phrases.noun(reading, e) for e in rows], most=MOST_EACH)} ({word})"
        for word, rows in zip(UNREAL.values(), groups.values(), strict=True)
        if rows
    ]
    if not told:
        return None
    rows = [event for group in groups.values() for event in group]
    return _sentence(reading, f"not told as fact: {'; '.join(told)}.", rows)


def _unknown(reading: Reading) -> Sentence | None:
    actual = of_status(reading, "actual")
    if not actual:
        return None
    event = actual[0]
    missing = said.holes(event)
    if not missing:
        return None
    hole = grammar.listing(missing, word="or")
    text = f"of the event named first, the record does not hold {hole}."
    return _sentence(reading, text, [event])


def _background(reading: Reading) -> Sentence | None:
    rows = of_status(reading, "historical")
    if not rows:
        return None
    told = grammar.series([phrases.noun(reading, event) for event in rows])
    return _sentence(reading, f"as background the report recalls {told}.", rows)


MAKERS: tuple[Maker, ...] = (
    _lead, _origins, _also, _disputed, _unreal, _unknown, _background,
)  # fmt: skip
"""The order of the brief. The last are the first to go when there are more than six."""


def _sentence(
    reading: Reading, text: str, events: Sequence[Event], *, more: Iterable[Quote] = ()
) -> Sentence:
    claims = [claim for event in events for claim in names.claims_of(reading, event)]
    spoken = [_quote(reading, *claim.quote) for claim in claims]
    triggers = [quote for event in events for quote in _triggers(reading, event)]
    return Sentence(
        text=grammar.capital(text),
        events=tuple(event.id for event in events),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        cites=tuple(dict.fromkeys([*triggers, *spoken, *more])),
    )


def _triggers(reading: Reading, event: Event) -> list[Quote]:
    frames = [frame for frame in reading.frames if frame.event == event.id]
    return [_quote(reading, *frame.trigger) for frame in frames]


def _quote(reading: Reading, start: int, end: int) -> Quote:
    return Quote(start=start, end=end, text=reading.report.quote((start, end)))
