"""What the cited rows hold, laid out for the checks: who, where, when, how many, in which words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from vedette.brief import grammar, names
from vedette.brief.entries import Cited
from vedette.brief.said import supporting
from vedette.codebook.states import state
from vedette.records import Claim, Entity, Event, Figure, Reading, Record, Span, When

SHOWN = (2, grammar.MOST)
"""How many parts the templates' lists show before they count the rest."""


class Voice(Record, frozen=True):
    """Who says so: all names that the rows have for a speaker, and the stance taken."""

    names: tuple[str, ...]
    stance: str


class Evidence(Record, frozen=True, kw_only=True):
    """The cited rows. `actors` and `recipients` are all names of the two sides; `behind` those who
    told the speakers; `places` names of where it was, its region and country; `states` those that
    anybody named is of; `words` the sentences that tell the events and the claims;
    `others` whom these mention, by all their names."""

    events: tuple[Event, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    voices: tuple[Voice, ...]
    behind: tuple[str, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]
    states: tuple[str, ...]
    whens: tuple[When, ...]
    dates: tuple[str, ...]
    figures: tuple[Figure, ...]
    words: tuple[str, ...]
    others: tuple[str, ...]
    triggers: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]

    def parties(self) -> Iterator[str]:
        """The names of those who act, are acted on, speak or are mentioned."""
        told = (voice.names for voice in self.voices)
        return chain(*told, self.actors, self.recipients, self.behind, self.others)

    def every_name(self) -> Iterator[str]:
        """All names that the rows hold, as they stand there and as a sentence has them."""
        for name in chain(self.parties(), self.outlets, self.places):
            yield name
            yield grammar.named(name).removeprefix("the ")


def gathered(cited: Sequence[Cited], claims: Collection[str] = ()) -> Evidence:
    """The rows of some events; where claims of an event are cited, only these speak of it."""
    told = [(row, claim) for row in cited for claim in _cited_claims(row, claims)]
    return Evidence(
        events=tuple(row.event for row in cited),
        actors=_all(_side(row, "actors") for row in cited),
        recipients=_all(_side(row, "recipients") for row in cited),
        voices=tuple(Voice(_speaker_names(row, c), c.stance) for row, c in told),
        behind=_all(_behind(row, claim) for row, claim in told),
        outlets=_all(row.outlets for row in cited),
        places=_all(_places(row) for row in cited),
        states=_all(_states(row) for row in cited),
        whens=tuple(row.event.when for row in cited if row.event.when is not None),
        dates=_all(row.dates for row in cited),
        figures=tuple(figure for row in cited for figure in row.event.figures),
        words=_all((*_telling(row), *_quotes(row, claims)) for row in cited),
        others=_all(_others(row) for row in cited),
        triggers=_all(_triggers(row) for row in cited),
        counts=_counts(cited),
    )


def _all(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for some in found for each in some if each))


def _cited_claims(row: Cited, claims: Collection[str]) -> tuple[Claim, ...]:
    mine = row.claims()
    return tuple(c for c in mine if c.id in claims) or mine


def _side(row: Cited, side: str) -> Iterator[str]:
    ids = getattr(row.event, side)
    yield from _named(row.view, ids)
    for reading, event in row.accounts:
        found = next((e for e in reading.events if e.id == event), None)
        if found is not None:
            for each in getattr(found, side):
                yield from _mentions(reading, each)


def _named(view: Reading, ids: Iterable[str]) -> Iterator[str]:
    """Names of entities; a government goes by its state's name too."""
    known = {e.id: e for e in view.entities}
    for each in ids:
        yield names.name_of(view, each)
        found = known.get(each)
        if found is not None and (found.kind == "GPE" or _government(found)):
            yield from _state(found)


def _government(entity: Entity) -> bool:
    """Whether who speaks or acts does so for a state: its bodies, forces and those in office."""
    return entity.kind in ("ORG", "PER") and entity.sectors[:1] in (("GOV",), ("MIL",))


