"""Is every date of a sentence in the cited rows?"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from vedette.brief.evidence import Evidence
from vedette.brief.grammar import MONTHS
from vedette.brief.wording import blank
from vedette.records import Record, change

_MONTH = "|".join([*MONTHS, *(m[:3] + r"\.?" for m in MONTHS if m != "May"), r"Sept\.?"])
DAYS = tuple(calendar.day_name)
RELATIVE = r"yesterday|today|tomorrow|tonight|(?:last|next|this) (?:week|month|year|weekend)"
_CLOCK = r"[0-2]?\d:[0-5]\d|1?\d[.:][0-5]\d(?= ?[ap]\.?m)"
DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m1>{_MONTH})\b(?:,? (?P<y1>\d{{4}})\b)?"
    rf"|\b(?P<d5>\d{{1,2}})(?=(?:[-–]| to | and | or )\d{{1,2}} (?P<m5>{_MONTH})\b"
    r"(?: (?P<y5>\d{4}))?)"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y2>\d{{4}})\b)?"
    rf"|\b(?P<m3>{_MONTH})(?:,? (?P<y3>\d{{4}}))?\b"
    rf"|\b(?P<day>{'|'.join(DAYS)})s?\b"
    r"|(?<![\d,.$€£])\b(?P<y4>(?:19|20)\d\d)\b(?![,.]?\d)"
    rf"|(?<![\d:.])\b(?P<clock>{_CLOCK})\b"
    rf"|\b(?P<relative>{RELATIVE})\b"
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told \w+|reported|wrote|announced|denied|confirmed|added|warned|stated|"
    r"speaking|statement)(?: (?:late|early))? (?:on|in)?\s*$"
)


class Date(Record, frozen=True, kw_only=True):
    """A date as a text has it; None for what it leaves out."""

    text: str
    start: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    other: str | None = None
    """A time of day, or a date that counts from another."""


def found(text: str) -> list[Date]:
    """The dates of a text."""
    return [_date(m) for m in DATE.finditer(text) if not _verb(m, text)]


def _verb(match: re.Match[str], text: str) -> bool:
    """ "May" as a verb that opens a sentence, "March" and "may" are left to other checks."""
    return match.group() in ("May", "March") and match.start() == 0


def _date(m: re.Match[str]) -> Date:
    bare = Date(text=m.group(), start=m.start())
    if m["iso"]:
        year, month, day = map(int, m["iso"].split("-"))
        return change(bare, year=year, month=month, day=day)
    if m["day"]:
        return change(bare, weekday=DAYS.index(m["day"]))
    if m["clock"] or m["relative"]:
        return change(bare, other=_clock(m["clock"]) if m["clock"] else m["relative"].casefold())
    name = m["m1"] or m["m2"] or m["m3"] or m["m5"]
    month_ = _month(name) if name else None
    years = next((int(y) for y in (m["y1"], m["y2"], m["y3"], m["y4"], m["y5"]) if y), None)
    days = next((int(d) for d in (m["d1"], m["d2"], m["d5"]) if d), None)
    return change(bare, year=years, month=month_, day=days)


def _clock(text: str) -> str:
    hours, minutes = re.split("[.:]", text)
    return f"{int(hours):02}:{minutes}"


def _month(name: str) -> int:
    short = name[:3]
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(short))


def without_dates(text: str) -> str:
    """A text with its dates blanked out; all else stays in its place."""
    return DATE.sub(lambda m: m.group() if _verb(m, text) else blank(m), text)


def dates(text: str, held: Evidence) -> Iterator[str]:
    """Dates that are neither an event's nor stand in the cited words; a report's own day counts
    only where it is the day of saying."""
    told = list(_in_words(held))
    meant = [] if held.whens else list(_meant(held))
    yield from _spans(text, held)
    yield from _weekdays(text, held)
    for date in found(text):
        says = _SAYS.search(text[: date.start]) is not None
        days = [d for w in held.whens for d in (w.start, w.end) if d]
        clocks = {d[11:16] for d in days if len(d) > 10}
        if date.other is not None:
            ok = date.other in clocks or any(date.other == t.other for t in told)
        else:
            known = [*days, *meant, *(held.dates if says else ())]
            ok = any(_fits(date, day) for day in known) or any(_same(date, t, held) for t in told)
        if not ok:
            yield date.text


def _meant(held: Evidence) -> Iterator[str]:
    """The days that the weekdays of the cited words may mean: the last one up to a report's day,
    or the next one."""
    said = (d.weekday for words in held.words for d in found(words))
    weekdays = {weekday for weekday in said if weekday is not None}
    for day in filter(None, map(_day, held.dates)):
        for weekday in weekdays:
            back = (day.weekday() - weekday) % 7
            yield from _moved(day, -back)
            yield from _moved(day, 7 - back)


def _moved(day: datetime.date, days: int) -> Iterator[str]:
    """The day so many days after another; none where the calendar has ended."""
    ordinal = day.toordinal() + days
    if 1 <= ordinal <= datetime.date.max.toordinal():
        yield datetime.date.fromordinal(ordinal).isoformat()


def _day(text: str) -> datetime.date | None:
    """An ISO day; None for a coarser date."""
    return datetime.date.fromisoformat(text[:10]) if len(text) >= 10 else None


def _spans(text: str, held: Evidence) -> Iterator[str]:
    """ "Between A and B" where no event begins at A and ends at B."""
    known = [(w.start, w.end) for w in held.whens if w.start and w.end]
    for first, last in pairwise(found(text)):
        lead = text[: first.start].split()[-1:]
        gap = text[first.start + len(first.text) : last.start].strip()
        spans = (lead, gap) in ((["between"], "and"), (["from"], "to"))
        if spans and known and not any(_fits(first, a) and _fits(last, b) for a, b in known):
            yield f"between {first.text} and {last.text}"


def _weekdays(text: str, held: Evidence) -> Iterator[str]:
    """Days of the week that are not those of the dates that stand beside them."""
    years = {int(d[:4]) for w in held.whens for d in (w.start, w.end) if d}
    for first, last in pairwise(found(text)):
        gap = text[first.start + len(first.text) : last.start].strip()
        if first.weekday is None or last.day is None or gap not in ("", ","):
            continue
        known = {last.year} if last.year is not None else years
        days = {(y, last.month, last.day) for y in known if y is not None}
        if days and first.weekday not in {_weekday(*day) for day in days}:
            yield f"{first.text}, {last.text}"


def _weekday(year: int, month: int | None, day: int) -> int | None:
    """The day of the week; None for a day that no calendar has."""
    try:
        return datetime.date(year, month or 1, day).weekday()
    except ValueError:
        return None


def _in_words(held: Evidence) -> Iterator[Date]:
    """Dates in the cited words, but for the reports' own days, which datelines have."""
    for words in held.words:
        for date in found(words):
            if date.day is None or not any(_fits(date, own) for own in held.dates):
                yield date


def _fits(date: Date, day: str) -> bool:
    """Whether a date is that ISO day, month or year, or a coarser name of it."""
    year, month, dom = (int(part) for part in [*day[:10].split("-"), "0", "0"][:3])
    if date.weekday is not None:
        return bool(dom) and datetime.date(year, month, dom).weekday() == date.weekday
    pairs = ((date.year, year), (date.month, month), (date.day, dom))
    return all(mine is None or mine == theirs for mine, theirs in pairs)


def _same(date: Date, told: Date, held: Evidence) -> bool:
    """Whether a date is one of the cited words, or a coarser name of it. A year that the words
    leave out is that of the event, or else of a report."""
    parts = [(getattr(date, f), getattr(told, f)) for f in ("month", "day", "weekday")]
    if any(mine is not None and mine != theirs for mine, theirs in parts):
        return False
    if date.year is not None and date.year != told.year:
        days = [d for w in held.whens for d in (w.start, w.end) if d] or list(held.dates)
        named = any(mine is not None for mine, _ in parts)
        return told.year is None and named and any(d.startswith(f"{date.year}-") for d in days)
    return True
