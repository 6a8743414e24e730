"""What speaks for one country as an actor's: a table of small functions and their weights.

The candidates are the countries and bodies that the report names, the bodies that an actor can be
of without their being named, and none ("---"). A candidate's score is the weighted sum of what the
features say; the weights are in actor_weights.toml and were learned (lab/actor_country.py).
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from vedette.records import MentionKind, Record
from vedette.resolve.actor_country import BODIES, ActorEvidence, CountryNamed, Names

NONE = "---"
"""No country: nobody's that the report tells, or of several."""
STATE = "STATE"
"""The owner that the model gives an actor of some country."""
REACH = 150.0
"""Characters over which nearness fades."""
BEHIND = 0.5
"""What a name behind a mention counts against one before it."""
FAINT = 0.03
"""Probability from which the logarithm of the pointer counts."""
BESIDE = 8
"""Most characters between a country's name and the actor that it stands right before."""
TRADES: Mapping[str, tuple[str, ...]] = {
    "NGO": ("NGO",),
    "MNC": ("BUS",),
    "IMG": ("REB", "UAF", "CRM"),
    "UNO": ("IGO",),
    "EUR": ("IGO",),
    "NATO": ("IGO",),
    "IGO": ("IGO",),
    NONE: ("JRN",),
}
"""Sectors of those who are mostly of such a body, or whose country is seldom told."""


class Said(Record, frozen=True, kw_only=True):
    """What one feature says of one candidate: 0 to 1, and why ("" where that tells a reader
    nothing)."""

    value: float
    reason: str = ""


class Pointed(Record, frozen=True, kw_only=True):
    """Words of a name to which the model points, with their probability."""

    words: str
    score: float


class Asked(Record, frozen=True, kw_only=True):
    """An actor whose country is asked for, with all that is known about it.

    `told` are the words of its mentions that tell a country, by country, of `mentions` mentions
    that start at `starts`. The model's are `pointed` (by country), `owners` and `sectors` (mean
    probabilities). `several` and `stranger` are the mention that says so, or "".
    """

    kind: MentionKind
    mentions: int
    starts: tuple[int, ...]
    evidence: ActorEvidence
    names: Names
    told: Mapping[str, tuple[str, ...]]
    pointed: Mapping[str, Pointed]
    owners: Mapping[str, float]
    sectors: Mapping[str, float]
    several: str = ""
    stranger: str = ""

    def named(self, code: str) -> Sequence[CountryNamed]:
        """Where the report names a country or body."""
        return self.names.of.get(code, ())


SILENT = Said(value=0.0)


def by_words(code: str, asked: Asked) -> Said:
    """Do words of the mentions tell it ("Polish troops")? 1 where those of all mentions do."""
    words = asked.told.get(code, ())
    if not words:
        return SILENT
    return Said(value=(1 + len(words) / asked.mentions) / 2, reason=f'by "{words[0]}"')


def by_pointer(code: str, asked: Asked) -> Said:
    """How likely does the model hold words of its name to tell whose the actor is?"""
    found = asked.pointed.get(code)
    return Said(value=found.score, reason=pointed_at(found)) if found is not None else SILENT


def by_inkling(code: str, asked: Asked) -> Said:
    """The same by its logarithm: a word that the model does not look at at all is seldom it."""
    found = asked.pointed.get(code)
    if found is None:
        return SILENT
    return Said(value=_logarithmic(found.score, FAINT), reason=pointed_at(found))


def by_owner(code: str, asked: Asked) -> Said:
    """Does the model take the actor to be of a state, of this body, or of nobody?"""
    label = code if code in BODIES or code == NONE else STATE
    score = asked.owners.get(label, 0.0)
    return Said(
        value=_logarithmic(score, 0.02),
        reason=f"by the model ({score:.2f})" if label != STATE else "",
    )


def by_share(code: str, asked: Asked) -> Said:
    """What share of the countries' names in the report are of this one?"""
    states = asked.names.states
    if code in BODIES or not states:
        return SILENT
    mine = asked.named(code)
    return Said(value=len(mine) / len(states), reason=_spoken_of(mine, asked))


def by_first(code: str, asked: Asked) -> Said:
    """Is it the first country that the report names?"""
    states = asked.names.states
    if not states or states[0].country != code:
        return SILENT
    return Said(value=1.0, reason=f'only as the first that the report names ("{states[0].text}")')


def by_last(code: str, asked: Asked) -> Said:
    """Is it the last country named before the actor's first mention?"""
    states = asked.names.states
    at = bisect_left(states, min(asked.starts, default=0), key=lambda n: n.start)
    if at == 0 or states[at - 1].country != code:
        return SILENT
    return Said(value=1.0, reason=f'only as the last named before it ("{states[at - 1].text}")')


def by_nearness(code: str, asked: Asked) -> Said:
    """How near to a mention does the report name it? Behind the mention counts half."""
    mine = asked.named(code) if code not in BODIES else ()
    return Said(value=_nearness(mine, asked), reason=_spoken_of(mine, asked))


