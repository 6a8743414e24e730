"""Times of day: "9 a.m. on Monday", "noon", "0300 GMT", "5 p.m. in Kyiv", "six o'clock"."""

from __future__ import annotations

import re
from functools import partial

from vedette.resolve.date_days import Unresolved
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_setting import Meaning, Read, Rule, Setting, compiled
from vedette.resolve.date_values import Time, clock_of, day_of
from vedette.resolve.date_words import CLOCKS, PARTS, WEEKDAYS, any_of
from vedette.resolve.date_zones import FIXED, LOCAL, SHARED, Zone, in_zone, zone_named
from vedette.resolve.numbers import cardinal

_HOUR = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap]) ?m"
    r"|(?P<hour24>\d{1,2})[:.](?P<minute24>\d{2})(?: ?(?:hrs|hours|h)\b)?"
    r"|(?P<hour4>\d\d)(?P<minute4>\d\d) ?(?:hrs|hours|h|z)\b"
    r"|(?P<bare>\d{4})(?= (?:gmt|utc|local|[a-z]+ time))"
    rf"|(?P<named>{any_of(CLOCKS)}))"
)
_ABBREVIATED = any_of((*(zone for zone in FIXED if " " not in zone), *SHARED))
_ZONE = rf"(?P<zone>{_ABBREVIATED}|[a-z]+(?: [a-z]+)? time)"
_DAY = r"(?:(?: on| of| in)? (?P<rest>.+))"
_FORMS = (
    rf"{_HOUR}(?: {_ZONE})?{_DAY}?",
    rf"(?P<rest>.+?)(?: at)?(?: around| about)? {_HOUR}(?: {_ZONE})?",
    r"(?P<hour>[a-z]+|\d{1,2})(?: o'clock)? (?:on |in )?(?:the )?"
    rf"(?P<rest>(?:(?:{any_of(WEEKDAYS)}|this|that|yesterday|tomorrow) )?(?:{any_of(PARTS)})"
    rf"|o'clock|{any_of(WEEKDAYS)})",
)
_ZONED = rf"(?P<clock>.+?) (?:in (?P<city>[a-z]+(?: [a-z]+)?)|\(?{_ZONE}\)?)"
_BEHIND = (
    r" (?:in (?P<city>(?:[A-Z][a-z]+ )?[A-Z][a-z]+)\b"
    r"|\(?(?P<zone>[A-Z]{3,4}\b|(?:local|[A-Z][a-z]+(?: [A-Z][a-z]+)?) time\b))"
)
_LATE = ("TEV", "TNI", "TAF")


def take_clock(words: str, read: Read) -> Meaning | None:
    """A time of day, on the day named beside it, or before it, or else on the report's."""
    for form in _FORMS:
        match = compiled(form).fullmatch(words)
        if match is None:
            continue
        meaning = _clock(match, read)
        if meaning is not None:
            return meaning
    return None


def _clock(match: re.Match[str], read: Read) -> Meaning | None:
    clock, groups = _time_of_day(match), match.groupdict()
    if clock is None:
        return None
    zone = zone_of(groups.get("zone") or "")
    if groups.get("zone") and zone is None:
        return None
    rest = "" if groups["rest"] == "o'clock" else groups["rest"] or ""
    day = read(rest) if rest else None
    return None if rest and day is None else partial(_at, clock, zone, day)


def _time_of_day(match: re.Match[str]) -> tuple[int, int] | None:
    """Hour and minute of a clock's words, which may be none of the day; None: no clock at all."""
    groups = match.groupdict()
    if groups.get("named"):
        return CLOCKS[groups["named"]]
    if groups.get("bare"):
        return int(groups["bare"][:2]), int(groups["bare"][2:])
    figures = groups.get("hour24") or groups.get("hour4")
    minute = int(groups.get("minute") or groups.get("minute24") or groups.get("minute4") or 0)
    if figures:
        return int(figures), minute
    number = cardinal(groups["hour"])
    return None if number is None else (_of_day(int(number), groups.get("half")), minute)


def _of_day(hour: int, half: str | None) -> int:
    """The hour of the day; "13 p.m." is taken as it is meant."""
    return hour % 12 + 12 * (half == "p") if half and 1 <= hour <= 12 else hour


def _military(match: re.Match[str], setting: Setting) -> Time:
    """ "1500 hours" is a time of day: as a length it would be written with a comma."""
    clock = int(match["hour"]), int(match["minute"])
    time = clock_of(setting.then("day"), *clock)
    return _placed(time, setting.zone, setting)


RULES = (
    Rule(
        Kind.FIGURE | Kind.UNIT,
        r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) hours",
        _military,
    ),
)


def zone_of(words: str) -> Zone | None:
    """The zone of "gmt", "kyiv time", "local time"; None: no zone that is known here."""
    return zone_named(words.removesuffix(" time")) if words else None


def _at(
    clock: tuple[int, int], zone: Zone | None, day: Meaning | None, setting: Setting
) -> Time | None:
    hour, minute = clock
    date = day_of(setting.then("day")) if day is None else day(setting)
    if date is None or date.start is None or date.start != date.end:
        return None
    if hour < 12 and date.timex.endswith(_LATE):
        hour += 12
    if not (hour < 24 and minute < 60):
        raise Unresolved(f"a day has no time {hour}:{minute:02d}")
    time = clock_of(date.start, hour, minute, note=date.note)
    return _placed(time, zone or setting.zone, setting)


def _placed(time: Time, zone: Zone | None, setting: Setting) -> Time:
    """In the zone that is named, or where that is only called local in the caller's."""
    if zone is not None and zone.said == LOCAL and setting.zone is not None:
        zone = setting.zone
    return time if zone is None else in_zone(time, zone)


def take_zoned(words: str, read: Read) -> Meaning | None:
    """A clock time with its zone or city behind it: "5 p.m. on Monday in Kyiv"."""
    match = compiled(_ZONED).fullmatch(words)
    zone = zone_of(match["city"] or match["zone"] or "") if match else None
    if match is None or zone is None:
        return None
    clock = read(match["clock"])
    return None if clock is None else partial(_zoned, clock, zone)


def _zoned(clock: Meaning, zone: Zone, setting: Setting) -> Time | None:
    time = clock(setting)
    if time is None or time.unit != "clock":
        return None
    return _placed(time, zone, setting)


def zone_behind(after: str) -> Zone | None:
    """The zone that the text right behind a time names: " Kyiv time", " in Kyiv", " (GMT)"."""
    match = compiled(_BEHIND).match(after[:40])
    if match is None:
        return None
    city, zone = match["city"], match["zone"]
    return zone_of((city or zone).lower())
