"""Times that the calendar names by a day or a month: dates, months, feasts."""

from __future__ import annotations

import datetime
import re

from vedette.records import change
from vedette.resolve.date_days import Unresolved, make_date, month_length, month_name
from vedette.resolve.date_feasts import EASTER, HOLIDAYS, MOVABLE, feast_day
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_setting import Rule, Setting, nearest
from vedette.resolve.date_values import (
    Time,
    day_of,
    month_of,
    parse_value,
)
from vedette.resolve.date_words import (
    MONTHS,
    ORDINALS,
    SHIFTS,
    WEEKDAYS,
    any_of,
)

_M = rf"(?P<month>{any_of(MONTHS)})"
_D = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<dayword>{any_of(ORDINALS)}))"
_NTH = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<dayword>{any_of(ORDINALS)}))"
YEAR = rf"(?:(?P<year>\d{{4}})|(?:the )?(?P<shift>{any_of(SHIFTS)}) year)"
_WD = rf"(?:(?P<weekday>{any_of(WEEKDAYS)}) (?:the )?)?"
_NAME = rf"(?P<name>{any_of((*HOLIDAYS, *EASTER))})"
OF = r"(?: of| in)? "


def given_year(match: re.Match[str], setting: Setting) -> int | None:
    """The year that the words give, in digits or as "last year"; None where they are silent."""
    if match["year"]:
        return int(match["year"])
    if match["shift"]:
        base = setting.then("year") if match["shift"] in ("that", "same") else setting.here()
        return base.year + SHIFTS[match["shift"]]
    return setting.here().year if setting.narrative and not setting.dated else None


def _near(setting: Setting) -> tuple[int, ...]:
    """The years that a date without one may mean."""
    year = setting.here().year
    return tuple(y for y in (year - 1, year, year + 1) if 1 <= y <= 9999)


def _day_number(match: re.Match[str]) -> int:
    return ORDINALS[match["dayword"]] if match["dayword"] else int(match["day"])


def _date(match: re.Match[str], setting: Setting) -> Time:
    month, day = MONTHS[match["month"]], _day_number(match)
    if not 1 <= day <= 31:
        raise Unresolved(f"no month has a day {day}")
    year = given_year(match, setting)
    if year is not None:
        return _checked(day_of(make_date(year, month, day)), match["weekday"])
    return _checked(day_of(nearest(_existing(month, day, setting), setting)), match["weekday"])


def _checked(time: Time, weekday: str | None) -> Time:
    """The day, with a note where it is not the weekday that the words give it."""
    if weekday is None or time.start is None or time.start.weekday() == WEEKDAYS[weekday]:
        return time
    return change(time, note=f"that day is a {time.start:%A}, not a {weekday.title()}")


def _existing(month: int, day: int, setting: Setting) -> tuple[datetime.date, ...]:
    """The same date in the years about; 29 February exists in few of them."""
    if day > month_length(2000, month):
        raise Unresolved(f"there is no {day} {month_name(month)}")
    years = (y for y in _near(setting) if day <= month_length(y, month))
    days = tuple(datetime.date(year, month, day) for year in years)
    if not days:
        raise Unresolved(f"no year about has a {day} {month_name(month)}")
    return days


