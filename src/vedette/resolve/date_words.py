"""Words that time expressions are made of: tables only, and patterns built from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from vedette.resolve.number_words import SMALL, each

Cue = Literal["", "since", "by", "within"]
"""What the word before a time does to it."""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


def _numbered(words: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(each(words), start=first)}


MONTHS = {
    **_numbered(
        "january february march april may june july august september october november december", 1
    ),
    **_numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1),
    "sept": 9,
}
WEEKDAYS = {
    **_numbered("monday tuesday wednesday thursday friday saturday sunday", 0),
    **_numbered("mon tue wed thu fri sat sun", 0),
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
SEASON_NAMES = {
    "spring": "SP",
    "springtime": "SP",
    "summer": "SU",
    "summertime": "SU",
    "midsummer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
    "midwinter": "WI",
    "wintertime": "WI",
}
ORDINALS = {
    **_numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        1,
    ),
    **{
        f"twenty {word}": 20 + n
        for word, n in _numbered("first second third fourth fifth", 1).items()
    },
    **{f"twenty {word}": n for word, n in _numbered("sixth seventh eighth ninth", 26).items()},
    "thirtieth": 30,
    "thirty first": 31,
}

UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "evening": "D",
    "morning": "D",
    "week": "W",
    "weekend": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "fortnight": "2W",
    "quarter": "3M",
}
"""Singular unit → its TIMEX3 letter, with the factor or the T for parts of a day before it."""

PLURALS = {**{f"{unit}s": unit for unit in UNITS}, "centuries": "century"}

PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "nighttime": "NI",
    "daytime": "DT",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "first light": "MO",
    "lunchtime": "MI",
    "midday": "MI",
    "dusk": "EV",
    "sunset": "EV",
    "sundown": "EV",
    "nightfall": "NI",
    "dark": "NI",
}
"""Part of a day → TIMEX3; the ISO value is the day's."""

CLOCKS = {"noon": (12, 0), "midnight": (0, 0)}

SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "this": 0,
    "same": 0,
    "that": 0,
    "current": 0,
    "present": 0,
    "very": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "subsequent": 1,
    "upcoming": 1,
}
"""Which of its kind: the one before, the one now, the one after."""

FROM_PREVIOUS = frozenset(each("previous preceding same that very following subsequent"))
"""Words that count from the time named before; the others count from the report's date."""

EDGES = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "opening": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "first half": "half 1",
    "second half": "half 2",
    "latter half": "half 2",
    "latter part": "late",
    "early part": "early",
}

MONTH_EDGES = {
    "early": (1, 10),
    "mid": (15, 15),
    "late": (21, 31),
    "half 1": (1, 15),
    "half 2": (16, 31),
}
"""Days of a month that an edge covers; the end is the month's last day."""

YEAR_EDGES = {"early": (1, 3), "mid": (6, 6), "late": (10, 12), "half 1": (1, 6), "half 2": (7, 12)}
"""Months of a year that an edge covers; the end is 31 December."""

DECADE_EDGES = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "end": (8, 9),
    "half 1": (0, 4),
    "half 2": (5, 9),
}

HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "orthodox christmas": (1, 7),
    "epiphany": (1, 6),
    "valentine's day": (2, 14),
    "women's day": (3, 8),
    "international women's day": (3, 8),
    "nowruz": (3, 21),
    "navruz": (3, 21),
    "newroz": (3, 21),
    "may day": (5, 1),
    "labour day": (5, 1),
    "victory day": (5, 9),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
}
"""Feasts with the same date each year, as the news means them by default."""

EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "holy saturday": -1,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension day": 39,
    "pentecost": 49,
    "whit monday": 50,
}
"""Days from western Easter Sunday."""

MOVABLE = _phrases(
    "ramadan, eid, eid al-fitr, eid al-adha, passover, yom kippur, rosh hashanah, diwali, "
    "lunar new year, chinese new year, tet, ashura, orthodox easter, hanukkah"
)
"""Feasts whose date no table here gives."""

VAGUE = {
    "PRESENT_REF": _phrases(
        "now, currently, nowadays, presently, present, current, date, today's, modern, "
        "at present, the present, at the moment, these days, right now, the time being, "
        "at this time, modern day, present day, so far, to date, this time, at this point"
    ),
    "PAST_REF": _phrases(
        "recently, lately, recent, former, formerly, previously, earlier, once, past, before, "
        "afterwards, thereafter, then, ago, already, the past, long ago, not long ago, "
        "in the past, just now, of late, at the time, the time, that time, this period, "
        "that period, the period, the same time, the same period, long since"
    ),
    "FUTURE_REF": _phrases(
        "soon, shortly, later, future, eventually, forthcoming, imminently, the future, "
        "the near future, in due course, before long, sooner or later, later on, some day, "
        "one day"
    ),
}
VAGUE_TIMES = {word: timex for timex, words in VAGUE.items() for word in words}

SETS = {
    "hourly": "XXXX-XX-XXTXX",
    "daily": "XXXX-XX-XX",
    "everyday": "XXXX-XX-XX",
    "nightly": "XXXX-XX-XX",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX",
    "yearly": "XXXX",
    "annually": "XXXX",
    "annual": "XXXX",
}
SET_UNITS = {"day": "XXXX-XX-XX", "night": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}
SET_UNITS |= {"morning": "XXXX-XX-XX", "evening": "XXXX-XX-XX", "year": "XXXX"}

FEW = _phrases(
    "few, several, some, many, couple, recent, countless, numerous, a few, a couple of, "
    "a number of, just a few, only a few, many more, several more"
)

LEADS: dict[str, Cue] = {
    "since": "since",
    "ever since": "since",
    "by": "by",
    "until": "by",
    "till": "by",
    "before": "by",
    "no later than": "by",
    "not before": "",
    "not until": "",
    "within": "within",
    "after": "",
    **dict.fromkeys(
        each("on in at during from around about for over through throughout as of"), ""
    ),
    "up to": "",
    "as of": "",
    "towards": "",
    "only": "",
    "back in": "",
    "as early as": "",
    "as late as": "",
    "as recently as": "",
    "sometime in": "",
    "some time in": "",
    "between": "",
    "shortly before": "",
    "shortly after": "",
    "just before": "",
    "just after": "",
    "circa": "",
    "ca": "",
}
"""Words before a time, and the cue they leave."""

APPROXIMATE = _phrases(
    "about, around, some, nearly, almost, over, under, roughly, approximately, exactly, just, "
    "only, barely, another, further, full, good, whole, mere, more than, less than, "
    "fewer than, at least, up to, at most, well over, a further, a full, a mere, a good, "
    "a whole, a little more than, a little over, a little less than, close to, no more than"
)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of a table's words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


NUMBER = "half an?|(?:{word})(?:(?: and)? (?:{word})){{0,4}}".format(
    word=any_of((*SMALL, "half", "hundred", "thousand", "dozen", r"\d{1,4}(?:\.5)?"))
)
