"""Days of the calendar: made, shifted, or refused with the reason."""

from __future__ import annotations

import calendar
import datetime
import functools


class Unresolved(ValueError):
    """A time that cannot be given a value; the message is the reason that users see."""


def make_date(year: int, month: int, day: int) -> datetime.date:
    """A day of the calendar. Raises `Unresolved` where there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Unresolved(_missing(year, month, day)) from None


def _missing(year: int, month: int, day: int) -> str:
    """Why there is no such day."""
    if not 1 <= month <= 12:
        return f"a year has no month {month}"
    if not 1 <= year <= 9999:
        return "outside the calendar"
    return f"there is no {day} {month_name(month)} {year}"


def month_name(month: int) -> str:
    return calendar.month_name[month]


def shift_days(day: datetime.date, days: int) -> datetime.date:
    """A day so many days on. Raises `Unresolved` outside the years 1 to 9999."""
    try:
        return day + datetime.timedelta(days)
    except OverflowError:
        raise Unresolved("outside the calendar") from None


def shift_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Unresolved("outside the calendar")
    return datetime.date(year, month + 1, min(day.day, month_length(year, month + 1)))


@functools.lru_cache(maxsize=512)
def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]


def need_year(year: int) -> None:
    """Raises `Unresolved` outside the years 1 to 9999."""
    if not 1 <= year <= 9999:
        raise Unresolved("outside the calendar")