def _nth(match: re.Match[str], setting: Setting) -> Time:
    """ "the 13th": of the month last named where that is near, or else of this month or next."""
    day, here = _day_number(match), setting.here()
    if not 1 <= day <= 31:
        raise Unresolved(f"no month has a day {day}")
    previous = setting.last
    if previous is not None and (setting.narrative or 0 <= (here - previous).days < 62):
        last = setting.then("month")
        return day_of(make_date(last.year, last.month, day))
    months = [(here.year, here.month)]
    if setting.ahead and day < here.day:
        months = [(here.year + here.month // 12, here.month % 12 + 1)]
    elif day > here.day and not setting.ahead and setting.tense is not None:
        months = [(here.year - (here.month == 1), (here.month - 2) % 12 + 1)]
    return day_of(make_date(*months[0], day))


def _bare_day(match: re.Match[str], setting: Setting) -> Time:
    """ "the 28" in a narrative that last named a day."""
    if not (setting.narrative and setting.dated):
        raise Unresolved("a bare number, which may be no date")
    return _nth(match, setting)


def _month(match: re.Match[str], setting: Setting) -> Time:
    month = MONTHS[match["month"]]
    year = given_year(match, setting)
    if year is not None:
        return month_of(year, month)
    here = setting.here()
    if setting.narrative:
        gap = (month - here.month + 6) % 12 - 6
        return month_of((here.year * 12 + here.month - 1 + gap) // 12, month)
    if setting.ahead:
        return month_of(here.year + (month < here.month), month)
    return month_of(here.year - (month > here.month), month)


def _shifted_month(match: re.Match[str], setting: Setting) -> Time:
    """ "last November", "that September", "next March"."""
    month, shift = MONTHS[match["month"]], SHIFTS[match["rel"]]
    here = (
        setting.then("month") if match["rel"] in ("that", "same", "following") else setting.here()
    )
    if shift < 0:
        return month_of(here.year - (month >= here.month), month)
    return month_of(here.year + (shift > 0 and month <= here.month), month)


def _holiday(match: re.Match[str], setting: Setting) -> Time:
    year = given_year(match, setting)
    if year is not None:
        return day_of(feast_day(match["name"], year))
    days = tuple(feast_day(match["name"], year) for year in _near(setting))
    return day_of(nearest(days, setting))


def _movable(match: re.Match[str], setting: Setting) -> Time:
    raise Unresolved("a movable feast, whose date is not known here")


def _iso(match: re.Match[str], setting: Setting) -> Time:
    time = parse_value(match[0].upper())
    if time is None:
        raise Unresolved(f"there is no {match[0].upper()} in the calendar")
    return time


def _numeric(match: re.Match[str], setting: Setting) -> Time:
    """ "28.10.2024" is day first; with slashes only where one of the two cannot be a month."""
    first, second = int(match["first"]), int(match["second"])
    if match["join"] == "/" and first <= 12 and second <= 12 and first != second:
        raise Unresolved("the day and the month cannot be told apart")
    if first <= 12 < second:
        first, second = second, first
    return day_of(make_date(int(match["year"]), second, first))


RULES = (
    Rule(
        Kind.FIGURE,
        r"\d{4}-\d{2}-\d{2}(?:t\d\d:\d\d(?:z|[+-]\d\d:\d\d)?)?"
        r"|\d{4}-(?:w\d\d|q\d|0[1-9]|1[0-2])",
        _iso,
    ),
    Rule(
        Kind.FIGURE,
        r"(?P<first>\d{1,2})(?P<join>[./])(?P<second>\d{1,2})(?P=join)(?P<year>\d{4})",
        _numeric,
    ),
    Rule(Kind.MONTH, rf"{_WD}(?:the )?{_D}{OF}{_M}(?:{OF}{YEAR})?", _date),
    Rule(Kind.MONTH, rf"{_WD}{_M}{OF}(?:the )?{_D}(?:{OF}{YEAR})?", _date),
    Rule(Kind.MONTH, rf"{_M}(?:{OF}{YEAR})?", _month),
    Rule(Kind.MONTH, rf"(?:the )?(?P<rel>{any_of(SHIFTS)}) {_M}", _shifted_month),
    Rule(Kind.ORDINAL, rf"(?:the )?{_NTH}(?: of (?:this|the) month)?", _nth),
    Rule(Kind.FIGURE, r"(?:the )?(?P<day>\d{1,2})(?P<dayword>)", _bare_day),
    Rule(
        Kind.FEAST,
        rf"(?:the )?(?:start of |end of )?(?:{any_of(MOVABLE)})(?: \d{{4}})?",
        _movable,
    ),
    Rule(Kind.FEAST, rf"(?:the )?(?:feast of )?{_NAME}(?:{OF}{YEAR})?", _holiday),
)
