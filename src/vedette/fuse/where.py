"""Where an event happened: by its own roles, else its sentence, else the report; it says which.

What is guessed from further away is worth less: the place's score is multiplied by TRUST.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vedette.fuse.index import SPEECH_ACTS, Index, fillers
from vedette.records import Frame, Mention, Place, Record, Span, Toponym, change

FINE = ("point", "town", "district", "region", "sea", "country")
"""Precisions from the finest to the coarsest."""
TRUST = {"own": 1.0, "target": 0.8, "sentence": 0.6, "report": 0.3, "dateline": 0.2}
ACTING = ("actor", "recipient", "by", "from")
ON_SITE = ("ASSAULT", "COERCE")
"""Types that are done where the town is that they are done to."""
AFTER_PARTY = re.compile(r"\s+(?:in|at|from|of|near)\s+(?:the\s+)?")
"""Words between a party and the place where it is."""
WITHIN = re.compile(
    r"\b(?:in|inside|within|across|throughout)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
"""What stands before a country in which something is done ("in eastern Chad")."""
FAR = 40
"""Characters before a country in which that is looked for."""
OWNED = re.compile(r"['\u2019]s\b")
"""What stands behind an owner: "Russia's invasion" is not told to be in Russia."""


class Sited(Record, frozen=True, kw_only=True):
    """The place of an event, or None, and why."""

    place: Place | None
    reason: str


def place_of(index: Index, frames: Sequence[Frame]) -> Sited:
    """The place of one event, from the nearest source that has one.

    What is done by words ("Kyiv asked for missiles to strike in Russia") has only the place that
    the report gives it. Inherited from the report is only what all other events of it agree on, and
    only for what is said to have happened: where a feared attack would be, another event does not
    tell. The dateline tells where the report was filed, and is taken only where all else is silent.
    """
    named = _own(index, frames)
    if named is not None:
        return named
    if _unsited(frames[0]):
        reason = "the report does not say where it was done; a place beside it is what it is about"
        return Sited(place=None, reason=reason)
    for choose in (_target, _in_sentence, _country_hit, _inherited, _filed):
        found = choose(index, frames)
        if found is not None:
            return found
    return Sited(place=None, reason="the report gives the event no place")


def _own(index: Index, frames: Sequence[Frame]) -> Sited | None:
    """The finest resolved filler of `where`; where none resolves, that is said and none guessed."""
    ids = dict.fromkeys(e for f in frames for e in _where(index, f))
    named = [index.entities[e] for e in ids]
    places = [(e.place, e.name) for e in named if e.place is not None]
    if not named:
        return None
    if not places:
        return Sited(place=None, reason=f"“{named[0].name}” is in no gazetteer")
    place, name = min(places, key=lambda p: FINE.index(p[0].precision))
    return _sited(place, "own", f"the event's own place: “{name}”")


def _unsited(frame: Frame) -> bool:
    """Whether it is done by words or by order, and takes effect elsewhere than it is given."""
    ordered = frame.type == "SANCTION" and frame.mode != "expel"
    return ordered or frame.type in SPEECH_ACTS


def _where(index: Index, frame: Frame) -> tuple[str, ...]:
    """The fillers of `where`; "sanctions on firms in Odesa" tells only where the firms are."""
    filled = fillers(index, frame, "where")
    if not _unsited(frame):
        return filled
    struck = [index.mentions[m] for m in frame.roles.get("recipient", ())]
    text = index.reading.report.text
    theirs = {
        site.entity
        for site in (index.mentions[m] for m in frame.roles.get("where", ()))
        if any(AFTER_PARTY.fullmatch(text[party.end : site.start]) for party in struck)
    }
    return tuple(e for e in filled if e not in theirs)


def _target(index: Index, frames: Sequence[Frame]) -> Sited | None:
    """The finest town or region that was attacked or seized."""
    return _hit(index, frames, FINE[: FINE.index("country")])


def _country_hit(index: Index, frames: Sequence[Frame]) -> Sited | None:
    """The state that was attacked, though it may be its forces abroad: no better place is told."""
    return _hit(index, frames, ("country",))


def _hit(index: Index, frames: Sequence[Frame], precisions: Sequence[str]) -> Sited | None:
    if frames[0].type not in ON_SITE:
        return None
    ids = dict.fromkeys(e for f in frames for e in fillers(index, f, "recipient"))
    hit = [index.entities[e] for e in ids]
    found = [
        (e.place, e.name) for e in hit if e.place is not None and e.place.precision in precisions
    ]
    if not found:
        return None
    place, name = min(found, key=lambda p: FINE.index(p[0].precision))
    return _sited(place, "target", f"no place of its own; it was done to “{name}”")


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
    """The place names of a frame's sentence outside its actors, speakers, sources and dateline,
    and outside what stands otherwise there: the strikes that are asked for "in Russia" are not
    where the weapons for them are sent."""
    start, end = index.reading.sentences[frame.sentence]
    acting = (index.mentions[m] for role in ACTING for m in frame.roles.get(role, ()))
    taken = [_name(m) for m in acting]
    taken += [*_named(index), *_dateline(index), *_sites_of_others(index, frame)]
    for t in index.reading.toponyms:
        inside = start <= t.start and t.end <= end
        if inside and _is_site(index, t) and not any(_holds(s, t) for s in taken):
            yield t


def _is_site(index: Index, toponym: Toponym) -> bool:
    """Whether its words can tell where: no owner, and a country only as what something is in."""
    text, place = index.reading.report.text, toponym.place
    if place is None or OWNED.match(text, toponym.end):
        return False
    return place.precision != "country" or bool(
        WITHIN.search(text, max(0, toponym.start - FAR), toponym.start)
    )


def _sites_of_others(index: Index, frame: Frame) -> list[Span]:
    """Where the sentence's acts of another standing are: asked for, feared, denied."""
    others = (
        f for f in index.reading.frames if f.sentence == frame.sentence and f.status != frame.status
    )
    return [index.mentions[m].span for f in others for m in f.roles.get("where", ())]


def _name(mention: Mention) -> Span:
    """The span of a party; of a building without the place where it is ("a bus in Odesa")."""
    told = AFTER_PARTY.search(mention.text) if mention.kind == "FAC" else None
    return mention.span if told is None else (mention.start, mention.start + told.start())


def _dateline(index: Index) -> tuple[Span, ...]:
    line = index.reading.report.dateline
    return () if line is None else (line,)


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


def _filed(index: Index, frames: Sequence[Frame]) -> Sited | None:
    """The dateline's town, for what its own sentence reports; two towns tell of none."""
    starts = [index.reading.sentences[f.sentence] for f in frames]
    lines = [d for d in _dateline(index) if any(s[0] <= d[0] and d[1] <= s[1] for s in starts)]
    towns = [
        (t.text, t.place)
        for t in index.reading.toponyms
        if t.place is not None
        and t.place.precision != "country"
        and any(_holds(line, t) for line in lines)
    ]
    if len(towns) != 1 or any(f.status != "actual" for f in frames):
        return None
    [(text, place)] = towns
    return _sited(place, "dateline", f"nothing nearer; the report was filed from “{text}”")


def _sited(place: Place, source: str, why: str) -> Sited:
    return Sited(
        place=change(place, score=place.score * TRUST[source]), reason=f"{why} ({place.reason})"
    )
