"""A person's corrections → the event with them, before it is judged. A pure function.

What follows from a corrected field (quad, intensity, who vouches for it, the grade) is worked out
as for any other event; none of that can be typed in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, get_args

from vedette import codebook
from vedette.records import Event, Place, Review, ReviewField, Status, When, change

YES = "yes"
NOWHERE = "none"
FIELDS: tuple[ReviewField, ...] = get_args(ReviewField)


def checked(field: str, value: str) -> tuple[ReviewField, str]:
    """A field and its value, as they are kept. Raises `ValueError`, a sentence, for another field
    and for a value that it cannot have."""
    if field == "grade":
        raise ValueError(
            "a grade is worked out from who says so and is never typed in: correct what it rests"
            " on, split off what does not belong, or set a source's letter"
        )
    if field not in CHECKS:
        raise ValueError(f"{field!r} cannot be corrected; {', '.join(FIELDS)} can")
    known = FIELDS[FIELDS.index(field)]
    return known, CHECKS[known](value.strip())


def _type(value: str) -> str:
    name, _, mode = value.partition(".")
    types = codebook.book().types
    if name.upper() not in types:
        codebook.find(name)
        raise ValueError(f"{value!r} is no event type of the codebook")
    entry = types[name.upper()]
    if mode and mode.lower() not in entry.modes:
        raise ValueError(f"{name.upper()} has no mode {mode!r}; it has {', '.join(entry.modes)}")
    return f"{name.upper()}.{mode.lower()}" if mode else name.upper()


def _status(value: str) -> str:
    statuses = get_args(Status)
    if value.lower() not in statuses:
        raise ValueError(f"{value!r} is no status; those are {', '.join(statuses)}")
    return value.lower()


def _place(value: str) -> str:
    if not value:
        raise ValueError(f"a place has a name or an id; without a place it is {NOWHERE!r}")
    return value


def _when(value: str) -> str:
    first, _, last = value.partition("/")
    days = [_day(first), _day(last if "/" in value else first)]
    if days == ["", ""] or (all(days) and days[0] > days[1]):
        raise ValueError(f"{value!r} is no time; write 2024-03-04, or 2024-03-04/2024-03-06")
    return "/".join(days)


def _day(value: str) -> str:
    if not value:
        return ""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as fault:
        said = f"{value!r} is no day; write it as 2024-03-04"
        raise ValueError(said) from fault


def _rejected(value: str) -> str:
    if value.lower() != YES:
        raise ValueError(f"an event is rejected by {YES!r}; undo the judgement to have it back")
    return YES


CHECKS: dict[str, Callable[[str], str]] = {
    "type": _type,
    "status": _status,
    "place": _place,
    "when": _when,
    "rejected": _rejected,
}
"""Field → what makes a value of it as it is kept, or raises `ValueError`."""


def value_of(event: Event, field: ReviewField) -> str:
    """What a field of an event says, for the eyes."""
    match field:
        case "type":
            return event.type if event.mode is None else f"{event.type}.{event.mode}"
        case "status":
            return event.status
        case "place":
            return event.place.name if event.place is not None else NOWHERE
        case "when":
            when = event.when
            return NOWHERE if when is None else f"{when.start or ''}/{when.end or ''}"
        case "rejected":
            return "no"


def corrected(event: Event, reviews: Iterable[Review]) -> Event:
    """An event with corrections, of which the later win."""
    fields: dict[str, Any] = {}
    for review in reviews:
        fields |= _fields(review)
    return change(event, **fields) if fields else event


def is_rejected(reviews: Iterable[Review]) -> bool:
    return any(r.field == "rejected" for r in reviews)


def _fields(review: Review) -> dict[str, Any]:
    match review.field:
        case "type":
            name, _, mode = review.value.partition(".")
            return {
                "type": name,
                "mode": mode or None,
                "quad": codebook.quad(name),
                "intensity": codebook.intensity(name, mode or None),
                "cameo": codebook.cameo(name, mode or None),
            }
        case "status":
            return {"status": review.value}
        case "place":
            return {"place": review.place, "place_reason": _reason(review.place)}
        case "when":
            first, _, last = review.value.partition("/")
            precision = "day" if first == last else "interval"
            return {
                "when": When(
                    start=first or None, end=last or None, precision=precision, raw=review.value
                )
            }
    return {}


def _reason(place: Place | None) -> str:
    return place.reason if place is not None else "a person has ruled that it has no place"
