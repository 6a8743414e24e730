"""Whose an actor is: its mentions with all that the report tells → the likeliest country."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from vedette.records import Record
from vedette.resolve.actor_country import BODIES, ActorEvidence
from vedette.resolve.actor_features import (
    FEATURES,
    NONE,
    STATE,
    Asked,
    Pointed,
    candidates,
    pointed_at,
    weights,
)
from vedette.resolve.actor_hear import Heard
from vedette.resolve.actor_roster import table
from vedette.resolve.actor_text import bare_phrase

LEAST = 0.05
"""Share from which the next best is worth telling."""


class Country(Record, frozen=True, kw_only=True):
    """A country (None for nobody's) with its reason and how likely it is, and the next best.

    It is `sure` where words of the mentions themselves tell it.
    """

    code: str | None
    reason: str
    score: float
    runner_up: str | None = None
    sure: bool = True


class Ranked(Record, frozen=True, kw_only=True):
    """A candidate with its share of the belief; `said` is how much each feature says, and why."""

    code: str
    share: float
    said: tuple[tuple[float, str], ...]

    @property
    def reason(self) -> str:
        """The reason that weighs most; two features may say the same."""
        sums: dict[str, float] = {}
        for weight, reason in self.said:
            if reason:
                sums[reason] = sums.get(reason, 0.0) + weight
        return max(sums, key=lambda reason: sums[reason], default="")


def country_told(heard: Sequence[Heard], *, evidence: ActorEvidence) -> Country:
    """The likeliest country of an actor, by its own words, the model's and the report's."""
    asked = asked_of(heard, evidence)
    best, second = _by_own_words(ranked(asked), asked)[:2]
    known = best.code != NONE
    return Country(
        code=best.code if known else None,
        reason=f"{best.code} {best.reason}".strip() if known else _nobody(best, asked, heard),
        score=best.share,
        runner_up=second.code if second.share >= LEAST and second.code != NONE else None,
        sure=best.code in asked.told or bool(asked.several),
    )


def _by_own_words(found: list[Ranked], asked: Asked) -> list[Ranked]:
    """The one country that an actor's own words tell before one that the model alone points to."""
    told = [each for each in found if each.code in asked.told]
    pointed = asked.pointed.get(found[0].code)
    by_pointer = pointed is not None and found[0].reason == pointed_at(pointed)
    if len(told) != 1 or found[0] in told or not by_pointer:
        return found
    return [*told, *(each for each in found if each not in told)]


def asked_of(heard: Sequence[Heard], evidence: ActorEvidence) -> Asked:
    """All that is known about whose an actor is."""
    first = heard[0].mention
    return Asked(
        kind=first.kind,
        mentions=len(heard),
        starts=tuple(h.mention.start for h in heard if h.mention.start is not None),
        evidence=evidence,
        names=evidence.looked_up(),
        told=_told(heard),
        pointed=_pointed(heard, evidence),
        owners=_owners(heard),
        sectors=_sectors(heard),
        several=next((h.mention.text for h in heard if h.others), ""),
        stranger=next((h.mention.text for h in heard if _is_stranger(h)), ""),
    )


def ranked(asked: Asked) -> list[Ranked]:
    """The candidates, the likeliest first; two at least."""
    known = [(weights().features[f.__name__], f) for f in FEATURES]
    scores: dict[str, float] = {}
    said: dict[str, tuple[tuple[float, str], ...]] = {}
    for code in candidates(asked):
        each = [(weight, feature(code, asked)) for weight, feature in known]
        said[code] = tuple([(weight * one.value, one.reason) for weight, one in each])
        scores[code] = kind_of(code) + sum([value for value, _ in said[code]])
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    order = sorted(scores, key=lambda code: (-scores[code], code))
    return [Ranked(code=c, share=math.exp(scores[c] - top) / total, said=said[c]) for c in order]


def kind_of(code: str) -> float:
    """What speaks for a candidate as such: a state, one of the bodies, none."""
    return weights().kinds[code if code in BODIES or code == NONE else STATE]


def _nobody(best: Ranked, asked: Asked, heard: Sequence[Heard]) -> str:
    """Why an actor is nobody's."""
    if asked.several or asked.stranger:
        return best.reason.removeprefix("as ")
    text = heard[0].mention.text
    if not asked.evidence.named:
        return f'neither the mentions nor the report name a country for "{text}"'
    return f'nothing tells whose "{text}" is ({best.share:.2f})'


def _told(heard: Sequence[Heard]) -> dict[str, tuple[str, ...]]:
    """Country or body → the words of mentions that tell it; nothing of those that tell several."""
    told: dict[str, tuple[str, ...]] = {}
    if any(one.others for one in heard):
        return told
    for one in heard:
        clue = one.government or one.clue
        if clue is not None:
            told[clue.country] = (*told.get(clue.country, ()), clue.words)
    return told


def _owners(heard: Sequence[Heard]) -> dict[str, float]:
    """The mean probability of each owner over the mentions; some state's where no model told."""
    labels = [one.mention.owner for one in heard if one.mention.owner is not None]
    sums = {STATE: 1.0} if not labels else {}
    for label in labels:
        told = ((label.value, label.score), (label.runner_up, label.runner_up_score))
        for value, score in told:
            if value is not None:
                sums[value] = sums.get(value, 0.0) + score / len(labels)
    return sums


def _sectors(heard: Sequence[Heard]) -> dict[str, float]:
    """The mean probability of each sector that the model chose for a mention."""
    sums: dict[str, float] = {}
    for one in heard:
        if one.mention.sector is not None:
            share = one.mention.sector_score / len(heard)
            sums[one.mention.sector] = sums.get(one.mention.sector, 0.0) + share
    return sums


def _pointed(heard: Sequence[Heard], evidence: ActorEvidence) -> dict[str, Pointed]:
    """Country or body → the mean probability that words of its name tell whose the actor is."""
    asked = [one.mention.whose for one in heard if one.mention.owner is not None]
    if not any(asked):
        return {}
    sums: dict[str, float] = {}
    words: dict[str, tuple[float, str]] = {}
    for named in evidence.named:
        end = named.start + len(named.text)
        shares = (p for told in asked for start, p in told.items() if named.start <= start < end)
        share = sum(shares) / len(asked)
        if share > 0:
            sums[named.country] = sums.get(named.country, 0.0) + share
            words[named.country] = max(words.get(named.country, (0.0, "")), (share, named.text))
    return {c: Pointed(words=words[c][1], score=min(1.0, s)) for c, s in sums.items()}


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
