"""Credibility of an event's information, 1 to 6, by a table of rules (STANAG 2511).

Each rule is a small function that returns its sentence or None; the first that fires decides.
Reliability of a source (A-F) is not judged from one report.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vedette.fuse import cues
from vedette.fuse.independence import Side, groups
from vedette.fuse.index import OUTLET, Cast
from vedette.records import Claim, Entity, Grade, Quote, Record, Verdict

GROUNDED = frozenset({"witnessed", "own data", "document"})
"""Bases of somebody's own: who was told, or infers, has none."""


class Case(Record, frozen=True, kw_only=True):
    """What the rules look at: an event's origins, its denials, and the verdicts on the origins."""

    cast: Cast
    happened: bool = True
    sides: tuple[Side, ...]
    denials: tuple[Claim, ...]
    doubts: tuple[Claim, ...] = ()
    retractions: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]


def _names(case: Case) -> str:
    return "; ".join(s.origin.name for s in case.sides)


def _independent(case: Case) -> Verdict | None:
    return next((v for v in case.verdicts if v.value == "independent"), None)


def retracted(case: Case) -> str | None:
    """All its origins took it back."""
    return "its origin took it back" if case.retractions else None


def nothing(case: Case) -> str | None:
    """Nobody who could know is named."""
    if case.sides:
        return None
    if case.denials:
        return "it is only denied: the report names nobody who says so"
    if case.doubts:
        return "it is only doubted: the report names nobody who says so"
    return "nobody is named who says so, and the report names no outlet"


def shown(case: Case) -> str | None:
    """Two origins shown independent, and no denial by an origin with a basis."""
    verdict = _independent(case)
    if verdict is None or any(c.basis != "none given" for c in case.denials):
        return None
    pair = [s.origin.name for s in case.sides if s.origin.id in (verdict.a, verdict.b)]
    return f"shown independent: {pair[0]} and {pair[1]}, since {verdict.reason}"


def contradicted(case: Case) -> str | None:
    """Only unnamed origins without a basis tell it, and a denial has one."""
    grounded = next((c for c in case.denials if c.basis in GROUNDED), None)
    if grounded is None or any(_knows(case, s) for s in case.sides):
        return None
    return (
        f"{_names(case)} without a basis against {_name(case, grounded)} with one: {grounded.why}"
    )


def denied(case: Case) -> str | None:
    """A denial stands against it."""
    if not case.denials:
        return None
    return f"{_names(case)} against a denial by {_name(case, case.denials[0])}"


def _name(case: Case, claim: Claim) -> str:
    who = claim.speaker
    return case.cast.entities[who].name if who in case.cast.entities else "an unnamed speaker"


def several(case: Case) -> str | None:
    """Two origins or more of what happened, independence not shown."""
    count = groups(case.sides, case.verdicts)
    if count < 2 or not case.happened:
        return None
    why = case.verdicts[0].reason
    return f"{count} origins ({_names(case)}), independence cannot be shown: {why}"


def _knows(case: Case, side: Side) -> str | None:
    """Why one origin would know, or None for one without name or basis."""
    basis = next((c.basis for c in side.claims if c.basis in GROUNDED), None)
    if basis is not None:
        return f"basis: {basis}"
    if side.origin.id.startswith(OUTLET):
        return "in the report's own voice"
    who = case.cast.entities[side.origin.id]
    unnamed = cues.ANONYMOUS.match(who.name) and cues.UNNAMED_PERSON.search(who.name)
    if unnamed and who.kind in ("PER", "GRP"):
        return None
    return _standing(who)


def _standing(who: Entity) -> str:
    """What somebody is who says how they know by nothing but that."""
    if who.kind not in ("PER", "GRP"):
        office = set(who.sectors) & cues.OFFICES
        return "a body that would know" if office else "a body by its name"
    if set(who.sectors[:1]) & cues.POSTS:
        return "an office that would know"
    # "The trader at the Faladie market": a market's name is not the trader's.
    head = re.split(r"\s(?:at|of|in|from|for|with|near|on)\s", cues.DETERMINER.sub("", who.name))[0]
    named = any(w[:1].isupper() for w in head.split())
    return "a named speaker" if named else "a speaker described, not named"


def single(case: Case) -> str | None:
    """One origin with a basis, or an office that would know; or several of what is to come."""
    why = next((w for s in case.sides if (w := _knows(case, s))), None)
    return None if why is None else f"{_counted(case)} ({_names(case)}), {why}"


def anonymous(case: Case) -> str | None:
    """One unnamed origin without a basis."""
    return f"{_counted(case, 'unnamed ')} without a basis ({_names(case)})"


def _counted(case: Case, sort: str = "") -> str:
    """What nobody can have seen yet is not told twice over by two who expect it."""
    several = groups(case.sides, case.verdicts) > 1
    return f"not happened, so as one {sort}origin" if several else f"one {sort}origin"


RULES: tuple[tuple[int, Callable[[Case], str | None]], ...] = (
    (5, retracted),
    (6, nothing),
    (1, shown),
    (5, contradicted),
    (4, denied),
    (2, several),
    (3, single),
    (4, anonymous),
)
"""In the order in which they are tried; the first that fires decides."""


def grade(case: Case) -> Grade:
    """The credibility, the rule that fired as a sentence, and the words that made it fire."""
    for credibility, rule in RULES:
        sentence = rule(case)
        if sentence is not None:
            name = rule.__name__
            return Grade(credibility=credibility, name=name, rule=sentence, words=_words(case))
    raise AssertionError("the last rule always fires")


def _words(case: Case) -> tuple[Quote, ...]:
    claims = (*(c for s in case.sides for c in s.claims[:1]), *case.denials, *case.retractions)
    return tuple({(c.report, c.quote): case.cast.quote(c) for c in claims}.values())
