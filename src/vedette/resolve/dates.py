"""Words of a time → its value: `normalise_time`. The grammar's rules are in the `date_*` modules.

The words are taken apart from the outside in: a leading "since" or "by", a clock time, a part of
the day, an edge ("early", "mid", "the end of"), a pair joined by "to" or "and"; what is left
is one expression of the calendar or one counted from the report's day. English only; times of day
have no zone; seasons are those of the northern hemisphere; movable feasts other than Easter's
have no date here.
"""

from __future__ import annotations

import datetime
import re

from vedette.records import Record, change
from vedette.resolve import date_calendar, date_relative
from vedette.resolve.date_find import find_times, tense_at
from vedette.resolve.date_parts import edge_of, piece_of
from vedette.resolve.date_setting import Setting, Tense, compiled, first_match
from vedette.resolve.date_values import (
    Time,
    Unresolved,
    clock_of,
    day_of,
    parse_value,
    shift_days,
    since,
    span,
    to_when,
    until,
)
from vedette.resolve.date_words import (
    CLOCKS,
    EDGES,
    LEADS,
    MONTHS,
    ORDINALS,
    PARTS,
    WEEKDAYS,
    Cue,
    any_of,
)
from vedette.resolve.numbers import cardinal

__all__ = ["TimeValue", "find_times", "normalise_time", "parse_value", "tense_at", "to_when"]

MAX_LENGTH = 120
"""Longer texts are no time's mention (characters)."""

_LEAD = rf"(?:{any_of(LEADS)}) (?=\S)"
_BEFORE = rf"(?:^|\W)({any_of(k for k, cue in LEADS.items() if cue)})(?: the)?$"
_EDGE = (
    rf"(?:in )?(?:the )?(?:very )?(?P<edge>{any_of(EDGES)})(?: part| months| days| weeks| hours)?"
    r"(?: of| in| on)? (?P<rest>.+)|(?P<whole>month|year|week)'?s? end"
)
_NTH_PART = (
    rf"(?:the )?(?P<nth>last|final|{any_of(ORDINALS)})(?: (?P<n>[a-z0-9]+))? "
    r"(?P<unit>week|day|month)s? (?:of|in) (?P<rest>.+)"
)
_PART = any_of(PARTS)
_PART_FIRST = (
    rf"(?:early |late |just |shortly )*(?:before |after |at |in )?(?:the )?(?:early |late )?"
    rf"(?P<part>{_PART})(?: hours)?(?: (?:of|on)(?: the)?)? (?P<rest>.+)"
)
_PART_LAST = rf"(?P<rest>.+?)(?: at| in the| before| after)? (?P<part>{_PART})s?"
_PART_ALONE = rf"(?:the |one )?(?P<part>{_PART})s?"
_SAME_DAY = {"this": "today", "that": "that day", "one": "that day", "last": "yesterday"}
_HOUR = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap]m)"
    r"|(?P<hour24>\d{1,2})[:.](?P<minute24>\d{2})(?: ?(?:hrs|hours|h))?"
    rf"|(?P<named>{any_of(CLOCKS)})"
)
_WORD_HOUR = r"(?P<hour>[a-z]+|\d{1,2})(?: o'clock)?"
_ZONE = r"(?: (?:local time|gmt|utc|est|edt|cet|bst))?"
_CLOCK_FIRST = rf"(?:{_HOUR}){_ZONE}(?: on| of| in)?(?: (?P<rest>.+))?"
_CLOCK_LAST = rf"(?P<rest>.+?)(?: at)? (?:{_HOUR}){_ZONE}"
_WORD_CLOCK = (
    rf"{_WORD_HOUR} (?:on |in )?(?:the )?"
    rf"(?P<rest>(?:(?:{any_of(WEEKDAYS)}|this|that|yesterday|tomorrow) )?(?:{_PART})|o'clock"
    rf"|{any_of(WEEKDAYS)})"
)
_JOIN = re.compile(r" (?:and|to|through|until|till|or) | ?- ?")
_DIGIT = re.compile(r"\d")
_SOME_DAY = datetime.date(2000, 1, 1)
_RULES = (*date_relative.RULES, *date_calendar.RULES)


class TimeValue(Record, frozen=True, kw_only=True):
    """A time's value as the guidelines write it, or None with the reason.

    `timex` is the same in TIMEX3, which names seasons, parts of days and vague times.
    """

    value: str | None
    reason: str
    timex: str | None = None


