"""A place's name in a report → one place of the gazetteer, or none, and why.

The candidates of the gazetteer are judged by `place_features`; the best is taken, and its reason
says what spoke for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from vedette.records import Place, Precision, Record, change
from vedette.resolve.gazetteer import Candidate, Names, countries, fold
from vedette.resolve.place_features import (
    ITSELF,
    REPORT,
    Context,
    Evidence,
    Score,
    country_name,
    neighbour,
    seats,
    summed,
)
from vedette.resolve.place_look import Look, look
from vedette.resolve.place_phrase import Phrase
from vedette.resolve.place_setting import Belief, Setting, of_places
from vedette.resolve.place_worldview import dispute_of

__all__ = [
    "Choice",
    "Evidence",
    "Look",
    "believed",
    "choose",
    "context_of",
    "look",
    "resolve_place",
]

PRECISION: Mapping[str, Precision] = {
    "country": "country",
    "region": "region",
    "district": "district",
    "city": "town",
    "sea": "sea",
    "strait": "sea",
    "river": "region",
    "mountain": "point",
    "desert": "region",
    "border": "region",
    "camp": "point",
    "site": "point",
    "informal": "region",
}


_NO_SETTING = Setting()
SURE = 0.45
"""Share from which a place is taken even where most places of its name lie in another country."""
AGREED, ENOUGH = 0.7, 1.0
"""Share and number of the report's names in one country that place an unknown name there."""


class Choice(Record, frozen=True, kw_only=True):
    """A place, or None; the reason speaks for either."""

    place: Place | None
    reason: str


class Ranked(Record, frozen=True, kw_only=True):
    """A candidate with its share of belief (0 to 1) and its reasons."""

    candidate: Candidate
    share: float
    reasons: tuple[str, ...]


def resolve_place(name: str, *, evidence: Evidence, gazetteer: Names) -> Choice:
    """The place that a name or a phrase means ("Kursk", "Russia's Kursk border region").

    A country comes without a point, a direction with it ("eastern Ukraine") too. It does not find
    places smaller than a village, and does not know streets or buildings: "the bridge in Odesa" is
    Odesa, and the reason says that only the wider place is known.
    """
    cells = of_places(evidence.others).cells if evidence.others else {}
    told = change(evidence, cells={**evidence.cells, **cells})
    return choose(look(name, evidence=told, gazetteer=gazetteer), evidence=told)


def believed(seen: Look, *, evidence: Evidence, own: Setting = _NO_SETTING) -> tuple[Belief, ...]:
    """How far the name is believed to be each of its places, in the order of `seen.found`.

    `own` is what this name itself gave to the evidence.
    """
    context = context_of(seen, evidence, own)
    sums = [
        alone + summed(candidate, context, REPORT)
        for candidate, alone in zip(seen.found, seen.alone, strict=True)
    ]
    shares = _softmax(sums)
    return tuple(
        Belief(candidate=candidate, share=share)
        for candidate, share in zip(seen.found, shares, strict=True)
    )


def choose(seen: Look, *, evidence: Evidence, own: Setting = _NO_SETTING) -> Choice:
    """The likeliest place of a name, with the reason; or none, with the reason."""
    if not seen.phrase.name:
        return _nameless(seen.name, seen.phrase)
    if not seen.found:
        return _unknown(seen.phrase.name, evidence)
    beliefs = believed(seen, evidence=evidence, own=own)
    choice = _chosen(beliefs, context_of(seen, evidence, own))
    if not seen.wider or choice.place is None:
        return choice
    return _wider(seen.name, choice.place)


def context_of(seen: Look, evidence: Evidence, own: Setting) -> Context:
    """What the candidates of a name are judged by."""
    return Context(
        phrase=seen.phrase, evidence=evidence, inside=seen.inside, own=own, seats=seats(seen.found)
    )


def _softmax(sums: Sequence[float]) -> list[float]:
    most = max(sums)
    powers = [math.exp(s - most) for s in sums]
    total = sum(powers)
    return [power / total for power in powers]


def _chosen(beliefs: Sequence[Belief], context: Context) -> Choice:
    ranked = _ranked(beliefs)
    best = ranked[0].candidate
    states = [b for b in ranked if b.candidate.feature == "country"]
    tied = [b for b in states if abs(b.share - states[0].share) < 1e-9]
    if best.feature == "country" and len(tied) > 1 and not _has_default(context):
        names = " or ".join(b.candidate.name for b in tied)
        return Choice(place=None, reason=f'"{context.phrase.name}" may be {names}')
    place = _place(_explained(ranked[0], context), context, second=_second(ranked))
    return Choice(place=place, reason=place.reason)


