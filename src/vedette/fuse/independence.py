"""Two origins of one event: shown independent, shown dependent, or cannot tell.

The evidence is looked at in the order of the design: citations and chains, families, then what
each origin rests on. Text reuse, shared rare details and timing need several reports; in one
report they are not judged. Silence is never evidence of independence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Literal

from vedette.fuse import cues
from vedette.fuse.chains import institution
from vedette.fuse.index import OUTLET, Cast, Parties, is_outlet
from vedette.records import Claim, Entity, Event, Origin, Record, Verdict

OWN = frozenset({"witnessed", "own data"})
STATE = "state:"
"""Begins the owner of an outlet that a state owns, before its country's code."""
SIDES = frozenset((sector,) for sector in cues.STATE | {"REB", "UAF"})
"""Primary sectors of those who can be a side of an event."""
Value = Literal["independent", "dependent", "cannot tell"]


class Side(Record, frozen=True, kw_only=True):
    """An origin with the claims by which it vouches for the event at hand."""

    origin: Origin
    claims: tuple[Claim, ...]

    @property
    def own(self) -> Claim | None:
        """The claim that has a basis of its own, if any."""
        direct = (c for c in self.claims if c.basis in OWN and not self._relayed(c))
        return next(direct, None)

    def _relayed(self, claim: Claim) -> bool:
        return claim.speaker is not None and claim.speaker != self.origin.id and bool(claim.sources)


class Finding(Record, frozen=True, kw_only=True):
    """What a comparison found; None of them found anything: cannot tell."""

    value: Value
    reason: str


