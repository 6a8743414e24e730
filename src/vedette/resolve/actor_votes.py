"""What the mentions of an actor tell together: each votes for a country and a sector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from vedette.records import Record
from vedette.resolve.actor_clues import Clue
from vedette.resolve.actor_country import ActorEvidence, Fallback, around
from vedette.resolve.actor_hear import Heard
from vedette.resolve.actor_roles import DEFAULT, Role, is_post
from vedette.resolve.actor_roster import table
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.gazetteer import countries

GOVERNMENT = 0.95
"""Weight of a name that stands for a government; a head noun's is 0.9."""


BODY = 0.8
"""Weight of the sector of a known body that a mention names beside a generic head."""
PEOPLE = 0.3
"""Weight of a word of people that stands alone ("Russians")."""
STATE, UNKNOWN = "STATE", "---"
"""Owners in the model's words: some country, and nobody that the report tells."""
OWNED = 0.5
"""Least probability of the model that an actor is of a body, or of nobody."""
POINTED = 0.3
"""Least probability of the model that words of a name tell whose an actor is."""


class Told(Record, frozen=True, kw_only=True):
    """What the words of a mention tell: a sector, by which words, how surely."""

    sector: str
    words: str
    score: float
    second: str | None = None


class Pointed(Record, frozen=True, kw_only=True):
    """Words of a name to which the model points, with their probability."""

    words: str
    score: float


class Country(Record, frozen=True, kw_only=True):
    """A country with its reason, and the next best."""

    code: str | None
    reason: str
    runner_up: str | None = None
    sure: bool = True


class Sectors(Record, frozen=True, kw_only=True):
    """Sectors, the primary first, with their reason, and the next best."""

    codes: tuple[str, ...]
    reason: str
    runner_up: str | None = None


def country_told(heard: Sequence[Heard], *, evidence: ActorEvidence) -> Country:
    """The country most mentions tell; else what the model points to; else the one that the report
    names around them."""
    several = next((one for one in heard if one.others), None)
    if several is not None:
        return _of_several(several)
    votes: dict[str, list[str]] = {}
    for one in heard:
        clue = one.government or one.clue
        if clue is not None:
            votes.setdefault(clue.country, []).append(clue.words)
    if votes:
        ranked = sorted(votes, key=lambda code: -len(votes[code]))
        reason = f'{ranked[0]} by "{votes[ranked[0]][0]}"'
        return Country(code=ranked[0], reason=reason, runner_up=_next(ranked))
    return _pointed(heard, evidence) or _guess(heard, evidence)


def _pointed(heard: Sequence[Heard], evidence: ActorEvidence) -> Country | None:
    """The state or body that the model takes the actor to be of, where it is sure enough."""
    owners = _owners(heard)
    owner = max(owners, key=lambda o: owners[o], default=STATE)
    if owner != STATE and owners[owner] >= OWNED:
        return _of_body(owner, owners[owner], heard)
    named = _told_by(heard, evidence)
    if not named:
        return None
    ranked = sorted(named, key=lambda country: (-named[country].score, country))
    best = named[ranked[0]]
    if best.score < POINTED:
        return None
    reason = f'{ranked[0]} by "{best.words}", which the model takes it to be of ({best.score:.2f})'
    return Country(code=ranked[0], reason=reason, runner_up=_next(ranked), sure=False)


def _of_body(owner: str, score: float, heard: Sequence[Heard]) -> Country:
    text = heard[0].mention.text
    if owner == UNKNOWN:
        why = f'nothing tells whose "{text}" is, by the model ({score:.2f})'
        return Country(code=None, reason=why, sure=False)
    return Country(code=owner, reason=f"{owner} by the model ({score:.2f})", sure=False)


def _owners(heard: Sequence[Heard]) -> dict[str, float]:
    """The mean probability of each owner over the mentions."""
    labels = [one.mention.owner for one in heard if one.mention.owner is not None]
    sums: dict[str, float] = {}
    for label in labels:
        told = ((label.value, label.score), (label.runner_up, label.runner_up_score))
        for value, score in told:
            if value is not None:
                sums[value] = sums.get(value, 0.0) + score / len(labels)
    return sums


def _told_by(heard: Sequence[Heard], evidence: ActorEvidence) -> dict[str, Pointed]:
    """Country or body → the mean probability that words of its name tell whose the actor is."""
    asked = [one.mention.whose for one in heard if one.mention.owner is not None]
    sums: dict[str, float] = {}
    words: dict[str, tuple[float, str]] = {}
    for named in evidence.named:
        end = named.start + len(named.text)
        shares = (p for told in asked for start, p in told.items() if named.start <= start < end)
        share = sum(shares) / len(asked) if asked else 0.0
        if share > 0:
            sums[named.country] = sums.get(named.country, 0.0) + share
            words[named.country] = max(words.get(named.country, (0.0, "")), (share, named.text))
    return {c: Pointed(words=words[c][1], score=min(1.0, s)) for c, s in sums.items()}


