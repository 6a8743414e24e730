"""Claims → origins: each chain of speakers followed to the first who knew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vedette.fuse import cues
from vedette.fuse.index import OUTLET, Cast, Index, is_evidence
from vedette.records import Basis, Claim, Origin, change

ONE_VOICE = frozenset({"GOV", "IGO", "SPY"})
"""Sectors of which a country (or alliance) has one; its police forces and parties are many."""
LONGEST_CHAIN = 6
"""Speakers after which a chain is not followed: a text may be made to have a million of them."""
STRENGTH = ("witnessed", "own data", "document", "told by", "inferred", "none given")


def institution(cast: Cast, entity: str) -> str:
    """The entity an official speaks for: the body named inside the official's own mention.

    "The alliance's secretary general" is the alliance. A person without such a body is their own.
    """
    return cast.bodies.get(entity, entity)


def voice_key(cast: Cast, entity: str) -> str:
    """What two speakers share who are one voice: one body, or one country's government.

    A country that is only guessed joins nobody: it would put words into a ministry's mouth.
    """
    body = institution(cast, entity)
    who = cast.entities.get(body)
    if who is None or who.country is None or not who.sure:
        return body
    sector = who.sectors[0] if who.sectors else "GOV" if who.kind == "GPE" else ""
    return f"{who.country}/{sector}" if sector in ONE_VOICE else body


def same_voice(cast: Cast, a: str, b: str) -> bool:
    """Whether two speakers are one voice."""
    return voice_key(cast, a) == voice_key(cast, b)


def with_briefings(index: Index, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims of a speaker whose institution was briefed rest on the one who briefed it.

    The rule fires only where the report joins the two ("warned after officials received a briefing
    from …"); it can take independence away and never gives it.
    """
    told = {voice_key(index, who): giver for who, giver in _briefed(index)}
    out: list[Claim] = []
    for c in claims:
        giver = told.get(voice_key(index, c.speaker)) if c.speaker else None
        rests = c.stance in ("assert", "confirm") and not c.sources
        if rests and c.speaker and giver and not same_voice(index, giver, c.speaker):
            name = index.entities[giver].name
            c = change(c, sources=(giver,), basis="told by", why=f"briefed by {name}")
        out.append(c)
    return tuple(out)


