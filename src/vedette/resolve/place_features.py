"""What speaks for one candidate of a name: a table of small functions and their weights.

The weights are in place_weights.toml and were learned (quality/geo_learn.py). A candidate's score
is the weighted sum; over the candidates of a name the scores become shares (softmax), and a share
is what `Place.score` gives.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from vedette.records import Place, Record, great_circle
from vedette.resolve.gazetteer import Candidate, countries, fold
from vedette.resolve.place_phrase import Phrase
from vedette.resolve.place_setting import Cell, Setting, near
from vedette.resolve.place_words import words

_CUED = {
    "region": {"region", "informal"},
    "district": {"district", "region"},
    "camp": {"camp", "city"},
    "sea": {"sea", "strait"},
    "informal": {"informal", "desert"},
}
_PEOPLED = ("city", "region", "district")
_KNOWN = 100_000
"""People from which a town's other names are heard ("Bombay"); a hamlet's are mostly noise."""
_SEAT = 20_000
"""People of a town after which a region may be named."""
_MIDST_KM = 150.0
_NEAR_KM = 200.0


class Evidence(Record, frozen=True, kw_only=True):
    """What a report says about where it is set; all of it optional.

    `containing` is the wider place given with the name ("Ohio"), `cue` the word that tells its kind
    ("region"). `others` are places of the report that are known already. `countries` (alpha-3),
    `regions` (GeoNames' code of a first-level region) and `cells` count the names of the report
    that lie there; a name in doubt counts for each of its places by how far it is believed.
    `states` counts the names of countries.
    """

    countries: Mapping[str, float] = {}
    outlet_country: str | None = None
    containing: str | None = None
    cue: str | None = None
    others: tuple[Place | Candidate, ...] = ()
    regions: Mapping[str, float] = {}
    cells: Mapping[Cell, float] = {}
    states: float = 0.0


class Score(Record, frozen=True, kw_only=True):
    """What one feature says of one candidate: 0 to 1, and why ("" where it says nothing)."""

    value: float
    reason: str = ""


class Context(Record, frozen=True, kw_only=True):
    """A name with all that is known about it; `inside` are its container's codes.

    `own` is what the name itself gave to the evidence: a name is no evidence for itself. `seats`
    are the towns of the name, hamlets left out.
    """

    phrase: Phrase
    evidence: Evidence
    inside: frozenset[str] = frozenset()
    own: Setting = Setting()
    seats: tuple[Candidate, ...] = ()


NOTHING = Score(value=0.0)
FULL = Score(value=1.0)


def by_size(candidate: Candidate, context: Context) -> Score:
    """How many people live there? Logarithmic: a tenfold town is one step likelier."""
    if candidate.feature not in _PEOPLED:
        return NOTHING
    value = min(1.0, math.log10(max(candidate.population, 1)) / 7)
    known = candidate.feature == "city" and candidate.population > 0
    return Score(value=value, reason=f"{candidate.population:,} people" if known else "")


def by_nation(candidate: Candidate, context: Context) -> Score:
    """Of a country: how many people live in its towns? "China" is rarely China, Texas."""
    if candidate.feature != "country":
        return NOTHING
    if len(countries().codes(context.phrase.name)) > 1:
        return FULL  # "Korea" is not the South because more people live there.
    return Score(value=min(1.0, math.log10(max(candidate.population, 1)) / 9))


def by_habit(candidate: Candidate, context: Context) -> Score:
    """Is it the place that the bare name means by habit ("Washington", "Gaza")?"""
    name = fold(context.phrase.name)
    if context.phrase.cue is not None:
        return NOTHING
    if words().usual.get(name) == candidate.gazetteer_id:
        return FULL
    old = renamed().get(name)
    if old is None or old.place != candidate.gazetteer_id:
        return NOTHING
    return Score(value=1.0, reason=f"{old.now} was called {old.name} until {old.until}")


def by_capital(candidate: Candidate, context: Context) -> Score:
    """Is it a country's capital?"""
    return Score(value=1.0, reason="its capital") if candidate.capital else NOTHING


def by_seat(candidate: Candidate, context: Context) -> Score:
    """Of a region: is it named after its seat? The bare name then means the town ("Kharkiv")."""
    if candidate.feature not in ("region", "district") or context.phrase.cue is not None:
        return NOTHING
    return FULL if any(_is_seat(town, candidate) for town in context.seats) else NOTHING


def by_renown(candidate: Candidate, context: Context) -> Score:
    """Is it by far the greatest town of the name? "Geneva" is the Swiss one, whatever it is there.

    1 from ten times as many people as in the next town of the name in another country.
    """
    if candidate.feature != "city" or candidate.population < _KNOWN:
        return NOTHING
    rivals = (t.population for t in context.seats if t.country != candidate.country)
    times = candidate.population / max(_SEAT, *rivals, 1)
    return Score(value=min(1.0, max(0.0, math.log10(times))))


def by_other_name(candidate: Candidate, context: Context) -> Score:
    """Is this one of its other names? It speaks against it, but only half as much of a town that
    is by far the greatest of the name: English may call it so."""
    if candidate.official:
        return NOTHING
    value = 1.0 - by_renown(candidate, context).value / 2
    return Score(value=value, reason="by another name")


def by_faint_name(candidate: Candidate, context: Context) -> Score:
    """Is this another name of a place so small that few would know it by that?"""
    faint = not candidate.official and candidate.population < _KNOWN
    return FULL if faint and candidate.feature in _PEOPLED else NOTHING


def by_cue(candidate: Candidate, context: Context) -> Score:
    """Is it the kind of place that the word beside the name tells ("region", "city of")?"""
    cue = context.phrase.cue
    if cue is None:
        return NOTHING
    kind = words().cues[cue]
    fits = candidate.feature in _CUED.get(kind, {kind})
    return Score(value=1.0, reason=f'"{cue}" is said of it') if fits else NOTHING


def by_container(candidate: Candidate, context: Context) -> Score:
    """Does it lie in the wider place that is given with the name?"""
    inside = {candidate.country, candidate.admin1} & context.inside
    itself = candidate.feature == "country" and candidate.country in context.inside
    fits = bool(inside) and not itself
    return Score(value=1.0, reason=f"in {context.phrase.containing}") if fits else NOTHING


def by_home(candidate: Candidate, context: Context) -> Score:
    """Is it in the country of the report's outlet?"""
    home = context.evidence.outlet_country
    fits = home is not None and candidate.country == home
    return Score(value=1.0, reason="the outlet's country") if fits else NOTHING


def by_country(candidate: Candidate, context: Context) -> Score:
    """How many of the report's other names lie in its country?"""
    named = _others_in_country(candidate, context)
    if named <= 0 or candidate.feature == "country":
        return NOTHING
    reason = f"other names point to {country_name(candidate)}" if named >= 0.5 else ""
    return Score(value=named / (named + 1.0), reason=reason)


def by_country_share(candidate: Candidate, context: Context) -> Score:
    """Which share of the report's other names lies in its country?"""
    named = _others_in_country(candidate, context)
    if named <= 0 or candidate.feature == "country":
        return NOTHING
    total = sum(context.evidence.countries.values()) - sum(context.own.countries.values())
    return Score(value=min(1.0, named / (total + 0.5)))


def by_its_places(candidate: Candidate, context: Context) -> Score:
    """Of a country: how many of the report's other names lie in it?"""
    named = _others_in_country(candidate, context)
    if named <= 0 or candidate.feature != "country":
        return NOTHING
    reason = f"other names point to {country_name(candidate)}" if named >= 0.5 else ""
    return Score(value=named / (named + 1.0), reason=reason)


def by_company(candidate: Candidate, context: Context) -> Score:
    """Of a country: does the report name other countries? A local paper does so seldom."""
    others = context.evidence.states - context.own.states
    if candidate.feature != "country" or others <= 1e-9:
        return NOTHING
    reason = "the report names other countries" if others >= 0.5 else ""
    return Score(value=others / (others + 1.0), reason=reason)


def by_region(candidate: Candidate, context: Context) -> Score:
    """How many of the report's other names could lie in its first-level region?"""
    if candidate.admin1 is None:
        return NOTHING
    own = context.own.regions.get(candidate.admin1, 0.0)
    named = context.evidence.regions.get(candidate.admin1, 0.0) - own
    if named <= 0:
        return NOTHING
    reason = f"other names fit {candidate.admin1_name}" if named >= 0.5 else ""
    return Score(value=named / (named + 0.5), reason=reason)


def by_neighbours(candidate: Candidate, context: Context) -> Score:
    """How many of the report's other names could lie within a day's errand of it?"""
    if candidate.lat is None or candidate.lon is None or not context.evidence.cells:
        return NOTHING
    named = near(context.evidence.cells, candidate.lat, candidate.lon)
    if named > 0 and context.own.cells:
        named -= near(context.own.cells, candidate.lat, candidate.lon)
    return Score(value=named / (named + 0.5)) if named > 1e-9 else NOTHING


Comparison = Callable[[Candidate, Context], Score]
ITSELF: tuple[Comparison, ...] = (
    by_size,
    by_nation,
    by_habit,
    by_capital,
    by_renown,
    by_seat,
    by_other_name,
    by_faint_name,
    by_cue,
    by_container,
    by_home,
)
"""What the name and the words beside it say: the same however the report is read."""
REPORT: tuple[Comparison, ...] = (
    by_country,
    by_country_share,
    by_its_places,
    by_company,
    by_region,
    by_neighbours,
)
"""What the other names of the report say."""


class Renamed(Record, frozen=True, kw_only=True):
    """A name that a town bore until a year, and its id; `now` is what English calls it since."""

    name: str
    place: str
    now: str
    until: int


@cache
def renamed() -> Mapping[str, Renamed]:
    """The table of place_renamed.toml, by folded name."""
    text = files("vedette.resolve").joinpath("place_renamed.toml").read_text("utf-8")
    return {fold(row["name"]): Renamed(**row) for row in tomllib.loads(text)["renamed"]}


class Weights(Record, frozen=True, kw_only=True):
    """The weight of each feature by its function's name, and of each kind of place."""

    features: Mapping[str, float]
    kinds: Mapping[str, float]


@cache
def weights() -> Weights:
    """The table of place_weights.toml."""
    text = files("vedette.resolve").joinpath("place_weights.toml").read_text("utf-8")
    return Weights(**tomllib.loads(text))


def seats(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The towns of a name after which a region may be named."""
    return tuple(c for c in found if c.feature == "city" and c.population >= _SEAT)


def _is_seat(town: Candidate, region: Candidate) -> bool:
    """Whether a town lies in a region, or in its midst (Kyiv is no part of Kyiv Oblast)."""
    if town.admin1 == region.admin1:
        return True
    if town.country != region.country or town.lat is None or town.lon is None:
        return False
    if region.lat is None or region.lon is None:
        return False
    return great_circle(town.lat, town.lon, region.lat, region.lon) < _MIDST_KM


def country_name(candidate: Candidate) -> str:
    country = countries().by_iso.get(candidate.country or "")
    return country.name if country is not None else str(candidate.country)


def neighbour(candidate: Candidate, others: Sequence[Place | Candidate]) -> str:
    """The nearest other place of the report in words ("40 km from Jackson"), "" for none near."""
    if candidate.lat is None or candidate.lon is None or candidate.feature not in _PEOPLED:
        return ""
    apart = [
        (great_circle(candidate.lat, candidate.lon, o.lat, o.lon), o.name)
        for o in others
        if o.lat is not None and o.lon is not None and o.gazetteer_id != candidate.gazetteer_id
    ]
    km, name = min(apart, default=(_NEAR_KM, ""))
    return f"{km:.0f} km from {name}" if km < _NEAR_KM else ""


def _others_in_country(candidate: Candidate, context: Context) -> float:
    code = candidate.country or ""
    named = context.evidence.countries.get(code, 0.0) - context.own.countries.get(code, 0.0)
    return named if named > 1e-9 else 0.0


def summed(candidate: Candidate, context: Context, features: Sequence[Comparison]) -> float:
    """What some features say of a candidate, each by its weight."""
    table = weights().features
    return sum(table[f.__name__] * f(candidate, context).value for f in features)