def one_chain(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """One stands in the other's chain, or both go back to the same source."""
    if set(a.origin.chain) & set(b.origin.chain):
        return Finding(value="dependent", reason="the report joins them in one chain of sources")
    shared = {x for c in a.claims for x in c.sources} & {x for c in b.claims for x in c.sources}
    names = ", ".join(sorted(cast.entities[x].name for x in shared))
    return Finding(value="dependent", reason=f"both rest on {names}") if shared else None


def same_state(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """Two organs of one state may know from each other."""
    first, second = (cast.entities.get(s.origin.id) for s in (a, b))
    if first is None or second is None or not first.country or first.country != second.country:
        return None
    if not {*first.sectors[:1], *second.sectors[:1]} <= cues.STATE:
        return None
    return Finding(value="cannot tell", reason=f"both are organs of one state ({first.country})")


def one_owner(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """Two outlets have one owner, or nothing shows that they have two."""
    sides = [s.origin.id for s in (a, b)]
    owners = [cast.owners.get(s) for s in sides]
    if owners[0] is not None and owners[0] == owners[1]:
        return Finding(value="dependent", reason=f"both belong to {_owner(owners[0])}")
    if all(is_outlet(cast, s) for s in sides) and None in owners:
        unknown = cast.outlets.get(sides[owners.index(None)]) or "one of them"
        return Finding(value="cannot tell", reason=f"who owns {unknown} is not known")
    # An outlet that a state owns may know from its organs.
    for owner, other in zip(owners, reversed(sides), strict=True):
        organ = cast.entities.get(other)
        if organ is None or not {*organ.sectors[:1]} <= cues.STATE:
            continue
        if owner == f"{STATE}{organ.country}":
            return Finding(value="cannot tell", reason=f"{_owner(owner)} owns one of them")
    return None


def _owner(owner: str) -> str:
    return owner.replace(STATE, "the state of ")


def retold(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """The report's own voice may be retelling what the other origin said."""
    if not any(s.origin.id.startswith(OUTLET) and s.own is None for s in (a, b)):
        return None
    return Finding(value="cannot tell", reason="the report may be retelling the other origin")


def opposing(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """The doer and the one it was done to both attest the event."""
    for side_of, speaks_for in ((_bodies, _bodies), (_lands, _lands_spoken_for)):
        doers, targets = side_of(cast, event.actors), side_of(cast, event.recipients)
        first, second = speaks_for(cast, [a.origin.id]), speaks_for(cast, [b.origin.id])
        met = (first & doers and second & targets) or (first & targets and second & doers)
        # What takes longest to see comes last: few who both attest an event oppose each other.
        if met and not doers & targets and _attest_one(cast, event, a, b):
            reason = "opposing sides of the event both attest it"
            return Finding(value="independent", reason=reason)
    return None


def _attest_one(cast: Cast, event: Event, a: Side, b: Side) -> bool:
    """Whether two sides tell of one deed: each confirms it, or says by whom or to whom it was done;
    and if both say to whom, they name one and the same.

    Who says "they collided with us" does not say that he rammed them, and who fired warning shots
    at suspects does not say that he killed three people, though all tell of one happening.
    """
    named = [_named(cast, event, side) for side in (a, b)]
    confirmed = [any(c.stance == "confirm" for c in side.claims) for side in (a, b)]
    if not all(sure or met for sure, met in zip(confirmed, named, strict=True)):
        return False
    harmed = [{who for p in found for who in p.recipients} for found in named]
    return any(confirmed) or not all(harmed) or bool(harmed[0] & harmed[1])


def _named(cast: Cast, event: Event, side: Side) -> list[Parties]:
    """Who does it to whom in the words of a side."""
    told = [f for f in event.frames if f in cast.parties]
    return [cast.parties[f] for f in told if any(_within(cast, f, c) for c in side.claims)]


def _within(cast: Cast, frame: str, claim: Claim) -> bool:
    """Whether a frame stands in the words of a claim; ids of one report begin alike."""
    start, end = claim.quote
    one_report = frame.rpartition("#")[0] == claim.frame.rpartition("#")[0]
    return one_report and start <= cast.frames[frame].trigger[0] < end


def unnamed(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """Of two people or groups, one without a name may be among the other."""
    who = [cast.entities.get(s.origin.id) for s in (a, b)]
    people = [e for e in who if e is not None and e.kind in ("PER", "GRP")]
    if len(people) < 2 or all(_has_name(e) for e in people):
        return None
    return Finding(value="cannot tell", reason="one without a name may be among the other")


def _has_name(entity: Entity) -> bool:
    """Whether a person is named by two capitalised words or more; a group never is."""
    words = cues.DETERMINER.sub("", entity.name).split()
    return entity.kind == "PER" and sum(any(c.isupper() for c in w) for w in words) >= 2


def own_bases(cast: Cast, event: Event, a: Side, b: Side) -> Finding | None:
    """Each has a basis of its own, and nothing above joins them."""
    if a.own is None or b.own is None:
        return None
    reason = f"each has a basis of its own ({a.own.why}; {b.own.why})"
    return Finding(value="independent", reason=reason)


COMPARISONS: tuple[Callable[[Cast, Event, Side, Side], Finding | None], ...] = (
    one_chain,
    same_state,
    one_owner,
    retold,
    opposing,
    unnamed,
    own_bases,
)
"""In the order of the evidence; the first that finds something decides."""


def _bodies(cast: Cast, entities: Iterable[str]) -> set[str]:
    """The institutions that entities are or speak for."""
    return {institution(cast, e) for e in entities}


def _lands(cast: Cast, entities: Iterable[str]) -> set[str]:
    """Countries (or actor codes) of entities; whose is not known or only guessed is their own."""
    known = (cast.entities[e] for e in entities if e in cast.entities)
    return {e.country if e.country and e.sure else e.id for e in known}


def _lands_spoken_for(cast: Cast, entities: Iterable[str]) -> set[str]:
    """As `_lands`, for organs and armed parties only: a citizen of a side is not that side."""
    organs = (e for e in entities if e in cast.entities)
    return _lands(cast, (e for e in organs if cast.entities[e].sectors[:1] in SIDES))


def compare(cast: Cast, event: Event, a: Side, b: Side) -> Verdict:
    """The verdict on two origins, with the words that each rests on."""
    found = (f(cast, event, a, b) for f in COMPARISONS)
    nothing = Finding(value="cannot tell", reason="nothing shows that each knows on its own")
    finding = next((f for f in found if f is not None), nothing)
    return Verdict(
        a=a.origin.id,
        b=b.origin.id,
        value=finding.value,
        reason=finding.reason,
        event=event.id,
        words=tuple(cast.quote(c) for s in (a, b) for c in s.claims[:1]),
    )


def verdicts(cast: Cast, event: Event, sides: Sequence[Side]) -> tuple[Verdict, ...]:
    """One for each pair of origins of an event."""
    return tuple(compare(cast, event, a, b) for a, b in combinations(sides, 2))


def groups(sides: Sequence[Side], found: Sequence[Verdict]) -> int:
    """How many origins remain when those shown dependent count as one."""
    root = {s.origin.id: s.origin.id for s in sides}
    for v in found:
        if v.value == "dependent":
            old, new = root[v.b], root[v.a]
            root = {k: new if r == old else r for k, r in root.items()}
    return len(set(root.values()))
