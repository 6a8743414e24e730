"""Lengths of time and times that come again: "three weeks", "the past month", "every Friday"."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import partial

from vedette.resolve.date_days import Unresolved, shift_days, shift_months
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_setting import Meaning, Rule, Setting
from vedette.resolve.date_values import Time, between, vague
from vedette.resolve.date_words import (
    APPROXIMATE,
    BACK,
    FEW,
    NUMBER,
    ON,
    PLURALS,
    SET_UNITS,
    SETS,
    SHIFTS,
    UNITS,
    VAGUE_TIMES,
    WEEKDAYS,
    any_of,
)
from vedette.resolve.numbers import cardinal

ABOUT = rf"(?:(?:{any_of(APPROXIMATE)}) )*"
UNIT = rf"(?P<unit>{any_of((*UNITS, *PLURALS))})"
COUNT = rf"{ABOUT}(?:(?P<n>{NUMBER}) )"
SIDE = rf"(?P<side>{any_of((*BACK, *ON))})"
_SHIFT = rf"(?P<shift>{any_of(SHIFTS)})"
_WD_SET = rf"(?P<weekday>{any_of(WEEKDAYS)})s?"

STEPS = {"D": 1, "W": 7, "2W": 14}
MONTH_STEPS = {"M": 1, "3M": 3, "Y": 12, "DE": 120, "CE": 1200}

_HALVES = {"the": Decimal(1), **dict.fromkeys(("half", "half a", "half an"), Decimal("0.5"))}


def _some(match: re.Match[str], setting: Setting) -> Time:
    """ "a few days ago", "several weeks", "recent months": no value."""
    code = UNITS[singular(match["unit"])]
    side = match["side"] or ""
    if side:
        return vague("PAST_REF" if side in BACK else "FUTURE_REF")
    return vague(f"PTX{code[1]}" if code.startswith("T") else f"PX{code.lstrip('23')[:1]}")


def _duration(match: re.Match[str], setting: Setting) -> Time:
    """ "for three weeks" is a length; "the past three months", "within a month" are intervals."""
    code, number = UNITS[singular(match["unit"])], _amount(match["n"] or "one")
    timex = _length(number, code)
    if code == "TH" and number % 24 == 0:
        code, number = "D", number / 24
    shift = SHIFTS.get(match["shift"] or "", 0) or (1 if setting.cue == "within" else 0)
    if not shift or setting.anchor is None or code.startswith("T"):
        return Time(unit="duration", iso=timex, timex=timex)
    here = setting.today()
    edge = day_from(here, code, shift * _whole(number))
    return between(min(edge, here), max(edge, here), timex)


def day_from(day: datetime.date, code: str, count: int) -> datetime.date:
    if code in STEPS:
        return shift_days(day, count * STEPS[code])
    return shift_months(day, count * MONTH_STEPS[code])


def _length(amount: Decimal, code: str) -> str:
    """A TIMEX3 duration: 3, "W" → "P3W"; fortnights and quarters in weeks and months."""
    if code[0].isdigit():
        amount, code = amount * int(code[0]), code[1:]
    if code in ("DE", "CE"):
        amount, code = amount * (10 if code == "DE" else 100), "Y"
    prefix, letter = ("PT", code[1]) if code.startswith("T") else ("P", code)
    return f"{prefix}{format(amount.normalize(), 'f')}{letter}"


def _and_half(match: re.Match[str], setting: Setting) -> Time:
    code = UNITS[singular(match["unit"])]
    timex = _length(_amount(match["n"]) + Decimal("0.5"), code)
    return Time(unit="duration", iso=timex, timex=timex)


def _weekly(match: re.Match[str], setting: Setting) -> Time:
    """ "every Friday", "Fridays"; "every other Friday" is not told from it."""
    number = WEEKDAYS[match["weekday"]] + 1
    return _repeated(setting, timex=f"XXXX-WXX-{number}")


def _every(match: re.Match[str], setting: Setting) -> Time:
    """ "every month", "every two weeks", "twice a year"."""
    unit = singular(match["unit"])
    count = 2 if match["n"] == "other" else number_of(match["n"] or "one")
    if count == 1 and unit in SET_UNITS:
        return _repeated(setting, timex=SET_UNITS[unit])
    return _repeated(setting, timex=_length(Decimal(count), UNITS[unit]))


def _repeated(setting: Setting, *, timex: str) -> Time:
    return Time(unit="set", iso=timex.split("T")[0] if timex[0] == "X" else timex, timex=timex)


def _told(setting: Setting, *, timex: str) -> Time:
    return vague(timex)


def _amount(words: str) -> Decimal:
    number = _HALVES.get(words) or cardinal(words)
    if number is None:
        raise Unresolved(f"not a number: {words}")
    return number


def number_of(words: str) -> int:
    """How many whole units words count. Raises `Unresolved` where they count none."""
    return _whole(_amount(words))


def _whole(number: Decimal) -> int:
    if number > 9999 or number != int(number):
        raise Unresolved(f"not a count of whole units: {number}")
    return int(number)


def singular(unit: str) -> str:
    return PLURALS.get(unit, unit)


RULES = (
    Rule(Kind.UNIT, rf"(?:the |this )?(?P<shift>past)(?P<n>) {UNIT}", _duration),
    Rule(
        Kind.UNIT,
        rf"(?:in )?(?:the )?(?:(?:{any_of(SHIFTS)}) )?(?:(?:{any_of(FEW)}) )*{UNIT}"
        rf"(?: {SIDE})?",
        _some,
    ),
    Rule(
        Kind.UNIT,
        rf"(?:the |a )?(?:{_SHIFT} )?(?:first |final |whole )?{COUNT}{UNIT}"
        r"(?: (?:long|old|period|of age|of .+))?",
        _duration,
    ),
    Rule(Kind.UNIT, rf"{ABOUT}(?P<n>{NUMBER}) {UNIT} and a half(?: long)?", _and_half),
    Rule(Kind.UNIT, rf"{ABOUT}(?P<n>{NUMBER}) and a half {UNIT}(?: long)?", _and_half),
    Rule(Kind.EVERY | Kind.WEEKDAY, rf"(?:every|each)(?: other)? {_WD_SET}", _weekly),
    Rule(Kind.WEEKDAY, rf"(?P<weekday>{any_of(WEEKDAYS)})s", _weekly),
    Rule(Kind.EVERY | Kind.UNIT, rf"(?:every|each) (?:(?P<n>{NUMBER}|other) )?{UNIT}", _every),
    Rule(
        Kind.EVERY | Kind.UNIT,
        rf"(?:once|twice|(?:{NUMBER}) times) (?:a|an|per|every|each) (?P<n>)"
        rf"(?P<unit>{any_of(UNITS)})",
        _every,
    ),
)

FIXED: dict[str, Meaning] = {
    word: partial(_told, timex=timex) for word, timex in VAGUE_TIMES.items()
}
FIXED |= {word: partial(_repeated, timex=timex) for word, timex in SETS.items()}
"""Whole expressions that no pattern is needed for."""