def normalise_time(
    text: str,
    *,
    anchor: datetime.date | None,
    previous: str | None = None,
    tense: Tense | None = None,
    before: str = "",
) -> TimeValue:
    """The value of a time expression's words.

    `anchor` is the report's day, `previous` the value of the time named before in the text ("a
    day earlier" counts from it), `tense` that of the clause (see `tense_at`), `before` the text
    in front of the words (25 characters are enough): "since" there opens the value to the
    future. Nothing is raised on any text; what cannot be resolved has the reason. A weekday after
    "since" or "by" keeps its own day, as the corpus writes it.
    """
    if len(text) > MAX_LENGTH:
        return TimeValue(value=None, reason=f"longer than {MAX_LENGTH} characters")
    words, cue = _take_lead(_plain(text), before)
    past = None if previous is None else parse_value(previous)
    setting = Setting(anchor=anchor, previous=past, tense=tense, cue=cue)
    try:
        time = _open(_resolve(words, setting, 0), words, setting)
    except Unresolved as fault:
        return TimeValue(value=None, reason=_fault(str(fault), words, setting))
    return TimeValue(value=time.iso, timex=time.timex, reason=_reason(time, words, setting))


def _fault(reason: str, words: str, setting: Setting) -> str:
    """Why there is no value: of a time that any report date would resolve, the want of one."""
    if setting.anchor is None and _try(words, change(setting, anchor=_SOME_DAY), 0) is not None:
        return "no report date to count from"
    return reason


def _reason(time: Time, words: str, setting: Setting) -> str:
    """What the value was counted from: the setting without which it would be another."""
    if time.unit == "vague":
        return "no date is given"
    if _try(words, Setting(anchor=None), 0) is not None:
        return "as written"
    alone = _try(words, change(setting, previous=None), 0)
    if setting.previous is not None and (alone is None or alone.start != time.start):
        return f"counted from {setting.previous.iso}, named before it"
    return f"counted from the report's day {setting.anchor}"


def _plain(text: str) -> str:
    """Lower case, one blank between words, "a.m." as "am", no possessive, hyphens as blanks."""
    words = " ".join(text.lower().replace("’", "'").replace("–", "-").split())
    for pattern, new in _CLEAN:
        words = pattern.sub(new, words)
    return " ".join(words.split()).strip(' "“”‘.;:()[]')


_CLEAN = (
    (re.compile(r"\b([ap])\.? ?m\b\.?"), r"\1m"),
    (re.compile(r"(?<=[a-z])\.(?!\w)"), ""),
    (re.compile(r"\bb\.? ?c\.?(?= |$)"), "bc"),
    (re.compile(r"(?<!\d),|,(?!\d)|(?<=\d),(?=\d{4})"), " "),
    (re.compile(r"(?<=[a-z])-(?=[a-z0-9])|(?<=\d)-(?=[a-z])"), " "),
    (re.compile(r"(?<=[a-z])'s?$|^'(?=[a-z])"), ""),
)


def _take_lead(words: str, before: str) -> tuple[str, Cue]:
    """The words without "on", "since" …, and the cue of those or of the text before."""
    front = " ".join(before[-40:].lower().split())
    lead = compiled(_BEFORE).search(front)
    cue: Cue = LEADS[lead[1]] if lead else ""
    while (inner := compiled(_LEAD).match(words)) is not None and words not in _KEPT:
        cue = LEADS[inner[0].strip()] or cue
        words = words[inner.end() :]
    return words, cue


_KEPT = frozenset({"in the past", "at present", "at the moment", "at the time", "at this time"})


def _open(time: Time, words: str, setting: Setting) -> Time:
    """ "since 2019" is open to the future, "by 15 September" to the past.

    A weekday, a part of a day and an interval ("since the weekend") keep their own days, and so
    does a deadline without a calendar date ("by the end of June").
    """
    tokens = set(words.split())
    if time.start is None or not tokens.isdisjoint(WEEKDAYS):
        return time
    if setting.cue == "since" and time.unit not in ("open", "interval"):
        return since(time) if tokens.isdisjoint(PARTS) else time
    dated = time.unit == "year" or (time.unit in ("day", "month") and not tokens.isdisjoint(MONTHS))
    return until(time) if setting.cue == "by" and dated and _DIGIT.search(words) else time


def _resolve(words: str, setting: Setting, depth: int) -> Time:
    """A whole expression. Raises `Unresolved` with the reason."""
    if not words:
        raise Unresolved("no words")
    time = first_match(_RULES, words, setting)
    if time is None and depth < 4:
        for take in _TAKERS:
            time = take(words, setting, depth + 1)
            if time is not None:
                return time
    if time is None:
        raise Unresolved("no time that this grammar knows")
    return time


def _try(words: str, setting: Setting, depth: int) -> Time | None:
    try:
        return _resolve(words, setting, depth)
    except Unresolved:
        return None