def with_tellings(index: Index, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims of whoever was told the same in so many words rest on the teller: "the spokesman told
    MRTV …", "her cousin had told her", "according to the paper, which cited …". Like a briefing it
    only takes independence away."""
    tellers: dict[tuple[str, str], str] = {}
    for c in claims:
        for who, teller in _tellings(index, c):
            if not same_voice(index, who, teller):
                tellers |= {(voice_key(index, who), event): teller for event in c.about}
    return tuple(_retold(index, c, tellers) for c in claims)


def _tellings(index: Index, c: Claim) -> Iterator[tuple[str, str]]:
    """(who was told, who told them) of one claim."""
    if c.speaker is None:
        return
    # Whom a deed is done to, or who is accused, was told nothing by that.
    if index.frames[c.frame].type == "CLAIM" and c.frame in index.parties:
        yield from ((who, c.speaker) for who in index.parties[c.frame].recipients)
    yield from ((c.speaker, source) for source in _people(index, c)[:1])


def _retold(index: Index, c: Claim, tellers: Mapping[tuple[str, str], str]) -> Claim:
    if c.speaker is None or c.sources or c.stance not in ("assert", "confirm"):
        return c
    heard = (tellers.get((voice_key(index, c.speaker), event)) for event in c.about)
    teller = next((who for who in heard if who is not None), None)
    if teller is None:
        return c
    why = f"told by {name_of(index, teller)}"
    return change(c, sources=(teller,), basis="told by", why=why)


def _briefed(index: Index) -> Iterator[tuple[str, str]]:
    """(who was told, who told them), read off each sentence with a briefing.

    In "after a briefing of A by B" and "after A was briefed by B" B knows; in "after B had briefed
    A" the one before the verb does. Who speaks in the same sentence was told as well.
    """
    text = index.reading.report.text
    for start, end in index.reading.sentences:
        cue = cues.BRIEFING.search(text, start, end)
        if cue is None:
            continue
        by = cues.GIVER.search(text, cue.end(), end)
        within = [m for m in index.reading.mentions if start <= m.start and m.end <= end]
        named = [m for m in within if m.entity and m.kind in ("PER", "ORG", "GRP")]
        if by is not None:
            giver = next((m for m in named if m.start >= by.end()), None)
            told = [m for m in named if m.end <= by.start()]
        else:
            inside = [m for m in named if cue.start() < m.start and m.end <= cue.end()]
            giver = inside[0] if inside and cues.ACTIVE.search(cue.group()) else None
            told = [m for m in named if m.end <= cue.start() or m.start >= cue.end()]
        for m in told:
            if giver and giver.entity and m.entity and m.entity != giver.entity:
                yield m.entity, giver.entity


Rests = Mapping[str, tuple[str, ...]]
"""Speaker → who told them."""


def rests_on(cast: Cast, claims: Iterable[Claim]) -> Rests:
    """What each speaker rests on in any of some claims."""
    out: dict[str, tuple[str, ...]] = {}
    for c in claims:
        if c.speaker is not None:
            out[c.speaker] = tuple(dict.fromkeys((*out.get(c.speaker, ()), *_people(cast, c))))
    return out


def ends(cast: Cast, claim: Claim, rests: Rests) -> tuple[tuple[str, ...], ...]:
    """Chains of a claim, each from the origin outwards to the speaker; a circle is cut."""
    if claim.speaker is None:
        return tuple((s,) for s in _people(cast, claim))
    return tuple(_follow(cast, claim.speaker, _people(cast, claim), rests, (claim.speaker,)))


def _people(cast: Cast, claim: Claim) -> tuple[str, ...]:
    """Sources that can know; evidence is a root only where nobody vouches for it."""
    who = tuple(s for s in claim.sources if not is_evidence(cast, s))
    return who if claim.speaker is not None else claim.sources


def _follow(
    cast: Cast,
    speaker: str,
    sources: Sequence[str],
    rests: Rests,
    seen: tuple[str, ...],
) -> Iterator[tuple[str, ...]]:
    """Outwards chains of `speaker`, through what the sources themselves rest on."""
    known = {voice_key(cast, x) for x in seen}
    fresh = [s for s in sources if voice_key(cast, s) not in known]
    if not fresh or len(seen) >= LONGEST_CHAIN:
        yield seen
        return
    for s in fresh:
        yield from _follow(cast, s, rests.get(s, ()), rests, (s, *seen))


def origins_of(
    cast: Cast, claims: Sequence[Claim], rests: Rests | None = None
) -> tuple[Origin, ...]:
    """Every origin of some claims, one a voice, with its claims and best basis.

    `rests` are the steps of the chains, by default those that the claims themselves tell.
    """
    rests = rests_on(cast, claims) if rests is None else rests
    found: dict[str, Origin] = {}
    for c in claims:
        for chain in (x for x in ends(cast, c, rests) if x[0] != OUTLET):
            key = voice_key(cast, chain[0])
            old = found.get(key)
            direct = chain[0] == c.speaker or c.speaker is None
            basis: Basis = c.basis if direct else "none given"
            found[key] = Origin(
                id=old.id if old else chain[0],
                name=old.name if old else name_of(cast, chain[0]),
                basis=min((basis, old.basis) if old else (basis,), key=STRENGTH.index),
                claims=(*(old.claims if old else ()), c.id),
                chain=max(old.chain if old else (), chain, key=len),
            )
    return tuple(found.values())


def name_of(cast: Cast, who: str) -> str:
    """A speaker's name: the entity's, the credited agency's or the outlet's."""
    if not who.startswith(OUTLET):
        return cast.entities[who].name
    return cast.outlets.get(who) or who.removeprefix(OUTLET)
