"""Times as values: how a day, month, season or interval is written, and read back.

ISO 8601 as the guidelines write it ("2024-10-28", "2024-W43", "2022-02/.."), and beside it
TIMEX3 (TimeML 1.2.1), in which public test sets are annotated ("2024-SU", "199", "P3D").
Years before Christ are written "BC0490" and have no days: Python's calendar starts in year 1.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import Literal

from vedette.records import Record, When, change
from vedette.resolve.date_days import Unresolved, make_date, month_length, need_year, shift_days

Unit = Literal[
    "clock", "day", "week", "month", "quarter", "season", "year", "decade", "century",
    "interval", "open", "duration", "set", "vague",
]  # fmt: skip

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a season of the northern hemisphere; winter ends in the next year."""

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
_OFFSET = r"(?:Z|[+-](?:0\d|1[0-5]):[0-5]\d)?"
_POINT = rf"{_DAY}T(?:[01]\d|2[0-3])(?::[0-5]\d)?{_OFFSET}|{_DAY}|\d{{4}}-W[0-5]\d|{_MONTH}|\d{{4}}"
_DURATION = r"P(?:T?\d+(?:\.5)?|T?X)[YMWDHS]"
VALUE = re.compile(
    rf"~|(?P<start>{_POINT})(?:/(?P<end>{_POINT}|\.\.))?|\.\./(?P<until>{_POINT})"
    rf"|(?P<year>\d{{4}})-(?:Q(?P<quarter>[1-4])|(?P<season>SP|SU|FA|WI))|(?P<decade>\d{{3}})"
    rf"|BC\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DURATION}|(?P<set>XXXX(?:-XX(?:-XX)?|-WXX(?:-[1-7])?)?)"
)
"""The grammar of every value that this room gives or reads."""


class Time(Record, frozen=True, kw_only=True):
    """A time with its value in both notations. `start` and `end` are its first and last day.

    `note` is what a reader of the value should know: a convention, a doubt, the zone.
    """

    unit: Unit
    iso: str
    timex: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    note: str = ""


VAGUE = Time(unit="vague", iso="~", timex="PAST_REF")


def vague(timex: str) -> Time:
    """A time of which only its side of the present is known."""
    return Time(unit="vague", iso="~", timex=timex)


def day_of(day: datetime.date, part: str = "", *, note: str = "") -> Time:
    """A day; `part` is a TIMEX3 part of it ("NI" night), which the ISO value leaves out."""
    iso = day.isoformat()
    timex = f"{iso}T{part}" if part else iso
    return Time(unit="day", iso=iso, timex=timex, start=day, end=day, note=note)


def clock_of(day: datetime.date, hour: int, minute: int, offset: str = "", note: str = "") -> Time:
    """A time of day; `offset` is that of its zone ("Z", "+02:00"), or nothing: local, as written.

    TIMEX3 keeps the clock as written.
    """
    iso = f"{day.isoformat()}T{hour:02d}:{minute:02d}"
    return Time(unit="clock", iso=f"{iso}{offset}", timex=iso, start=day, end=day, note=note)


def week_number(year: int, week: int) -> Time:
    """An ISO week by its number. Raises `Unresolved` where the year has no such week."""
    try:
        return week_of(datetime.date.fromisocalendar(year, week, 1))
    except ValueError:
        raise Unresolved(f"the year {year} has no week {week}") from None


def week_of(day: datetime.date) -> Time:
    """The ISO week of a day, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    first = shift_days(day, 1 - weekday)
    iso = f"{year:04d}-W{week:02d}"
    return Time(unit="week", iso=iso, timex=iso, start=first, end=shift_days(first, 6))


def weekend_of(day: datetime.date) -> Time:
    """Saturday and Sunday of a day's ISO week."""
    saturday = shift_days(day, 5 - day.weekday())
    sunday = shift_days(saturday, 1)
    timex = f"{week_of(day).timex}-WE"
    iso = f"{saturday.isoformat()}/{sunday.isoformat()}"
    return Time(unit="interval", iso=iso, timex=timex, start=saturday, end=sunday)


def month_of(year: int, month: int) -> Time:
    need_year(year)
    iso = f"{year:04d}-{month:02d}"
    end = datetime.date(year, month, month_length(year, month))
    start = datetime.date(year, month, 1)
    return Time(unit="month", iso=iso, timex=iso, start=start, end=end)


