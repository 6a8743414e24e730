"""Days as newspapers write them. English month names only; no relative days, no 10/11/2024.

Slashed figures are left alone because day and month cannot be told apart.
"""

from __future__ import annotations

import datetime
import re

from vedette.records import Record

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_MONTH = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?" + (
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ ]\d{4}\b)?"
WEEKDAY = r"(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
WRITTEN = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}\b|{_NUMBER}[ ]{_MONTH}{_YEAR}|{_MONTH}[ ]{_NUMBER}\b{_YEAR})"
)
"""A pattern: "28 October 2024", "Oct. 28", "October 28th, 2024", "2024-10-28"; no groups."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PARTS = re.compile(r"\d{4}|\d{1,2}|[a-z]{3,}")


class Written(Record, frozen=True, kw_only=True):
    """A day as it stands in a text; `year` is None where the text leaves it out."""

    year: int | None
    month: int
    number: int


def written(words: str) -> Written | None:
    """The parts of words that `WRITTEN` matches; None where they are none of these forms."""
    iso = _ISO.fullmatch(words)
    if iso is not None:
        return Written(year=int(iso[1]), month=int(iso[2]), number=int(iso[3]))
    parts = _PARTS.findall(words.lower())
    names = [i for part in parts for i, name in enumerate(_MONTHS, 1) if name.startswith(part[:3])]
    numbers = [int(part) for part in parts if part.isdigit() and len(part) < 3]
    years = [int(part) for part in parts if part.isdigit() and len(part) == 4]
    if not names or not numbers:
        return None
    return Written(year=years[0] if years else None, month=names[0], number=numbers[0])


def full(found: Written, near: str | None = None) -> str | None:
    """The ISO day of a written one. A missing year is the one that lies nearest to the day `near`.

    Nearest, because a report of 31 December filed under 2 January is not of the year to come.
    None where the year is missing and nothing is near, or where no such day exists.
    """
    if found.year is not None:
        return _iso(found.year, found)
    if near is None:
        return None
    anchor = datetime.date.fromisoformat(near)
    days = [d for y in (-1, 0, 1) if (d := _iso(anchor.year + y, found)) is not None]
    return min(days, key=lambda d: abs(datetime.date.fromisoformat(d) - anchor), default=None)


def _iso(year: int, found: Written) -> str | None:
    try:
        return datetime.date(year, found.month, found.number).isoformat()
    except ValueError:
        return None


def parsed(words: str) -> datetime.datetime | None:
    """The time of a field in ISO 8601 or RFC 5322, in UTC where it names no zone; None for others.

    An RFC 5322 zone or year has as many digits as its writer likes: too many overflow.
    """
    from email.utils import parsedate_to_datetime

    for parse in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(words.strip())
        except (ValueError, OverflowError):
            continue
        return found.replace(tzinfo=found.tzinfo or datetime.UTC)
    return None


def day(words: str) -> str | None:
    """The ISO day of a date field: ISO 8601 with or without time, RFC 5322, or a written day.

    A time is dropped without shifting zones: the day is the one its writer saw. None for the
    rest: no guess at "2024", "10/11/2024" or "yesterday".
    """
    time = parsed(words)
    if time is not None:
        return time.date().isoformat()
    words = words.strip()
    found = written(words) if re.fullmatch(WRITTEN, words) else None
    return None if found is None else full(found)


def moment(words: str) -> str | None:
    """The time of a field as ISO 8601 in UTC, to the second; the ISO day where it says no time.

    A time without a zone is taken for UTC. None where it is neither.
    """
    found = parsed(words)
    if found is None or not re.search(r":|\dT\d", words):
        return day(words)
    try:
        return found.astimezone(datetime.UTC).isoformat(timespec="seconds")
    except OverflowError:
        # In UTC it lies before the first year or after the last.
        return day(words)
