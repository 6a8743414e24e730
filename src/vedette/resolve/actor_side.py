"""What a mention's own words say of it that another of the same entity cannot be.

The reader links mentions by likeness, and "Sudan's army" is much like "the Rapid Support Forces"
that fight it. A mention without such words is of no side.
"""

from __future__ import annotations

from functools import cache

from vedette.records import MentionKind, Record
from vedette.resolve.actor_clues import belongs_to, clues, government_of
from vedette.resolve.actor_country import ActorEvidence, as_country
from vedette.resolve.actor_roles import head_part, role_of
from vedette.resolve.actor_roster import parse_code
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.gazetteer import countries

SIDED: tuple[MentionKind, ...] = ("PER", "ORG", "GRP", "GPE")
"""Kinds of entity that are of one side at most."""
ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Sectors of a state's own bodies."""


class Side(Record, frozen=True):
    """A country, whether a body of that state is meant ("Sudan's army"), or a listed armed group
    by its roster id."""

    country: str | None = None
    organ: bool = False
    group: str | None = None

    @property
    def name(self) -> str:
        return self.country or (self.group or "").partition(":")[2]


def side_of(
    text: str, kind: MentionKind, *, date: str | None, evidence: ActorEvidence
) -> Side | None:
    """The side that a mention's words tell, on an ISO day; None where they tell none.

    >>> side_of("Sudan's army", "ORG", date=None, evidence=ActorEvidence())
    Side('SDN', True, None)
    """
    if kind not in SIDED:
        return None
    group = _group(text, date, evidence) if kind in ("ORG", "GRP") else None
    if group is not None:
        return Side(group=group)
    government = government_of(text) if kind in ("ORG", "GPE") else None
    country = government.country if government is not None else belongs_to(text) or _people(text)
    if country is None:
        return None
    role = role_of(head_part(text))
    return Side(country, government is not None or (role is not None and role.sector in ORGANS))


def _people(text: str) -> str | None:
    """The country whose people a mention names and nothing more ("the North Korean")."""
    bare = bare_phrase(text)
    code = as_country(bare) if countries().is_people(bare) else None
    return parse_code(code)[0] if code is not None else None


def clash(a: Side, b: Side) -> bool:
    """Whether two mentions cannot be one: of two countries, of two armed groups, or of a state's
    body and an armed group. Of states that are no more ("Soviet"), nothing is said."""
    if a.group is not None and b.group is not None:
        return a.group != b.group
    if a.group is not None or b.group is not None:
        return a.organ or b.organ
    both = {a.country, b.country}
    return len(both) == 2 and both <= _standing()


def _group(text: str, date: str | None, evidence: ActorEvidence) -> str | None:
    """The armed group that the words name ("RSF fighters"), if it is listed."""
    found = clues(head_part(text), date=date, evidence=evidence)
    entries = (c.entry for c in found if c.entry is not None and not c.blocked)
    return next((e.id for e in entries if e.roster == "groups"), None)


@cache
def _standing() -> frozenset[str]:
    return frozenset(countries().by_iso)
