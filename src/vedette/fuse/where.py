"""Where an event happened: by its own roles, else its sentence, else the report; it says which.

What is guessed from further away is worth less: the place's score is multiplied by TRUST.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vedette.fuse.index import SPEECH_ACTS, Index, fillers
from vedette.records import Frame, Mention, Place, Record, Span, Toponym, change

FINE = ("point", "town", "district", "region", "sea", "country")
"""Precisions from the finest to the coarsest."""
TRUST = {"own": 1.0, "sentence": 0.6, "report": 0.3}
ACTING = ("actor", "recipient", "by", "from")


class Sited(Record, frozen=True, kw_only=True):
    """The place of an event, or None, and why."""

    place: Place | None
    reason: str


def place_of(index: Index, frames: Sequence[Frame]) -> Sited:
    """The place of one event, from the nearest source that has one.

    What is done by words ("Kyiv asked for missiles to strike in Russia") has only the place that
    the report gives it. Inherited from the report is only what all other events of it agree on, and
    only for what is said to have happened: where a feared attack would be, another event does not
    tell.
    """
    named = _own(index, frames)
    if named is not None:
        return named
    if frames[0].type in SPEECH_ACTS:
        reason = "the report does not say where it was said; a place beside it is what it is about"
        return Sited(place=None, reason=reason)
    for choose in (_in_sentence, _inherited):
        found = choose(index, frames)
        if found is not None:
            return found
    return Sited(place=None, reason="the report gives the event no place")


def _own(index: Index, frames: Sequence[Frame]) -> Sited | None:
    """The finest resolved filler of `where`; where none resolves, that is said and none guessed."""
    ids = dict.fromkeys(e for f in frames for e in fillers(index, f, "where"))
    named = [index.entities[e] for e in ids]
    places = [(e.place, e.name) for e in named if e.place is not None]
    if not named:
        return None
    if not places:
        return Sited(place=None, reason=f"“{named[0].name}” is in no gazetteer")
    place, name = min(places, key=lambda p: FINE.index(p[0].precision))
    return _sited(place, "own", f"the event's own place: “{name}”")


def _in_sentence(index: Index, frames: Sequence[Frame]) -> Sited | None:
    """The finest place that stands in the event's sentence and is nobody's name; the nearest."""
    found = [
        (FINE.index(place.precision), abs(t.start - frame.trigger[0]), t.start, t.text, place)
        for frame in frames
        for t in _free(index, frame)
        if (place := t.place) is not None
    ]
    if not found:
        return None
    *_, text, place = min(found, key=lambda f: f[:3])
    return _sited(place, "sentence", f"no place of its own; “{text}” stands in its sentence")


def _free(index: Index, frame: Frame) -> Iterator[Toponym]:
    """The place names of a frame's sentence outside its actors, speakers and sources."""
    start, end = index.reading.sentences[frame.sentence]
    taken = [index.mentions[m].span for role in ACTING for m in frame.roles.get(role, ())]
    taken += _named(index)
    for t in index.reading.toponyms:
        if start <= t.start and t.end <= end and not any(_holds(s, t) for s in taken):
            yield t


def _named(index: Index) -> list[Span]:
    """The mentions that are no sites: "Kyiv" in "the Kyiv government" is not where it met."""
    return [m.span for m in index.reading.mentions if _is_somebody(m)]


def _is_somebody(mention: Mention) -> bool:
    return mention.kind in ("PER", "ORG", "GRP", "EVD", "TIME")


def _holds(span: Span, toponym: Toponym) -> bool:
    return span[0] <= toponym.start and toponym.end <= span[1]


def _inherited(index: Index, frames: Sequence[Frame]) -> Sited | None:
    if any(f.status != "actual" for f in frames):
        return None
    others = Counter[str]()
    places: dict[str, Place] = {}
    for f in index.reading.frames:
        for e in fillers(index, f, "where"):
            place = index.entities[e].place
            if place is not None and place.precision != "country":
                key = place.gazetteer_id or place.name
                others[key] += 1
                places.setdefault(key, place)
    if len(others) != 1:
        return None
    [place] = places.values()
    return _sited(place, "report", f"inherited: the report's other events are in “{place.name}”")


def _sited(place: Place, source: str, why: str) -> Sited:
    return Sited(
        place=change(place, score=place.score * TRUST[source]), reason=f"{why} ({place.reason})"
    )
