"""An event, the claims about it and the origins behind them → its grade and what that rests on.

In one report or across several: nothing here looks at a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.fuse.chains import voice_key
from vedette.fuse.claims import attests
from vedette.fuse.events import HAPPENED
from vedette.fuse.grade import Case, grade
from vedette.fuse.independence import Side, verdicts
from vedette.fuse.index import Cast, is_evidence
from vedette.records import Claim, Event, Origin, Record, Status, Verdict, change

COMING: frozenset[Status] = frozenset({"future", "hypothetical"})
"""What is not there yet, and somebody may be about to do."""


class Judged(Record, frozen=True, kw_only=True):
    """An event with its grade, the verdicts that the grade rests on, and ids of the claims that
    vouch for it."""

    event: Event
    verdicts: tuple[Verdict, ...]
    vouching: tuple[str, ...]


class Table(Record, frozen=True, kw_only=True):
    """Event or claim id → the claims about it; claim id → the origins behind it."""

    about: dict[str, list[Claim]]
    behind: dict[str, list[Origin]]


def table_of(claims: Sequence[Claim], origins: Sequence[Origin]) -> Table:
    """Look-ups in all claims and origins at hand."""
    about: dict[str, list[Claim]] = {}
    for c in claims:
        for target in dict.fromkeys(c.about):
            about.setdefault(target, []).append(c)
    behind: dict[str, list[Origin]] = {}
    for o in origins:
        for claim in dict.fromkeys(o.claims):
            behind.setdefault(claim, []).append(o)
    return Table(about=about, behind=behind)


def judge(cast: Cast, event: Event, table: Table) -> Judged:
    """Which claims vouch for an event, which deny it, who is behind them, and the grade.

    What nobody vouches for is told as not having happened where somebody denies it, and as
    supposed where somebody doubts it.
    """
    about = table.about.get(event.id, [])
    vouching = [c for c in about if attests(cast, c, event.status)]
    denials = tuple(c for c in about if c.stance == "deny")
    behind = _sides(cast, table, vouching)
    back = [_taken_back(cast, s, denials, table) for s in behind]
    if back and all(back):
        sides, retractions = behind, tuple(d for ds in back for d in ds)
    else:
        sides, retractions = _deciding(cast, event, _standing(cast, behind, denials)), ()
    found = verdicts(cast, event, sides)
    case = Case(
        cast=cast,
        happened=event.status in HAPPENED,
        sides=sides,
        denials=denials,
        doubts=tuple(c for c in about if c.stance == "doubt"),
        retractions=retractions,
        verdicts=found,
    )
    graded = change(
        event,
        status=_told(case, event),
        claims=tuple(c.id for c in about),
        origins=tuple(s.origin.id for s in sides),
        against=tuple(dict.fromkeys(c.speaker for c in denials if c.speaker)),
        grade=grade(case),
    )
    return Judged(event=graded, verdicts=found, vouching=tuple(c.id for c in vouching))


def _told(case: Case, event: Event) -> Status:
    if event.status not in HAPPENED or case.sides:
        return event.status
    if case.denials:
        return "negated"
    return "hypothetical" if case.doubts else event.status


def _standing(cast: Cast, sides: Sequence[Side], denials: Sequence[Claim]) -> tuple[Side, ...]:
    """Whoever denies an event does not vouch for it, though the reader may have linked them."""
    deniers = {voice_key(cast, c.speaker) for c in denials if c.speaker}
    return tuple(s for s in sides if voice_key(cast, s.origin.id) not in deniers)


def _deciding(cast: Cast, event: Event, sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Of what is planned or feared those who would do it know; others repeat or guess. All of them
    where no doer vouches for it, or it has happened."""
    if event.status not in COMING:
        return sides
    doers = {voice_key(cast, a) for a in event.actors}
    return tuple(s for s in sides if voice_key(cast, s.origin.id) in doers) or sides


def _sides(cast: Cast, table: Table, vouching: Sequence[Claim]) -> tuple[Side, ...]:
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
    people = tuple(s for s in found if not (is_evidence(cast, s.origin.id) or _nameless(cast, s)))
    return people or tuple(found)


def _nameless(cast: Cast, side: Side) -> bool:
    return side.origin.id in cast.entities and cast.entities[side.origin.id].nameless


def _taken_back(
    cast: Cast, side: Side, denials: Sequence[Claim], table: Table
) -> tuple[Claim, ...]:
    """Denials by which an origin took its word back: of its own claim, or of the event on a later
    day than it vouched for it."""
    own = [d for c in side.claims for d in table.about.get(c.id, ()) if d.speaker == c.speaker]
    who = voice_key(cast, side.origin.id)
    said = min(cast.reports[c.report].date or "~" for c in side.claims)
    later = [d for d in denials if d.speaker and voice_key(cast, d.speaker) == who]
    return (
        *(d for d in own if d.stance == "deny"),
        *(d for d in later if (cast.reports[d.report].date or "") > said),
    )
