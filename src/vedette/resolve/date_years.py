"""Times that the calendar names by the year: weeks, quarters, seasons, decades, centuries."""

from __future__ import annotations

import re

from vedette.records import change
from vedette.resolve.date_calendar import OF, YEAR, given_year
from vedette.resolve.date_days import Unresolved
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_setting import Rule, Setting
from vedette.resolve.date_values import (
    SEASONS,
    Time,
    century_of,
    decade_of,
    months_of,
    quarter_of,
    season_of,
    week_number,
    year_of,
    years_of,
)
from vedette.resolve.date_words import NINETIES, ORDINALS, SEASON_NAMES, SHIFTS, any_of

_SEASON = rf"(?P<season>{any_of(SEASON_NAMES)})"
_BC = r"(?: (?P<bc>bce?|b c))?"


def _week(match: re.Match[str], setting: Setting) -> Time:
    """ "week 43 of 2024", "the 43rd week of 2024": ISO weeks."""
    year = given_year(match, setting)
    number = int(match["number"] or match["nth"])
    return week_number(setting.here().year if year is None else year, number)


def _season(match: re.Match[str], setting: Setting) -> Time:
    name = SEASON_NAMES[match["season"]]
    year = given_year(match, setting)
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
    years = {-1: -(not over), 0: 0, 1: int(started)}[shift]
    return season_of(here.year + years, name)


def _year(match: re.Match[str], setting: Setting) -> Time:
    if match["bc"]:
        return Time(unit="year", iso=f"BC{int(match['year']):04d}", timex=f"BC{match['year']:>04}")
    return year_of(int(match["year"]))


def _christian(match: re.Match[str], setting: Setting) -> Time:
    """ "AD 842", "347 AD"."""
    return year_of(int(match["year"] or match["ce"]))


def _short_year(match: re.Match[str], setting: Setting) -> Time:
    """ "'99": of the century last named in a narrative, or else at most ten years ahead."""
    here = setting.here().year
    year = here - here % 100 + int(match["year"])
    return year_of(year if setting.narrative or year <= here + 10 else year - 100)


def _long_winter(match: re.Match[str], setting: Setting) -> Time:
    """ "the winter of 2023-24" begins in the first of its years."""
    return season_of(int(match["first"]), SEASON_NAMES[match["season"]])


def _nineties(match: re.Match[str], setting: Setting) -> Time:
    """ "the nineties": of the twentieth century, as the news means them."""
    return change(decade_of(1900 + NINETIES[match["name"]]), note="taken as the 1900s")


def _years(match: re.Match[str], setting: Setting) -> Time:
    """ "1914-18", "1939-1945": an interval of years."""
    first, tail = int(match["first"]), match["last"]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    if last < first and len(tail) == 2:
        raise Unresolved(f"{tail} is neither a month of {first} nor a year after it")
    if last < first:
        raise Unresolved("the end of the interval comes before its start")
    return years_of(first, last, "interval", f"{first:04d}/{last:04d}")


def _decade(match: re.Match[str], setting: Setting) -> Time:
    digits = match["decade"]
    if match["bc"]:
        return Time(unit="decade", iso="~", timex=f"BC{int(digits) // 10:03d}")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if first % 100 == 0 and first < 1900:
        return change(century_of(first), note="taken as the whole century")
    return decade_of(first)


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
    year = given_year(match, setting)
    return quarter_of(setting.here().year if year is None else year, number)


def _half(match: re.Match[str], setting: Setting) -> Time:
    """ "H1 2024": the first six months."""
    year, half = given_year(match, setting), int(match["half"])
    year = setting.here().year if year is None else year
    return months_of(year, 6 * half - 5, 6 * half, f"{year:04d}-H{half}")


RULES = (
    Rule(
        Kind.FIGURE | Kind.UNIT,
        rf"(?:week (?:number )?(?P<number>\d\d?)|(?:the )?(?P<nth>\d\d?)(?:st|nd|rd|th) week)"
        rf"(?:{OF}{YEAR})?",
        _week,
    ),
    Rule(Kind.SEASON, rf"(?:the )?{_SEASON}(?:{OF}{YEAR})?", _season),
    Rule(Kind.SEASON, rf"{YEAR} {_SEASON}", _season),
    Rule(Kind.SEASON, rf"(?:the )?(?P<rel>{any_of(SHIFTS)}) {_SEASON}", _shifted_season),
    Rule(
        Kind.SEASON | Kind.FIGURE,
        r"(?:the )?(?P<season>winter|summer)(?: of)? (?P<first>\d{4}) ?[-/] ?(?:\d{4}|\d\d)",
        _long_winter,
    ),
    Rule(
        Kind.FIGURE,
        r"(?:(?:the )?years? (?=\d{1,4}$)|(?=[12]\d{3}$))(?P<year>\d+)(?P<bc>)",
        _year,
    ),
    Rule(Kind.FIGURE, r"(?P<year>\d{1,4}) ?(?P<bc>bce?|b c)", _year),
    Rule(
        Kind.FIGURE,
        r"(?:the year )?(?:ad ?(?P<year>\d{1,4})|(?P<ce>\d{1,4}) ?(?:ad|ce))",
        _christian,
    ),
    Rule(Kind.FIGURE, r"'(?P<year>\d\d)", _short_year),
    Rule(Kind.FIGURE, r"(?:the )?(?:years )?(?P<first>\d{4}) ?- ?(?P<last>\d{4}|\d\d)", _years),
    Rule(Kind.FIGURE, rf"(?:the )?'?(?P<decade>\d{{2,3}}0|\d0)'?s{_BC}", _decade),
    Rule(Kind.DECADE, rf"(?:the )?(?:nineteen )?(?P<name>{any_of(NINETIES)})", _nineties),
    Rule(
        Kind.UNIT,
        rf"(?:the )?(?:(?P<number>\d\d?)(?:st|nd|rd|th)|(?P<word>{any_of(ORDINALS)})) century{_BC}",
        _century,
    ),
    Rule(
        Kind.UNIT,
        rf"(?:the )?(?:q(?P<number>\d)|(?P<word>{any_of(ORDINALS)}) quarter)(?:{OF}{YEAR})?",
        _quarter,
    ),
    Rule(Kind.FIGURE, rf"h(?P<half>[12])(?:{OF}{YEAR})?", _half),
)
