"""Zones of times of day: "GMT", "Kyiv time", "in Tehran", and their offset on a day.

Offsets come from the IANA time zone database (`zoneinfo`), whose zones are named after cities.
An abbreviation that several zones share (IST, CST) has none.
"""

from __future__ import annotations

import datetime
import functools
import zoneinfo

from vedette.records import Record
from vedette.resolve.date_values import Time, clock_of

FIXED = {
    **dict.fromkeys(("gmt", "utc", "z", "zulu", "universal", "greenwich mean"), 0),
    **{"wet": 0, "bst": 1, "cet": 1, "west": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3},
    **{"est": -5, "edt": -4, "pst": -8, "pdt": -7, "mst": -7, "mdt": -6, "jst": 9, "kst": 9},
}
"""Abbreviation → hours ahead of UTC."""

SHARED = frozenset(("ist", "cst", "ast", "gst", "cdt"))
"""Abbreviations of several zones."""

REGIONS = {
    "eastern": "America/New_York",
    "central european": "Europe/Berlin",
    "eastern european": "Europe/Kyiv",
    "pacific": "America/Los_Angeles",
    "israel": "Asia/Jerusalem",
    "iran": "Asia/Tehran",
    "japan": "Asia/Tokyo",
    "korea": "Asia/Seoul",
    "turkish": "Europe/Istanbul",
    "china": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "indian": "Asia/Kolkata",
    "washington": "America/New_York",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "islamabad": "Asia/Karachi",
    "ankara": "Europe/Istanbul",
    "tel aviv": "Asia/Jerusalem",
    "geneva": "Europe/Zurich",
    "the hague": "Europe/Amsterdam",
    "abuja": "Africa/Lagos",
    "pretoria": "Africa/Johannesburg",
    "hanoi": "Asia/Ho_Chi_Minh",
    "kiev": "Europe/Kyiv",
}
"""Names that the database has no zone of its own for, but the news."""

LOCAL = "local"
AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


class Zone(Record, frozen=True, kw_only=True):
    """`key` is a zone's name in the database, or None where `hours` ahead of UTC are known.

    With neither the clock is local, and whose is not known.
    """

    said: str
    key: str | None = None
    hours: int | None = None


@functools.cache
def _cities() -> dict[str, str]:
    """City in lower case → its zone, from the names of the database; read on first use."""
    keys = (k for k in sorted(zoneinfo.available_timezones()) if k.split("/")[0] in AREAS)
    return {key.rpartition("/")[2].replace("_", " ").lower(): key for key in keys}


@functools.lru_cache(maxsize=256)
def zone_named(words: str) -> Zone | None:
    """The zone that words name ("gmt", "kyiv", "local"), or None: no zone that is known here."""
    if words in FIXED:
        return Zone(said=words.upper(), hours=FIXED[words])
    if words == LOCAL or words in SHARED:
        return Zone(said=words.upper() if words in SHARED else LOCAL)
    key = REGIONS.get(words) or _cities().get(words)
    return None if key is None else Zone(said=f"{words.title()} time", key=key)


def in_zone(time: Time, zone: Zone) -> Time:
    """A local clock time with its zone's offset on that day."""
    if time.start is None or time.unit != "clock":
        return time
    hour, minute = int(time.timex[11:13]), int(time.timex[14:16])
    moment = datetime.datetime.combine(time.start, datetime.time(hour, minute))
    if zone.key is not None:
        return _in_region(moment, zone.said, zone.key)
    if zone.hours is None:
        return clock_of(time.start, hour, minute, note=_unknown(zone))
    return clock_of(time.start, hour, minute, _written(datetime.timedelta(hours=zone.hours)))


def _in_region(moment: datetime.datetime, said: str, key: str) -> Time:
    day, hour, minute = moment.date(), moment.hour, moment.minute
    try:
        region = zoneinfo.ZoneInfo(key)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return clock_of(day, hour, minute, note=f"the time of day is local: no time zone “{key}”")
    first, second = (moment.replace(tzinfo=region, fold=fold).utcoffset() for fold in (0, 1))
    offset = _written(first or datetime.timedelta())
    note = f"{said} is {'UTC' if offset == 'Z' else f'UTC{offset}'} on that day"
    if first != second:
        note = f"{note}, and the clocks change at that hour"
    return clock_of(day, hour, minute, offset, note)


def _unknown(zone: Zone) -> str:
    if zone.said == LOCAL:
        return "the time of day is local, and which zone is meant is not known"
    return f"the time of day is as written: several zones are called {zone.said}"


def _written(offset: datetime.timedelta) -> str:
    """Z, +02:00, -03:30."""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "Z"
