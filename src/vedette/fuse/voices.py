"""Who an entity of one report is in every report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vedette.fuse import cues
from vedette.fuse.chains import ONE_VOICE, institution
from vedette.fuse.index import OUTLET, PRESS, Index, slug
from vedette.fuse.words import share, stems
from vedette.records import Entity


def voice_of(index: Index, entity: str) -> str:
    """The id under which an entity is one with entities of other reports.

    What a roster lists has its id there; a country's government, intelligence service or alliance
    is one voice; an outlet is "outlet:" and its name; whoever has a proper name goes by it, a body
    that is only described ("the defence ministry") by the description and its country where the
    report tells it. All others are of this report alone ("r1#x3"): two unnamed officials of two
    reports are not shown to be one, nor two.
    """
    who = index.entities[institution(index, entity)]
    known = _listed(who) or _one_voice(who) or _named(who) or _surname(who) or _described(who)
    return known or f"{index.reading.report.id}#{who.id}"


def _listed(who: Entity) -> str | None:
    if who.sectors[:1] == (PRESS,) and who.kind == "ORG":
        return OUTLET + slug(cues.DETERMINER.sub("", who.name))
    return who.roster


def _one_voice(who: Entity) -> str | None:
    if who.nameless or who.country is None or not who.sure:
        return None
    sector = who.sectors[0] if who.sectors else "GOV" if who.kind == "GPE" else ""
    return f"{who.country}/{sector}" if sector in ONE_VOICE else None


def _named(who: Entity) -> str | None:
    """By a name of two capitalised words or more, which two seldom share."""
    words = cues.DETERMINER.sub("", who.name).split()
    capitals = [w for w in words if w[:1].isupper()]
    if who.nameless or who.kind not in ("PER", "ORG") or len(capitals) < 2:
        return None
    return f"{who.kind.lower()}:{slug(' '.join(words))}"


def _surname(who: Entity) -> str | None:
    """By one name alone ("Seitnazarov"): see `surnames`."""
    words = who.name.split()
    single = who.kind == "PER" and len(words) == 1 and words[0][:1].isupper() and len(words[0]) > 2
    return f"per:{slug(who.name)}" if single and not who.nameless else None


def surnames(voices: Iterable[str]) -> dict[str, str]:
    """A voice known by one name → the only one whose fuller name ends with it."""
    people = [v for v in voices if v.startswith("per:")]
    out: dict[str, str] = {}
    for short in (v for v in people if "-" not in v):
        name = short.removeprefix("per:")
        fuller = [v for v in people if v.endswith(f"-{name}")]
        if len(set(fuller)) == 1:
            out[short] = fuller[0]
    return out


ALIKE = 0.5
"""Least share of the rarer words of two descriptions that may be of one."""


def described_alike(reports: Iterable[Mapping[str, Entity]]) -> dict[str, str]:
    """Voices of one report alone → the first voice of another report that may be the same, by
    country (where both are sure) and by what it is called. `reports` are each report's entities by
    voice: two of one report are two, since the reader has seen both."""
    entities: dict[str, Entity] = {}
    present: dict[str, set[int]] = {}
    for n, told in enumerate(reports):
        entities |= told
        for voice in told:
            present.setdefault(voice, set()).add(n)
    out: dict[str, str] = {}
    firsts: list[tuple[str, Entity, tuple[str, ...]]] = []
    calling: dict[str, list[int]] = {}
    for voice, who in sorted(entities.items(), key=lambda x: ("#" in x[0], x[0])):
        called = stems(who.name)
        alike = (
            v
            # Whoever is called by none of the same words is not looked at.
            for n in sorted({n for word in called for n in calling.get(word, ())})
            for v, e, words in (firsts[n],)
            if present[v].isdisjoint(present[voice]) and _may_be(who, called, e, words)
        )
        one = next(alike, None) if "#" in voice else None
        if one is not None:
            out[voice] = one
            continue
        for word in called:
            calling.setdefault(word, []).append(len(firsts))
        firsts.append((voice, who, called))
    return out


SPEAKING = ("PER", "ORG", "GRP")


def _may_be(one: Entity, called: tuple[str, ...], other: Entity, words: tuple[str, ...]) -> bool:
    if one.kind != other.kind and not {one.kind, other.kind} <= set(SPEAKING):
        return False
    if one.sure and other.sure and one.country != other.country:
        return False
    return not one.nameless and not other.nameless and share(called, words) > ALIKE


def _described(who: Entity) -> str | None:
    if who.nameless or who.kind != "ORG" or who.country is None or not who.sure:
        return None
    return f"{who.country}:{'-'.join(sorted(stems(who.name)))}"