def _ranked(beliefs: Sequence[Belief]) -> list[Belief]:
    """The likeliest first; but first of all those of the country in which most of them lie.

    Ten Mansfields in the United States may each be less likely than the one in England, and the
    name still means one of the ten.
    """
    ranked = sorted(beliefs, key=lambda b: -b.share)
    first = ranked[0].candidate
    if ranked[0].share >= SURE or first.feature == "country" or first.capital:
        return ranked
    shares: dict[str | None, float] = {}
    for b in ranked:
        shares[b.candidate.country] = shares.get(b.candidate.country, 0.0) + b.share
    home = max(shares, key=lambda code: shares[code])
    return sorted(ranked, key=lambda b: b.candidate.country != home)


def _explained(belief: Belief, context: Context) -> Ranked:
    """A belief with the reasons of the features that speak for it."""
    c = belief.candidate
    told: list[Score] = [f(c, context) for f in (*ITSELF, *REPORT)]
    reasons = (*(s.reason for s in told if s.reason), neighbour(c, context.evidence.others))
    return Ranked(
        candidate=c, share=belief.share, reasons=tuple(dict.fromkeys(filter(None, reasons)))
    )


def _has_default(context: Context) -> bool:
    return countries().code(context.phrase.name) is not None


def _second(ranked: Sequence[Belief]) -> str | None:
    """The runner-up, as "Kursk, RUS city"; never the same place again."""
    first = ranked[0].candidate
    for other in ranked[1:]:
        c = other.candidate
        if c.gazetteer_id != first.gazetteer_id:
            return f"{c.name}, {c.country} {c.feature}" if c.country else f"{c.name}, {c.feature}"
    return None


def _place(best: Ranked, context: Context, *, second: str | None) -> Place:
    c, part = best.candidate, context.phrase.part
    vague = part is not None and c.feature == "country"
    name = f"{part} {c.name}" if vague else _printed(c, context.phrase.name)
    place = Place(
        name=name,
        lat=c.lat,
        lon=c.lon,
        country=c.country,
        admin1=c.admin1_name,
        gazetteer_id=c.gazetteer_id,
        precision="region" if vague else PRECISION[c.feature],
        reason=_reason(best, context, alone=second is None),
        score=best.share,
        runner_up=second,
    )
    dispute = dispute_of(place)
    if dispute is None:
        return place
    return change(place, reason=f"{place.reason}; {dispute.note}")


def _printed(candidate: Candidate, name: str) -> str:
    """Its name; the report's spelling where the table has letters that English has not."""
    plain = max(candidate.name) > "\u00ff" and fold(candidate.name) == fold(name)
    return name if plain and not name.isupper() else candidate.name


def _reason(best: Ranked, context: Context, *, alone: bool) -> str:
    """What it is, what spoke for it, and what its point is."""
    c = best.candidate
    said = [_what(c), *best.reasons]
    if alone:
        said.append("no other place of that name is known")
    if c.feature == "country":
        said.append("no point is given for a country")
    elif c.feature == "border" and c.lat is None:
        said.append("no point is given for a line")
    elif c.feature in ("region", "district") and c.lat is not None:
        said.append("the point is its middle")
    if context.phrase.part is not None:
        said.append(f'"{context.phrase.part}" is a part without borders')
    return "; ".join(said)


def _what(candidate: Candidate) -> str:
    where = f" in {country_name(candidate)}" if candidate.country else ""
    if candidate.feature == "country":
        return "a country"
    kind = "named area" if candidate.feature == "informal" else candidate.feature
    return f"a {kind}{where}"


def _nameless(name: str, phrase: Phrase) -> Choice:
    """ "the border" names nothing, and "Russia's border" only where it is."""
    inside = f", only that it is in {phrase.containing}" if phrase.containing is not None else ""
    return Choice(place=None, reason=f'"{name}" names no place of its own{inside}')


def _unknown(name: str, evidence: Evidence) -> Choice:
    """A name that is in no table: only its country is told, where the other names agree on one.

    The place has no point and no id; its precision is "country".
    """
    missing = f'"{name}" is not in the gazetteer'
    total = sum(evidence.countries.values())
    code = max(evidence.countries, key=lambda c: evidence.countries[c], default=None)
    if code is None or evidence.countries[code] < max(AGREED * total, ENOUGH):
        return Choice(place=None, reason=missing)
    share = evidence.countries[code] / total
    country = countries().by_iso.get(code)
    where = country.name if country is not None else code
    reason = f"{missing}; {share:.0%} of the report's other names lie in {where}"
    place = Place(
        name=name, lat=None, lon=None, country=code, precision="country", reason=reason,
        score=share / 2,
    )  # fmt: skip
    return Choice(place=place, reason=reason)


def _wider(name: str, place: Place) -> Choice:
    reason = f'only "{place.name}" of "{name}" is known: {place.reason}'
    known = Place(
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        gazetteer_id=place.gazetteer_id,
        precision=place.precision,
        reason=reason,
        score=place.score / 2,
        runner_up=place.runner_up,
    )
    return Choice(place=known, reason=reason)
