"""What several reports make of one event → one event: nothing is averaged, what differs is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from vedette import codebook
from vedette.fuse.events import UNGRADED, days_of
from vedette.fuse.index import Cast
from vedette.fuse.where import FINE
from vedette.records import Claim, Event, Figure, Record, Status, When, change

T = TypeVar("T")
HAPPENING: tuple[Status, ...] = ("actual", "historical")
HEARD = 3
"""Reports that have somebody on a side, from which on few others are not heard."""


def merged(events: Sequence[Event], cast: Cast) -> Event:
    """One event of all its accounts, the earliest report's first; ungraded, without claims.

    Type, mode and status are what most reports say, of equals what the latest says; its parties are
    those whom most name; place and time are the finest that any gives; every figure of every report
    stays.
    """
    first = events[0]
    type_ = _most([e.type for e in events])
    mode = _most([e.mode for e in events if e.mode and e.type == type_] or [None])
    placed = [e for e in events if e.place is not None]
    site = min(placed, key=lambda e: _fineness(e), default=None)
    actors, recipients = (
        _side(cast, [e.actors for e in events]),
        _side(cast, [e.recipients for e in events]),
    )
    return change(
        first,
        type=type_,
        mode=mode,
        status=_status([e.status for e in events]),
        contexts=tuple(dict.fromkeys(c for e in events for c in e.contexts)),
        quad=codebook.quad(type_),
        intensity=codebook.intensity(type_, mode),
        cameo=codebook.cameo(type_, mode),
        actors=actors.by_most(recipients),
        recipients=recipients.by_most(actors),
        place=site.place if site is not None else None,
        place_reason=(site or first).place_reason,
        when=_when([e.when for e in events if e.when is not None]),
        figures=_figures(events),
        frames=tuple(f for e in events for f in e.frames),
        claims=(),
        origins=(),
        against=(),
        grade=UNGRADED,
    )


class _Told(Record, frozen=True):
    """One side of an event: a code, or who has none → how many reports have it there, and whom they
    mean by it."""

    many: Counter[str]
    meant: dict[str, tuple[str, ...]]

    def by_most(self, other: _Told) -> tuple[str, ...]:
        """Those whom most reports have on this side come first. Who has at most half as many as the
        first is left to their accounts, and so is who has twice as many on the other side."""
        most = max(self.many.values(), default=0)
        order = sorted(self.meant, key=lambda who: -self.many[who])
        heard = [w for w in order if most < HEARD or 2 * self.many[w] > most]
        return tuple(p for w in heard if other.many[w] < 2 * self.many[w] for p in self.meant[w])


def _side(cast: Cast, told: Sequence[Sequence[str]]) -> _Told:
    """Whom the reports name on one side. What one calls boats and another gunboats is one party: of
    each code stand those whom one report has, the first of which all are sure, or else the first.
    """
    many: Counter[str] = Counter()
    meant: dict[str, tuple[str, ...]] = {}
    for parties in told:
        here: dict[str, tuple[str, ...]] = {}
        for each in dict.fromkeys(parties):
            who = _code(cast, each) or each
            here[who] = (*here.get(who, ()), each)
        many.update(here.keys())
        for who, some in here.items():
            if who not in meant or (_sure(cast, some) and not _sure(cast, meant[who])):
                meant[who] = some
    return _Told(many, meant)


def _code(cast: Cast, party: str) -> str | None:
    who = cast.entities.get(party)
    return who.actor if who is not None and who.country is not None else None


def _sure(cast: Cast, parties: Sequence[str]) -> bool:
    known = (cast.entities.get(each) for each in parties)
    return all(who is not None and who.sure for who in known)


def _most(values: Sequence[T]) -> T:
    """The commonest; of equals the latest."""
    counts = Counter(values)
    return max(reversed(values), key=lambda v: counts[v])


def _status(said: Sequence[Status]) -> Status:
    """What the latest say; background in one report may be news in an earlier one."""
    told = [s for s in said if s in HAPPENING]
    if told:
        return "actual" if "actual" in told else "historical"
    return _most(said)


def _fineness(event: Event) -> tuple[int, float]:
    assert event.place is not None
    return FINE.index(event.place.precision), -event.place.score


def _when(times: Sequence[When]) -> When | None:
    """The narrowest; an open one only where there is no other."""
    return min(times, key=lambda w: (not (w.start and w.end), days_of(w)), default=None)


def _figures(events: Sequence[Event]) -> tuple[Figure, ...]:
    out: dict[tuple[str, float | None, float | None, str | None], Figure] = {}
    for e in events:
        for f in e.figures:
            key = (f.role, f.low, f.high, f.unit)
            old = out.get(key)
            by = (*(old.by if old else ()), *f.by)
            out[key] = change(f, by=tuple(dict.fromkeys(by)))
    return tuple(out.values())


def standing(
    figures: Sequence[Figure], claims: Mapping[str, Claim], cast: Cast
) -> tuple[Figure, ...]:
    """The figures that stand: of one speaker's numbers for one role the latest report's.

    Low, best and high of different speakers stay side by side, each with the claims that say it.
    """

    def day(claim: str) -> str:
        return cast.reports[claims[claim].report].date or ""

    latest: dict[tuple[str, str | None, str | None], str] = {}
    for f in figures:
        for c in f.by:
            if c in claims:
                key = (f.role, f.unit, claims[c].speaker)
                latest[key] = max(latest.get(key, ""), day(c))
    out: list[Figure] = []
    for f in figures:
        known = [c for c in f.by if c in claims]
        by = tuple(c for c in known if day(c) == latest[f.role, f.unit, claims[c].speaker])
        if by or not known:
            out.append(change(f, by=by))
    return tuple(out)