def _of_several(one: Heard) -> Country:
    named = ", ".join(c.country for c in (one.clue, *one.others) if c is not None)
    return Country(code=None, reason=f'"{one.mention.text}" are of several countries ({named})')


def _guess(heard: Sequence[Heard], evidence: ActorEvidence) -> Country:
    stranger = next((one for one in heard if _is_stranger(one)), None)
    if stranger is not None:
        text = stranger.mention.text
        return Country(code=None, reason=f'no word tells the country of "{text}"', sure=False)
    found = around(evidence, heard[0].mention.start)
    if found is None:
        why = "neither the mentions nor the report name a country"
        return Country(code=None, reason=why, sure=False)
    return Country(code=found.country, reason=_weakly(found), runner_up=found.runner_up, sure=False)


def _is_stranger(one: Heard) -> bool:
    """Whom the scene does not tell: diplomats and reporters of no one's, "both governments"."""
    known = table("metonyms")["blocked"]
    text = one.mention.text.casefold()
    if bare_phrase(text) in known["homeless"]:
        return True
    if one.mention.kind == "GRP" and re.search(rf"\b(?:{'|'.join(known['several'])})\b", text):
        return True
    owned = re.search(r"\b(?:its|our|my|their|his|her|local|this)\b|['’]s\b", text)
    role = one.role.words.casefold().rstrip("s") if one.role is not None else ""
    return owned is None and role in known["strangers"]


def _weakly(found: Fallback) -> str:
    return f'{found.country} only because the report speaks of it most nearby ("{found.words}")'


def sectors_told(heard: Sequence[Heard]) -> Sectors:
    """The sector with most weight: words of the mentions and the model's own choice, summed."""
    told = [told for one in heard for told in _tell(one)]
    weights = _shares([(t.sector, t.score) for t in told])
    for sector, share in _shares(_by_model(heard)).items():
        weights[sector] = weights.get(sector, 0.0) + share
    if not weights:
        return Sectors(codes=(), reason="no word tells the sector")
    ranked = sorted(weights, key=lambda sector: -weights[sector])
    best = max((t for t in told if t.sector == ranked[0]), key=lambda t: t.score, default=None)
    second = (best.second,) if best is not None and best.second else ()
    words = f'by "{best.words}"' if best is not None else "by the model"
    return Sectors(
        codes=(ranked[0], *second), reason=f"{ranked[0]} {words}", runner_up=_next(ranked)
    )


def _by_model(heard: Sequence[Heard]) -> list[tuple[str, float]]:
    return [
        (one.mention.sector, one.mention.sector_score)
        for one in heard
        if one.mention.sector is not None
    ]


def _shares(votes: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Summed weights of each sector over the number of votes; the sum is a mean, at most 1."""
    counted = list(votes)
    sums: dict[str, float] = {}
    for sector, score in counted:
        sums[sector] = sums.get(sector, 0.0) + score / len(counted)
    return sums


def _tell(one: Heard) -> list[Told]:
    if one.government is not None:
        sectors = one.government.sectors or ("GOV",)
        return [_told(sectors, one.government.words, GOVERNMENT)]
    body = one.clue if one.clue is not None and one.clue.sectors else None
    if one.role is not None and (body is None or _role_wins(one.role, body)):
        return [
            Told(
                sector=one.role.sector,
                words=one.role.words,
                score=one.role.score,
                second=one.role.second,
            )
        ]
    return _of_people(one) if body is None else [_told(body.sectors, body.words, BODY)]


def _of_people(one: Heard) -> list[Told]:
    """A country's leader, delegate or "side" is its government; a country's people, civilians."""
    if one.clue is None:
        return []
    if is_post(one.mention.text):
        return [Told(sector="GOV", words=one.mention.text, score=DEFAULT)]
    people = countries().is_people(one.clue.words) and one.mention.kind in ("PER", "GRP")
    return [Told(sector="CVL", words=one.clue.words, score=PEOPLE)] if people else []


def _told(sectors: tuple[str, ...], words: str, score: float) -> Told:
    second = sectors[1] if len(sectors) > 1 else None
    return Told(sector=sectors[0], words=words, score=score, second=second)


def _role_wins(role: Role, body: Clue) -> bool:
    """Whether a role noun says more than the body it belongs to ("UN troops", "FSB officers")."""
    if role.score <= DEFAULT:
        return False
    weaker: Mapping[str, Sequence[str]] = table("roles")["body_over"]
    return role.sector not in weaker.get(body.sectors[0], weaker["other"])


def _next(ranked: Sequence[str]) -> str | None:
    return ranked[1] if len(ranked) > 1 else None
