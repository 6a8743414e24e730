"""The grammar that the templates need: lists, number agreement, articles, dates and figures.

It does not inflect names and knows English only. Every function is text in, text out.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence

from vedette.records import Figure, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
NUMBER_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
MOST = 3
"""How many parts a list shows before it counts the rest."""
WITH_ARTICLE = frozenset(
    name.strip()
    for name in """
    Bahamas / Central African Republic / Comoros / Czech Republic / Dominican Republic / Gambia
    Democratic Republic of the Congo / Gaza Strip / Houthis / International Criminal Court / Kremlin
    International Committee of the Red Cross / Maldives / Marshall Islands / Netherlands / Pentagon
    Philippines / Red Cross / Red Sea / Republic of the Congo / Solomon Islands / South China Sea
    Taliban / United Arab Emirates / United Kingdom / United Nations / United States / West Bank
    White House
    """.replace("\n", " / ").split(" / ")
)
"""Names that running English gives the article, though the record keeps them without it."""
HEADS = (
    r"Agency|Alliance|Army|Assembly|Authority|Board|Cabinet|Commission|Committee|Community|Council|Court"
    r"|Department|Directorate|Federation|Forces?|Front|Government|Guard|Institute|League|Ministry"
    r"|Movement|Navy|Office|Organi[sz]ation|Parliament|Party|Police|Senate|Service|Union"
)
"""Last words of an institution's name ("Rapid Support Forces", "Ministry of Defence")."""
_HEADED = re.compile(rf"(?!.*['’]s\b)(?=[A-Z]).*?\b(?:{HEADS})(?: (?:of|for|on|to) .*| \(.*\))?$")

_QUANTITY = re.compile(
    rf"(?:{'|'.join(w.capitalize() for w in NUMBER_WORDS)}|About|At|Around|Some|Several|Many"
    r"|More|Most|Over|Nearly|Almost|Hundreds|Dozens|Thousands|Members|Both|All|Other) [a-z\d]"
)
"""A name that only opened a sentence with a capital letter ("Two officers")."""
_NOT_ONE = (
    r"an?|the|this|that|these|those|its|his|her|their|our|one|some|any|each|no|several|many|at|about|up|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|all|others|another"
)
_MANY = (
    "s",
    "people",
    "police",
    "staff",
    "women",
    "men",
    "children",
    "intelligence",
    "artillery",
    "infantry",
)
_DESCRIBED = re.compile(
    rf"(?!.*['’]s?\b)(?!(?i:{_NOT_ONE})\b)(?!\d)"
    # A person's name and an apposition.
    r"(?![\"“]?[A-Z][\w.-]*(?: [\"“]?[A-Z][\w.-]*[\"”]?)+,)"
    r"(?=(?:\S+ )*?[a-z-]+(?:$| of | for | in | from | at | employed ))"
    r"(?:(?! of | for | in | from | at ).)*?(?<![\w-])[a-z][a-z-]*"
    rf"{''.join(f'(?<!{end})' for end in _MANY)}(?: (?:of|for|in|from|at) .*)?$"
)
"""A name that only describes one thing: small letters at its end, no plural ("district hospital",
"army", "Malawian patrol boat")."""