def months_of(year: int, first: int, last: int, timex: str) -> Time:
    """From one month to another of a year; `last` may pass 12 into the next year."""
    start, end = month_of(year, first), month_of(year + (last - 1) // 12, (last - 1) % 12 + 1)
    if first == last:
        return Time(unit="month", iso=start.iso, timex=timex, start=start.start, end=start.end)
    iso = f"{start.iso}/{end.iso}"
    return Time(unit="interval", iso=iso, timex=timex, start=start.start, end=end.end)


def quarter_of(year: int, quarter: int) -> Time:
    iso = f"{year:04d}-Q{quarter}"
    months = months_of(year, 3 * quarter - 2, 3 * quarter, iso)
    return change(months, unit="quarter", iso=iso)


def season_of(year: int, season: str) -> Time:
    """Three months, from March, June, September or December (northern hemisphere)."""
    first = SEASONS[season]
    months = months_of(year, first, first + 2, f"{year:04d}-{season}")
    return change(months, unit="season", note="seasons are those of the northern hemisphere")


def year_of(year: int) -> Time:
    need_year(year)
    start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Time(unit="year", iso=f"{year:04d}", timex=f"{year:04d}", start=start, end=end)


def years_of(first: int, last: int, unit: Unit, timex: str) -> Time:
    start, end = year_of(first), year_of(last)
    iso = f"{start.iso}/{end.iso}"
    return Time(unit=unit, iso=iso, timex=timex, start=start.start, end=end.end)


def decade_of(year: int) -> Time:
    """The ten years with the same first three digits."""
    first = year - year % 10
    return years_of(first or 1, first + 9, "decade", f"{first // 10:03d}")


def century_of(year: int) -> Time:
    first = year - year % 100
    return years_of(first or 1, first + 99, "century", f"{first // 100:02d}")


def between(first: datetime.date, last: datetime.date, timex: str = "") -> Time:
    """All days from the first to the last."""
    iso = f"{first.isoformat()}/{last.isoformat()}"
    return Time(unit="interval", iso=iso, timex=timex or iso, start=first, end=last)


def span(first: Time, last: Time) -> Time:
    """From the start of one time to the end of another, each as exact as it was."""
    if first.start is None or last.end is None or first.start > last.end:
        raise Unresolved("the end of the interval comes before its start")
    iso = f"{_ends(first)[0]}/{_ends(last)[1]}"
    return Time(unit="interval", iso=iso, timex=iso, start=first.start, end=last.end)


def _ends(time: Time) -> tuple[str, str]:
    """Its first and last point, as they are written in an interval; a quarter's are months."""
    if time.unit == "quarter" and time.start is not None and time.end is not None:
        return time.start.isoformat()[:7], time.end.isoformat()[:7]
    first, _, last = time.iso.partition("/")
    return first, last or first


def since(time: Time) -> Time:
    """Open towards the future, from a time's start."""
    iso = f"{_ends(time)[0]}/.."
    return Time(unit="open", iso=iso, timex=time.timex, start=time.start, note=time.note)


def until(time: Time) -> Time:
    """Open towards the past, to a time's end."""
    iso = f"../{_ends(time)[1]}"
    return Time(unit="open", iso=iso, timex=time.timex, end=time.end, note=time.note)


@functools.lru_cache(maxsize=4096)
def parse_value(value: str) -> Time | None:
    """A value as a time, or None where it names no days (durations, sets, vague, BC, faults)."""
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        return _read(match)
    except Unresolved:
        return None


def to_when(value: str, raw: str) -> When | None:
    """The days that a value covers, both ends included; None where the value is malformed.

    `precision` is clock, day, week, month, quarter, season, year, decade, interval, open or vague.
    Durations, sets and years before Christ name no days: they are vague here.
    """
    if VALUE.fullmatch(value) is None:
        return None
    time = parse_value(value)
    if time is None:
        known = value[0] in "~PXB"
        return When(start=None, end=None, precision="vague", raw=raw) if known else None
    if time.unit == "clock":
        return When(start=time.iso, end=time.iso, precision="clock", raw=raw)
    return When(
        start=None if time.start is None else time.start.isoformat(),
        end=None if time.end is None else time.end.isoformat(),
        precision=time.unit,
        raw=raw,
    )


def _read(match: re.Match[str]) -> Time | None:
    if match["until"]:
        return until(_point(match["until"]))
    if match["quarter"]:
        return quarter_of(int(match["year"]), int(match["quarter"]))
    if match["season"]:
        return season_of(int(match["year"]), match["season"])
    if match["decade"]:
        return decade_of(int(match["decade"]) * 10)
    if not match["start"]:
        return None
    start = _point(match["start"])
    if match["end"] is None:
        return start
    return since(start) if match["end"] == ".." else _named(span(start, _point(match["end"])))


def _named(time: Time) -> Time:
    """An interval that is a season or a decade is called so."""
    if time.start is None:
        return time
    whole = [decade_of(time.start.year)]
    for name, month in SEASONS.items():
        if time.start.month == month and time.start.year < 9999:
            whole.append(season_of(time.start.year, name))
    return next((t for t in whole if t.iso == time.iso), time)


def _point(value: str) -> Time:
    """A clock time, day, week, month or year."""
    if "T" in value:
        minute, offset = (value[14:16], value[16:]) if value[13:14] == ":" else ("0", value[13:])
        return clock_of(_iso_day(value[:10]), int(value[11:13]), int(minute), offset)
    if "W" in value:
        return week_number(int(value[:4]), int(value[6:]))
    if len(value) == 10:
        return day_of(_iso_day(value))
    return month_of(int(value[:4]), int(value[5:])) if len(value) == 7 else year_of(int(value))


def _iso_day(value: str) -> datetime.date:
    return make_date(int(value[:4]), int(value[5:7]), int(value[8:]))
