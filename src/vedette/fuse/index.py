"""Look-ups that every module of this room needs: who is who, and what stands in one reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from vedette.fuse import cues
from vedette.records import Claim, Entity, Frame, Mention, Quote, Reading, Record, Report

PRESS = "JRN"
OUTLET = "outlet:"
"""Begins the id of a report's own voice; alone it is a voice that the report does not name."""


SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE", "REJECT", "SUPPORT", "CONCEDE"})
"""Types of events that are done by saying something."""


class Parties(Record, frozen=True, kw_only=True):
    """Who acts in a frame, and on whom: ids of entities."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Cast(Record, frozen=True, kw_only=True):
    """Who is who in one report or in several: entities, frames and reports by id."""

    entities: dict[str, Entity]
    bodies: dict[str, str]
    """Person or group → the body named inside one of their own mentions, or, for someone quoted by
    office alone, the bare name that is quoted next: nothing shows that these are two."""
    frames: dict[str, Frame]
    reports: dict[str, Report]
    outlets: dict[str, str]
    """Id of a report's own voice → the outlet's name."""
    parties: dict[str, Parties]
    """Id of a frame → who acts in it, and on whom."""
    owners: dict[str, str]
    """Outlet, as a voice or an entity → its owner or group; who is not known is not in it."""

    def quote(self, claim: Claim) -> Quote:
        """The words of a claim."""
        start, end = claim.quote
        text = self.reports[claim.report].quote(claim.quote)
        return Quote(start=start, end=end, text=text, report=claim.report)


class Index(Cast, frozen=True, kw_only=True):
    """The cast of one reading, its mentions by id, and the frames of each event."""

    reading: Reading
    mentions: dict[str, Mention]
    spans: dict[str, tuple[Mention, ...]]
    """Entity id → its mentions in the order of the text."""
    events: dict[str, tuple[Frame, ...]]
    """Event (or claim) id → its frames in the order of the text."""


def index(reading: Reading) -> Index:
    """The look-ups of a reading."""
    spans: dict[str, list[Mention]] = {}
    for m in reading.mentions:
        if m.entity is not None:
            spans.setdefault(m.entity, []).append(m)
    events: dict[str, list[Frame]] = {}
    for f in reading.frames:
        events.setdefault(f.event, []).append(f)
    return Index(
        reading=reading,
        mentions={m.id: m for m in reading.mentions},
        entities={e.id: e for e in reading.entities},
        frames={f.id: f for f in reading.frames},
        spans={e: tuple(ms) for e, ms in spans.items()},
        bodies=_introduced(reading, spans) | _spokesmen(reading, spans) | _bodies(reading),
        reports={reading.report.id: reading.report},
        outlets={voice(reading.report): reading.report.voice},
        parties=parties_in(reading, {e.id: e.id for e in reading.entities}),
        owners=owners_in(reading, {e.id: e.id for e in reading.entities}),
        events={e: tuple(fs) for e, fs in events.items()},
    )


def parties_in(reading: Reading, known_as: Mapping[str, str]) -> dict[str, Parties]:
    """The parties of the frames of a report that have any, by what they are known as."""
    entity = {m.id: known_as[m.entity] for m in reading.mentions if m.entity is not None}

    def those(found: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entity[m] for m in found if m in entity))

    each = {
        f.id: Parties(
            actors=those(f.roles.get("actor", ())), recipients=those(f.roles.get("recipient", ()))
        )
        for f in reading.frames
    }
    return {frame: found for frame, found in each.items() if found != Parties()}


def owners_in(reading: Reading, known_as: Mapping[str, str]) -> dict[str, str]:
    """Who owns the outlets of a report, by what they and its own voice are known as."""
    named = {known_as[e.id]: e.name for e in reading.entities} | {
        voice(reading.report): reading.report.voice
    }
    return {who: reading.owners[name] for who, name in named.items() if name in reading.owners}


def _bodies(reading: Reading) -> dict[str, str]:
    """Nested mentions follow the one that holds them, so one pass with a stack finds them."""
    kinds = {e.id: e.kind for e in reading.entities}
    out: dict[str, str] = {}
    open_: list[Mention] = []
    for m in sorted(reading.mentions, key=lambda m: (m.start, -m.end)):
        open_ = [o for o in open_ if o.end > m.start]
        for o in open_:
            speaks = o.entity is not None and kinds.get(o.entity) in ("PER", "GRP")
            if speaks and o.entity and m.entity and kinds.get(m.entity) == "ORG":
                out.setdefault(o.entity, m.entity)
        open_.append(m)
    return {who: body for who, body in out.items() if who != body}


DEFINITE = re.compile(r"(?:the|its|his|her|their|our)\s|[^,]*['’]s?\s", re.IGNORECASE)
SOON = 2
"""Sentences within which whoever was quoted by office is quoted by name."""


def _introduced(reading: Reading, spans: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """ "The city's mayor said … Vitali Klitschko said": one who is quoted by office alone → the
    person whose bare name is quoted within the next sentences, as newsrooms introduce people."""
    at = {m: f.sentence for f in reading.frames for m in f.roles.get("by", ())}
    quoted: dict[str, int] = {}
    for m in reading.mentions:
        if m.id in at and m.entity is not None:
            quoted.setdefault(m.entity, at[m.id])
    people = [e for e in reading.entities if e.kind == "PER" and e.id in quoted]
    offices = [e for e in people if _by_office(e, spans)]
    out: dict[str, str] = {}
    for who in sorted((e for e in people if _bare(e, spans)), key=lambda e: quoted[e.id]):
        before = [
            e
            for e in offices
            if 0 < quoted[who.id] - quoted[e.id] <= SOON
            and not (e.sure and who.sure and e.country != who.country)
        ]
        if before:
            out[max(before, key=lambda e: quoted[e.id]).id] = who.id
    return out


def _spokesmen(reading: Reading, spans: Mapping[str, Sequence[Mention]]) -> dict[str, str]:
    """ "A spokesman for the army" → "Sudan's army", where the report has one such body: who speaks
    for a body knows what it knows. A person with a name is a source of their own."""
    called = {
        e.id: {_last(m.text) for m in spans.get(e.id, ())}
        for e in reading.entities
        if e.kind in ("ORG", "GRP") and not e.nameless
    }
    out: dict[str, str] = {}
    for who in reading.entities:
        if who.kind == "PER" and sum(w[:1].isupper() for w in who.name.split()) > 1:
            continue
        told = (cues.SPOKESMAN.search(m.text) for m in spans.get(who.id, ()))
        body = next((_last(f["before"] or f["behind"]) for f in told if f is not None), None)
        if body is None:
            continue
        found = [
            e
            for e in reading.entities
            if e.id != who.id and body in called.get(e.id, ()) and e.country == who.country
        ]
        if len(found) == 1:
            out[who.id] = found[0].id
    return out


def _last(text: str) -> str:
    """The last word of a name, in small letters, without its possessive ending."""
    return re.sub(r"['’]s?$", "", text.strip(" ,.")).rpartition(" ")[2].casefold()


def _by_office(person: Entity, spans: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether somebody is only called "the mayor", "Poland's minister"."""
    texts = [m.text for m in spans.get(person.id, ())]
    return not person.nameless and all(
        t.split()[-1].islower() and DEFINITE.match(t) is not None for t in texts
    )


