"""Words of a time → what they mean in a setting: `meaning_of`.

The words are taken apart from the outside in: a clock time, a part of the day, an edge ("early",
"the end of"), a count ("the first week of"), a step from another time ("two days before"), a pair
joined by "to" or "and"; what is left is one expression of the calendar, or one counted from the
report's day. Reading is apart from valuing, so that words are read once however many reports use
them.
"""

from __future__ import annotations

import functools
import re
from functools import partial

from vedette.resolve import (
    date_calendar,
    date_clock,
    date_fiscal,
    date_lengths,
    date_relative,
    date_years,
)
from vedette.resolve.date_days import Unresolved, shift_days
from vedette.resolve.date_kinds import Kind, kinds_of
from vedette.resolve.date_parts import edge_of, nth_weekday, piece_of
from vedette.resolve.date_setting import Meaning, Read, Rule, Setting, Take, compiled
from vedette.resolve.date_values import Time, day_of, span, week_of
from vedette.resolve.date_words import EDGES, NUMBER, ORDINALS, PARTS, PLURALS, WEEKDAYS, any_of
from vedette.resolve.numbers import cardinal

DEEPEST = 4
"""How often an expression is taken apart."""
JOINS = 4
"""How many places are tried at which a pair may be joined."""
REMEMBERED = 8192
"""Expressions and parts of them whose meaning is kept: news says the same few thousand again."""

RULES: tuple[Rule, ...] = (
    *date_clock.RULES,
    *date_relative.RULES,
    *date_lengths.RULES,
    *date_calendar.RULES,
    *date_years.RULES,
    *date_fiscal.RULES,
)
FIXED: dict[str, Meaning] = {**date_lengths.FIXED, **date_relative.FIXED}


@functools.lru_cache(maxsize=REMEMBERED)
def meaning_of(words: str, depth: int = 0) -> Meaning | None:
    """What an expression means, or None where the grammar does not know it.

    `words` are plain: lower case, one blank between them. The work is bounded by the number of
    parts that `DEEPEST` and `JOINS` allow, each of them read once.
    """
    if words in FIXED:
        return FIXED[words]
    kinds = kinds_of(words)
    for rule in _rules_for(kinds):
        match = compiled(rule.pattern).fullmatch(words)
        if match is not None:
            return partial(rule.meaning, match)
    if depth >= DEEPEST:
        return None
    read = partial(meaning_of, depth=depth + 1)
    readings = tuple(m for take in _takes_for(kinds) if (m := take(words, read)) is not None)
    return partial(_first, readings) if readings else None


def _first(readings: tuple[Meaning, ...], setting: Setting) -> Time | None:
    return next((time for m in readings if (time := m(setting)) is not None), None)


@functools.lru_cache(maxsize=1024)
def _rules_for(kinds: int) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.needs & kinds == rule.needs)


@functools.lru_cache(maxsize=1024)
def _takes_for(kinds: int) -> tuple[Take, ...]:
    return tuple(take for needs, take in _TAKES if not needs or needs & kinds)


_PART = any_of(PARTS)
_PART_FIRST = (
    rf"(?:early |late |just |shortly )*(?:before |after |at |in )?(?:the )?(?:early |late )?"
    rf"(?P<part>{_PART})(?: hours)?(?: (?:of|on)(?: the)?)? (?P<rest>.+)"
)
_PART_LAST = rf"(?P<rest>.+?)(?: at| in the| before| after)? (?P<part>{_PART})s?"
_PART_ALONE = rf"(?:the |one )?(?P<part>{_PART})s?"
_SAME_DAY = {"this": "today", "that": "that day", "one": "that day", "last": "yesterday"}


def _part(words: str, read: Read) -> Meaning | None:
    """ "Monday night", "the morning of 29 April", "this morning", "dawn"."""
    alone = compiled(_PART_ALONE).fullmatch(words)
    if alone is not None:
        return partial(_part_here, PARTS[alone["part"]])
    match = compiled(_PART_LAST).fullmatch(words) or compiled(_PART_FIRST).fullmatch(words)
    if match is None:
        return None
    day = read(_SAME_DAY.get(match["rest"]) or _with_day(match["rest"]))
    return None if day is None else partial(_part_of, day, PARTS[match["part"]])


def _part_here(part: str, setting: Setting) -> Time:
    return day_of(setting.here(), part)


def _with_day(rest: str) -> str:
    """ "the next" (morning) → "the next day"."""
    return f"{rest} day" if rest.endswith(("next", "previous", "following", "same")) else rest


def _part_of(day: Meaning, part: str, setting: Setting) -> Time | None:
    time = day(setting)
    if time is None or time.start is None or time.start != time.end:
        return None
    return day_of(time.start, part, note=time.note)


_EDGE = (
    rf"(?:in )?(?:the )?(?:very )?(?P<edge>{any_of(EDGES)})(?: part| months| days| weeks| hours)?"
    r"(?: of| in| on)? (?P<rest>.+)|(?P<whole>month|year|week)'?s? end"
)


def _edge(words: str, read: Read) -> Meaning | None:
    """ "late March", "mid-2023", "the end of the month", "early on Monday"."""
    match = compiled(_EDGE).fullmatch(words)
    whole = read(match["whole"] or match["rest"]) if match else None
    if match is None or whole is None:
        return None
    return partial(_edge_of, whole, "end" if match["whole"] else EDGES[match["edge"]])


def _edge_of(whole: Meaning, edge: str, setting: Setting) -> Time | None:
    time = whole(setting)
    return None if time is None else edge_of(time, edge)


