"""The frames of a report as people left them: rejected ones gone, corrected fields set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vedette.records import Annotated, Frame, Review, ReviewField, change

CLAIM = "CLAIM"


def frames_of(report: Annotated) -> Iterator[Frame]:
    """The frames that stand, by their triggers. A claim about rejected events only goes with
    them."""
    gone = _gone(report)
    for frame in sorted(report.reading.frames, key=lambda f: f.trigger):
        if frame.event not in gone:
            about = tuple(e for e in frame.roles.get("about", ()) if e not in gone)
            yield change(_corrected(frame, report), roles=_with(frame.roles, about))


def latest(reviews: tuple[Review, ...]) -> dict[ReviewField, Review]:
    """The correction of each field that stands."""
    return {r.field: r for r in reviews if r.field is not None}


def _with(roles: Mapping[str, tuple[str, ...]], about: tuple[str, ...]) -> dict[str, Any]:
    rest = {role: fill for role, fill in roles.items() if role != "about"}
    return {**rest, "about": about} if about else rest


def _gone(report: Annotated) -> set[str]:
    """The events that were rejected, and the claims that are about nothing else."""
    gone = {e for e, found in report.reviews.items() if "rejected" in latest(found)}
    about: dict[str, set[str]] = {}
    for frame in report.reading.frames:
        if frame.type == CLAIM:
            about.setdefault(frame.event, set()).update(frame.roles.get("about", ()))
    while more := {c for c, things in about.items() if things and things <= gone} - gone:
        gone |= more
    return gone


def _corrected(frame: Frame, report: Annotated) -> Frame:
    """A frame with its event's type, as all of them must have one, and a corrected status."""
    entry = report.entries.get(frame.event)
    if entry is None:
        return frame
    event, fields = entry.event, latest(report.reviews[frame.event])
    if "type" in fields or frame.type != event.type:
        frame = change(frame, type=event.type, mode=event.mode)
    return change(frame, status=event.status) if "status" in fields else frame
