"""No text breaks the normaliser of times or numbers, and every value is well formed."""

from __future__ import annotations

import datetime
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.resolve.date_setting import Tense
from vedette.resolve.date_values import VALUE, parse_value
from vedette.resolve.dates import (
    TimeValue,
    find_times,
    normalise_time,
    tense_at,
    to_when,
)
from vedette.resolve.number_words import each
from vedette.resolve.numbers import normalise_number

NUMBER_VALUE = re.compile(r"~|[<>]?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?(?: [A-Za-z%]+)?")
PIECES = each(
    "the of a an last next this early late mid- since by until from to and between Monday May 31 "
    "2024 19:30 9 p.m. week weeks month year decade century summer 1990s three ago earlier later "
    "end first 13th 29 February noon dawn night half quarter Q3 '99 BC - / , overnight weekend "
    "GMT Kyiv time in Tehran 0300 hours fiscal FY24 week 54 W43 Q5 H1 eve before after nineties AD "
    "every past within Easter 0 00 9999 days years hours XXXX P3D ~ million hundred $ % -"
)

anything = st.text(max_size=140)
phrases = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
days = st.none() | st.dates()
values = st.sampled_from(
    (
        "2024-10-21",
        "2024-10-21T21:00+02:00",
        "../2023",
        "1994",
        "~",
        "2022-02/..",
        "0001-01-01",
        "9999",
        "x",
    )
)
places = st.sampled_from(
    (
        ("", None, None),
        (" Kyiv time", None, "USA"),
        (" in Apia", "Mars/Base", "IND"),
        (" local time", "America/New_York", "XXX"),
        (" GMT", "Asia/Kathmandu", None),
    )
)
TENSES: tuple[Tense | None, ...] = ("past", "future", None)
tenses = st.sampled_from(TENSES)


@given(anything | phrases, days, st.none() | values, tenses, phrases, places)
def test_a_time_has_a_well_formed_value_or_a_reason(
    text: str,
    anchor: datetime.date | None,
    previous: str | None,
    tense: Tense | None,
    before: str,
    place: tuple[str, str | None, str | None],
) -> None:
    after, zone, country = place

    def normalised() -> TimeValue:
        return normalise_time(
            text,
            anchor=anchor,
            previous=previous,
            tense=tense,
            before=before,
            after=after,
            zone=zone,
            country=country,
        )

    found = normalised()
    assert found == normalised()
    assert found.reason
    if found.value is not None:
        assert VALUE.fullmatch(found.value)
        assert to_when(found.value, text) is not None


@given(anything | phrases, phrases)
def test_a_number_has_a_well_formed_value_or_a_reason(text: str, before: str) -> None:
    found = normalise_number(text, before=before)
    assert found == normalise_number(text, before=before)
    assert found.reason
    if found.value is not None:
        assert NUMBER_VALUE.fullmatch(found.value)
    if found.low is not None and found.high is not None:
        assert found.low <= found.high


@given(st.dates())
def test_a_day_is_read_back_as_it_was_written(day: datetime.date) -> None:
    assert normalise_time(day.isoformat(), anchor=None).value == day.isoformat()
    assert normalise_time("today", anchor=day).value == day.isoformat()
    time = parse_value(day.isoformat())
    assert time is not None
    assert (time.start, time.end) == (day, day)


@given(anything | phrases)
def test_found_times_are_spans_of_the_text_in_order(text: str) -> None:
    spans = find_times(text)
    every = find_times(text, every=True)
    assert list(every) == sorted(every)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)
    assert all(tense_at(text, start) in ("past", "future", None) for start, _ in spans)


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(("7", "of the ", "a ", "two ", "- ", "1,000 ", "late ", "Monday ", "May 1 "))
)
def test_a_hostile_length_is_refused_with_a_reason(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert normalise_time(text, anchor=None).value is None
    assert normalise_number(text, before=text).value is None
    assert normalise_time("Monday", anchor=None, before=text).value is None
    assert isinstance(find_times(text), tuple)
