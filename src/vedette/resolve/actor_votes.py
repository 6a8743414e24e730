"""What the mentions of an actor tell together of its sector: each votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vedette.records import Record
from vedette.resolve.actor_clues import Clue
from vedette.resolve.actor_hear import Heard
from vedette.resolve.actor_roles import DEFAULT, Role, is_post
from vedette.resolve.actor_roster import table
from vedette.resolve.gazetteer import countries

GOVERNMENT = 0.95
"""Weight of a name that stands for a government; a head noun's is 0.9."""


BODY = 0.8
"""Weight of the sector of a known body that a mention names beside a generic head."""
PEOPLE = 0.3
"""Weight of a word of people that stands alone ("Russians")."""
MODEL = 0.6
"""Weight of the model's own choice; what is best on the dev part, where 0.4 to 0.8 are alike."""


class Told(Record, frozen=True, kw_only=True):
    """What the words of a mention tell: a sector, by which words, how surely."""

    sector: str
    words: str
    score: float
    second: str | None = None


class Sectors(Record, frozen=True, kw_only=True):
    """Sectors, the primary first, with their reason, and the next best."""

    codes: tuple[str, ...]
    reason: str
    runner_up: str | None = None


def sectors_told(heard: Sequence[Heard]) -> Sectors:
    """The sector with most weight: words of the mentions and the model's own choice, summed."""
    told = [told for one in heard for told in _tell(one)]
    weights = _shares([(t.sector, t.score) for t in told])
    for sector, share in _shares(_by_model(heard)).items():
        weights[sector] = weights.get(sector, 0.0) + MODEL * share
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