def listing(parts: Sequence[str], *, word: str = "and") -> str:
    """["a", "b", "c"] → "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def some(parts: Sequence[str], *, most: int = MOST) -> str:
    """A list of at most `most` parts; the rest are counted ("and two more"), never dropped."""
    over = len(parts) - most
    return listing(parts) if over < 1 else f"{', '.join(parts[:most])} and {number(over)} more"


def series(parts: Sequence[str], *, most: int = MOST) -> str:
    """Like `some`, for parts that hold commas of their own: "a, b; c; and two more"."""
    over = len(parts) - most
    return "; ".join([*parts[:most], *([f"and {number(over)} more"] if over > 0 else [])])


def number(count: int) -> str:
    """0 to 10 in words, more in figures: house style of most newsrooms."""
    return NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """(2, "origin") → "two origins"; (1, "origin") → "one origin"."""
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def capital(text: str) -> str:
    """The first letter large; the rest as it is ("al-Shabaab" → "Al-Shabaab")."""
    return text[:1].upper() + text[1:]


def named(name: str) -> str:
    """A name inside a sentence: its article is small, and is supplied where English wants it."""
    for article in ("The ", "A ", "An "):
        if name.startswith(article):
            return article.lower() + name[len(article) :]
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    if _QUANTITY.match(name):
        return name[0].lower() + name[1:]
    headed = _HEADED.match(name) is not None or _DESCRIBED.match(name) is not None
    return f"the {name}" if name in WITH_ARTICLE or headed else name


def moment(value: str) -> str:
    """A date in words: "2024-10-28" → "28 October 2024"; a form nobody knows stays as it is."""
    try:
        day = datetime.date.fromisoformat(value[:10])
    except ValueError:
        return _month(value)
    clock = f", {value[11:16]}" if len(value) > 10 else ""
    offset = value[16:]
    zone = "" if not offset else " UTC" if offset == "Z" else f" UTC{offset}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}{clock}{zone}"


def _month(value: str) -> str:
    year, _, month = value.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
        return f"{MONTHS[int(month) - 1]} {year}"
    return value


def _whole(start: str, end: str) -> str | None:
    """The calendar month or year that two days bound exactly, if they do."""
    try:
        first, last = (datetime.date.fromisoformat(value[:10]) for value in (start, end))
    except ValueError:
        return None
    end_of_month = calendar.monthrange(last.year, last.month)[1]
    if first.day != 1 or last.day != end_of_month or first.year != last.year:
        return None
    if first.month == last.month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return str(first.year) if (first.month, last.month) == (1, 12) else None


def dated(when: When) -> str:
    """An interval with its preposition: "on 28 October 2024", "in 2022", "since 3 May 2019".

    Returns "" for a time that is open at both ends.
    """
    if when.start is None or when.end is None:
        return _open(when)
    if when.start[:10] == when.end[:10]:
        whole = when.start if when.start == when.end else when.start[:10]
        return f"{'on' if len(whole) >= 10 else 'in'} {moment(whole)}"
    whole_span = _whole(when.start, when.end)
    if whole_span is not None:
        return f"in {whole_span}"
    return f"between {moment(when.start)} and {moment(when.end)}"


def _open(when: When) -> str:
    if when.start is not None:
        return f"since {moment(when.start)}"
    return f"by {moment(when.end)}" if when.end is not None else ""


def amount(value: float) -> str:
    """12000.0 → "12,000"; 2.5 → "2.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


PEOPLE = frozenset({"killed", "injured"})


def figure(row: Figure) -> str:
    """In words: "12 killed", "between 12 and 15 killed, best 14", "amount at least 5 USD"."""
    said = f"{span_of(row)} {row.unit}" if row.unit else span_of(row)
    told = f"{said} {row.role}" if row.role in PEOPLE else f"{row.role} {said}"
    if row.best is None or row.best in (row.low, row.high) or None in (row.low, row.high):
        return told
    return f"{told}, best {amount(row.best)}"


def figures(rows: Sequence[Figure]) -> str:
    """Several in words. An amount of nobody knows what is left out, and where any has a value what
    has none ("tens of thousands")."""
    told = [row for row in rows if row.role != "amount" or row.unit]
    valued = [row for row in told if (row.low, row.best, row.high) != (None, None, None)]
    return "; ".join(figure(row) for row in valued or told)


def span_of(row: Figure, least: str = "at least {}", most: str = "at most {}") -> str:
    """A figure's bounds without its role: "between 12 and 15", and in the words for an open end."""
    low, best, high = (None if n is None else amount(n) for n in (row.low, row.best, row.high))
    if low is not None and high is not None and low != high:
        return f"between {low} and {high}"
    if low is not None and high is None and best in (None, low):
        return least.format(low)
    if best is None and high is not None and low is None:
        return most.format(high)
    return best or low or "an unknown number"


def bounds(row: Figure) -> str:
    """The same behind a preposition: "between 12 and 15", "4 or more", "9 or fewer"."""
    return span_of(row, "{} or more", "{} or fewer")
