"""Parts of longer times: "late March", "mid-2023", "the first week of May"."""

from __future__ import annotations

import datetime

from vedette.resolve.date_values import (
    Time,
    Unresolved,
    between,
    day_of,
    decade_of,
    month_length,
    months_of,
    shift_days,
    years_of,
)
from vedette.resolve.date_words import DECADE_EDGES, MONTH_EDGES, YEAR_EDGES


def edge_of(time: Time, edge: str) -> Time:
    """A part of a month, year or decade; of shorter times their part of the day is not kept."""
    start, end = time.start, time.end
    if start is None or end is None:
        return time
    if time.unit == "month":
        return _month_edge(start, edge, time.timex)
    if time.unit == "year":
        if edge == "end":
            return _timed(day_of(end), time.timex)
        first, last = YEAR_EDGES[edge]
        timex = f"{time.timex}-H{edge[-1]}" if edge.startswith("half") else time.timex
        return months_of(start.year, first, last, timex)
    if time.unit == "decade":
        first, last = DECADE_EDGES[edge]
        decade = decade_of(start.year)
        return years_of(start.year + first, start.year + last, "interval", decade.timex)
    return time


def _month_edge(start: datetime.date, edge: str, timex: str) -> Time:
    length = month_length(start.year, start.month)
    first, last = MONTH_EDGES.get(edge, (length, length))
    days = start.replace(day=first), start.replace(day=min(last, length))
    return _timed(day_of(days[0]) if days[0] == days[1] else between(*days), timex)


def _timed(time: Time, timex: str) -> Time:
    return Time(unit=time.unit, iso=time.iso, timex=timex, start=time.start, end=time.end)


def piece_of(time: Time, unit: str, nth: int, count: int) -> Time | None:
    """The nth (0: the last) of a time's days, weeks or months, or that many from there."""
    if time.start is None or time.end is None:
        return None
    if unit == "month":
        if time.unit != "year" or max(nth, count) > 12:
            return None
        first = 13 - count if nth == 0 else nth
        return months_of(time.start.year, first, first + count - 1, f"P{count}M")
    size = 7 if unit == "week" else 1
    offset = -count * size + 1 if nth == 0 else (nth - 1) * size
    first_day = shift_days(time.end if nth == 0 else time.start, offset)
    last_day = shift_days(first_day, count * size - 1)
    if not time.start <= first_day <= last_day <= time.end:
        raise Unresolved(f"outside {time.iso}")
    timex = f"P{count}{unit[0].upper()}"
    return day_of(first_day) if count * size == 1 else between(first_day, last_day, timex)
