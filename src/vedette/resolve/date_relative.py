"""Times that are counted from another: weekdays, "last week", "two years ago", "a day later"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import partial

from vedette.resolve.date_days import Unresolved, shift_days, shift_months
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_lengths import COUNT, MONTH_STEPS, SIDE, STEPS, UNIT, number_of, singular
from vedette.resolve.date_setting import Meaning, Rule, Setting
from vedette.resolve.date_values import (
    Time,
    between,
    century_of,
    clock_of,
    day_of,
    decade_of,
    month_of,
    quarter_of,
    season_of,
    vague,
    week_of,
    weekend_of,
    year_of,
)
from vedette.resolve.date_words import (
    BACK,
    FROM_PREVIOUS,
    NUMBER,
    SEASON_NAMES,
    SHIFTS,
    UNITS,
    WEEKDAYS,
    any_of,
)

_SHIFTS = any_of(word for word in SHIFTS if word != "past")

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _today(setting: Setting, *, days: int, part: str) -> Time:
    return day_of(shift_days(setting.today(), days), part)


def _overnight(setting: Setting) -> Time:
    """The night before the report's day, or the one to come."""
    here = setting.here()
    first = here if setting.ahead else shift_days(here, -1)
    return between(first, shift_days(first, 1), f"{first.isoformat()}TNI")


def _weekday(match: re.Match[str], setting: Setting) -> Time:
    """A bare weekday is the last one up to the report's day, or the next one in future tense.

    "next Thursday" is that of next week, "last Thursday" the last before the report's day.
    """
    target, words = WEEKDAYS[match["weekday"]], (match["rel"] or "").split()
    if match["week"]:
        week = shift_days(setting.here(), 7 * SHIFTS[match["week"]])
        return day_of(shift_days(week, target - week.weekday()))
    base = setting.then() if FROM_PREVIOUS.intersection(words) else setting.here()
    kind = next((word for word in reversed(words) if word != "the"), "")
    back, on = (base.weekday() - target) % 7, (target - base.weekday()) % 7
    if kind in _BACKWARD:
        return day_of(shift_days(base, -(back or 7)))
    if kind == "next":
        return day_of(shift_days(base, 7 + target - base.weekday()))
    if kind in _FORWARD:
        return day_of(shift_days(base, on or 7))
    return day_of(shift_days(base, on if setting.ahead else -back))


_BACKWARD = frozenset(word for word, shift in SHIFTS.items() if shift < 0)
_FORWARD = frozenset(word for word, shift in SHIFTS.items() if shift > 0)


def _deictic(match: re.Match[str], setting: Setting) -> Time:
    """ "last week", "this month", "the following year", "the day"."""
    unit, word = match["unit"], match["shift"] or "this"
    the_next = match["the"] and word == "next" and setting.previous is not None
    base = setting.then(unit) if the_next or word in FROM_PREVIOUS else setting.here()
    shift = SHIFTS[word]
    if unit == "weekend" and not match["shift"]:
        return _bare_weekend(base, setting)
    return _PERIODS[unit](base, shift)


def _bare_weekend(here: datetime.date, setting: Setting) -> Time:
    """The weekend that the report falls in, or the last one; the next in future tense."""
    running = setting.ahead or here.weekday() >= 5
    return weekend_of(here if running else shift_days(here, -7))