def _states(row: Cited) -> Iterator[str]:
    """The states that those named are of."""
    for entity in row.view.entities:
        yield from _state(entity)


def _state(entity: Entity) -> Iterator[str]:
    of = state(entity.country) if entity.country and entity.sure else None
    if of is not None:
        yield of.name


def _mentions(reading: Reading, entity: str) -> Iterator[str]:
    yield from (m.text for m in reading.mentions if m.entity == entity)


def _speaker_names(row: Cited, claim: Claim) -> tuple[str, ...]:
    if claim.speaker is None:
        return (names.UNNAMED,)
    found = [*_named(row.view, [claim.speaker])]
    here = row.local(claim)
    if here is not None and here[1].speaker is not None:
        reading, speaker = here[0], here[1].speaker
        found += [names.name_of(reading, speaker), *_mentions(reading, speaker)]
    if claim.speaker.startswith(names.OUTLET):
        found.append(names.ITSELF)
    return tuple(dict.fromkeys(found))


def _behind(row: Cited, claim: Claim) -> Iterator[str]:
    yield from _named(row.view, claim.sources)
    here = row.local(claim)
    if here is not None:
        for each in here[1].sources:
            yield from _mentions(here[0], each)
    for origin in row.view.origins:
        if origin.id in row.event.origins:
            yield origin.name
            yield from _named(row.view, origin.chain)


def _places(row: Cited) -> Iterator[str]:
    place = row.event.place
    if place is not None:
        of = state(place.country) if place.country else None
        yield from (p for p in (place.name, place.admin1, of and of.name) if p)
    for reading, event in row.accounts:
        for frame in reading.frames:
            if frame.event == event:
                fills = (*frame.roles.get("where", ()), *frame.roles.get("from", ()))
                known = {m.id: m for m in reading.mentions}
                yield from (known[m].text for m in fills if m in known)


def _telling(row: Cited) -> Iterator[str]:
    """The sentences of the reports in which the event's triggers stand."""
    yield from (reading.report.quote(span) for reading, span in _spans(row))


def _spans(row: Cited) -> Iterator[tuple[Reading, Span]]:
    for reading, event in row.accounts:
        for frame in reading.frames:
            if frame.event == event:
                whole = frame.sentence < len(reading.sentences)
                yield reading, reading.sentences[frame.sentence] if whole else frame.trigger


def _others(row: Cited) -> Iterator[str]:
    """Names of all whom those sentences mention, as the report has them elsewhere."""
    for reading, (start, end) in _spans(row):
        here = {m.entity for m in reading.mentions if start <= m.start and m.end <= end}
        yield from (m.text for m in reading.mentions if m.entity in here and m.entity is not None)


def _quotes(row: Cited, claims: Collection[str]) -> Iterator[str]:
    for claim in _cited_claims(row, claims):
        here = row.local(claim)
        if here is not None:
            yield here[0].report.quote(claim.quote)


def _triggers(row: Cited) -> Iterator[str]:
    for reading, event in row.accounts:
        yield from (reading.report.quote(f.trigger) for f in reading.frames if f.event == event)


def _counts(cited: Sequence[Cited]) -> dict[str, tuple[int, ...]]:
    """How many origins, speakers and reports each event has, and what lists may leave out."""
    origins = [len(row.event.origins) for row in cited]
    speakers = [len({c.speaker for c in supporting(row.view, row.event)}) for row in cited]
    reports = [len({r.report.id for r, _ in row.accounts}) for row in cited]
    statuses = [row.event.status for row in cited]
    sides = [len(side) for row in cited for side in names.sides(row.view, row.event)]
    against = [len(names.against_of(row.view, row.event)) for row in cited]
    listed = (*origins, *speakers, *sides, *against, len(cited), *map(statuses.count, statuses))
    return {
        "origin": tuple(origins),
        "speaker": tuple(speakers),
        "report": tuple(reports),
        "event": (len(cited),),
        "more": tuple(n - most for n in listed for most in SHOWN if n > most),
    }
