"""Watched sources and their spells → outages: days of which the silence of a source says nothing.

A day is lost to a source that was down or unwatched for half of it or more; it is weighed against
those that were watched then. Sources that the file lists no more were let go: they count neither as
watched nor as lost.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from vedette.records import Outage, Record, SourceState, Spell, Watched

UNHEARD: frozenset[SourceState] = frozenset({"down", "unwatched"})
"""States in which a source is not heard."""
DAY = datetime.timedelta(days=1)
HALF = DAY / 2
"""How long a source must be unheard for a day to be lost."""


class _Known(Record, frozen=True, kw_only=True):
    """The first and last day (ordinals) for which a source was watched, and those that are lost."""

    first: int
    last: int
    lost: frozenset[int]


def outages(
    watched: Iterable[Watched], spells: Iterable[Spell], now: datetime.datetime
) -> tuple[Outage, ...]:
    """Days on which some of the watched sources were not heard until `now` (UTC), the earliest
    first, none twice. A source that was due and has not been asked since is unheard too."""
    told: dict[str, list[Spell]] = {}
    for spell in spells:
        told.setdefault(spell.source, []).append(spell)
    known = [_known(w, told[w.name], now) for w in watched if w.name in told]
    lost = Counter(day for source in known for day in source.lost)
    firsts, lasts = (sorted(days) for days in ((k.first for k in known), (k.last for k in known)))
    shares = {
        day: many / (bisect_right(firsts, day) - bisect_left(lasts, day))
        for day, many in sorted(lost.items())
    }
    return tuple(_joined(shares))


def _known(source: Watched, spells: list[Spell], now: datetime.datetime) -> _Known:
    end = now
    if source.let_go:
        *spells, gone = spells
        end = _moment(gone.since)
    elif source.overdue(now) and source.due is not None and spells[-1].state not in UNHEARD:
        # Nobody was there to say so.
        why = "it was not asked"
        spells = [
            *spells,
            Spell(source=source.name, state="unwatched", since=source.due, why=why),
        ]
    first = _moment(spells[0].since) if spells else end
    lost = frozenset(_lost(spells, end))
    return _Known(first=first.toordinal(), last=end.toordinal(), lost=lost)


def _lost(spells: Iterable[Spell], end: datetime.datetime) -> Iterator[int]:
    """The days (ordinals) of which half was in spells of one source in which it was not heard."""
    unheard: dict[int, datetime.timedelta] = {}
    for spell in spells:
        if spell.state in UNHEARD:
            until = end if spell.until is None else min(_moment(spell.until), end)
            for day, part in _days(_moment(spell.since), until):
                unheard[day] = unheard.get(day, datetime.timedelta()) + part
    yield from (day for day, time in unheard.items() if time >= HALF)


def _days(
    since: datetime.datetime, until: datetime.datetime
) -> Iterator[tuple[int, datetime.timedelta]]:
    """The days (ordinals) of a time, and how much of each is in it."""
    while since < until:
        midnight = datetime.datetime.combine(since.date() + DAY, datetime.time(), datetime.UTC)
        yield since.toordinal(), min(midnight, until) - since
        since = midnight


def _joined(shares: Mapping[int, float]) -> Iterator[Outage]:
    """Days (ordinals, in order) and the share that is lost of each → outages as long as they go."""
    # Days that follow on each other differ from their number in the list by the same.
    runs = groupby(enumerate(shares.items()), key=lambda one: (one[1][0] - one[0], one[1][1]))
    for (_, share), run in runs:
        days = [day for _, (day, _) in run]
        since, until = (datetime.date.fromordinal(d).isoformat() for d in (days[0], days[-1]))
        yield Outage(since=since, until=until, share=share)


def _moment(at: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(at).astimezone(datetime.UTC)
