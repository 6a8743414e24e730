"""Times that are counted from another: weekdays, "last week", "two years ago", durations, sets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from vedette.resolve.date_setting import Rule, Setting
from vedette.resolve.date_values import (
    Time,
    Unresolved,
    between,
    century_of,
    day_of,
    decade_of,
    month_of,
    quarter_of,
    season_of,
    shift_days,
    shift_months,
    vague,
    week_of,
    weekend_of,
    year_of,
)
from vedette.resolve.date_words import (
    APPROXIMATE,
    FEW,
    FROM_PREVIOUS,
    NUMBER,
    PLURALS,
    SEASON_NAMES,
    SET_UNITS,
    SETS,
    SHIFTS,
    UNITS,
    VAGUE_TIMES,
    WEEKDAYS,
    any_of,
)
from vedette.resolve.numbers import cardinal

_ABOUT = rf"(?:(?:{any_of(APPROXIMATE)}) )*"
_UNIT = rf"(?P<unit>{any_of((*UNITS, *PLURALS))})"
_COUNT = rf"{_ABOUT}(?:(?P<n>{NUMBER}) )"
_SHIFT = rf"(?P<shift>{any_of(SHIFTS)})"
_BACK = "ago|earlier|before|previously|prior|back"
_ON = "later|after|afterwards|from now|hence|on|thereafter|following"

_TODAY = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_STEPS = {"D": 1, "W": 7, "2W": 14}
_MONTH_STEPS = {"M": 1, "3M": 3, "Y": 12, "DE": 120, "CE": 1200}


def _today(match: re.Match[str], setting: Setting) -> Time:
    if setting.anchor is None:
        raise Unresolved("no report date to count from")
    part = "NI" if match[0] == "tonight" else ""
    return day_of(shift_days(setting.anchor, _TODAY[match[0]]), part)


def _overnight(match: re.Match[str], setting: Setting) -> Time:
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
    back, on = (base.weekday() - target) % 7, (target - base.weekday()) % 7
    kind = next((word for word in reversed(words) if word != "the"), "")
    days = {
        "last": -(back or 7),
        "past": -(back or 7),
        "previous": -(back or 7),
        "preceding": -(back or 7),
        "next": 7 + target - base.weekday(),
        "coming": on or 7,
        "upcoming": on or 7,
        "following": on or 7,
        "subsequent": on or 7,
        "": on if setting.ahead else -back,
    }.get(kind, -back if setting.tense != "future" else on)
    return day_of(shift_days(base, days))


def _deictic(match: re.Match[str], setting: Setting) -> Time | None:
    """ "last week", "this month", "the following year", "the day"."""
    unit, word = match["unit"], match["shift"] or "this"
    the_next = match["the"] and word == "next" and setting.previous is not None
    base = setting.then(unit) if the_next or word in FROM_PREVIOUS else setting.here()
    shift = SHIFTS[word]
    if unit == "weekend" and not match["shift"]:
        return _bare_weekend(base, setting)
    return None if word == "past" else _PERIODS[unit](base, shift)


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


def _within_period(match: re.Match[str], setting: Setting) -> Time | None:
    """ "earlier this month", "later that year": the period itself, its part is not known."""
    unit, word = match["unit"], match["shift"] or "this"
    base = setting.then(unit) if word in FROM_PREVIOUS else setting.here()
    return _PERIODS[unit](base, SHIFTS[word])


def _counted(match: re.Match[str], setting: Setting) -> Time:
    """ "two years ago", "three days earlier", "a week later": as exact as the unit counted in."""
    number = _number(match["n"])
    side = -1 if match["side"] in _BACK.split("|") else 1
    unit = _singular(match["unit"])
    from_here = match["side"] in ("ago", "from now", "hence", "back")
    base = setting.here() if from_here else setting.then(unit)
    code = UNITS[unit]
    if code.startswith("T"):
        return vague("PAST_REF" if side < 0 else "FUTURE_REF")
    return _step(base, code, side * number)


def _step(base: datetime.date, code: str, count: int) -> Time:
    if code in _STEPS:
        day = shift_days(base, count * _STEPS[code])
        return week_of(day) if code == "W" else day_of(day)
    day = shift_months(base, count * _MONTH_STEPS[code])
    return month_of(day.year, day.month) if code in ("M", "3M") else year_of(day.year)


def _ahead(match: re.Match[str], setting: Setting) -> Time:
    """ "in two weeks' time", "in three days' time"."""
    return _step(setting.here(), UNITS[_singular(match["unit"])], _number(match["n"]))


def _seasons_ago(match: re.Match[str], setting: Setting) -> Time:
    year = setting.here().year - _number(match["n"])
    return season_of(year, SEASON_NAMES[match["season"]])


def _some(match: re.Match[str], setting: Setting) -> Time:
    """ "a few days ago", "several weeks", "recent months": no value."""
    code = UNITS[_singular(match["unit"])]
    side = match["side"] or ""
    if side:
        return vague("PAST_REF" if side in _BACK.split("|") else "FUTURE_REF")
    return vague(f"PTX{code[1]}" if code.startswith("T") else f"PX{code.lstrip('23')[:1]}")


def _duration(match: re.Match[str], setting: Setting) -> Time:
    """ "for three weeks" is a length; "the past three months", "within a month" are intervals."""
    code, number = UNITS[_singular(match["unit"])], match["n"] or "one"
    timex = _length(_amount(number), code)
    shift = SHIFTS.get(match["shift"] or "", 0) or (1 if setting.cue == "within" else 0)
    if not shift or setting.anchor is None or code.startswith("T"):
        return Time(unit="duration", iso=timex, timex=timex)
    edge = _edge(setting.anchor, code, shift * _number(number))
    return between(min(edge, setting.anchor), max(edge, setting.anchor), timex)


def _edge(day: datetime.date, code: str, count: int) -> datetime.date:
    if code in _STEPS:
        return shift_days(day, count * _STEPS[code])
    return shift_months(day, count * _MONTH_STEPS[code])


def _length(amount: Decimal, code: str) -> str:
    """A TIMEX3 duration: 3, "W" → "P3W"; fortnights and quarters in weeks and months."""
    if code[0].isdigit():
        amount, code = amount * int(code[0]), code[1:]
    if code in ("DE", "CE"):
        amount, code = amount * (10 if code == "DE" else 100), "Y"
    prefix, letter = ("PT", code[1]) if code.startswith("T") else ("P", code)
    return f"{prefix}{format(amount.normalize(), 'f')}{letter}"


def _and_half(match: re.Match[str], setting: Setting) -> Time:
    code = UNITS[_singular(match["unit"])]
    timex = _length(_amount(match["n"]) + Decimal("0.5"), code)
    return Time(unit="duration", iso=timex, timex=timex)


def _set(match: re.Match[str], setting: Setting) -> Time:
    """ "every Friday", "each year", "daily"."""
    timex = SETS.get(match[0], "")
    if not timex and match["weekday"]:
        timex = f"XXXX-WXX-{WEEKDAYS[match['weekday'].rstrip('s')] + 1}"
    timex = timex or SET_UNITS[match["unit"]]
    iso = timex.split("T")[0]
    return Time(unit="set", iso=iso, timex=timex)


def _vague(match: re.Match[str], setting: Setting) -> Time:
    return vague(VAGUE_TIMES[match[0]])


_FIXED = {"the": Decimal(1), **dict.fromkeys(("half", "half a", "half an"), Decimal("0.5"))}


def _amount(words: str) -> Decimal:
    number = _FIXED.get(words) or cardinal(words)
    if number is None:
        raise Unresolved(f"not a number: {words}")
    return number


def _number(words: str) -> int:
    number = _amount(words)
    if number > 9999 or number != int(number):
        raise Unresolved(f"not a count of whole units: {words}")
    return int(number)


def _singular(unit: str) -> str:
    return PLURALS.get(unit, unit)


RULES: tuple[Rule, ...] = (
    (any_of(_TODAY), _today),
    ("overnight|the night", _overnight),
    (
        rf"(?P<rel>(?:(?:the|{any_of(SHIFTS)}) )*)(?P<weekday>{any_of(WEEKDAYS)})"
        r"(?: of)?(?: (?:the )?(?P<week>last|this|next|that|previous|following|same) week)?",
        _weekday,
    ),
    (
        rf"(?:(?:that|this) (?=same |very )|(?P<the>the ))?(?:{_SHIFT} )?"
        rf"(?P<unit>{any_of(_PERIODS)})",
        _deictic,
    ),
    (
        rf"(?:earlier|later|late|early)(?: in)? (?:the )?(?:{_SHIFT} )?"
        rf"(?P<unit>{any_of(_PERIODS)})",
        _within_period,
    ),
    (rf"{_COUNT}{_UNIT} (?P<side>{_BACK}|{_ON})", _counted),
    (rf"(?P<n>the) {_UNIT} (?P<side>{_BACK}|{_ON})", _counted),
    (rf"{_COUNT}{_UNIT}'? time", _ahead),
    (rf"(?P<n>{NUMBER}) (?P<season>{any_of(SEASON_NAMES)})s? ago", _seasons_ago),
    (rf"(?:the )?(?P<shift>past)(?P<n>) {_UNIT}", _duration),
    (
        rf"(?:in )?(?:the )?(?:(?:{any_of(SHIFTS)}) )?(?:(?:{any_of(FEW)}) )*{_UNIT}"
        rf"(?: (?P<side>{_BACK}|{_ON}))?",
        _some,
    ),
    (
        rf"(?:the |a )?(?:{_SHIFT} )?(?:first |final |whole )?{_COUNT}{_UNIT}"
        r"(?: (?:long|old|period|of age|of .+))?",
        _duration,
    ),
    (rf"{_ABOUT}(?P<n>{NUMBER}) {_UNIT} and a half(?: long)?", _and_half),
    (rf"{_ABOUT}(?P<n>{NUMBER}) and a half {_UNIT}(?: long)?", _and_half),
    (
        rf"(?:every|each)(?: other)? (?:(?P<weekday>{any_of(WEEKDAYS)})"
        rf"|(?P<unit>{any_of(SET_UNITS)}))"
        rf"|(?:{any_of(SETS)})",
        _set,
    ),
    (any_of(VAGUE_TIMES), _vague),
)
