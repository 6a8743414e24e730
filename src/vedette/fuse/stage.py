"""The stage: a resolved reading → the same with events, claims, origins, verdicts and grades."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.fuse.chains import origins_of, voice_key, with_briefings
from vedette.fuse.claims import attests, claims_of
from vedette.fuse.events import event_of, figures
from vedette.fuse.grade import Case, grade
from vedette.fuse.independence import Side, verdicts
from vedette.fuse.index import Index, index, is_evidence
from vedette.records import Claim, Event, Origin, Reading, Record, Verdict, change


class Judged(Record, frozen=True, kw_only=True):
    """An event with its grade, and the verdicts that the grade rests on."""

    event: Event
    verdicts: tuple[Verdict, ...]


class Table(Record, frozen=True, kw_only=True):
    """Event or claim id → the claims about it; claim id → the origins behind it."""

    about: dict[str, list[Claim]]
    behind: dict[str, list[Origin]]


def fuse(reading: Reading) -> Reading:
    """Events of one report, each with who says so, on what basis, and its grade.

    It sees this report alone: reprints and rewrites elsewhere are for the ledger to find.
    """
    ix = index(reading)
    claims = with_briefings(ix, claims_of(ix))
    origins = origins_of(ix, claims)
    table = _table(claims, origins)
    judged = [
        judge(ix, event_of(ix, event, frames), table)
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


def _table(claims: Sequence[Claim], origins: Sequence[Origin]) -> Table:
    about: dict[str, list[Claim]] = {}
    for c in claims:
        for target in dict.fromkeys(c.about):
            about.setdefault(target, []).append(c)
    behind: dict[str, list[Origin]] = {}
    for o in origins:
        for claim in dict.fromkeys(o.claims):
            behind.setdefault(claim, []).append(o)
    return Table(about=about, behind=behind)


def judge(ix: Index, event: Event, table: Table) -> Judged:
    """Which claims vouch for an event, which deny it, who is behind them, and the grade."""
    about = table.about.get(event.id, [])
    vouching = [c for c in about if attests(ix, c, event.status)]
    denials = tuple(c for c in about if c.stance == "deny")
    # Whoever denies an event does not vouch for it, though the reader may have linked them to it.
    deniers = {voice_key(ix, c.speaker) for c in denials if c.speaker}
    behind = _sides(ix, table, vouching)
    sides = tuple(s for s in behind if voice_key(ix, s.origin.id) not in deniers)
    found = verdicts(ix, event, sides)
    case = Case(
        index=ix,
        sides=sides,
        denials=denials,
        retractions=tuple(d for c in vouching for d in _taken_back(c, table)),
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


def _sides(ix: Index, table: Table, vouching: Sequence[Claim]) -> tuple[Side, ...]:
    """The origins behind the claims that vouch for an event.

    Evidence by itself (a register, footage), or one the report only points to ("it"), is one only
    where nobody else vouches for the event: it may be somebody already counted.
    """
    by_origin: dict[str, list[Claim]] = {}
    known: dict[str, Origin] = {}
    for c in vouching:
        for o in table.behind.get(c.id, ()):
            known[o.id] = o
            by_origin.setdefault(o.id, []).append(c)
    found = [Side(origin=known[o], claims=tuple(cs)) for o, cs in by_origin.items()]
    people = tuple(s for s in found if not (is_evidence(ix, s.origin.id) or _nameless(ix, s)))
    return people or tuple(found)


def _nameless(ix: Index, side: Side) -> bool:
    return side.origin.id in ix.entities and ix.entities[side.origin.id].nameless


def _taken_back(claim: Claim, table: Table) -> list[Claim]:
    """Denials of a claim by its own speaker."""
    against = table.about.get(claim.id, ())
    return [d for d in against if d.stance == "deny" and d.speaker == claim.speaker]
