"""Frames of one event → what the report says of it: status, mode, actors, place, time, figures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from vedette import codebook
from vedette.fuse.index import Index, fillers
from vedette.fuse.where import place_of
from vedette.records import (
    Claim,
    Event,
    Figure,
    Frame,
    Grade,
    Label,
    Mention,
    Status,
    When,
)

FIGURES = ("killed", "injured", "size", "amount")
UNGRADED = Grade(credibility=6, rule="not judged yet")
BACKGROUND_DAYS = 365
"""What ended longer ago than this before the report is background (guidelines: a year)."""
NEWS_DAYS = 31
"""What began no longer ago than this is news and no background, however it is told."""
HAPPENED: frozenset[Status] = frozenset({"actual", "historical"})

V = TypeVar("V")


def vote(choices: Iterable[tuple[V, Label | None]]) -> V:
    """The value given most, weighted by how sure the model is; ties go to the earlier."""
    weight: dict[V, float] = {}
    for value, label in choices:
        weight[value] = weight.get(value, 0.0) + (label.score if label else 1.0)
    return max(weight, key=lambda v: weight[v])


def event_of(index: Index, event: str, frames: Sequence[Frame]) -> Event:
    """One event without its claims, origins and grade."""
    type_ = frames[0].type
    moded = [f for f in frames if f.mode] or frames
    mode = vote((f.mode, f.labels.get("mode")) for f in moded)
    when = _when(index, frames)
    site = place_of(index, frames)
    words = " ".join(
        index.reading.report.quote(index.reading.sentences[f.sentence]) for f in frames
    )
    return Event(
        id=event,
        type=type_,
        mode=mode,
        contexts=codebook.contexts_in(words),
        status=_status(index, frames, when),
        quad=codebook.quad(type_),
        intensity=codebook.intensity(type_, mode),
        cameo=codebook.cameo(type_, mode),
        actors=_filling(index, frames, "actor"),
        recipients=_filling(index, frames, "recipient"),
        place=site.place,
        place_reason=site.reason,
        when=when,
        frames=tuple(f.id for f in frames),
        grade=UNGRADED,
    )


def _filling(index: Index, frames: Sequence[Frame], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for f in frames for e in fillers(index, f, role)))


def _status(index: Index, frames: Sequence[Frame], when: When | None) -> Status:
    status = vote((f.status, f.labels.get("status")) for f in frames)
    report = index.reading.report.date
    if when is None or when.end is None or report is None:
        return status
    age = _days(when.end, report)
    if status == "actual" and age > BACKGROUND_DAYS:
        return "historical"
    if status == "historical" and when.start and 0 <= age <= _days(when.start, report) <= NEWS_DAYS:
        return "actual"
    return _second(frames) or status if status == "future" and age > 0 else status


def _second(frames: Sequence[Frame]) -> Status | None:
    """What happened in the reader's second choice of a status, where that did: no plan is of the
    past, but one that is may have come to nothing."""
    labels = [label for f in frames if (label := f.labels.get("status")) is not None]
    best = max(labels, key=lambda label: label.score, default=None)
    return next((s for s in HAPPENED if best is not None and s == best.runner_up), None)


def _days(day: str, report: str) -> int:
    return (datetime.date.fromisoformat(report) - datetime.date.fromisoformat(day[:10])).days


def _mentions(index: Index, frames: Sequence[Frame], role: str) -> Iterator[Mention]:
    for f in frames:
        for m in f.roles.get(role, ()):
            yield index.mentions[m]


def _when(index: Index, frames: Sequence[Frame]) -> When | None:
    """The narrowest interval that the event's own times give; the text as it stood if none does."""
    times = [m for m in _mentions(index, frames, "when") if m.kind == "TIME"]
    dated = [m.when for m in times if m.when is not None]
    if dated:
        return min(dated, key=lambda w: (w.start is None or w.end is None, days_of(w)))
    if times:
        return When(start=None, end=None, precision="unresolved", raw=times[0].text)
    return None


def days_of(when: When) -> int:
    """Days between the ends of an interval; 0 for an open one."""
    if when.start is None or when.end is None:
        return 0
    first, last = (datetime.date.fromisoformat(d[:10]) for d in (when.start, when.end))
    return (last - first).days


NUMBER = re.compile(r"([<>~]?)([\d.]+)?(?:-([\d.]+))?(?: (\S.*))?")


def bounds(value: str) -> tuple[float | None, float | None, float | None, str | None]:
    """low, best, high and unit of a value such as "300-350", ">12", "<200", "5000000 USD"."""
    m = NUMBER.fullmatch(value)
    if m is None or m[2] is None:
        return None, None, None, None
    first = float(m[2])
    last = float(m[3]) if m[3] else first
    low = None if m[1] == "<" else first
    high = None if m[1] == ">" else last
    # No middle of a range is made up: best is what somebody said.
    return low, None if m[3] else first, high, m[4]


def figures(index: Index, frames: Sequence[Frame], claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Every number said of an event, with the claims that say it (of its sentence, else all)."""
    out: dict[tuple[str, str], Figure] = {}
    for f in frames:
        near = tuple(c.id for c in claims if c.quote == index.reading.sentences[f.sentence])
        for role in FIGURES:
            for m in _mentions(index, [f], role):
                if m.value is None:
                    continue
                low, best, high, unit = bounds(m.value)
                by = near or tuple(c.id for c in claims)
                figure = Figure(role=role, low=low, best=best, high=high, unit=unit, by=by)
                out.setdefault((role, m.value), figure)
    return tuple(out.values())
