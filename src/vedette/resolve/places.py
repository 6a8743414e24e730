"""A place's name in a report → one place of the gazetteer, or none, and why.

The candidates of the gazetteer are judged by `place_features`; the best is taken, and its reason
says what spoke for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from vedette.records import Place, Precision, Record, change
from vedette.resolve.gazetteer import Candidate, Names, countries, fold
from vedette.resolve.place_border import border_of
from vedette.resolve.place_features import (
    ITSELF,
    REPORT,
    Comparison,
    Context,
    Evidence,
    Score,
    country_name,
    neighbour,
    seats,
    weights,
)
from vedette.resolve.place_phrase import Phrase, parse
from vedette.resolve.place_setting import Belief, Setting, of_places
from vedette.resolve.place_words import words
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

_PRECISION: Mapping[str, Precision] = {
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
WELL_KNOWN = 50_000
"""People of a town that is recognised inside a longer, unknown name."""
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


class Look(Record, frozen=True, kw_only=True):
    """A name as it was looked up: its reading, the places of that name, and what they are alone.

    `alone` has, for each of `found`, the weighted sum of what the name itself says. `wider` is the
    whole name where only a part of it, or its container, is known.
    """

    name: str
    phrase: Phrase
    found: tuple[Candidate, ...] = ()
    inside: frozenset[str] = frozenset()
    alone: tuple[float, ...] = ()
    wider: bool = False


def resolve_place(name: str, *, evidence: Evidence, gazetteer: Names) -> Choice:
    """The place that a name or a phrase means ("Kursk", "Russia's Kursk border region").

    A country comes without a point, a direction with it ("eastern Ukraine") too. It does not find
    places smaller than a village, and does not know streets or buildings: "the bridge in Odesa" is
    Odesa, and the reason says that only the wider place is known.
    """
    cells = of_places(evidence.others).cells if evidence.others else {}
    told = change(evidence, cells={**evidence.cells, **cells})
    return choose(look(name, evidence=told, gazetteer=gazetteer), evidence=told)


def look(name: str, *, evidence: Evidence, gazetteer: Names) -> Look:
    """Look a name up, with the container, cue and outlet of the evidence; it does not choose."""
    border = border_of(name)
    if border is not None:
        return _looked(name, Phrase(name=name), (border,), evidence, gazetteer)
    whole = _is_one_name(name, gazetteer)
    phrase = Phrase(name=name) if whole else parse(words().short.get(_squeezed(name), name))
    phrase = _with(phrase, evidence)
    if not phrase.name:
        return Look(name=name, phrase=phrase)
    for reading in _readings(phrase, gazetteer):
        found = _meant(gazetteer.lookup(reading.name), reading)
        if found:
            seen = _looked(name, reading, found, evidence, gazetteer)
            elsewhere = _is_elsewhere(seen)
            return _contained(name, reading, evidence, gazetteer) if elsewhere else seen
    return _within(name, phrase, evidence=evidence, gazetteer=gazetteer)


def _meant(found: tuple[Candidate, ...], reading: Phrase) -> tuple[Candidate, ...]:
    """A people's word means its country: "Canadian" is not Canadian, Texas, if that is not said."""
    bare = reading.containing is None and reading.cue is None
    if not bare or not countries().is_people(reading.name):
        return found
    return tuple(c for c in found if c.feature == "country") or found


def _is_elsewhere(seen: Look) -> bool:
    """Whether no place of the name lies in its container, and none is great enough to doubt that.

    "Holliday, Mo." is a village that no table has, not Holliday in Texas; but in "Paris, Missouri
    and Ohio" the words after the comma may be no container at all.
    """
    if not seen.inside or any(c.population >= WELL_KNOWN for c in seen.found):
        return False
    places = {code for c in seen.found for code in (c.country, c.admin1)}
    towns = all(c.feature in ("city", "district") for c in seen.found)
    return towns and places.isdisjoint(seen.inside)


