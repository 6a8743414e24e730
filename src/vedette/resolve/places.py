"""A place's name in a report → one place of the gazetteer, or none, and why.

The candidates of the gazetteer are judged by `place_features`; the best is taken, and its reason
says what spoke for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vedette.records import Place, Precision, Record
from vedette.resolve.gazetteer import Candidate, Names, countries, fold
from vedette.resolve.place_features import (
    FEATURES,
    Context,
    Evidence,
    country_name,
    other_places,
    region_share,
)
from vedette.resolve.place_phrase import Phrase, parse
from vedette.resolve.place_words import words

__all__ = ["Choice", "Evidence", "rank", "resolve_place"]

_PRECISION: Mapping[str, Precision] = {
    "country": "country",
    "region": "region",
    "district": "district",
    "city": "town",
    "sea": "sea",
    "river": "region",
    "mountain": "point",
    "informal": "region",
}


class Choice(Record, frozen=True, kw_only=True):
    """A place, or None; the reason speaks for either."""

    place: Place | None
    reason: str


class Ranked(Record, frozen=True, kw_only=True):
    """A candidate with its weighted mean (0 to 1; 0.3 without evidence) and its reasons."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def resolve_place(name: str, *, evidence: Evidence, gazetteer: Names) -> Choice:
    """The place that a name or a phrase means ("Kursk", "Russia's Kursk border region").

    A country comes without a point, a direction with it ("eastern Ukraine") too. It does not find
    places smaller than a village, and does not know streets or buildings: "the bridge in Odesa" is
    Odesa, and the reason says that only the wider place is known.
    """
    phrase = _with(parse(words().short.get(_squeezed(name), name)), evidence)
    if not phrase.name:
        return _nameless(name, phrase)
    for reading in _readings(phrase, gazetteer):
        found = gazetteer.lookup(reading.name)
        if found:
            return _choose(found, _context(reading, found, evidence, gazetteer))
    return _within(name, phrase, evidence=evidence, gazetteer=gazetteer)


def rank(found: Sequence[Candidate], context: Context) -> list[Ranked]:
    """Candidates by their score, the best first."""
    ranked = [_judge(candidate, context) for candidate in found]
    return sorted(ranked, key=lambda r: -r.score)


def _squeezed(name: str) -> str:
    """ "W. Va." → "WVa"; a name without a point stays, so that "Man" is not Manitoba."""
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


def _context(
    phrase: Phrase, found: Sequence[Candidate], evidence: Evidence, gazetteer: Names
) -> Context:
    return Context(
        phrase=phrase,
        evidence=evidence,
        inside=_inside(phrase.containing, gazetteer),
        share=region_share(found),
        others=other_places(phrase.name, evidence),
    )


def _inside(containing: str | None, gazetteer: Names) -> frozenset[str]:
    """The codes of a container: alpha-3 of a country, GeoNames' code of a region."""
    if containing is None:
        return frozenset()
    found = gazetteer.lookup(words().short.get(containing.replace(".", ""), containing))
    codes = {c.country for c in found if c.feature == "country"}
    codes |= {c.admin1 for c in found if c.feature in ("region", "district")}
    return frozenset(code for code in codes if code is not None)


def _judge(candidate: Candidate, context: Context) -> Ranked:
    judged = [(feature(candidate, context), weight) for feature, weight in FEATURES]
    return Ranked(
        candidate=candidate,
        score=sum(score.value * weight for score, weight in judged) / sum(w for _, w in FEATURES),
        reasons=tuple(score.reason for score, _ in judged if score.reason),
    )


def _choose(found: Sequence[Candidate], context: Context) -> Choice:
    ranked = rank(found, context)
    best = ranked[0]
    states = [r for r in ranked if r.candidate.feature == "country"]
    tied = [r for r in states if abs(r.score - states[0].score) < 1e-9]
    if best.candidate.feature == "country" and len(tied) > 1 and not _has_default(context):
        names = " or ".join(r.candidate.name for r in tied)
        return Choice(place=None, reason=f'"{context.phrase.name}" may be {names}')
    place = _place(best, context, second=_second(ranked))
    return Choice(place=place, reason=place.reason)


def _has_default(context: Context) -> bool:
    return countries().code(context.phrase.name) is not None


def _second(ranked: Sequence[Ranked]) -> str | None:
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
    return Place(
        name=name,
        lat=c.lat,
        lon=c.lon,
        country=c.country,
        admin1=c.admin1_name,
        gazetteer_id=c.gazetteer_id,
        precision="region" if vague else _PRECISION[c.feature],
        reason=_reason(best, context, alone=second is None),
        score=min(1.0, best.score),
        runner_up=second,
    )


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
    elif c.feature in ("region", "district") and c.lat is not None:
        said.append("the point is the middle of its towns")
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


def _within(name: str, phrase: Phrase, *, evidence: Evidence, gazetteer: Names) -> Choice:
    """An unknown name: the longest known name inside it, else its container, and it is said so."""
    for inner in _inner_names(phrase, gazetteer):
        reading = Phrase(name=inner, containing=phrase.containing)
        found = gazetteer.lookup(inner)
        if found and fold(inner) != fold(name):
            choice = _choose(found, _context(reading, found, evidence, gazetteer))
            if choice.place is not None:
                return _wider(name, choice.place)
    return Choice(place=None, reason=f'"{phrase.name}" is not in the gazetteer')


def _inner_names(phrase: Phrase, gazetteer: Names) -> list[str]:
    """Runs of the name's words, the longest first, then the container."""
    tokens = [t for t in phrase.name.split() if t not in words().never][:12]
    runs = [
        " ".join(tokens[i : i + size])
        for size in range(len(tokens), 0, -1)
        for i in range(len(tokens) - size + 1)
    ]
    named = [run for run in runs if run not in words().seldom]
    return [*named, *([phrase.containing] if phrase.containing is not None else [])]


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
