"""What speaks for one candidate of a name: a table of small functions and their weights.

What the name says of itself (its container, the word beside it) outweighs what the report says, and
that outweighs how many people live there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from vedette.records import Place, Record
from vedette.resolve.gazetteer import Candidate, countries, fold
from vedette.resolve.place_phrase import Phrase
from vedette.resolve.place_words import words

EARTH_KM = 6371.0
_KIND = {
    "country": 1.0,
    "sea": 0.9,
    "informal": 0.9,
    "city": 0.8,
    "region": 0.4,
    "river": 0.6,
    "mountain": 0.6,
    "district": 0.1,
}
"""How usual each kind is for a bare name: "Kursk" is the city, "Georgia" the country."""
_USUAL = 1.8
"""For the place that a bare name means by habit ("Washington", "Gaza")."""
_CUED = {"region": {"region", "informal"}, "city": {"city"}, "district": {"district", "region"}}
_NEAR_KM = 200.0
_MOST_OTHERS = 40


class Evidence(Record, frozen=True, kw_only=True):
    """What a report says about where it is set; all of it optional.

    `countries` maps alpha-3 to how often the report names it, by words that mean no other place.
    `containing` is the wider place given with the name ("Ohio"), `cue` the word that tells its kind
    ("region"). `others` are places of the report that are known already. `regions` counts, by
    GeoNames' code of a first-level region, the report's names that could lie in it; a name that
    could lie in n regions counts 1/n for each.
    """

    countries: Mapping[str, int] = {}
    outlet_country: str | None = None
    containing: str | None = None
    cue: str | None = None
    others: tuple[Place, ...] = ()
    regions: Mapping[str, float] = {}


class Score(Record, frozen=True, kw_only=True):
    """What one feature says of one candidate: 0 to 1, and why ("" where it says nothing)."""

    value: float
    reason: str = ""


class Context(Record, frozen=True, kw_only=True):
    """A name with all that is known about it; `inside` are its container's codes."""

    phrase: Phrase
    evidence: Evidence
    inside: frozenset[str] = frozenset()
    share: float = 1.0
    """What the name itself gave to each region in `evidence.regions`."""
    others: tuple[Place, ...] = ()
    """The first of the evidence's places of other names: a name is no evidence for itself."""


def by_name(candidate: Candidate, context: Context) -> Score:
    """Is this its proper name, or one of its other names?"""
    return Score(value=1.0) if candidate.official else Score(value=0.4, reason="by another name")


def by_size(candidate: Candidate, context: Context) -> Score:
    """How many people live there? Logarithmic: a tenfold town is one step likelier."""
    if candidate.feature in ("country", "sea", "informal", "river", "mountain"):
        return Score(value=1.0 if candidate.feature == "country" else 0.85)
    value = min(1.0, math.log10(max(candidate.population, 1)) / 7)
    known = candidate.feature == "city" and candidate.population > 0
    return Score(value=value, reason=f"{candidate.population:,} people" if known else "")


def by_kind(candidate: Candidate, context: Context) -> Score:
    """Is it the kind of place that the word beside the name tells, or a usual kind?"""
    cue = context.phrase.cue
    if cue is None:
        usual = words().usual.get(fold(context.phrase.name)) == candidate.gazetteer_id
        return Score(value=_USUAL if usual else _KIND[candidate.feature])
    kind = words().cues[cue]
    fits = candidate.feature in _CUED.get(kind, {kind})
    return Score(value=3.0 if fits else 0.0, reason=f'"{cue}" is said of it' if fits else "")


def by_container(candidate: Candidate, context: Context) -> Score:
    """Does it lie in the wider place that is given with the name?"""
    inside = {candidate.country, candidate.admin1} & context.inside
    itself = candidate.feature == "country" and candidate.country in context.inside
    fits = bool(inside) and not itself
    return Score(value=1.0, reason=f"in {context.phrase.containing}") if fits else Score(value=0.0)


def by_country(candidate: Candidate, context: Context) -> Score:
    """How often is its country named in the report? The outlet's country counts a little.

    A country itself is far more often meant than a town of its name, whatever the report is about.
    """
    named = context.evidence.countries
    times = named.get(candidate.country or "", 0)
    share = times / max(sum(named.values()), 1)
    home = candidate.country is not None and candidate.country == context.evidence.outlet_country
    told = (0.4 + 0.6 * share if times else 0.0) + (0.3 if home else 0.0)
    value = 0.7 + 0.3 * min(told, 1) if candidate.feature == "country" else min(told, 1)
    if times:
        names = "name points" if times == 1 else "names point"
        return Score(value=value, reason=f"{times} {names} to {country_name(candidate)}")
    return Score(value=value, reason="the outlet's country" if home else "")


def by_distance(candidate: Candidate, context: Context) -> Score:
    """How near are the other places of the report? Full where one lies within 20 km or so."""
    if candidate.lat is None or candidate.lon is None:
        return Score(value=0.0)
    others = [o for o in context.others if o.gazetteer_id != candidate.gazetteer_id]
    near = _nearest(candidate, others)
    if near is None:
        return Score(value=0.0)
    km = distance_km(candidate.lat, candidate.lon, near.lat or 0.0, near.lon or 0.0)
    reason = f"{km:.0f} km from {near.name}" if km < _NEAR_KM else ""
    return Score(value=math.exp(-km / _NEAR_KM), reason=reason)


def by_region(candidate: Candidate, context: Context) -> Score:
    """How many of the report's other names could lie in its first-level region?"""
    if candidate.admin1 is None:
        return Score(value=0.0)
    names = max(0.0, context.evidence.regions.get(candidate.admin1, 0.0) - context.share)
    reason = f"other names fit {candidate.admin1_name}" if names >= 1 else ""
    return Score(value=names / (names + 0.5), reason=reason)


Comparison = Callable[[Candidate, Context], Score]
FEATURES: tuple[tuple[Comparison, float], ...] = (
    (by_container, 6.0),
    (by_size, 2.5),
    (by_country, 1.6),
    (by_name, 1.6),
    (by_region, 1.0),
    (by_kind, 1.0),
    (by_distance, 0.9),
)


def region_share(found: Sequence[Candidate]) -> float:
    """One, divided by the number of first-level regions that a name could lie in."""
    return 1 / max(len({c.admin1 for c in found if c.admin1 is not None}), 1)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees, in kilometres (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    turn = math.radians(lon2 - lon1)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def country_name(candidate: Candidate) -> str:
    country = countries().by_iso.get(candidate.country or "")
    return country.name if country is not None else str(candidate.country)


def other_places(name: str, evidence: Evidence) -> tuple[Place, ...]:
    """The first places of the evidence, without those of this name."""
    word = fold(name)
    return tuple(o for o in evidence.others[:_MOST_OTHERS] if fold(o.name) != word)


def _nearest(candidate: Candidate, others: Sequence[Place]) -> Place | None:
    """The nearest other place, by the plain difference in degrees (good enough to choose)."""
    points = [o for o in others if o.lat is not None and o.lon is not None]
    if not points or candidate.lat is None or candidate.lon is None:
        return None
    lat, lon = candidate.lat, candidate.lon
    return min(points, key=lambda o: abs((o.lat or 0) - lat) + abs((o.lon or 0) - lon))