_NTH_PART = (
    rf"(?:the )?(?P<nth>last|final|{any_of(ORDINALS)})(?: (?P<n>[a-z0-9]+))? "
    rf"(?P<unit>quarter|week|day|month|morning|{any_of(WEEKDAYS)})s?(?: (?:of|in))? (?P<rest>.+)"
)


def _nth_part(words: str, read: Read) -> Meaning | None:
    """ "the first week of May", "the last day of March", "the first three months of 2024"."""
    match = compiled(_NTH_PART).fullmatch(words)
    count = cardinal(match["n"]) if match and match["n"] else 1
    whole = read(match["rest"]) if match else None
    if match is None or whole is None or count is None or not 1 <= count <= 31:
        return None
    nth = ORDINALS.get(match["nth"], 0)
    if match["unit"] in WEEKDAYS:
        return partial(_nth_weekday, whole, WEEKDAYS[match["unit"]], nth)
    return partial(_piece_of, whole, match["unit"], nth, int(count))


def _nth_weekday(whole: Meaning, weekday: int, nth: int, setting: Setting) -> Time | None:
    time = whole(setting)
    return None if time is None else nth_weekday(time, weekday, nth)


def _piece_of(whole: Meaning, unit: str, nth: int, count: int, setting: Setting) -> Time | None:
    time = whole(setting)
    return None if time is None else piece_of(time, unit, nth, count)


_STEP = (
    rf"(?:(?P<n>{NUMBER}|the) (?P<unit>{any_of((*PLURALS, *PLURALS.values()))}) "
    r"(?P<side>before|after|earlier than|prior to|following)|the (?P<eve>eve) of) (?P<rest>.+)"
)


def _step(words: str, read: Read) -> Meaning | None:
    """ "three days before Christmas", "the day after 9 May", "the eve of 1 July"."""
    match = compiled(_STEP).fullmatch(words)
    base = read(match["rest"]) if match else None
    if match is None or base is None:
        return None
    if match["eve"]:
        return partial(_step_from, base, "day", -1)
    number = 1 if match["n"] == "the" else cardinal(match["n"])
    if number is None or number > 9999 or number != int(number):
        return None
    side = 1 if match["side"] in ("after", "following") else -1
    return partial(_step_from, base, match["unit"], side * int(number))


def _step_from(base: Meaning, unit: str, count: int, setting: Setting) -> Time | None:
    time = base(setting)
    if time is None or time.start is None or time.start != time.end:
        return None
    return date_relative.stepped(time.start, unit, count)


_WEEK = r"(?:the )?week (?:of|beginning|starting|ending|commencing)(?: on)? (?P<rest>.+)"


def _week(words: str, read: Read) -> Meaning | None:
    """ "the week of 21 October", "the week ending 3 May": the ISO week of that day."""
    match = compiled(_WEEK).fullmatch(words)
    day = read(match["rest"]) if match else None
    return None if day is None else partial(_week_about, day)


def _week_about(day: Meaning, setting: Setting) -> Time | None:
    time = day(setting)
    return None if time is None or time.unit != "day" or time.start is None else week_of(time.start)


_JOIN = re.compile(r" (?:and|to|through|until|till|or) | ?- ?")


def _range(words: str, read: Read) -> Meaning | None:
    """ "14 to 16 May", "March 2018 and October 2021", "Monday to Wednesday"."""
    for join, _ in zip(_JOIN.finditer(words), range(JOINS), strict=False):
        left, right = words[: join.start()], words[join.end() :]
        if right[:1].isdigit() and len(right) <= 2:
            right = f"{left.rpartition(' ')[0]} {right}".strip()
        last = read(right)
        firsts = () if last is None else _firsts(left, right.split(), read)
        if last is not None and firsts:
            return partial(_between, firsts, last)
    return None


def _firsts(left: str, tail: list[str], read: Read) -> tuple[Meaning, ...]:
    """What the left side may mean: with the last words of the right ("14 [May 2025]"), or alone."""
    whole = (" ".join((left, *tail[max(0, len(tail) - size) :])) for size in (3, 2, 1))
    meanings = (read(words) for words in dict.fromkeys((*whole, left)))
    return tuple(meaning for meaning in meanings if meaning is not None)


def _between(firsts: tuple[Meaning, ...], last: Meaning, setting: Setting) -> Time | None:
    """From the first to the last: of one unit, or else from what the left side means alone."""
    end = last(setting)
    if end is None or end.start is None:
        return None
    starts = [start for first in firsts if (start := _start(first, setting)) is not None]
    if not starts:
        firsts[-1](setting)  # Says why the left side alone is no time, if it is one at all.
    same = next((start for start in starts if start.unit == end.unit), None)
    if same is not None:
        return _ordered(same, end)
    return span(starts[-1], end) if starts and starts[-1].unit != "clock" else None


def _start(first: Meaning, setting: Setting) -> Time | None:
    try:
        time = first(setting)
    except Unresolved:
        return None
    return time if time is not None and time.start is not None else None


def _ordered(first: Time, last: Time) -> Time:
    """From the first to the last; a weekday that would come before goes to the next week."""
    days = first.unit == last.unit == "day"
    if days and first.start and last.start and 0 < (first.start - last.start).days < 7:
        return span(first, day_of(shift_days(last.start, 7)))
    return span(first, last)


_TAKES: tuple[tuple[Kind, Take], ...] = (
    (Kind.PLACED, date_clock.take_zoned),
    (Kind.EDGE, _edge),
    (Kind.ORDINAL, _nth_part),
    (Kind.FIGURE | Kind.CLOCK | Kind.NUMBER, date_clock.take_clock),
    (Kind.UNIT | Kind.FEAST, _step),
    (Kind.UNIT, _week),
    (Kind.PART, _part),
    (Kind.JOIN, _range),
)
"""How an expression is taken apart, in this order, where one of its words is of these kinds."""
