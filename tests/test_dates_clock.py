"""Times of day get the offset of the place they are told for, and none where none is told."""

from __future__ import annotations

import datetime

import pytest

from vedette.records import When
from vedette.resolve.date_zones import FIXED, REGIONS, SHARED, zone_named
from vedette.resolve.dates import normalise_time, to_when

WEDNESDAY = datetime.date(2024, 10, 30)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at 5 p.m. in Kyiv", "2024-10-30T17:00+02:00"),
        ("5 p.m. Kyiv time on Monday", "2024-10-28T17:00+02:00"),
        ("5 p.m. on Monday in Tehran", "2024-10-28T17:00+03:30"),
        ("0300 GMT", "2024-10-30T03:00Z"),
        ("1500 GMT on 28 October", "2024-10-28T15:00Z"),
        ("03:00 UTC", "2024-10-30T03:00Z"),
        ("noon GMT", "2024-10-30T12:00Z"),
        ("9 a.m. EST", "2024-10-30T09:00-05:00"),
        ("8 p.m. Moscow time", "2024-10-30T20:00+03:00"),
        ("9 p.m. on 28 July in Kyiv", "2024-07-28T21:00+03:00"),
        ("9 a.m. in New York", "2024-10-30T09:00-04:00"),
        ("10 p.m. Israel time", "2024-10-30T22:00+02:00"),
        ("1500 local time", "2024-10-30T15:00"),
        ("9 a.m. IST", "2024-10-30T09:00"),
        ("9 a.m.", "2024-10-30T09:00"),
        ("1500 hours", "2024-10-30T15:00"),
        ("0300 hours", "2024-10-30T03:00"),
        ("1500 hours on Monday", "2024-10-28T15:00"),
        ("1575 hours", "PT1575H"),
        ("21:30", "2024-10-30T21:30"),
    ],
)
def test_a_time_of_day_has_the_offset_of_its_zone(words: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY).value == value


@pytest.mark.parametrize(
    ("words", "zone", "value"),
    [
        ("9 p.m.", "Europe/Moscow", "2024-10-30T21:00+03:00"),
        ("1500 local time", "Asia/Gaza", "2024-10-30T15:00+02:00"),
        ("9 p.m. GMT", "Europe/Moscow", "2024-10-30T21:00Z"),
        ("Monday", "Europe/Moscow", "2024-10-28"),
        ("9 p.m.", "Mars/Base", "2024-10-30T21:00"),
        ("9 p.m.", "../etc/passwd", "2024-10-30T21:00"),
    ],
)
def test_the_caller_may_give_the_zone_of_the_place(words: str, zone: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, zone=zone).value == value


@pytest.mark.parametrize(
    ("after", "value"),
    [
        (" Kyiv time, the ministry said", "2024-10-30T21:00+02:00"),
        (" in Tehran on Monday", "2024-10-30T21:00+03:30"),
        (" GMT", "2024-10-30T21:00Z"),
        (" (GMT)", "2024-10-30T21:00Z"),
        (" in Parliament", "2024-10-30T21:00"),
        (" the next day", "2024-10-30T21:00"),
        (". In Tehran", "2024-10-30T21:00"),
    ],
)
def test_the_words_behind_a_time_of_day_may_name_its_zone(after: str, value: str) -> None:
    assert normalise_time("9 p.m.", anchor=WEDNESDAY, after=after).value == value


@pytest.mark.parametrize(
    ("words", "zone", "note"),
    [
        ("5 p.m. in Kyiv", None, "Kyiv time is UTC+02:00 on that day"),
        (
            "2.30 a.m. on 27 October in Berlin",
            None,
            "Berlin time is UTC+02:00 on that day, and the clocks change at that hour",
        ),
        ("9 a.m. IST", None, "the time of day is as written: several zones are called IST"),
        (
            "1500 local time",
            None,
            "the time of day is local, and which zone is meant is not known",
        ),
        ("9 p.m.", "Mars/Base", "the time of day is local: no time zone “Mars/Base”"),
    ],
)
def test_the_reason_says_which_zone_was_taken(words: str, zone: str | None, note: str) -> None:
    reason = normalise_time(words, anchor=WEDNESDAY, zone=zone).reason
    assert reason == f"counted from the report's day 2024-10-30; {note}"


def test_an_offset_stays_in_the_interval_of_the_event() -> None:
    value = "2024-10-28T17:00+02:00"
    assert to_when(value, "5 p.m.") == When(start=value, end=value, precision="clock", raw="5 p.m.")


def test_every_zone_that_a_table_names_is_in_the_database() -> None:
    assert all(zone_named(name) is not None for name in (*FIXED, *SHARED, *REGIONS))
    day = datetime.date(2024, 7, 1)
    for name in REGIONS:
        found = normalise_time(f"9 a.m. {name} time", anchor=day)
        assert found.value is not None, name
        assert len(found.value) > 16, f"{name}: {found.reason}"
