"""Times that the calendar names: dates, months, years, seasons, quarters, decades, feasts."""

from __future__ import annotations

import datetime
import re

from vedette.resolve.date_setting import Rule, Setting, nearest
from vedette.resolve.date_values import (
    SEASONS,
    Time,
    Unresolved,
    century_of,
    day_of,
    decade_of,
    make_date,
    month_length,
    month_name,
    month_of,
    parse_value,
    quarter_of,
    season_of,
    shift_days,
    year_of,
    years_of,
)
from vedette.resolve.date_words import (
    EASTER,
    HOLIDAYS,
    MONTHS,
    MOVABLE,
    ORDINALS,
    SEASON_NAMES,
    SHIFTS,
    WEEKDAYS,
    any_of,
)

_M = rf"(?P<month>{any_of(MONTHS)})"
_D = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<dayword>{any_of(ORDINALS)}))"
_NTH = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<dayword>{any_of(ORDINALS)}))"
_Y = rf"(?:(?P<year>\d{{4}})|(?:the )?(?P<shift>{any_of(SHIFTS)}) year)"
_WD = rf"(?:(?:{any_of(WEEKDAYS)}) )?"
_SEASON = rf"(?P<season>{any_of(SEASON_NAMES)})"
_NAME = rf"(?P<name>{any_of((*HOLIDAYS, *EASTER))})"
_OF = r"(?: of| in)? "


def _given_year(match: re.Match[str], setting: Setting) -> int | None:
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
    year = _given_year(match, setting)
    if year is not None:
        return day_of(make_date(year, month, day))
    return nearest(_existing(month, day, setting), setting)


def _existing(month: int, day: int, setting: Setting) -> tuple[Time, ...]:
    """The same date in the years about; 29 February exists in few of them."""
    if day > month_length(2000, month):
        raise Unresolved(f"there is no {day} {month_name(month)}")
    days = []
    for year in _near(setting):
        try:
            days.append(day_of(make_date(year, month, day)))
        except Unresolved:
            continue
    if not days:
        raise Unresolved(f"no year about has a {day} {month_name(month)}")
    return tuple(days)


