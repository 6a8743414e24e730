"""Feasts and the days they fall on, fixed or counted from Easter."""

from __future__ import annotations

import datetime

from vedette.resolve.date_days import make_date, shift_days
from vedette.resolve.date_words import phrases

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

MOVABLE = phrases(
    "ramadan, eid, eid al fitr, eid al adha, passover, yom kippur, rosh hashanah, diwali, "
    "lunar new year, chinese new year, tet, ashura, orthodox easter, hanukkah"
)
"""Feasts whose date no table here gives."""


def feast_day(name: str, year: int) -> datetime.date:
    """The day of a feast of `HOLIDAYS` or `EASTER` in a year."""
    if name in HOLIDAYS:
        return make_date(year, *HOLIDAYS[name])
    return shift_days(_easter(year), EASTER[name])


def _easter(year: int) -> datetime.date:
    """Western Easter Sunday, by the Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return make_date(year, month, day + 1)
