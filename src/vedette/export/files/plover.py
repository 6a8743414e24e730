"""PLOVER's JSON, one object a line, with a `vedette` block for what PLOVER has no field for.

Fields: the PLOVER manual of the Open Event Data Alliance, draft 0.8, chapter "JSON Data Fields".
"""

from __future__ import annotations

from collections.abc import Iterable

from vedette import __version__
from vedette.codebook import book
from vedette.codebook.states import state
from vedette.export.files import story
from vedette.export.files.polecat import geonames
from vedette.export.files.story import Readings, Told
from vedette.export.files.stream import lines
from vedette.records import Entity, Entry, Place


def row(entry: Entry, readings: Readings) -> dict[str, object]:
    """One event; fields that would be empty are left out, as the manual allows."""
    event, told, known = entry.event, story.told(entry, readings), story.known(entry)
    quad = book().quads.get(event.quad)
    fields = {
        "id": event.id,
        "date": story.any_day(entry),
        "enddate": story.last_day(event),
        "source": _side(story.parties(known, event.actors)),
        "recipient": _side(story.parties(known, event.recipients)),
        "event": [event.type],
        "event_loc": _location(event.place) if event.place is not None else None,
        "event_text": _triggers(told) if told is not None else None,
        "quad_code": quad.number if quad is not None else None,
        "event_scale": event.intensity,
        "mode": [event.mode] if event.mode is not None else None,
        "context": story.contexts(event),
        "text_info": _span(told) if told is not None else None,
        "cite_info": _citation(told) if told is not None else None,
        "coder": f"vedette-{__version__}",
        "vedette": story.evidence(entry),
    }
    return {k: v for k, v in fields.items() if v not in (None, []) or k == "source"}


def _side(who: Iterable[Entity]) -> list[dict[str, object]]:
    return [
        {
            "code": e.country or "---",
            **({"sector": "".join(e.sectors[:2])} if e.sectors else {}),
            "actor_text": e.name,
            **({"identifier_id": e.wikidata} if e.wikidata else {}),
        }
        for e in who
    ]


def _location(place: Place) -> dict[str, object]:
    found = state(place.country or "")
    fields = {
        "geonameid": geonames(place),
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": found.alpha2 if found is not None else None,
        "cc3": place.country,
    }
    return {k: v for k, v in fields.items() if v is not None}


def _triggers(told: Told) -> list[str]:
    report = told.reading.report
    return list(dict.fromkeys(report.quote(f.trigger) for f in told.frames))


def _span(told: Told) -> dict[str, object] | None:
    """The first sentence that tells the event: which it is, and its characters."""
    if not told.frames or not told.reading.sentences:
        return None
    nth = min(f.sentence for f in told.frames)
    start, end = told.reading.sentences[nth]
    return {"sequence": nth, "start": start, "end": end}


def _citation(told: Told) -> dict[str, object]:
    report = told.reading.report
    fields = {
        "citation": report.id,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet,
        "coder": told.reading.model,
    }
    return {k: v for k, v in fields.items() if v is not None}


write = lines(row)
