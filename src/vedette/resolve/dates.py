"""Words of a time → its value with the reason: `normalise_time`.

The grammar is in `date_grammar`, its rules and tables in the other `date_*` modules. English only;
seasons are those of the northern hemisphere; movable feasts other than Easter's have no date here;
a time of day is local as it is written, with its offset only where its zone is told.
"""

from __future__ import annotations

import datetime
import functools
import re

from vedette.records import Record
from vedette.resolve.date_clock import zone_behind
from vedette.resolve.date_days import Unresolved
from vedette.resolve.date_find import find_times, tense_at
from vedette.resolve.date_grammar import REMEMBERED, meaning_of
from vedette.resolve.date_leads import NAMING, Cue, cue_of, front_of, take_leads
from vedette.resolve.date_setting import Meaning, Setting, Tense
from vedette.resolve.date_values import Time, parse_value, since, to_when, until
from vedette.resolve.date_words import MONTHS, PARTS, SEASON_NAMES, UNITS, WEEKDAYS, any_of
from vedette.resolve.date_zones import Zone

__all__ = ["TimeValue", "find_times", "normalise_time", "parse_value", "tense_at", "to_when"]

MAX_LENGTH = 120
"""Longer texts are no time's mention (characters)."""

_UNKNOWN = "no time that this grammar knows"
_SOME_DAY = datetime.date(2000, 1, 1)
_NO_DATE = {
    "vague": "no date is given",
    "duration": "a length of time, not a date",
    "set": "a time that comes again and again, not one date",
}
"""Why a time of that unit has no days."""


class TimeValue(Record, frozen=True, kw_only=True):
    """A time's value as the guidelines write it, or None with the reason.

    `timex` is the same in TIMEX3, which names seasons, parts of days and vague times.
    """

    value: str | None
    reason: str
    timex: str | None = None


class Spoken(Record, frozen=True, kw_only=True):
    """What an expression's own words tell, whoever says them when."""

    words: str
    cue: Cue
    meaning: Meaning | None
    weekday: bool
    part: bool
    dated: bool


def normalise_time(
    text: str,
    *,
    anchor: datetime.date | None,
    previous: str | None = None,
    tense: Tense | None = None,
    before: str = "",
    after: str = "",
    zone: str | None = None,
    country: str | None = None,
) -> TimeValue:
    """The value of a time expression's words.

    `anchor` is the report's day, `previous` the value of the time named before in the text ("a
    day earlier" counts from it), `tense` that of the clause (see `tense_at`), `before` and `after`
    the text around the words (40 characters are enough): "since" before opens the value to the
    future, "Kyiv time" after gives a time of day its zone. `zone` is the IANA name of the zone of
    times of day that name none, `country` the ISO alpha-3 code of the state whose fiscal years
    are meant. Nothing is raised on any text; what cannot be resolved has the reason. A weekday
    after "since" or "by" keeps its own day, as the corpus writes it.
    """
    if len(text) > MAX_LENGTH:
        return TimeValue(value=None, reason=f"longer than {MAX_LENGTH} characters")
    front = front_of(before)
    spoken = _spoken(text) if not front or front[-1] not in NAMING else _named(front[-1], text)
    setting = Setting(
        anchor=anchor,
        previous=None if previous is None else parse_value(previous),
        tense=tense,
        cue=spoken.cue or cue_of(front),
        zone=_zone(after, zone),
        country=country,
    )
    return _valued(spoken, setting)


def _zone(after: str, zone: str | None) -> Zone | None:
    behind = zone_behind(after) if after else None
    if behind is not None and (behind.key or behind.hours is not None or zone is None):
        return behind
    return None if zone is None else Zone(said=zone, key=zone)


def _valued(spoken: Spoken, setting: Setting) -> TimeValue:
    if spoken.meaning is None:
        return TimeValue(value=None, reason=_UNKNOWN if spoken.words else "no words")
    try:
        time = spoken.meaning(setting)
    except Unresolved as fault:
        return TimeValue(value=None, reason=str(fault))
    if time is None:
        return TimeValue(value=None, reason=_fault(spoken.meaning, setting))
    found = _opened(time, spoken, setting) if setting.cue else time
    return TimeValue(value=found.iso, timex=found.timex, reason=_reason(time, setting))


