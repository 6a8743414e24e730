"""JSON lines as the event coder NGEC writes them (github.com/ahalterman/NGEC, `formatter.py`).

The keys are NGEC's, with a `vedette` block beside them. A key of NGEC that nothing here stands
behind (the scores of its question-answering model) is left out.
"""

from __future__ import annotations

from vedette import __version__
from vedette.codebook.states import state
from vedette.export.files import story
from vedette.export.files.polecat import geonames
from vedette.export.files.story import Readings, Told
from vedette.export.files.stream import lines
from vedette.records import Entity, Entry, Event, Mention, Place, Toponym

UNDATED = "No date detected--using publication date"
"""NGEC's own words for it."""


def row(entry: Entry, readings: Readings) -> dict[str, object]:
    """One event in the keys of NGEC."""
    event, told = entry.event, story.told(entry, readings)
    report = None if told is None else told.reading.report
    first = story.first_day(event)
    published = story.told_day(entry)
    return {
        "id": event.id,
        "date": published,
        "event_type": event.type,
        "event_mode": [event.mode] if event.mode is not None else [],
        "event_text": "" if report is None else report.text,
        "story_id": "" if report is None else report.id,
        "publisher": None if report is None else report.outlet,
        "headline": None if report is None else report.title,
        "pub_date": published,
        "contexts": story.contexts(event),
        "version": f"vedette-{__version__}",
        "attributes": _attributes(entry, told),
        "event_geolocation": _geolocation(event, told),
        "geolocated_ents": [
            {**_geo(t.place), **_span(t)} for t in _resolved(told) if t.place is not None
        ],
        "story_people": [] if told is None else list(told.names(("PER",))),
        "story_orgs": [] if told is None else list(told.names(("ORG",))),
        "story_locs": [] if told is None else list(told.names(("LOC",))),
        "date_resolved": first or published,
        "date_raw": event.when.raw if event.when is not None and first else UNDATED,
        "vedette": story.evidence(entry),
    }


def _attributes(entry: Entry, told: Told | None) -> dict[str, list[dict[str, object]]]:
    known = story.known(entry)
    sides = {"ACTOR": ("actor", entry.event.actors), "RECIP": ("recipient", entry.event.recipients)}
    found = {
        name: [_side(e, told, role) for e in story.parties(known, ids)]
        for name, (role, ids) in sides.items()
    }
    for name, role in (("LOC", "where"), ("DATE", "when")):
        mentions = told.fillers(role) if told is not None else ()
        found[name] = [_words(m) for m in mentions]
    return found


def _side(who: Entity, told: Told | None, role: str) -> dict[str, object]:
    """Somebody on one side; with their words where the earliest report has them in that role."""
    mentions = told.fillers(role) if told is not None else ()
    named = [m for m in mentions if _same(who, m, told)]
    found = state(who.country or "")
    codes = (*who.sectors, "", "")
    return {
        **(_words(named[0]) if named else {"text": who.name}),
        "wiki": who.name if who.wikidata else "",
        "country": who.country or "",
        "country_name": found.name if found is not None else "",
        "code_1": codes[0],
        "code_2": codes[1],
    }


def _same(who: Entity, mention: Mention, told: Told | None) -> bool:
    """Whether a mention of the report is of this voice: by name, since ids of a report stay in
    it."""
    if told is None or mention.entity is None:
        return False
    return told.reading.entity(mention.entity).name == who.name or (
        who.id == f"{told.reading.report.id}#{mention.entity}"
    )


def _words(mention: Mention) -> dict[str, object]:
    return {
        "text": mention.text,
        "qa_start_char": mention.start,
        "qa_end_char": mention.end,
    }


def _geolocation(event: Event, told: Told | None) -> dict[str, object]:
    place = event.place
    if place is None:
        return {"reason": event.place_reason, "geo": None}
    named = [t for t in _resolved(told) if t.place == place]
    return {"reason": place.reason, "geo": {**_geo(place), **(_span(named[0]) if named else {})}}


def _resolved(told: Told | None) -> list[Toponym]:
    return [] if told is None else [t for t in told.reading.toponyms if t.place is not None]


def _span(toponym: Toponym) -> dict[str, object]:
    return {
        "search_placename": toponym.text,
        "start_char": toponym.start,
        "end_char": toponym.end,
    }


def _geo(place: Place) -> dict[str, object]:
    return {
        "resolved_placename": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country_code3": place.country or "",
        "admin1_name": place.admin1 or "",
        "geonameid": str(geonames(place) or ""),
        "score": place.score,
    }


write = lines(row)
