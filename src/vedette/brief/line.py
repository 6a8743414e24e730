"""The bottom line: up to six sentences, each made by one function from rows of the record.

Nothing here reads the report. What the record does not hold cannot be said, and what it holds as
planned, supposed, requested or negated is never said as fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vedette.brief import grammar, names, phrases
from vedette.brief.sentence import Sentence
from vedette.codebook import book
from vedette.records import Claim, Event, Quote, Reading

MOST_SENTENCES = 6
NO_EVENT = "No political event was read in this report."
NO_FACT = "No event in this report is told as having happened."
UNREAL = {
    "future": "planned",
    "hypothetical": "supposed or feared",
    "requested": "asked for",
    "negated": "said not to have happened",
}
"""Statuses that are not facts, in the order and the words in which they are told."""
MOST_EACH = 2
"""How many events of each such status are told before the rest are counted."""
CONTRADICTED = 5
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
    """The events of one status: deeds before words, then by how many speak and how often."""
    found = [event for event in reading.events if event.status == status]
    quads = book().quads

    def rank(event: Event) -> tuple[bool, int, int]:
        verbal = quads[event.quad].number in VERBAL
        return verbal, -len(_speakers(reading, event)), -len(event.frames)

    return sorted(found, key=rank)


def _supporting(reading: Reading, event: Event) -> list[Claim]:
    return [c for c in names.claims_of(reading, event) if c.stance not in names.AGAINST]


def _speakers(reading: Reading, event: Event) -> list[str]:
    return names.unique(names.speaker(reading, c) for c in _supporting(reading, event))


def _lead(reading: Reading) -> Sentence | None:
    actual = of_status(reading, "actual")
    if not actual:
        return Sentence(text=NO_FACT)
    event = actual[0]
    said = phrases.clause(reading, event, word=_word(reading, event))
    figures = "; ".join(grammar.figure(row) for row in event.figures)
    toll = f" ({figures})" if figures else ""
    text = f"{_attribution(reading, event)} that {said}{toll}."
    return _sentence(reading, text, [event])


def _attribution(reading: Reading, event: Event) -> str:
    """As in: A confirmed, and B and C said. Who did both is named once, as first told."""
    verbs: dict[str, str] = {}
    for claim in _supporting(reading, event):
        verbs.setdefault(names.speaker(reading, claim), names.STANCES.get(claim.stance, "said"))
    groups = names.unique(verbs.values())
    told = [grammar.some([who for who in verbs if verbs[who] == verb]) for verb in groups]
    parts = [f"{who} {verb}" for who, verb in zip(told, groups, strict=True)]
    if len(parts) > 1:
        return f"{', '.join(parts[:-1])}, and {parts[-1]},"
    if parts:
        return parts[0]
    against = names.against_of(reading, event)
    return f"{grammar.some(against)} denied or doubted" if against else "this report tells"


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
    text = f"{_behind(reading, event, origins)} (credibility {event.grade.credibility})."
    found = names.verdicts_on(reading, event)
    judged = [quote for verdict in found for quote in verdict.words]
    return _sentence(reading, text, [event], more=[*event.grade.words, *judged])


def _behind(reading: Reading, event: Event, origins: Sequence[str]) -> str:
    if not origins:
        return "no origin stands behind this"
    if len(origins) == 1:
        return f"this leads back to one origin, {origins[0]}"
    voices = _speakers(reading, event)
    told = f"{grammar.counted(len(voices), 'speaker')} lead" if len(voices) > 1 else "this leads"
    back = f"{told} back to {grammar.counted(len(origins), 'origin')}, {grammar.some(origins)}"
    return f"{back}; {_independence(reading, event)}"


def _independence(reading: Reading, event: Event) -> str:
    """Only verdicts show independence or dependence; the grade alone is never taken for it."""
    known = dict(zip(event.origins, names.origins_of(reading, event), strict=True))
    held = names.verdicts_on(reading, event)
    joined = [v for v in held if v.value == "dependent"]
    apart = [v for v in held if v.value == "independent"]
    if joined:
        return f"{known[joined[0].a]} is shown to depend on {known[joined[0].b]} or the reverse"
    if not apart:
        return "their independence is not shown"
    if len(apart) == len(known) * (len(known) - 1) // 2:
        return "their independence is shown"
    return f"{known[apart[0].a]} is shown to be independent of {known[apart[0].b]}"


def _also(reading: Reading) -> Sentence | None:
    rest = of_status(reading, "actual")[1:]
    if not rest:
        return None
    told = grammar.series([phrases.noun(reading, event) for event in rest])
    return _sentence(reading, f"also told as having happened: {told}.", rest)


def _disputed(reading: Reading) -> Sentence | None:
    rows = [e for e in reading.events if names.against_of(reading, e) or _contradicted(e)]
    if not rows:
        return None
    told = grammar.series([_dispute(reading, event) for event in rows])
    return _sentence(reading, f"in dispute: {told}.", rows)


def _contradicted(event: Event) -> bool:
    return event.grade.credibility == CONTRADICTED


def _dispute(reading: Reading, event: Event) -> str:
    what, who = phrases.noun(reading, event), names.against_of(reading, event)
    if not who:
        return f"{what}, contradicted or taken back (credibility {CONTRADICTED})"
    claims = [c for c in names.claims_of(reading, event) if c.stance in names.AGAINST]
    stances = {claim.stance for claim in claims}
    verb = names.STANCES[stances.pop()] if len(stances) == 1 else "denied or doubted"
    return f"{what}, which {grammar.some(who)} {verb}"


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
    holes = {
        "who acted": not event.actors,
        "where": event.place is None,
        "when": event.when is None or not grammar.dated(event.when),
    }
    missing = [hole for hole, empty in holes.items() if empty]
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
    said = [_quote(reading, *claim.quote) for claim in claims]
    triggers = [quote for event in events for quote in _triggers(reading, event)]
    return Sentence(
        text=grammar.capital(text),
        events=tuple(event.id for event in events),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        cites=tuple(dict.fromkeys([*triggers, *said, *more])),
    )


def _triggers(reading: Reading, event: Event) -> list[Quote]:
    frames = [frame for frame in reading.frames if frame.event == event.id]
    return [_quote(reading, *frame.trigger) for frame in frames]


def _quote(reading: Reading, start: int, end: int) -> Quote:
    return Quote(start=start, end=end, text=reading.report.quote((start, end)))
