"""Annotated bundles → readings as a perfect reader and resolver would give them.

Fusing is measured alone on these, and tests write their reports in the corpus's own markup.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from quality.sets import report_of
from vedette.records import Entity, Frame, Mention, MentionKind, Reading, Status, change
from vedette.resolve.actor_names import entity_name
from vedette.resolve.date_values import to_when

MODEL = "gold"


def readings(bundle: dict[str, Any]) -> list[Reading]:
    """One reading a report, in the order of the bundle; events and claims are not made yet."""
    return [_reading(bundle, r) for r in bundle["reports"]]


def _reading(b: dict[str, Any], r: dict[str, Any]) -> Reading:
    report = change(report_of(b, r), kind=r["kind"].split()[0])
    mentions = tuple(_mention(b, r, i, m) for i, m in enumerate(r["mentions"], 1))
    named = dict.fromkeys(m.entity for m in mentions if m.entity is not None)
    return Reading(
        model=MODEL,
        report=report,
        sentences=tuple((s[0], s[1]) for s in r["sentences"]),
        mentions=mentions,
        entities=tuple(_entity(b, e, mentions) for e in named),
        frames=_frames(r, mentions),
    )


def _mention(b: dict[str, Any], r: dict[str, Any], i: int, m: dict[str, Any]) -> Mention:
    who, text = m["id"], r["text"][m["start"] : m["end"]]
    span = {"id": f"m{i}", "start": m["start"], "end": m["end"], "text": text}
    if who in b["times"]:
        value = b["times"][who]["value"]
        return Mention(**span, kind="TIME", value=value, when=to_when(value, text))
    if who in b["numbers"]:
        return Mention(**span, kind="NUM", value=b["numbers"][who])
    return Mention(**span, kind=cast(MentionKind, b["entities"][who]["kind"]), entity=who)


def _entity(b: dict[str, Any], who: str, mentions: tuple[Mention, ...]) -> Entity:
    raw = b["entities"][who]
    country, *sectors = (raw["code"] or "---").split("/")
    texts = [m.text for m in mentions if m.entity == who]
    return Entity(
        id=who,
        name=raw["name"] or entity_name(texts, cast(MentionKind, raw["kind"])),
        kind=cast(MentionKind, raw["kind"]),
        country=None if country == "---" else country,
        sectors=tuple(sectors),
        actor=raw["code"],
        reason="gold",
    )


def _frames(r: dict[str, Any], mentions: tuple[Mention, ...]) -> tuple[Frame, ...]:
    gold = {(f["sentence"], f["event"]): f for f in r["frames"]}
    known: dict[str, dict[str, Any]] = {}
    out: list[Frame] = []
    for t in r["triggers"]:
        f = gold[t["sentence"], t["event"]]
        typed = known.setdefault(t["event"], f)
        out.append(
            Frame(
                id=f"f{len(out) + 1}",
                event=t["event"],
                type=f["type"],
                mode=f["mode"] or typed["mode"],
                status=cast(Status, f["status"] or typed["status"] or "actual"),
                trigger=(t["start"], t["end"]),
                sentence=t["sentence"],
                score=1.0,
                roles=_roles(r, f, mentions),
            )
        )
    return tuple(out)


def _roles(
    r: dict[str, Any], f: dict[str, Any], mentions: tuple[Mention, ...]
) -> dict[str, tuple[str, ...]]:
    """Mention ids: those in the frame's line where there are any, else the first in the report."""
    start, end = r["sentences"][f["sentence"]]
    ids = [m["id"] for m in r["mentions"]]
    out: dict[str, tuple[str, ...]] = {}
    for role, fill in f["roles"].items():
        if role == "about":
            out[role] = tuple(fill)
            continue
        found: list[str] = []
        for who in fill:
            same = [m for m, i in zip(mentions, ids, strict=True) if i == who]
            here = [m for m in same if start <= m.start < end]
            found += [m.id for m in here or same[:1]]
        if found:
            out[role] = tuple(found)
    return out


def gold_events(raw: dict[str, Any], reading: Reading) -> dict[str, str]:
    """Event of a reading → the annotated event that most of its triggers lie on."""
    votes: dict[str, Counter[str]] = {}
    for f in reading.frames:
        for g in raw["triggers"]:
            if f.trigger[0] < g["end"] and g["start"] < f.trigger[1]:
                votes.setdefault(f.event, Counter())[g["event"]] += 1
    return {event: found.most_common(1)[0][0] for event, found in votes.items()}
