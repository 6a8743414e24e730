"""Entries of the ledger → rows of the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vedette.brief import grammar, names, phrases
from vedette.brief.entries import view
from vedette.brief.line import UNREAL
from vedette.codebook.scales import WORDINGS
from vedette.export import words
from vedette.records import (
    Alarm,
    Claim,
    Entity,
    Entry,
    Event,
    Judgement,
    Origin,
    Place,
    Quote,
    encode,
)
from vedette.serve import wire

Quoted = Mapping[str, str]
"""Report → its text; a report that is not there has none."""


def event_row(entry: Entry) -> bytes:
    """An event in a list, `wire.EventRow` as JSON. Lists are long and asked for all the time: a
    test sees to their shape, not each answer."""
    return encode({**shared(entry), "origins": len(entry.origins)})


def shared(entry: Entry) -> dict[str, Any]:
    """The fields of `wire.Event`, for what is more than one."""
    e, known = entry.event, {each.id: each for each in entry.entities}
    when = e.when
    return {
        "id": e.id,
        "type": e.type,
        "mode": e.mode,
        "status": e.status,
        "quad": e.quad,
        "intensity": e.intensity,
        "first_day": when.start if when is not None else None,
        "last_day": when.end if when is not None else None,
        "when_precision": when.precision if when is not None else None,
        "place": _site(e.place),
        "actors": _parties(e.actors, known),
        "recipients": _parties(e.recipients, known),
        "grade": _graded(e),
        "reports": len(entry.reports),
        "line": line(entry),
    }


def line(entry: Entry) -> str:
    """An event in a sentence; what is no fact is not said as one."""
    seen, event = view(entry), entry.event
    kind = UNREAL.get(event.status)
    if kind is not None:
        return f"{grammar.capital(kind)}: {phrases.noun(seen, event)}."
    return f"{grammar.capital(phrases.clause(seen, event))}."


def _site(place: Place | None) -> dict[str, Any] | None:
    """The fields of `wire.Site`."""
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def _parties(ids: Iterable[str], known: Mapping[str, Entity]) -> list[dict[str, Any]]:
    """The fields of `wire.Party`."""
    found = (known[each] for each in ids if each in known)
    return [{"id": e.id, "name": e.name, "code": e.actor} for e in found]


def _graded(event: Event) -> dict[str, Any]:
    """The fields of `wire.Graded`."""
    grade = event.grade
    said = words.graded(grade.credibility, WORDINGS[0])
    return {"credibility": grade.credibility, "words": said, "rule": grade.rule}


class Names:
    """What the voices of an entry are called."""

    def __init__(self, entry: Entry) -> None:
        self._seen = view(entry)

    def __call__(self, voice: str) -> wire.Named:
        return wire.Named(id=voice, name=names.name_of(self._seen, voice))


def claim(entry: Entry, each: Claim, called: Names, texts: Quoted) -> dict[str, Any]:
    """The fields of `wire.Claim`."""
    start, end = each.quote
    text = texts.get(each.report, "")[start:end]
    return {
        "id": each.id,
        "report": each.report,
        "speaker": called(each.speaker) if each.speaker is not None else None,
        "stance": each.stance,
        "basis": each.basis,
        "why": each.why,
        "sources": [called(source) for source in each.sources],
        "vouches": each.id in entry.vouching,
        "quote": wire.Quote(report=each.report, start=start, end=end, text=text),
    }


def origin(each: Origin, called: Names) -> wire.Origin:
    return wire.Origin(
        id=each.id,
        name=each.name,
        basis=each.basis,
        chain=[called(voice) for voice in each.chain],
        claims=list(each.claims),
    )


def alarm(each: Alarm) -> dict[str, Any]:
    """The fields of `wire.Alarm`."""
    return {
        "id": each.id,
        "revision": each.revision,
        "watch": each.watch,
        "at": each.at,
        "state": each.state,
        "lane": each.lane,
        "kind": each.kind,
        "side": each.side,
        "since": each.since,
        "until": each.until,
        "what": each.what,
        "compared": each.compared,
        "why": each.why,
        "events": list(each.events),
    }


def judged(each: Judgement) -> wire.Judged:
    return wire.Judged(
        number=each.number,
        kind=each.kind,
        who=each.who,
        at=each.at,
        why=each.why,
        undone=each.undone,
        undone_by=each.undone_by,
        undone_why=each.undone_why,
        what=each.what,
    )


def quotes(found: Iterable[Quote]) -> list[wire.Quote]:
    return [wire.Quote(report=q.report, start=q.start, end=q.end, text=q.text) for q in found]
