"""Watches and a ledger → alarms; and what has become of those that were told before.

What happened, what is ahead (planned, feared, asked for) and what is told as not so are three lanes
with a series each: nothing of one lane raises an alarm of another.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from vedette.records import (
    Alarm,
    Dyad,
    Lane,
    Per,
    Point,
    Series,
    Status,
    Step,
    Watch,
    change,
)
from vedette.watch.binned import last_day
from vedette.watch.breaks import PACES, Break, Kind, breaks

LANES: Mapping[Lane, tuple[Status, ...]] = {
    "actual": ("actual",),
    "ahead": ("future", "hypothetical", "requested"),
    "denied": ("negated",),
}
WHAT: Mapping[str, str] = {"level": "score", "variance": "step of the score", "count": "events"}
"""Kind of a change → what its numbers are of."""
CALLED: Mapping[Lane, str] = {
    "actual": "events told as having happened",
    "ahead": "events planned, feared or asked for",
    "denied": "events told as not so",
}
HAPPENED: Mapping[tuple[str, str], str] = {
    ("level", "up"): "more cooperation or less conflict",
    ("level", "down"): "more conflict or less cooperation",
    ("variance", "up"): "more unsteady",
    ("variance", "down"): "steadier",
    ("count", "up"): "more",
    ("count", "down"): "fewer",
}


class View(Protocol):
    """What is asked of a ledger."""

    def series(self, of: Dyad, by: Step, *, per: Per) -> Series: ...

    def graded(self, of: Dyad, by: Step) -> dict[str, int]: ...


def alarms_of(view: View, watch: Watch, *, at: str) -> Iterator[Alarm]:
    """Every alarm of a watch on a ledger as it is now, each as if it were new, lane by lane.

    The last bin is not judged: more of it may come.
    """
    lanes = {k: tuple(s for s in v if s in watch.of.statuses) for k, v in LANES.items()}
    wanted = {lane: statuses for lane, statuses in lanes.items() if statuses}
    rate = watch.change.false_alarms_per_year / len(wanted)
    for lane, statuses in wanted.items():
        of = change(watch.of, statuses=statuses)
        found = view.series(of, watch.by, per=watch.per)
        points = found.points[:-1]
        kind = watch.change.kind
        values = [_value(p, kind, watch.per) for p in points]
        sought: Kind = "variance" if kind == "variance" else "level"
        for each in breaks(values, PACES[watch.by], per_year=rate, kinds=[sought]):
            yield _alarm(view, watch, of, lane, points, each, at)


def _value(point: Point, kind: str, per: Per) -> float:
    if point.gap or point.score is None:
        return math.nan
    if kind != "count":
        return point.score
    events = point.events - point.ungraded
    return 100 * events / point.reports if per == "reports" else float(events)


def _alarm(
    view: View, watch: Watch, of: Dyad, lane: Lane, points: Sequence[Point], found: Break, at: str
) -> Alarm:
    kind = watch.change.kind
    since = points[found.onset].start
    until = _last_day(points[found.told].start, watch.by)
    events = view.graded(change(of, since=since, until=until), watch.by)
    name = "\0".join((watch.name, lane, kind, found.side, since))
    return Alarm(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        watch=watch.name,
        at=at,
        lane=lane,
        kind=kind,
        side=found.side,
        since=since,
        until=until,
        what=_what(watch, lane, found, since, until, events),
        compared=_compared(watch, points, found),
        events=tuple(events),
        graded=dict(sorted(Counter(events.values()).items())),
    )


def _last_day(start: str, by: Step) -> str:
    return last_day(date.fromisoformat(start), by).isoformat()


def _what(
    watch: Watch, lane: Lane, found: Break, since: str, until: str, events: Mapping[str, int]
) -> str:
    kind = watch.change.kind
    grades = Counter(events.values())
    told = ", ".join(f"{n} of grade {grade}" for grade, n in sorted(grades.items()))
    many = f"{len(events)} event{'s' if len(events) != 1 else ''}"
    return (
        f"{watch.name}: {HAPPENED[kind, found.side]}, in {CALLED[lane]}. From {since} to {until}"
        f" the median {WHAT[kind]} is {_number(found.after)}{_per(watch)} a {watch.by}, in {many}"
        f"{f' ({told})' if told else ''}."
    )


def _compared(watch: Watch, points: Sequence[Point], found: Break) -> str:
    since, until = points[found.since].start, _last_day(points[found.until].start, watch.by)
    rate = watch.change.false_alarms_per_year
    return (
        f"From {since} to {until} it was {_number(found.before)}{_per(watch)} a {watch.by}. The"
        f" evidence for a change is {found.sum:.1f}; where nothing changes it passes"
        f" {found.threshold:.1f} as often as the watch allows for, {rate:g} a year."
    )


def _number(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")


def _per(watch: Watch) -> str:
    return " per 100 reports" if watch.per == "reports" else ""


def settled(now: Iterable[Alarm], before: Sequence[Alarm], *, at: str) -> list[Alarm]:
    """What is new about the alarms of one watch: those that are new, corrected or withdrawn, given
    how each was told last.

    An alarm is the same where lane, kind and side are, and their days overlap. It is corrected
    where its days or its events have changed.
    """
    left = {old.id: old for old in before}
    found: list[Alarm] = []
    for new in now:
        old = next((o for o in left.values() if _is_same(o, new)), None)
        if old is None:
            found.append(new)
            continue
        del left[old.id]
        why = _why(old, new)
        if why:
            state = "corrected" if old.state != "withdrawn" else "standing"
            found.append(change(new, id=old.id, revision=old.revision + 1, state=state, why=why))
    return found + [_withdrawn(o, at) for o in left.values() if o.state != "withdrawn"]


def _is_same(old: Alarm, new: Alarm) -> bool:
    same = (old.lane, old.kind, old.side) == (new.lane, new.kind, new.side)
    return same and old.since <= new.until and new.since <= old.until


def _why(old: Alarm, new: Alarm) -> str:
    """What is not as it was told; nothing where all is."""
    gone, more = set(old.events) - set(new.events), set(new.events) - set(old.events)
    parts = (
        "it was withdrawn, and is there again" if old.state == "withdrawn" else "",
        f"it began on {new.since}, not {old.since}" if new.since != old.since else "",
        f"it could be told on {new.until}, not {old.until}" if new.until != old.until else "",
        f"no longer in it: {', '.join(sorted(gone))}" if gone else "",
        f"new in it: {', '.join(sorted(more))}" if more else "",
        "grades have changed" if not gone | more and old.graded != new.graded else "",
    )
    return "; ".join(filter(None, parts))


def _withdrawn(old: Alarm, at: str) -> Alarm:
    why = "with the ledger as it is now, nothing passes the threshold in these days"
    return change(old, revision=old.revision + 1, at=at, state="withdrawn", why=why)
