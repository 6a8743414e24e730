"""How a source is, from what came of asking it; and when it is asked next."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from vedette.feeds.clock import moment, stamp
from vedette.feeds.plan import Source
from vedette.records import Record, SourceState, Spell, Watched, change

FAILED = 3
"""Tries in a row that make a source one that is down."""
LONGEST_PAUSE = 6 * 3_600.0
"""Seconds between two tries at a source that fails, at most; or its own time, if that is longer."""
GONE = 410
ONCE_A_DAY = 86_400.0
BEHIND = 3_600.0
"""Seconds for which items may wait to be read before the source lags."""
MISSED = 3_600.0
"""Seconds by which a look may be late before the source counts as unwatched."""


class Visit(Record, frozen=True, kw_only=True):
    """What came of asking a source: the `fault` or None; how many items it has, None where it says
    that nothing has changed; how many are new; the ISO day of its newest, where it tells.

    `status` is HTTP's; `wait` the seconds that it wants to be left alone; `oldest` when the first
    of the items that are still to be read was due.
    """

    fault: str | None = None
    status: int | None = None
    wait: float = 0.0
    items: int | None = None
    new: int = 0
    latest: str | None = None
    oldest: str | None = None


def after(
    before: Watched, visit: Visit, source: Source, now: datetime.datetime
) -> tuple[Watched, tuple[Spell, ...]]:
    """How a source is after a visit, and the spells that have begun."""
    at = stamp(now)
    fields = {
        "asked": at,
        "failures": before.failures + 1 if visit.fault else 0,
        "answered": before.answered if visit.fault else at,
        "items": before.items if visit.items is None else visit.items,
        "newest": _newest(before, visit, at),
        "due": stamp(_due(before, visit, source, now)),
    }
    known = change(before, **fields)
    state, why = judged(known, visit, source, now)
    spells = _missed(before, source, now)
    began = state != before.state or bool(spells)
    if began:
        spells = (*spells, Spell(source=source.name, state=state, since=at, why=why))
    return change(known, state=state, why=why, since=at if began else before.since), spells


def judged(
    known: Watched, visit: Visit, source: Source, now: datetime.datetime
) -> tuple[SourceState, str]:
    """The state of a source and the reason: the first rule that holds."""
    for state, rule in RULES:
        why = rule(known, visit, source, now)
        if why is not None:
            return state, why
    return "ok", "it answers, and new items come"


Rule = Callable[[Watched, Visit, Source, datetime.datetime], "str | None"]


def _down(known: Watched, visit: Visit, source: Source, now: datetime.datetime) -> str | None:
    if visit.status == GONE:
        return "its server says that it is gone for good (410)"
    if known.failures < FAILED:
        return None
    return f"the last {known.failures} tries failed: {visit.fault}"


def _lagging(known: Watched, visit: Visit, source: Source, now: datetime.datetime) -> str | None:
    if visit.fault is not None:
        return f"the last try failed: {visit.fault}"
    if visit.oldest is None or (now - moment(visit.oldest)).total_seconds() < BEHIND:
        return None
    return f"items of it have waited to be read since {visit.oldest}"


def _empty(known: Watched, visit: Visit, source: Source, now: datetime.datetime) -> str | None:
    return "it has no items" if not known.items else None


def _stale(known: Watched, visit: Visit, source: Source, now: datetime.datetime) -> str | None:
    if known.newest is None or (now - moment(known.newest)).total_seconds() <= source.expect:
        return None
    return f"nothing new has come since {known.newest}; expected within {spoken(source.expect)}"


RULES: tuple[tuple[SourceState, Rule], ...] = (
    ("down", _down),
    ("lagging", _lagging),
    ("empty", _empty),
    ("stale", _stale),
)


def spoken(seconds: float) -> str:
    """A time in words: "90 minutes", "6 hours", "2 days"."""
    for name, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            count = int(seconds // size)
            return f"{count} {name}{'s' * (count > 1)}"
    return f"{seconds:g} seconds"


def _newest(before: Watched, visit: Visit, at: str) -> str | None:
    """When something new last came. At first all is new, so that only a day tells."""
    if not visit.new:
        return before.newest
    if before.answered is not None or visit.latest is None:
        return at
    return min(at, f"{visit.latest}T23:59:59+00:00")


def backed_off(every: float, failures: int, longest: float = LONGEST_PAUSE) -> float:
    """Seconds until the next try after so many that failed: twice as long each time."""
    return min(every * 2.0 ** min(failures, 30), max(every, longest))


def _due(
    before: Watched, visit: Visit, source: Source, now: datetime.datetime
) -> datetime.datetime:
    seconds = source.every
    if visit.status == GONE:
        seconds = ONCE_A_DAY
    elif visit.fault is not None:
        seconds = backed_off(source.every, before.failures + 1)
    return now + datetime.timedelta(seconds=max(seconds, visit.wait))


def _missed(before: Watched, source: Source, now: datetime.datetime) -> tuple[Spell, ...]:
    """The time for which a source should have been asked and was not."""
    if before.due is None or before.state is None:
        return ()
    late = (now - moment(before.due)).total_seconds()
    if late <= max(MISSED, 2 * source.every):
        return ()
    why = f"it was due at {before.due} and not asked before {stamp(now)}: the watch was not running"
    return (Spell(source=source.name, state="unwatched", since=before.due, why=why),)