def by_place_beside(code: str, asked: Asked) -> Said:
    """Does its name stand right before a mention ("Polish [army]")?"""
    ends = {n.start + len(n.text): n.text for n in asked.named(code)}
    for start in asked.starts:
        text = next((ends[e] for e in range(start, start - BESIDE, -1) if e in ends), None)
        if text is not None:
            return Said(value=1.0, reason=f'by "{text}" right before it')
    return SILENT


def by_body_named(code: str, asked: Asked) -> Said:
    """Of a body: does the report name it?"""
    mine = asked.named(code) if code in BODIES else ()
    return Said(value=1.0, reason=_spoken_of(mine, asked)) if mine else SILENT


def by_body_near(code: str, asked: Asked) -> Said:
    """Of a body: how near to a mention is it named?"""
    mine = asked.named(code) if code in BODIES else ()
    return Said(value=_nearness(mine, asked))


def by_trade(code: str, asked: Asked) -> Said:
    """Does the model give the actor a sector whose members are mostly of such a body?"""
    value = sum(asked.sectors.get(sector, 0.0) for sector in TRADES.get(code, ()))
    return Said(value=value, reason="as most of its trade" if code != NONE else "")


def by_several(code: str, asked: Asked) -> Said:
    """For none: do words of a mention tell several countries ("Thai and Chinese patrols")?"""
    if code != NONE or not asked.several:
        return SILENT
    return Said(value=1.0, reason=f'as "{asked.several}" are of several countries')


def by_stranger(code: str, asked: Asked) -> Said:
    """For none: is it one whom the scene does not tell ("diplomats", "both governments")?"""
    if code != NONE or not asked.stranger:
        return SILENT
    return Said(value=1.0, reason=f'as no word tells the country of "{asked.stranger}"')


def by_crowd(code: str, asked: Asked) -> Said:
    """For none: is it a group of people?"""
    return Said(value=float(code == NONE and asked.kind == "GRP"))


def by_silence(code: str, asked: Asked) -> Said:
    """For none: does the model point at nothing?"""
    if code != NONE or not asked.owners:
        return SILENT
    return Said(value=1 - max((p.score for p in asked.pointed.values()), default=0.0))


def by_outlet(code: str, asked: Asked) -> Said:
    """Is it the country of the report's outlet?"""
    if code != asked.evidence.outlet_country:
        return SILENT
    return Said(value=1.0, reason="only because the outlet is of it")


FEATURES: Sequence[Callable[[str, Asked], Said]] = (
    by_words,
    by_pointer,
    by_inkling,
    by_owner,
    by_share,
    by_first,
    by_last,
    by_nearness,
    by_place_beside,
    by_body_named,
    by_body_near,
    by_trade,
    by_several,
    by_stranger,
    by_crowd,
    by_silence,
    by_outlet,
)


class Weights(Record, frozen=True, kw_only=True):
    """How much each feature speaks for a candidate, and each kind of candidate by itself."""

    features: Mapping[str, float]
    kinds: Mapping[str, float]


@cache
def weights() -> Weights:
    """actor_weights.toml, read once."""
    source = files("vedette.resolve").joinpath("actor_weights.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    return Weights(features=table["features"], kinds=table["kinds"])


def candidates(asked: Asked) -> list[str]:
    """Codes that the actor may be of, in alphabetical order, none among them."""
    outlet = asked.evidence.outlet_country
    told = {*asked.told, *([outlet] if outlet is not None else ())}
    return sorted({*asked.names.of, *told, *BODIES, NONE})


def _logarithmic(p: float, least: float) -> float:
    """0 for nothing to 1 for certain, by the logarithm of a probability above a least one."""
    return math.log(1 + p / least) / math.log(1 + 1 / least)


def _nearness(found: Sequence[CountryNamed], asked: Asked) -> float:
    """1 at a mention, fading; of each mention only the names around it are looked at."""
    best = 0.0
    for start in asked.starts if found else ():
        at = bisect_right(found, start, key=lambda n: n.start)
        if at > 0:
            best = max(best, math.exp((found[at - 1].start - start) / REACH))
        if at < len(found):
            best = max(best, math.exp((start - found[at].start) / REACH) * BEHIND)
    return best


def pointed_at(found: Pointed) -> str:
    """The reason of a country that the model points to."""
    return f'by "{found.words}", which the model takes it to be of ({found.score:.2f})'


def _spoken_of(found: Sequence[CountryNamed], asked: Asked) -> str:
    """The reason of weak evidence: the nearest word."""
    if not found:
        return ""
    start = min(asked.starts, default=0)
    at = bisect_right(found, start, key=lambda n: n.start)
    nearest = min(found[max(0, at - 1) : at + 1], key=lambda n: abs(n.start - start))
    return f'only because the report speaks of it most nearby ("{nearest.text}")'