def _clock(words: str, setting: Setting, depth: int) -> Time | None:
    """ "9 a.m. on Monday", "20 January at 10.15 p.m.", "noon", "six on Sunday morning"."""
    for pattern in (_CLOCK_FIRST, _CLOCK_LAST, _WORD_CLOCK):
        match = compiled(pattern).fullmatch(words)
        if match is None:
            continue
        hour = _hour(match)
        if hour is None:
            continue
        return _at(hour, match["rest"], setting, depth)
    return None


def _hour(match: re.Match[str]) -> tuple[int, int] | None:
    """Hour and minute of a clock's words; None where they are no time of day."""
    groups = match.groupdict()
    if groups.get("named"):
        return CLOCKS[groups["named"]]
    number = cardinal(groups["hour"]) if groups.get("hour") else None
    hour = int(groups.get("hour24") or (-1 if number is None else number))
    minute = int(groups.get("minute") or groups.get("minute24") or 0)
    if groups.get("half") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if groups["half"] == "pm" else 0)
    return (hour, minute) if 0 <= hour < 24 and minute < 60 else None


def _at(clock: tuple[int, int], rest: str | None, setting: Setting, depth: int) -> Time | None:
    day = _day_alone(setting) if not rest or rest == "o'clock" else _try(rest, setting, depth)
    if day is None or day.start is None or day.start != day.end:
        return None
    late = day.timex.endswith(("TEV", "TNI", "TAF")) and clock[0] < 12
    return clock_of(day.start, clock[0] + 12 * late, clock[1])


def _day_alone(setting: Setting) -> Time:
    """The day that a bare "9 p.m." belongs to: the one last named, or else the report's."""
    return day_of(setting.then("day"))


def _part(words: str, setting: Setting, depth: int) -> Time | None:
    """ "Monday night", "the morning of 29 April", "this morning", "dawn"."""
    alone = compiled(_PART_ALONE).fullmatch(words)
    if alone is not None:
        return day_of(setting.here(), PARTS[alone["part"]])
    match = compiled(_PART_LAST).fullmatch(words) or compiled(_PART_FIRST).fullmatch(words)
    if match is None:
        return None
    rest = match["rest"]
    day = _try(_SAME_DAY.get(rest) or _with_day(rest), setting, depth)
    if day is None or day.start is None or day.start != day.end:
        return None
    return day_of(day.start, PARTS[match["part"]])


def _with_day(rest: str) -> str:
    """ "the next" (morning) → "the next day"."""
    return f"{rest} day" if rest.endswith(("next", "previous", "following", "same")) else rest


def _edge(words: str, setting: Setting, depth: int) -> Time | None:
    """ "late March", "mid-2023", "the end of the month", "early on Monday"."""
    match = compiled(_EDGE).fullmatch(words)
    if match is None:
        return None
    time = _try(match["whole"] or match["rest"], setting, depth)
    if time is None or time.start is None or time.end is None:
        return time
    return edge_of(time, "end" if match["whole"] else EDGES[match["edge"]])


def _nth_part(words: str, setting: Setting, depth: int) -> Time | None:
    """ "the first week of May", "the last day of March", "the first three months of 2024"."""
    match = compiled(_NTH_PART).fullmatch(words)
    count = cardinal(match["n"]) if match and match["n"] else 1
    if match is None or count is None:
        return None
    time = _try(match["rest"], setting, depth)
    if time is None or time.start is None or time.end is None or not 1 <= count <= 31:
        return None
    nth = ORDINALS.get(match["nth"], 0)
    return piece_of(time, match["unit"], nth, int(count))


def _range(words: str, setting: Setting, depth: int) -> Time | None:
    """ "14 to 16 May", "March 2018 and October 2021", "Monday to Wednesday"."""
    for join in _JOIN.finditer(words):
        left, right = words[: join.start()], words[join.end() :]
        if right[:1].isdigit() and len(right) <= 2:
            right = f"{left.rpartition(' ')[0]} {right}".strip()
        last = _try(right, setting, depth + 2)
        if last is None or last.start is None:
            continue
        tail = right.split()
        for size in (3, 2, 1, 0):
            first = _try(" ".join((left, *tail[max(0, len(tail) - size) :])), setting, depth + 2)
            if first is not None and first.start is not None and first.unit == last.unit:
                return _ordered(first, last)
    return None


def _ordered(first: Time, last: Time) -> Time:
    """From the first to the last; a weekday that would come before goes to the next week."""
    days = first.unit == last.unit == "day"
    if days and first.start and last.start and 0 < (first.start - last.start).days < 7:
        return span(first, day_of(shift_days(last.start, 7)))
    return span(first, last)


_TAKERS = (_edge, _nth_part, _clock, _part, _range)
