"""STIX 2.1 (OASIS): one bundle; of each event an incident, its report, and an opinion a claim.

Ids are made of what they name (UUID version 5), so that two exports of one event have the same.
Confidence follows the standard's appendix A, "Admiralty Credibility"; the tags are those of MISP's
taxonomy `admiralty-scale`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from uuid import NAMESPACE_URL, UUID, uuid5

from vedette.brief.entries import view
from vedette.codebook.states import state
from vedette.export import words
from vedette.export.entries import heading
from vedette.export.files import story
from vedette.export.files.story import Readings
from vedette.records import Claim, Entity, Entry, Place, Record, encode

Object = dict[str, object]

NAMESPACE = uuid5(NAMESPACE_URL, "https://vedette.invalid/stix")
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""Credibility → confidence; 6 has none, since it cannot be judged."""
OPINIONS = {
    "assert": "agree",
    "confirm": "strongly-agree",
    "deny": "strongly-disagree",
    "doubt": "disagree",
}
"""A claim's stance → the opinion; a prediction or another act of speech is neutral."""
CLASSES = {"PER": "individual", "ORG": "organization", "GRP": "group"}
"""Kinds of entities → classes of identities; a state or place that acts is an organization."""
SHARED = frozenset({"identity", "location"})
"""Kinds of objects that several events have a part in."""
UNDATED = "1970-01-01"
"""The day of an event that no report dates: a STIX object must have one."""
SOURCE = "vedette"
_URL = re.compile(r"https?://[\x21-\x7e]+")


class Days(Record, frozen=True, kw_only=True):
    """When an object was made and last changed, ISO days: those of the earliest and the latest
    report, since what is told of an event changes with its reports."""

    first: str
    last: str


ALWAYS = Days(first=UNDATED, last=UNDATED)
"""Of people and places, who are met in many events."""


def confidence(credibility: int) -> int | None:
    """0 to 100 by the scale of Admiralty Credibility; None where the truth cannot be judged."""
    return CONFIDENCE.get(credibility)


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE, chr(0).join((kind, *parts)))}"


def _time(day: str) -> str:
    """Midnight of an ISO day as STIX writes it."""
    return f"{day}T00:00:00.000Z"


def _object(kind: str, key: tuple[str, ...], days: Days, **fields: object) -> Object:
    """An object of STIX; fields that are None or empty are left out, as the standard demands."""
    head = {"type": kind, "spec_version": "2.1", "id": _id(kind, *key)}
    times = {"created": _time(days.first), "modified": _time(days.last)}
    return {**head, **times, **{k: v for k, v in fields.items() if v not in (None, "", [])}}


def _days(entry: Entry) -> Days:
    known = sorted(r.date for r in entry.reports if r.date) or [UNDATED]
    return Days(first=known[0], last=known[-1])


def _objects(entries: Iterable[Entry], readings: Readings) -> Iterator[Object]:
    """All objects, each id once. Eight bytes are kept of each that may come again."""
    seen: set[int] = set()
    for entry in entries:
        for one in _of(entry, readings):
            if one["type"] in SHARED:
                short = UUID(str(one["id"]).partition("--")[2]).int >> 64
                if short in seen:
                    continue
                seen.add(short)
            yield one


def _of(entry: Entry, readings: Readings) -> Iterator[Object]:
    """What an event is told in: its people, place and opinions, itself, and the report of it."""
    event, called = entry.event, story.names(entry)
    days = _days(entry)
    sides = [i for i in (*event.actors, *event.recipients) if i in called]
    speakers = [c.speaker for c in entry.claims if c.speaker in called]
    people = [
        _identity(i, called[i], story.known(entry)) for i in dict.fromkeys([*sides, *speakers])
    ]
    incident = _incident(entry, days)
    place = [one] if event.place is not None and (one := _location(event.place)) else []
    opinions = [_opinion(entry, c, incident, called) for c in entry.claims]
    links = [_link(entry, incident, p, days) for p in place]
    parts = [*people, *place, incident, *opinions, *links]
    yield from parts
    yield _report(entry, [p["id"] for p in parts], days, readings)


def _identity(id_: str, name: str, known: Mapping[str, Entity]) -> Object:
    """Somebody who takes part or speaks."""
    who = known.get(id_)
    kind = CLASSES.get(who.kind, "organization") if who is not None else "organization"
    return _object(
        "identity",
        (id_,),
        ALWAYS,
        name=name,
        identity_class=kind,
        roles=[who.actor] if who is not None and who.actor else None,
        external_references=[{"source_name": "wikidata", "external_id": who.wikidata}]
        if who is not None and who.wikidata
        else None,
    )


