"""Words that time expressions are made of: tables only, and patterns built from them."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.resolve.number_words import SMALL, each


def phrases(text: str) -> tuple[str, ...]:
    """A table's column of several words each, written in one line."""
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

BACK = phrases("ago, earlier, before, previously, prior, back")
ON = phrases("later, after, afterwards, from now, hence, on, thereafter, following")
SIDES = (*BACK, *ON)
"""Words after a counted length ("two days ago"), and whether they count back or on."""

NINETIES = {
    word: 10 * n
    for n, word in enumerate(
        each("twenties thirties forties fifties sixties seventies eighties nineties"), start=2
    )
}
"""Decades without their century."""

PARTS = {
    "small hours": "MO",
    "early hours": "MO",
    "pre dawn": "MO",
    "predawn": "MO",
    "daylight": "MO",
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

VAGUE = {
    "PRESENT_REF": phrases(
        "now, currently, nowadays, presently, present, current, date, today's, modern, "
        "at present, the present, at the moment, these days, right now, the time being, "
        "at this time, modern day, present day, so far, to date, this time, at this point"
    ),
    "PAST_REF": phrases(
        "recently, lately, recent, former, formerly, previously, earlier, once, past, before, "
        "afterwards, thereafter, then, ago, already, the past, long ago, not long ago, "
        "in the past, just now, of late, at the time, the time, that time, this period, "
        "that period, the period, the same time, the same period, long since"
    ),
    "FUTURE_REF": phrases(
        "soon, shortly, later, future, eventually, forthcoming, imminently, the future, "
        "the near future, in due course, before long, sooner or later, later on, some day"
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
    "fortnightly": "P2W",
    "quarterly": "P3M",
}
SET_UNITS = {"day": "XXXX-XX-XX", "night": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}
SET_UNITS |= {"morning": "XXXX-XX-XX", "evening": "XXXX-XX-XX", "year": "XXXX"}

FEW = phrases(
    "few, several, some, many, couple, recent, countless, numerous, a few, a couple of, "
    "a number of, just a few, only a few, many more, several more"
)

APPROXIMATE = phrases(
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
