"""Parts of longer times: "late March", "mid-2023", "the first week (or Monday) of May"."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from vedette.records import change
from vedette.resolve.date_days import Unresolved, month_length, shift_days
from vedette.resolve.date_values import (
    Time,
    between,
    day_of,
    decade_of,
    months_of,
    quarter_of,
    years_of,
)
from vedette.resolve.date_words import DECADE_EDGES, MONTH_EDGES, YEAR_EDGES


def edge_of(time: Time, edge: str) -> Time:
    """A part of a week, month, year or decade; of shorter times their part is not kept."""
    cut = _CUTS.get(time.unit)
    return time if cut is None or time.start is None else cut(time, time.start, edge)


def _week_edge(time: Time, start: datetime.date, edge: str) -> Time:
    return change(day_of(shift_days(start, 6)), timex=time.timex) if edge == "end" else time


def _month_edge(time: Time, start: datetime.date, edge: str) -> Time:
    length = month_length(start.year, start.month)
    first, last = MONTH_EDGES.get(edge, (length, length))
    days = start.replace(day=first), start.replace(day=min(last, length))
    part = day_of(days[0]) if days[0] == days[1] else between(*days)
    return change(part, timex=time.timex, note=_read_as(edge, "days", first, min(last, length)))


def _year_edge(time: Time, start: datetime.date, edge: str) -> Time:
    if edge == "end":
        return change(day_of(start.replace(month=12, day=31)), timex=time.timex)
    first, last = YEAR_EDGES[edge]
    timex = f"{time.timex}-H{edge[-1]}" if edge.startswith("half") else time.timex
    months = months_of(start.year, first, last, timex)
    return change(months, note=_read_as(edge, "months", first, last))


def _decade_edge(time: Time, start: datetime.date, edge: str) -> Time:
    first, last = DECADE_EDGES[edge]
    decade = decade_of(start.year)
    years = years_of(start.year + first, start.year + last, "interval", decade.timex)
    return change(years, note=_read_as(edge, "years", first, last))


_CUTS: dict[str, Callable[[Time, datetime.date, str], Time]] = {
    "week": _week_edge,
    "month": _month_edge,
    "year": _year_edge,
    "decade": _decade_edge,
}


def _read_as(edge: str, units: str, first: int, last: int) -> str:
    """The convention behind an edge that has no sharp bounds."""
    if edge not in _BLUNT:
        return ""
    bounds = f"{units[:-1]} {first}" if first == last else f"{units} {first} to {last}"
    return f"{_BLUNT[edge]} is taken as {bounds}"


_BLUNT = {"early": "its early part", "mid": "its middle", "late": "its late part"}


def nth_weekday(time: Time, weekday: int, nth: int) -> Time | None:
    """The nth (0: the last) Monday of a month, quarter or year."""
    if time.start is None or time.end is None or time.unit not in ("month", "quarter", "year"):
        return None
    first = shift_days(time.start, (weekday - time.start.weekday()) % 7 + 7 * (nth - 1))
    last = shift_days(time.end, -((time.end.weekday() - weekday) % 7))
    if nth and first > time.end:
        raise Unresolved(f"{time.iso} has no weekday number {nth}")
    return day_of(first if nth else last)


def piece_of(time: Time, unit: str, nth: int, count: int) -> Time | None:
    """The nth (0: the last) of a time's days, weeks or months, or that many from there."""
    if time.start is None or time.end is None:
        return None
    if unit == "morning":
        unit = "day"
    if unit == "quarter":
        quarter = nth or 4
        return quarter_of(time.start.year, quarter) if time.unit == "year" and quarter < 5 else None
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