def _fault(meaning: Meaning, setting: Setting) -> str:
    """Why there is no value: of a time that any report date would resolve, the want of one."""
    if setting.anchor is not None:
        return _UNKNOWN
    try:
        time = meaning(Setting(anchor=_SOME_DAY))
    except Unresolved as fault:
        return str(fault)
    return _UNKNOWN if time is None else "no report date to count from"


def _reason(time: Time, setting: Setting) -> str:
    """How the value was found, in a sentence, with what its reader should know beside it."""
    reason = _NO_DATE.get(time.unit) or _counted(setting)
    return f"{reason}; {time.note}" if time.note else reason


def _counted(setting: Setting) -> str:
    """What the value was counted from: what the setting was asked."""
    if setting.from_previous and setting.previous is not None:
        return f"counted from {setting.previous.iso}, named before it"
    if not setting.from_day:
        return "as written"
    side = (", looking ahead" if setting.ahead else ", looking back") if setting.by_side else ""
    return f"counted from the report's day {setting.anchor}{side}"


@functools.lru_cache(maxsize=REMEMBERED)
def _spoken(text: str) -> Spoken:
    words, cue = take_leads(_plain(text))
    tokens = frozenset(words.split())
    return Spoken(
        words=words,
        cue=cue,
        meaning=meaning_of(words) if words else None,
        weekday=not tokens.isdisjoint(WEEKDAYS),
        part=not tokens.isdisjoint(PARTS),
        dated=_FIGURE.search(words) is not None and not tokens.isdisjoint(MONTHS),
    )


def _named(word: str, text: str) -> Spoken:
    """ "last [month]": the word outside the mention is read with it where it belongs to it."""
    spoken = _spoken(text)
    whole = spoken.words in _NAMED and not spoken.cue
    return _spoken(f"{word} {text}") if whole else spoken


_FIGURE = re.compile(r"\d")
_NAMED = frozenset((*UNITS, *WEEKDAYS, *MONTHS, *SEASON_NAMES))


def _plain(text: str) -> str:
    """Lower case, one blank between words, "a.m." as "am", no possessive, hyphens as blanks."""
    words = " ".join(text.lower().split())
    if not words.replace(" ", "").isalnum():
        words = words.replace("’", "'").replace("–", "-").replace("—", "-")
        for pattern, new in _CLEAN:
            words = pattern.sub(new, words)
        words = " ".join(words.split()).strip(' "“”‘.;:()[]')
    return words


_NAMES = any_of((*MONTHS, *WEEKDAYS))
_CLEAN = (
    (re.compile(rf"\b({_NAMES})\.? ?-(?= ?(?:{_NAMES})\b)"), r"\1 to "),
    (re.compile(r"\b([ap])\. ?m\b\.?"), r"\1m"),
    (re.compile(r"(?<=[a-z])\.(?!\w)"), ""),
    (re.compile(r"\bb\. ?c\.?(?= |$)"), "bc"),
    (re.compile(r"(?<!\d),|,(?!\d)|(?<=\d),(?=\d{4})"), " "),
    (re.compile(r"(?<=[a-z])-(?=[a-z0-9])|(?<=\d)-(?=[a-z])(?![wq]\d)"), " "),
    (re.compile(r"(?<=[a-z]) ?'s?$|^'(?=[a-z])"), ""),
)


def _opened(time: Time, spoken: Spoken, setting: Setting) -> Time:
    """ "since 2019" is open to the future, "by 15 September" to the past.

    A weekday, a part of a day and an interval ("since the weekend") keep their own days, and so
    does a deadline without a calendar date ("by the end of June").
    """
    if time.start is None or spoken.weekday:
        return time
    if setting.cue == "since":
        return time if spoken.part or time.unit in ("open", "interval") else since(time)
    if setting.cue == "by" and (time.unit == "year" or _is_date(time, spoken)):
        return until(time)
    return time


def _is_date(time: Time, spoken: Spoken) -> bool:
    return spoken.dated and time.unit in ("day", "month")
