"""Look-ups in one reading that every module of this room needs."""

from __future__ import annotations

import re
import unicodedata

from vedette.fuse import cues
from vedette.records import Entity, Frame, Mention, Quote, Reading, Record, Span

OUTLET = "outlet:"
"""Begins the id of a report's own voice; alone it is a voice that the report does not name."""


class Index(Record, frozen=True, kw_only=True):
    """A reading's mentions, entities and frames by id, and the frames of each event."""

    reading: Reading
    mentions: dict[str, Mention]
    entities: dict[str, Entity]
    frames: dict[str, Frame]
    spans: dict[str, tuple[Mention, ...]]
    """Entity id → its mentions in the order of the text."""
    bodies: dict[str, str]
    """Person or group → the body named inside one of their own mentions."""
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
        bodies=_bodies(reading),
        events={e: tuple(fs) for e, fs in events.items()},
    )


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


def is_evidence(index: Index, who: str) -> bool:
    """Whether an entity is a thing that shows something: a register or footage knows nothing.

    A plain noun of evidence counts as well, whatever kind the reader gave it ("the register of the
    hospital"); a name ("the Geological Survey") does not.
    """
    entity = index.entities.get(who)
    if entity is None or entity.kind == "PER":
        return False
    head = entity.name.split(" of ")[0]
    found = (pattern.search(head) for pattern in (cues.OWN_DATA, cues.DOCUMENT))
    return entity.kind == "EVD" or any(m is not None and m.group().islower() for m in found)


def fillers(index: Index, frame: Frame, role: str) -> tuple[str, ...]:
    """Entity ids that fill a role of a frame, each once, in order."""
    found = (index.mentions[m].entity for m in frame.roles.get(role, ()))
    return tuple(dict.fromkeys(e for e in found if e is not None))


def quote(reading: Reading, span: Span) -> Quote:
    """Words of the report."""
    return Quote(start=span[0], end=span[1], text=reading.report.quote(span))


def slug(name: str) -> str:
    """A name as an id: lower case, letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