def _bare(person: Entity, spans: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether somebody has a name of two words or more and no word beside it anywhere."""
    name = person.name.split()
    called = {word for m in spans.get(person.id, ()) for word in m.text.split()}
    return len(name) > 1 and name[-1][:1].isupper() and called <= set(name)


def voice(report: Report) -> str:
    """The id of the report's own voice: the credited agency's, the outlet's, or "outlet:" for a
    report that names neither."""
    return OUTLET + slug(report.voice)


def is_outlet(cast: Cast, who: str) -> bool:
    """Whether somebody is a news outlet: a report's own voice, or one that a report names."""
    entity = cast.entities.get(who)
    named = entity is not None and entity.kind == "ORG" and entity.sectors[:1] == (PRESS,)
    return who.startswith(OUTLET) or named


def is_evidence(cast: Cast, who: str) -> bool:
    """Whether an entity is a thing that shows something: a register or footage knows nothing.

    A plain noun of evidence counts as well, whatever kind the reader gave it ("the register of the
    hospital"); a name ("the Geological Survey") does not.
    """
    entity = cast.entities.get(who)
    if entity is None or entity.kind == "PER":
        return False
    head = entity.name.split(" of ")[0]
    found = (pattern.search(head) for pattern in (cues.OWN_DATA, cues.DOCUMENT))
    return entity.kind == "EVD" or any(m is not None and m.group().islower() for m in found)


def fillers(index: Index, frame: Frame, role: str) -> tuple[str, ...]:
    """Entity ids that fill a role of a frame, each once, in order."""
    found = (index.mentions[m].entity for m in frame.roles.get(role, ()))
    return tuple(dict.fromkeys(e for e in found if e is not None))


def slug(name: str) -> str:
    """A name as an id: lower case, letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
