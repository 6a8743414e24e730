"""The stage: a resolved reading → the same with events, claims, origins, verdicts and grades."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.fuse.chains import origins_of, with_briefings
from vedette.fuse.claims import attests, claims_of
from vedette.fuse.events import event_of, figures
from vedette.fuse.grade import Case, grade
from vedette.fuse.independence import Side, verdicts
from vedette.fuse.index import Index, index
from vedette.records import Claim, Event, Origin, Reading, Record, Verdict, change


class Judged(Record, frozen=True, kw_only=True):
    """An event with its grade, and the verdicts that the grade rests on."""

    event: Event
    verdicts: tuple[Verdict, ...]


def fuse(reading: Reading) -> Reading:
    """Events of one report, each with who says so, on what basis, and its grade.

    It sees this report alone: reprints and rewrites elsewhere are for the ledger to find.
    """
    ix = index(reading)
    claims = with_briefings(ix, claims_of(ix))
    origins = origins_of(ix, claims)
    judged = [
        judge(ix, event_of(ix, event, frames), claims, origins)
        for event, frames in ix.events.items()
        if frames[0].type != "CLAIM"
    ]
    return change(
        reading,
        events=tuple(j.event for j in judged),
        claims=claims,
        origins=origins,
        verdicts=tuple(v for j in judged for v in j.verdicts),
    )


def judge(ix: Index, event: Event, claims: Sequence[Claim], origins: Sequence[Origin]) -> Judged:
    """Which claims vouch for an event, which deny it, who is behind them, and the grade."""
    about = [c for c in claims if event.id in c.about]
    vouching = [c for c in about if attests(ix, c, event.status)]
    denials = tuple(c for c in about if c.stance == "deny")
    sides = _sides(ix, origins, vouching)
    found = verdicts(ix, event, sides)
    case = Case(
        index=ix,
        sides=sides,
        denials=denials,
        retractions=tuple(c for c in claims if c.stance == "deny" and _own(c, vouching)),
        verdicts=found,
    )
    graded = change(
        event,
        claims=tuple(c.id for c in about),
        origins=tuple(s.origin.id for s in sides),
        against=tuple(dict.fromkeys(c.speaker for c in denials if c.speaker)),
        figures=figures(ix, ix.events[event.id], about),
        grade=grade(case),
    )
    return Judged(event=graded, verdicts=found)


def _sides(ix: Index, origins: Sequence[Origin], vouching: Sequence[Claim]) -> tuple[Side, ...]:
    """The origins behind the claims that vouch for an event.

    Evidence by itself (a register, footage) is one only where nobody vouches for the event.
    """
    found: list[Side] = []
    for origin in origins:
        mine = tuple(c for c in vouching if c.id in origin.claims)
        if mine:
            found.append(Side(origin=origin, claims=mine))
    people = tuple(s for s in found if not _is_evidence(ix, s.origin.id))
    return people or tuple(found)


def _is_evidence(ix: Index, who: str) -> bool:
    return who in ix.entities and ix.entities[who].kind == "EVD"


def _own(denial: Claim, vouching: Sequence[Claim]) -> bool:
    """Whether a denial takes back its own speaker's claim."""
    return any(c.id in denial.about and c.speaker == denial.speaker for c in vouching)
