"""Fiscal years: whose they are tells when they begin and which calendar year names them.

First months after the governments' own budgets (as the CIA World Factbook lists them, from
knowledge, 2026). A state that is not listed counts calendar years; where no state is known the
calendar year of the name is given, and the reason says so.
"""

from __future__ import annotations

import re

from vedette.records import change
from vedette.resolve.date_days import month_name
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_setting import Rule, Setting
from vedette.resolve.date_values import Time, months_of, year_of, years_of
from vedette.resolve.date_words import SHIFTS, any_of
from vedette.resolve.number_words import each

STARTS = {
    **dict.fromkeys(each("USA THA HTI FSM MHL PLW"), 10),
    **dict.fromkeys(each("GBR CAN IND JPN ZAF NZL HKG SGP KWT BWA LSO MMR NAM SWZ MWI"), 4),
    **dict.fromkeys(each("AUS PAK BGD EGY KEN TZA UGA ETH NPL BTN MUS TON COK NRU"), 7),
    **dict.fromkeys(each("IRN AFG"), 3),
}
"""State → the month its fiscal year begins in; Iran's and Afghanistan's begin in late March."""

NAMED_BY_START = frozenset(each("JPN GBR CAN HKG SGP"))
"""States whose "fiscal 2024" begins in 2024; that of the others ends in it."""

UNKNOWN = "whose fiscal year is not known: taken as the calendar year of its name"
_FISCAL = r"(?:fiscal|financial|budget|tax)"


def _fiscal(match: re.Match[str], setting: Setting) -> Time:
    """ "fiscal year 2024", "FY24", "the 2023-24 financial year"."""
    digits = match["year"]
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    if match["last"]:
        return _beginning(year, setting.country)
    first = STARTS.get(setting.country or "", 1)
    named_by_end = first > 1 and setting.country not in NAMED_BY_START
    return _from(year - named_by_end, year, setting.country)


def _beginning(year: int, country: str | None) -> Time:
    """A fiscal year of two calendar years, by the first."""
    if country in STARTS:
        return _from(year, year + 1, country)
    return change(years_of(year, year + 1, "interval", f"FY{year + 1:04d}"), note=UNKNOWN)


def _running(match: re.Match[str], setting: Setting) -> Time:
    """ "this fiscal year", "the last financial year": that of the report's day, or beside it."""
    here, first = setting.here(), STARTS.get(setting.country or "", 1)
    year = here.year - (here.month < first) + SHIFTS[match["shift"] or "this"]
    name = year if first == 1 or setting.country in NAMED_BY_START else year + 1
    return _from(year, name, setting.country)


def _from(year: int, name: int, country: str | None) -> Time:
    """The twelve months from the first month of a state's fiscal year."""
    timex, first = f"FY{name:04d}", STARTS.get(country or "", 1)
    if country is None:
        return change(year_of(year), timex=timex, note=UNKNOWN)
    if first == 1:
        return change(year_of(year), timex=timex, note=f"taken as the calendar year in {country}")
    months = months_of(year, first, first + 11, timex)
    starts = f"fiscal years of {country} begin in {month_name(first)}"
    return change(months, note=starts)


RULES = (
    Rule(
        Kind.FISCAL,
        rf"(?:the )?{_FISCAL}(?: year)?(?: of)? (?P<year>\d{{4}})"
        r"(?P<last> ?[-/] ?(?:\d{4}|\d\d))?(?: budget)?",
        _fiscal,
    ),
    Rule(
        Kind.FISCAL,
        rf"(?:the )?(?P<year>\d{{4}})(?P<last> ?[-/] ?(?:\d{{4}}|\d\d))? {_FISCAL} year",
        _fiscal,
    ),
    Rule(
        Kind.FIGURE,
        r"(?:the )?fy ?'?(?P<year>\d{4}|\d\d)(?P<last> ?[-/] ?(?:\d{4}|\d\d))?",
        _fiscal,
    ),
    Rule(Kind.FISCAL, rf"(?:the )?(?:(?P<shift>{any_of(SHIFTS)}) )?{_FISCAL} year", _running),
)