def _location(place: Place) -> Object | None:
    """A place; None for one without a country and coordinates, which STIX has no room for."""
    found = state(place.country or "")
    placed = place.lat is not None and place.lon is not None
    if place.country is None and not placed:
        return None
    return _object(
        "location",
        (place.gazetteer_id or "", place.name, place.country or ""),
        ALWAYS,
        name=place.name,
        country=found.alpha2 if found is not None else place.country,
        administrative_area=place.admin1,
        latitude=place.lat if placed else None,
        longitude=place.lon if placed else None,
    )


def _incident(entry: Entry, days: Days) -> Object:
    event = entry.event
    shown = words.account(view(entry), event, entry.reports)
    told = ((shown.who, "by"), (shown.whom, "to"), (shown.where, "at"), (shown.when, ""))
    said = [f"{word} {what}".strip() for what, word in told if what]
    return _object(
        "incident",
        (event.id,),
        days,
        name=f"{shown.code} ({shown.status})",
        description="; ".join([*said, *([shown.figures] if shown.figures else [])]),
        labels=_tags(entry),
        confidence=confidence(event.grade.credibility),
        external_references=[{"source_name": SOURCE, "external_id": event.id}],
    )


def _tags(entry: Entry) -> list[str]:
    event = entry.event
    return [
        f"plover:type={event.type}",
        *([f"plover:mode={event.mode}"] if event.mode is not None else []),
        *(f"plover:context={c}" for c in event.contexts),
        f"vedette:status={event.status}",
        f'admiralty-scale:information-credibility="{event.grade.credibility}"',
    ]


def _opinion(entry: Entry, claim: Claim, incident: Object, called: Mapping[str, str]) -> Object:
    """What somebody says of the event, or of what another says of it, and how they know."""
    told = next(r for r in entry.reports if r.report == claim.report)
    day = told.date or UNDATED
    others = {c.id for c in entry.claims}
    about = [_id("opinion", entry.event.id, i) for i in claim.about if i in others]
    direct = entry.event.id in claim.about or not about
    speaker = claim.speaker if claim.speaker in called else None
    return _object(
        "opinion",
        (entry.event.id, claim.id),
        Days(first=day, last=day),
        created_by_ref=_id("identity", speaker) if speaker is not None else None,
        explanation=f"{words.said(view(entry), claim)} ({heading(told)})",
        authors=[called[speaker]] if speaker is not None else None,
        opinion=OPINIONS.get(claim.stance, "neutral"),
        object_refs=[*([incident["id"]] if direct else []), *about],
    )


def _link(entry: Entry, incident: Object, place: Object, days: Days) -> Object:
    return _object(
        "relationship",
        (entry.event.id, str(place["id"])),
        days,
        relationship_type="related-to",
        description="happened at",
        source_ref=incident["id"],
        target_ref=place["id"],
    )


def _report(entry: Entry, refs: list[object], days: Days, readings: Readings) -> Object:
    """The record of the event: everything that belongs to it, and the reports that tell it."""
    event = entry.event
    return _object(
        "report",
        (event.id,),
        days,
        name=f"{words.code(event)}: what is told of {event.id}",
        description=f"Credibility {event.grade.credibility}: {event.grade.rule}",
        published=_time(days.first),
        object_refs=refs,
        labels=_tags(entry),
        confidence=confidence(event.grade.credibility),
        external_references=[
            {
                "source_name": told.outlet or "a report",
                **({"description": told.title} if told.title else {}),
                **_address(told.report, readings),
                "external_id": told.report,
            }
            for told in entry.reports
        ],
    )


def _address(report: str, readings: Readings) -> dict[str, str]:
    reading = readings(report)
    url = reading.report.url if reading is not None else None
    return {"url": url} if url is not None and _URL.fullmatch(url) else {}


def write(entries: Iterable[Entry], readings: Readings, out: BinaryIO) -> None:
    """A bundle; its id comes last, since it is a digest of all that is in it. A bundle of nothing
    has no list of objects: STIX has no empty lists."""
    digest = hashlib.sha256()
    found = map(encode, _objects(entries, readings))
    first = next(found, None)
    out.write(b'{"type":"bundle"')
    if first is not None:
        digest.update(first)
        out.write(b',"objects":[\n' + first)
        for one in found:
            digest.update(one)
            out.write(b",\n" + one)
        out.write(b"\n]")
    out.write(f',"id":"{_id("bundle", digest.hexdigest())}"}}\n'.encode())