def believed(seen: Look, *, evidence: Evidence, own: Setting = _NO_SETTING) -> tuple[Belief, ...]:
    """How far the name is believed to be each of its places, in the order of `seen.found`.

    `own` is what this name itself gave to the evidence.
    """
    context = context_of(seen, evidence, own)
    sums = [
        alone + _sum(candidate, context, REPORT)
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


def _is_one_name(name: str, gazetteer: Names) -> bool:
    """Whether what looks like a phrase is a name: "Côte d'Ivoire", "Deir al-Zor"."""
    parts = name.split()
    small = any(part[:1].islower() for part in parts) or "'" in name or "’" in name
    if not small or not _is_named(name) or parts[-1].lower() in words().cues:
        return False
    return len(name) < 60 and bool(gazetteer.lookup(name))


def _is_named(name: str) -> bool:
    """Whether it begins as a name does, and "eSwatini" does; "the village" does not."""
    return name[:1].isupper() or name[1:2].isupper()


def _squeezed(name: str) -> str:
    """ "W. Va." → "WVa"; a name without a point stays, so that "Man" is not Manitoba; "KY" too."""
    return name.replace(".", "").replace(" ", "") if name.endswith(".") else name


def _with(phrase: Phrase, evidence: Evidence) -> Phrase:
    """The phrase, with the container and cue of the evidence where it has none of its own."""
    cue = (evidence.cue or "").lower()
    return Phrase(
        name=phrase.name,
        containing=phrase.containing or evidence.containing,
        cue=phrase.cue or (cue if cue in words().cues else None),
        part=phrase.part,
    )


def _readings(phrase: Phrase, gazetteer: Names) -> list[Phrase]:
    """The phrase's name as it stands; without its kind; after a demonym ("Russian city Kursk")."""
    tokens = phrase.name.split()
    readings = [phrase]
    if len(tokens) > 1 and tokens[-1].lower() in words().cues:
        readings.append(_renamed(phrase, " ".join(tokens[:-1]), cue=tokens[-1].lower()))
    for size in (2, 1):
        people = " ".join(tokens[:size])
        if len(tokens) > size and countries().is_people(people):
            rest = parse(" ".join(tokens[size:]))
            inner = _renamed(phrase, rest.name, cue=rest.cue, containing=people)
            readings += _readings(inner, gazetteer)
            break
    return readings


def _renamed(
    phrase: Phrase, name: str, *, cue: str | None = None, containing: str | None = None
) -> Phrase:
    return Phrase(
        name=name,
        containing=containing or phrase.containing,
        cue=cue or phrase.cue,
        part=phrase.part,
    )


def _looked(
    name: str,
    reading: Phrase,
    found: tuple[Candidate, ...],
    evidence: Evidence,
    gazetteer: Names,
    *,
    wider: bool = False,
) -> Look:
    inside = _inside(reading.containing, gazetteer)
    context = Context(phrase=reading, evidence=evidence, inside=inside, seats=seats(found))
    kinds = weights().kinds
    return Look(
        name=name,
        phrase=reading,
        found=found,
        inside=inside,
        alone=tuple(kinds[c.feature] + _sum(c, context, ITSELF) for c in found),
        wider=wider,
    )


def context_of(seen: Look, evidence: Evidence, own: Setting) -> Context:
    """What the candidates of a name are judged by."""
    return Context(
        phrase=seen.phrase, evidence=evidence, inside=seen.inside, own=own, seats=seats(seen.found)
    )


def _sum(candidate: Candidate, context: Context, features: Sequence[Comparison]) -> float:
    table = weights().features
    return sum(table[f.__name__] * f(candidate, context).value for f in features)


def _softmax(sums: Sequence[float]) -> list[float]:
    most = max(sums)
    powers = [math.exp(s - most) for s in sums]
    total = sum(powers)
    return [power / total for power in powers]


def _inside(containing: str | None, gazetteer: Names) -> frozenset[str]:
    """The codes of a container: alpha-3 of a country, GeoNames' code of a region."""
    if containing is None:
        return frozenset()
    found = gazetteer.lookup(words().short.get(containing.replace(".", ""), containing))
    codes = {c.country for c in found if c.feature == "country"}
    codes |= {c.admin1 for c in found if c.feature in ("region", "district")}
    return frozenset(code for code in codes if code is not None)


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
        precision="region" if vague else _PRECISION[c.feature],
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


def _within(name: str, phrase: Phrase, *, evidence: Evidence, gazetteer: Names) -> Look:
    """An unknown name: the longest known name inside it, else its container, and it is said so.

    "Kyiv Airport" is in Kyiv, but "Meadow Grove" is not in Meadow and "West Side" not in Side: a
    town that is only a part of the name must be known well.
    """
    for inner in _inner_names(phrase, gazetteer):
        found = tuple(c for c in gazetteer.lookup(inner) if _is_well_known(c))
        if found and fold(inner) != fold(name):
            reading = Phrase(name=inner, containing=phrase.containing)
            return _looked(name, reading, found, evidence, gazetteer, wider=True)
    return _contained(name, phrase, evidence, gazetteer)


def _contained(name: str, phrase: Phrase, evidence: Evidence, gazetteer: Names) -> Look:
    """The container of a name that is unknown, or known elsewhere only."""
    found = gazetteer.lookup(phrase.containing) if phrase.containing is not None else ()
    if not found or phrase.containing is None:
        return Look(name=name, phrase=phrase)
    reading = Phrase(name=phrase.containing)
    return _looked(name, reading, found, evidence, gazetteer, wider=True)


def _is_well_known(candidate: Candidate) -> bool:
    if candidate.feature not in ("city", "district"):
        return True
    return candidate.official and candidate.population >= WELL_KNOWN


def _inner_names(phrase: Phrase, gazetteer: Names) -> list[str]:
    """Runs of the name's words, the longest first."""
    tokens = [t for t in phrase.name.split() if t not in words().never][:12]
    runs = [
        " ".join(tokens[i : i + size])
        for size in range(len(tokens), 0, -1)
        for i in range(len(tokens) - size + 1)
    ]
    return [run for run in runs if run not in words().seldom]


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
