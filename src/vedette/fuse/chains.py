"""Claims → origins: each chain of speakers followed to the first who knew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.fuse import cues
from vedette.fuse.claims import credited
from vedette.fuse.index import OUTLET, Index
from vedette.records import Claim, Entity, Mention, Origin, change

ONE_VOICE = frozenset({"GOV", "IGO", "SPY"})
"""Sectors of which a country (or alliance) has one; its police forces and parties are many."""
STRENGTH = ("witnessed", "own data", "document", "told by", "inferred", "none given")


def institution(index: Index, entity: str) -> str:
    """The entity an official speaks for: the body named inside the official's own mention.

    "The alliance's secretary general" is the alliance. A person without such a body is their own.
    """
    who = index.entities.get(entity)
    if who is None or who.kind not in ("PER", "GRP"):
        return entity
    for m in index.spans.get(entity, ()):
        for inner in index.reading.mentions:
            body = index.entities.get(inner.entity or "")
            if body is not None and body.kind == "ORG" and _inside(inner, m):
                return body.id
    return entity


def _inside(inner: Mention, outer: Mention) -> bool:
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and inner.span != outer.span


def same_office(index: Index, a: str, b: str) -> bool:
    """Whether two entities are one institution: one body, or one state's government."""
    if institution(index, a) == institution(index, b):
        return True
    first, second = index.entities.get(a), index.entities.get(b)
    if first is None or second is None or not (first.country and second.country):
        return False
    return first.country == second.country and _office(first) == _office(second) != ""


def _office(who: Entity) -> str:
    """The sector by which two speakers of one country are one voice; "" for all others."""
    sector = who.sectors[0] if who.sectors else "GOV" if who.kind == "GPE" else ""
    return sector if sector in ONE_VOICE else ""


def with_briefings(index: Index, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims of a speaker whose institution was briefed rest on the one who briefed it.

    The rule fires only where the report joins the two ("warned after officials received a briefing
    from …"); it can take independence away and never gives it.
    """
    told = dict(_briefed(index))
    out: list[Claim] = []
    for c in claims:
        giver = next(
            (g for who, g in told.items() if c.speaker and same_office(index, who, c.speaker)), None
        )
        rests = (
            c.stance in ("assert", "confirm") and not c.sources and giver not in (None, c.speaker)
        )
        if rests and giver is not None:
            name = index.entities[giver].name
            c = change(c, sources=(giver,), basis="told by", why=f"briefed by {name}")
        out.append(c)
    return tuple(out)


def _briefed(index: Index) -> Iterator[tuple[str, str]]:
    """(who was told, who told them), read off each sentence with a briefing."""
    text = index.reading.report.text
    for start, end in index.reading.sentences:
        cue = cues.BRIEFING.search(text, start, end)
        if cue is None:
            continue
        after = _acting(index, cue.end(), end)
        by = cues.GIVER.search(text, cue.end(), end)
        if by is None or not after:
            continue
        giver = next((m for m in after if m.start >= by.end()), None)
        inside = _acting(index, cue.start(), cue.end())
        before = _acting(index, start, cue.start())
        for told in (*inside, *before):
            if giver and giver.entity and told.entity and told.entity != giver.entity:
                yield told.entity, giver.entity


def _acting(index: Index, start: int, end: int) -> list[Mention]:
    return [
        m
        for m in index.reading.mentions
        if start <= m.start and m.end <= end and m.kind in ("PER", "ORG", "GRP")
    ]


def ends(index: Index, claim: Claim, claims: Sequence[Claim]) -> tuple[tuple[str, ...], ...]:
    """Chains of a claim, each from the origin outwards to the speaker; a circle is cut."""
    if claim.speaker is None:
        return tuple((s,) for s in _people(index, claim))
    return tuple(_follow(index, claim.speaker, _people(index, claim), claims, (claim.speaker,)))


def _people(index: Index, claim: Claim) -> tuple[str, ...]:
    """Sources that can know; evidence is a root only where nobody vouches for it."""
    who = tuple(s for s in claim.sources if index.entities[s].kind != "EVD")
    return who if claim.speaker is not None else claim.sources


def _follow(
    index: Index,
    speaker: str,
    sources: Sequence[str],
    claims: Sequence[Claim],
    seen: tuple[str, ...],
) -> Iterator[tuple[str, ...]]:
    """Outwards chains of `speaker`, through what the sources themselves rest on."""
    fresh = [s for s in sources if not any(same_office(index, s, x) for x in seen)]
    if not fresh:
        yield seen
        return
    for s in fresh:
        rests = [p for c in claims if c.speaker == s for p in _people(index, c)]
        yield from _follow(index, s, tuple(dict.fromkeys(rests)), claims, (s, *seen))


def origins_of(index: Index, claims: Sequence[Claim]) -> tuple[Origin, ...]:
    """Every origin of the reading's claims, one an institution, with its claims and best basis."""
    found: dict[str, Origin] = {}
    for c in claims:
        for chain in (x for x in ends(index, c, claims) if x[0] != OUTLET):
            root = next((o for o in found if same_office(index, o, chain[0])), chain[0])
            direct = chain[0] == c.speaker or c.speaker is None
            old = found.get(root)
            basis = c.basis if direct else "none given"
            found[root] = Origin(
                id=root,
                name=name_of(index, root),
                basis=min((basis, old.basis) if old else (basis,), key=STRENGTH.index),
                claims=(*(old.claims if old else ()), c.id),
                chain=max(old.chain if old else (), chain, key=len),
            )
    return tuple(found.values())


def name_of(index: Index, who: str) -> str:
    """A speaker's name: the entity's, the credited agency's or the outlet's."""
    if not who.startswith(OUTLET):
        return index.entities[who].name
    report = index.reading.report
    return credited(report) or report.outlet or who.removeprefix(OUTLET)
