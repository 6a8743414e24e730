"""A reading → one account for each of its events: what is compared with other reports' accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.fuse.claims import asserted
from vedette.fuse.index import Index, fillers, index
from vedette.fuse.voices import voice_of
from vedette.fuse.words import stems
from vedette.records import Event, Figure, Place, Reading, Record, When


class Party(Record, frozen=True, kw_only=True):
    """Who takes part: the id that it has in every report (or in this one alone), its code
    ("RUS/MIL"), its country where the report tells it, and the stems of what it is called."""

    voice: str
    code: str | None
    country: str | None
    words: tuple[str, ...]


class Account(Record, frozen=True, kw_only=True):
    """One event as one report tells it.

    `date` is the report's; `sites` are stems of what the place is called, `triggers` of the words
    that tell the event, `words` of its sentences. `times` are intervals of ISO days.
    """

    id: str
    report: str
    event: str
    date: str | None
    type: str
    mode: str | None
    status: str
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    sites: tuple[str, ...] = ()
    times: tuple[When, ...] = ()
    figures: tuple[Figure, ...] = ()
    triggers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def account_id(report: str, event: str) -> str:
    """The id of an event in one report, the same in every ledger."""
    return f"{report}.{event}"


def accounts(reading: Reading) -> tuple[Account, ...]:
    """The accounts of a fused reading, in the order of its events."""
    ix = index(reading)
    return tuple(_account(ix, event) for event in reading.events)


def _account(ix: Index, event: Event) -> Account:
    reading = ix.reading
    frames = ix.events[event.id]
    sentences = sorted({f.sentence for f in frames})
    text = reading.report.text
    sites = [e for f in frames for e in fillers(ix, f, "where")]
    times = (ix.mentions[m].when for f in frames for m in f.roles.get("when", ()))
    return Account(
        id=account_id(reading.report.id, event.id),
        report=reading.report.id,
        event=event.id,
        date=reading.report.date,
        type=event.type,
        mode=event.mode,
        status=asserted(ix, event),
        actors=_parties(ix, event.actors),
        recipients=_parties(ix, event.recipients),
        place=event.place,
        sites=tuple(dict.fromkeys(s for e in sites for s in _called(ix, e))),
        times=tuple(dict.fromkeys(w for w in times if w is not None and (w.start or w.end))),
        figures=event.figures,
        triggers=tuple(dict.fromkeys(s for f in frames for s in stems(text[slice(*f.trigger)]))),
        words=tuple(
            dict.fromkeys(s for n in sentences for s in stems(text[slice(*reading.sentences[n])]))
        ),
    )


def _parties(ix: Index, entities: Iterable[str]) -> tuple[Party, ...]:
    return tuple(_party(ix, e) for e in entities)


def _party(ix: Index, entity: str) -> Party:
    who = ix.entities[entity]
    known = who.actor is not None and who.sure and not who.actor.startswith("---")
    return Party(
        voice=voice_of(ix, entity),
        code=who.actor if known else None,
        country=who.country if who.sure else None,
        words=tuple(dict.fromkeys(_called(ix, entity))),
    )


def _called(ix: Index, entity: str) -> Iterator[str]:
    for mention in ix.spans.get(entity, ()):
        yield from stems(mention.text)