def _nth(match: re.Match[str], setting: Setting) -> Time:
    """ "the 13th": of the month last named where that is near, or else of this month or next."""
    day, here = _day_number(match), setting.here()
    if not 1 <= day <= 31:
        raise Unresolved(f"no month has a day {day}")
    previous = None if setting.previous is None else setting.previous.start
    if previous is not None and (setting.narrative or 0 <= (here - previous).days < 62):
        return day_of(make_date(previous.year, previous.month, day))
    months = [(here.year, here.month)]
    if setting.ahead and day < here.day:
        months = [(here.year + here.month // 12, here.month % 12 + 1)]
    elif day > here.day and not setting.ahead and setting.tense is not None:
        months = [(here.year - (here.month == 1), (here.month - 2) % 12 + 1)]
    return day_of(make_date(*months[0], day))


def _bare_day(match: re.Match[str], setting: Setting) -> Time | None:
    """ "the 28" in a narrative that last named a day."""
    return _nth(match, setting) if setting.narrative and setting.dated else None


def _month(match: re.Match[str], setting: Setting) -> Time:
    month = MONTHS[match["month"]]
    year = _given_year(match, setting)
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


def _season(match: re.Match[str], setting: Setting) -> Time:
    name = SEASON_NAMES[match["season"]]
    year = _given_year(match, setting)
    if year is not None:
        return season_of(year, name)
    here = setting.here()
    if setting.narrative:
        return season_of(here.year, name)
    started = here.month >= SEASONS[name]
    if setting.ahead:
        return season_of(here.year + started, name)
    return season_of(here.year - (not started), name)


def _shifted_season(match: re.Match[str], setting: Setting) -> Time:
    """ "last summer" is over, "next spring" has not begun, "this winter" is this year's."""
    name, shift = SEASON_NAMES[match["season"]], SHIFTS[match["rel"]]
    here = (
        setting.then("month") if match["rel"] in ("that", "same", "following") else setting.here()
    )
    started, over = here.month >= SEASONS[name], here.month >= SEASONS[name] + 3
    change = {-1: -(not over), 0: 0, 1: int(started)}[shift]
    return season_of(here.year + change, name)


def _year(match: re.Match[str], setting: Setting) -> Time:
    if match["bc"]:
        return Time(unit="year", iso=f"BC{int(match['year']):04d}", timex=f"BC{match['year']:>04}")
    return year_of(int(match["year"]))


def _short_year(match: re.Match[str], setting: Setting) -> Time:
    """ "'99": of the century last named in a narrative, or else at most ten years ahead."""
    here = setting.here().year
    year = here - here % 100 + int(match["year"])
    return year_of(year if setting.narrative or year <= here + 10 else year - 100)


def _years(match: re.Match[str], setting: Setting) -> Time:
    """ "1914-18", "1939-1945": an interval of years."""
    first, tail = int(match["first"]), match["last"]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    if last < first:
        raise Unresolved("the end of the interval comes before its start")
    return years_of(first, last, "interval", f"{first:04d}/{last:04d}")


def _decade(match: re.Match[str], setting: Setting) -> Time:
    digits = match["decade"]
    if match["bc"]:
        return Time(unit="decade", iso="~", timex=f"BC{int(digits) // 10:03d}")
    return decade_of(int(digits) if len(digits) == 4 else 1900 + int(digits))


def _century(match: re.Match[str], setting: Setting) -> Time:
    number = ORDINALS.get(match["word"]) or int(match["number"])
    if match["bc"]:
        return Time(unit="century", iso="~", timex=f"BC{number - 1:02d}")
    if not 1 <= number <= 99:
        raise Unresolved("outside the calendar")
    return century_of(100 * (number - 1))


def _quarter(match: re.Match[str], setting: Setting) -> Time:
    number = ORDINALS[match["word"]] if match["word"] else int(match["number"])
    if not 1 <= number <= 4:
        raise Unresolved(f"a year has no quarter {number}")
    year = _given_year(match, setting)
    return quarter_of(setting.here().year if year is None else year, number)


def _holiday(match: re.Match[str], setting: Setting) -> Time:
    year = _given_year(match, setting)
    if year is not None:
        return day_of(_feast(match["name"], year))
    return nearest(tuple(day_of(_feast(match["name"], y)) for y in _near(setting)), setting)


def _movable(match: re.Match[str], setting: Setting) -> Time:
    raise Unresolved("a movable feast, whose date is not known here")


def _feast(name: str, year: int) -> datetime.date:
    if name in HOLIDAYS:
        return make_date(year, *HOLIDAYS[name])
    return shift_days(_easter(year), EASTER[name])


def _easter(year: int) -> datetime.date:
    """Western Easter Sunday, by the Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return make_date(year, month, day + 1)


def _iso(match: re.Match[str], setting: Setting) -> Time:
    time = parse_value(match[0].upper())
    if time is None:
        raise Unresolved(f"there is no {match[0]} in the calendar")
    return time


def _numeric(match: re.Match[str], setting: Setting) -> Time:
    """ "28.10.2024" is day first; with slashes only where one of the two cannot be a month."""
    first, second = int(match["first"]), int(match["second"])
    if match["join"] == "/" and first <= 12 and second <= 12 and first != second:
        raise Unresolved("the day and the month cannot be told apart")
    if second > 12:
        first, second = second, first
    return day_of(make_date(int(match["year"]), second, first))


RULES: tuple[Rule, ...] = (
    (r"\d{4}-\d{2}-\d{2}(?:t\d\d:\d\d)?|\d{4}-(?:w\d\d|q[1-4]|0[1-9]|1[0-2])", _iso),
    (
        r"(?P<first>\d{1,2})(?P<join>[./])(?P<second>\d{1,2})(?P=join)(?P<year>\d{4})",
        _numeric,
    ),
    (rf"{_WD}(?:the )?{_D}{_OF}{_M}(?:{_OF}{_Y})?", _date),
    (rf"{_WD}{_M}{_OF}(?:the )?{_D}(?:{_OF}{_Y})?", _date),
    (rf"(?:the )?{_NTH}", _nth),
    (r"(?:the )?(?P<day>\d{1,2})(?P<dayword>)", _bare_day),
    (rf"{_M}(?:{_OF}{_Y})?", _month),
    (rf"(?:the )?(?P<rel>{any_of(SHIFTS)}) {_M}", _shifted_month),
    (rf"(?:the )?{_SEASON}(?:{_OF}{_Y})?", _season),
    (rf"{_Y} {_SEASON}", _season),
    (rf"(?:the )?(?P<rel>{any_of(SHIFTS)}) {_SEASON}", _shifted_season),
    (r"(?:(?:the )?years? (?=\d{1,4}$)|(?=[12]\d{3}$))(?P<year>\d+)(?P<bc>)", _year),
    (r"(?P<year>\d{1,4}) ?(?P<bc>bce?)", _year),
    (r"'(?P<year>\d\d)", _short_year),
    (r"(?:the )?(?:years )?(?P<first>\d{4}) ?- ?(?P<last>\d{4}|\d\d)", _years),
    (r"(?:the )?'?(?P<decade>\d{2,3}0|\d0)'?s(?: (?P<bc>bce?))?", _decade),
    (
        (
            rf"(?:the )?(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<word>{any_of(ORDINALS)})) century"
            r"(?: (?P<bc>bce?))?"
        ),
        _century,
    ),
    (
        rf"(?:the )?(?:q(?P<number>\d)|(?P<word>{any_of(ORDINALS)}) quarter)(?:{_OF}{_Y})?",
        _quarter,
    ),
    (rf"(?:the )?(?:start of |end of )?(?:{any_of(MOVABLE)})(?: \d{{4}})?", _movable),
    (rf"(?:the )?(?:feast of )?{_NAME}(?:{_OF}{_Y})?", _holiday),
)