def _quarter(day: datetime.date, shift: int) -> Time:
    moved = shift_months(day, 3 * shift)
    return quarter_of(moved.year, (moved.month + 2) // 3)


def _night(day: datetime.date, shift: int) -> Time:
    """ "last night" is the report's night before, "the night" the same."""
    return day_of(shift_days(day, shift), "NI")


def _month(day: datetime.date, shift: int) -> Time:
    moved = shift_months(day, shift)
    return month_of(moved.year, moved.month)


_PERIODS: dict[str, Callable[[datetime.date, int], Time]] = {
    "day": lambda day, shift: day_of(shift_days(day, shift)),
    "night": _night,
    "morning": lambda day, shift: day_of(shift_days(day, shift), "MO"),
    "evening": lambda day, shift: day_of(shift_days(day, shift), "EV"),
    "week": lambda day, shift: week_of(shift_days(day, 7 * shift)),
    "weekend": lambda day, shift: weekend_of(shift_days(day, 7 * shift)),
    "month": _month,
    "quarter": _quarter,
    "year": lambda day, shift: year_of(day.year + shift),
    "decade": lambda day, shift: decade_of(day.year + 10 * shift),
    "century": lambda day, shift: century_of(day.year + 100 * shift),
}


def _within_period(match: re.Match[str], setting: Setting) -> Time:
    """ "earlier this month", "later that year": the period itself, its part is not known."""
    unit, word = match["unit"], match["shift"] or "this"
    base = setting.then(unit) if word in FROM_PREVIOUS else setting.here()
    return _PERIODS[unit](base, SHIFTS[word])


def _counted(match: re.Match[str], setting: Setting) -> Time:
    """ "two years ago", "three days earlier", "a week later": as exact as the unit counted in."""
    number = number_of(match["n"])
    side = -1 if match["side"] in BACK else 1
    unit = singular(match["unit"])
    from_here = match["side"] in ("ago", "from now", "hence", "back")
    base = setting.here() if from_here else setting.then(unit)
    code = UNITS[unit]
    if code.startswith("T"):
        return _hours_from(setting, code, side * number)
    return _step(base, code, side * number)


def _hours_from(setting: Setting, code: str, count: int) -> Time:
    """ "two hours later": counted from the time of day named before, if one was."""
    last = setting.previous
    if last is None or last.unit != "clock":
        return vague("PAST_REF" if count < 0 else "FUTURE_REF")
    seconds = count * {"TS": 1, "TM": 60, "TH": 3600}[code]
    try:
        moment = datetime.datetime.fromisoformat(last.iso) + datetime.timedelta(seconds=seconds)
    except OverflowError:
        raise Unresolved("outside the calendar") from None
    setting.then()
    return clock_of(moment.date(), moment.hour, moment.minute, last.iso[16:])


def _step(base: datetime.date, code: str, count: int) -> Time:
    if code in STEPS:
        day = shift_days(base, count * STEPS[code])
        return week_of(day) if code == "W" else day_of(day)
    day = shift_months(base, count * MONTH_STEPS[code])
    return month_of(day.year, day.month) if code in ("M", "3M") else year_of(day.year)


def stepped(day: datetime.date, unit: str, count: int) -> Time:
    """So many units from a day: "two weeks after 3 May". Parts of days leave the day as it is."""
    code = UNITS[singular(unit)]
    return day_of(day) if code.startswith("T") else _step(day, code, count)


def _ahead(match: re.Match[str], setting: Setting) -> Time:
    """ "in two weeks' time", "in three days' time"."""
    code, count = UNITS[singular(match["unit"])], number_of(match["n"])
    return vague("FUTURE_REF") if code.startswith("T") else _step(setting.here(), code, count)


def _seasons_ago(match: re.Match[str], setting: Setting) -> Time:
    year = setting.here().year - number_of(match["n"])
    return season_of(year, SEASON_NAMES[match["season"]])


RULES = (
    Rule(
        Kind.WEEKDAY,
        rf"(?P<rel>(?:(?:the|{any_of(SHIFTS)}) )*)(?P<weekday>{any_of(WEEKDAYS)})"
        r"(?: of)?(?: (?:the )?(?P<week>last|this|next|that|previous|following|same) week)?",
        _weekday,
    ),
    Rule(
        Kind.UNIT,
        rf"(?:(?:that|this) (?=same |very )|(?P<the>the ))?(?:(?P<shift>{_SHIFTS}) )?"
        rf"(?P<unit>{any_of(_PERIODS)})",
        _deictic,
    ),
    Rule(
        Kind.UNIT,
        rf"(?:earlier|later|late|early)(?: in)? (?:the )?(?:(?P<shift>{_SHIFTS}) )?"
        rf"(?P<unit>{any_of(_PERIODS)})",
        _within_period,
    ),
    Rule(Kind.UNIT | Kind.SIDE, rf"{COUNT}{UNIT} {SIDE}", _counted),
    Rule(Kind.UNIT | Kind.SIDE, rf"(?P<n>the) {UNIT} {SIDE}", _counted),
    Rule(Kind.UNIT, rf"{COUNT}{UNIT}'? time", _ahead),
    Rule(
        Kind.SEASON | Kind.SIDE,
        rf"(?P<n>{NUMBER}) (?P<season>{any_of(SEASON_NAMES)})s? ago",
        _seasons_ago,
    ),
)

FIXED: dict[str, Meaning] = {
    **{word: partial(_today, days=days, part="") for word, days in _DAYS.items()},
    "tonight": partial(_today, days=0, part="NI"),
    "overnight": _overnight,
    "the night": _overnight,
}
"""Whole expressions that no pattern is needed for."""
