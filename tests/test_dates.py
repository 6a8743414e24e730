"""Times in words get the value that the guidelines write."""

from __future__ import annotations

import datetime

import pytest

from vedette.records import When
from vedette.resolve.date_setting import Tense
from vedette.resolve.dates import find_times, normalise_time, tense_at, to_when

WEDNESDAY = datetime.date(2024, 10, 30)

CALENDAR = """
28 October | 2024-10-28
Oct 28 | 2024-10-28
October 28, 2024 | 2024-10-28
Monday, 28 October | 2024-10-28
Sept. 11, 2001 | 2001-09-11
the twenty-first of March 2019 | 2019-03-21
28/10/2024 | 2024-10-28
2024-10-28 | 2024-10-28
in February 2022 | 2022-02
2022 | 2022
late 2023 | 2023-10/2023-12
mid-July | 2024-07-15
late March | 2024-03-21/2024-03-31
late February 2024 | 2024-02-21/2024-02-29
the end of June | 2024-06-30
the end of the month | 2024-10-31
the first week of May | 2024-05-01/2024-05-07
the last day of March 2023 | 2023-03-31
first half of 2023 | 2023-01/2023-06
the third quarter of 2024 | 2024-Q3
the spring of 2027 | 2027-03/2027-05
the 1990s | 1990/1999
early 1990s | 1990/1993
the 19th century | 1800/1899
1914-18 | 1914/1918
between 3 and 5 May | 2024-05-03/2024-05-05
14 to 16 May 2025 | 2025-05-14/2025-05-16
March 2018 and October 2021 | 2018-03/2021-10
Easter Sunday 2025 | 2025-04-20
New Year's Eve | 2024-12-31
490 BC | BC0490
"""

RELATIVE = """
on Monday | 2024-10-28
Monday's | 2024-10-28
Wednesday | 2024-10-30
last Wednesday | 2024-10-23
last Thursday | 2024-10-24
next Tuesday | 2024-11-05
Tuesday of last week | 2024-10-22
Monday night | 2024-10-28
early on Sunday | 2024-10-27
in the early hours of Monday | 2024-10-28
from Monday to Wednesday | 2024-10-28/2024-10-30
yesterday | 2024-10-29
today | 2024-10-30
tonight | 2024-10-30
this morning | 2024-10-30
last night | 2024-10-29
overnight | 2024-10-29/2024-10-30
dawn | 2024-10-30
the weekend | 2024-10-26/2024-10-27
last week | 2024-W43
this month | 2024-10
last year | 2023
last December | 2023-12
next spring | 2025-03/2025-05
two weeks ago | 2024-W42
a fortnight ago | 2024-10-16
three days ago | 2024-10-27
two months ago | 2024-08
two years ago | 2022
a decade ago | 2014
earlier this year | 2024
since 2019 | 2019/..
since last December | 2023-12/..
since Monday | 2024-10-28
since Q3 2024 | 2024-07/..
until 2026 | ../2026
by 15 November | ../2024-11-15
by Friday | 2024-11-01
over the past three months | 2024-07-30/2024-10-30
within a month | 2024-10-30/2024-11-30
for three weeks | P3W
half an hour | PT0.5H
two and a half years | P2.5Y
every Friday | XXXX-WXX-5
daily | XXXX-XX-XX
at 9 p.m. | 2024-10-30T21:00
9 a.m. on Monday | 2024-10-28T09:00
six on Sunday morning | 2024-10-27T06:00
8.40 on Thursday evening | 2024-10-24T20:40
noon on Friday | 2024-10-25T12:00
10.15 p.m. on 20 September | 2024-09-20T22:15
recently | ~
in recent months | ~
a few days ago | ~
soon | ~
"""


def table(text: str) -> list[tuple[str, str]]:
    """Rows of words and value, one a line."""
    rows = [line.strip().split(" | ") for line in text.splitlines() if line.strip()]
    return [(words, value) for words, value in rows]


@pytest.mark.parametrize(("words", "value"), table(CALENDAR + RELATIVE))
def test_a_time_is_counted_from_the_day_of_its_report(words: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY).value == value


@pytest.mark.parametrize(
    ("words", "value"),
    table("""
        2024 | 2024
        3 May 2020 | 2020-05-03
        since 2019 | 2019/..
        the 1990s | 1990/1999
        9 May 1945 | 1945-05-09
    """),
)
def test_without_a_report_date_absolute_times_still_resolve(words: str, value: str) -> None:
    found = normalise_time(words, anchor=None)
    assert (found.value, found.reason) == (value, "as written")


@pytest.mark.parametrize(
    "words",
    ["Monday", "yesterday", "last week", "3 May", "two years ago", "this morning", "9 p.m."],
)
def test_without_a_report_date_relative_times_say_what_is_missing(words: str) -> None:
    found = normalise_time(words, anchor=None)
    assert (found.value, found.reason) == (None, "no report date to count from")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("31 February", "there is no 31 February"),
        ("30 February 2024", "there is no 30 February 2024"),
        ("29 February 2023", "there is no 29 February 2023"),
        ("32 May", "no month has a day 32"),
        ("the 45th", "no month has a day 45"),
        ("10/11/2024", "the day and the month cannot be told apart"),
        ("9999 years ago", "outside the calendar"),
        ("1945-1939", "the end of the interval comes before its start"),
        ("Ramadan", "a movable feast, whose date is not known here"),
        ("the committee", "no time that this grammar knows"),
        ("", "no words"),
        ("May " * 40, "longer than 120 characters"),
    ],
)
def test_what_is_no_time_has_a_reason_and_no_value(words: str, reason: str) -> None:
    found = normalise_time(words, anchor=WEDNESDAY)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", datetime.date.min),
        ("last year", datetime.date.min),
        ("next week", datetime.date.max),
        ("next month", datetime.date.max),
    ],
)
def test_the_calendar_ends_with_the_years_1_and_9999(words: str, day: datetime.date) -> None:
    found = normalise_time(words, anchor=day)
    assert (found.value, found.reason) == (None, "outside the calendar")


@pytest.mark.parametrize(
    ("words", "tense", "value"),
    [
        ("Friday", "past", "2024-10-25"),
        ("Friday", "future", "2024-11-01"),
        ("March", "past", "2024-03"),
        ("March", "future", "2025-03"),
        ("10 January", "past", "2024-01-10"),
        ("10 January", "future", "2025-01-10"),
        ("the weekend", "future", "2024-11-02/2024-11-03"),
        ("the summer", "past", "2024-06/2024-08"),
        ("the summer", "future", "2025-06/2025-08"),
        ("the 13th", "future", "2024-11-13"),
    ],
)
def test_the_tense_tells_the_last_from_the_next(words: str, tense: Tense, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, tense=tense).value == value


@pytest.mark.parametrize(
    ("words", "previous", "value"),
    [
        ("a day earlier", "2024-10-21", "2024-10-20"),
        ("the next day", "2024-10-21", "2024-10-22"),
        ("the same day", "2024-10-21", "2024-10-21"),
        ("that night", "2024-10-21", "2024-10-21"),
        ("the following morning", "2024-10-21", "2024-10-22"),
        ("three days later", "2024-10-21", "2024-10-24"),
        ("two years later", "1994", "1996"),
        ("the following year", "1996", "1997"),
        ("that September", "1996", "1996-09"),
        ("the 13th", "2024-10-02", "2024-10-13"),
        ("a day earlier", "2022", "2024-10-29"),
        ("yesterday", "2024-10-21", "2024-10-29"),
    ],
)
def test_some_times_count_from_the_one_named_before(words: str, previous: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, previous=previous).value == value


@pytest.mark.parametrize(
    ("before", "words", "value"),
    [
        ("has been held since", "2019", "2019/.."),
        ("has been held since", "the weekend", "2024-10-26/2024-10-27"),
        ("must be gone by", "15 November", "../2024-11-15"),
        ("will be done by the", "summer", "2025-06/2025-08"),
        ("to disarm within", "thirty days", "2024-10-30/2024-11-29"),
        ("was said on", "Monday", "2024-10-28"),
    ],
)
def test_the_word_before_a_time_opens_or_turns_it(before: str, words: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, before=f"{before} ").value == value


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("28 October 2024", "as written"),
        ("Monday", "counted from the report's day 2024-10-30"),
        ("a day earlier", "counted from 2024-10-21, named before it"),
        ("recently", "no date is given"),
    ],
)
def test_a_value_says_what_it_was_counted_from(words: str, reason: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, previous="2024-10-21").reason == reason


@pytest.mark.parametrize(
    ("words", "timex"),
    [
        ("the summer of 1943", "1943-SU"),
        ("the 1930s", "193"),
        ("Monday night", "2024-10-28TNI"),
        ("now", "PRESENT_REF"),
        ("a few days", "PXD"),
        ("late 1941", "1941"),
    ],
)
def test_beside_the_value_stands_its_timex3(words: str, timex: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY).timex == timex


def test_a_narrative_counts_from_the_time_before() -> None:
    """In February 1940 ... In April ... on the 9th ... the next day ... In January"""
    previous, found = "1940-02", []
    for words in ("April", "the 9th", "the next day", "January"):
        value = normalise_time(words, anchor=None, previous=previous).value
        assert value is not None
        previous = value
        found.append(value)
    assert found == ["1940-04", "1940-04-09", "1940-04-10", "1940-01"]


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2024-10-28", "2024-10-28", "2024-10-28", "day"),
        ("2024-10-28T21:00", "2024-10-28T21:00", "2024-10-28T21:00", "clock"),
        ("2024-W43", "2024-10-21", "2024-10-27", "week"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-Q3", "2024-07-01", "2024-09-30", "quarter"),
        ("2024-SU", "2024-06-01", "2024-08-31", "season"),
        ("2024-12/2025-02", "2024-12-01", "2025-02-28", "season"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("1990/1999", "1990-01-01", "1999-12-31", "decade"),
        ("2024-10-21/2024-10-27", "2024-10-21", "2024-10-27", "interval"),
        ("2022-02/..", "2022-02-01", None, "open"),
        ("../2023-09-15", None, "2023-09-15", "open"),
        ("~", None, None, "vague"),
        ("P3W", None, None, "vague"),
        ("XXXX-WXX-5", None, None, "vague"),
    ],
)
def test_a_value_covers_days(
    value: str, start: str | None, end: str | None, precision: str
) -> None:
    when = When(start=start, end=end, precision=precision, raw="words")
    assert to_when(value, "words") == when


@pytest.mark.parametrize(
    "value", ["2024-13", "2024-02-31", "2024-W54", "yesterday", "", "2025/2024", "../..", "0000"]
)
def test_a_malformed_value_covers_nothing(value: str) -> None:
    assert to_when(value, value) is None


@pytest.mark.parametrize(
    ("sentence", "time", "tense"),
    [
        ("The minister said on Monday that he may resign.", "Monday", "past"),
        ("The two sides will meet on Friday.", "Friday", "future"),
        ("The curfew would be eased on Monday.", "Monday", "future"),
        ("The forces are to hold their fire from noon on Sunday.", "Sunday", "future"),
        ("Both men agreed to return on Thursday.", "Thursday", "future"),
        ("He would not say on Friday what was in it.", "Friday", "past"),
        ("On Tuesday the council will vote.", "Tuesday", "future"),
        ("SADC promised to send observers by the weekend.", "the weekend", "future"),
        ("The mission counted the men by Friday.", "Friday", None),
        ("Monday, a quiet day.", "Monday", None),
    ],
)
def test_the_words_around_a_time_tell_its_tense(
    sentence: str, time: str, tense: str | None
) -> None:
    assert tense_at(sentence, sentence.index(time)) == tense


def test_times_are_found_in_text_without_their_prepositions() -> None:
    """NATO said on Monday night that troops, first seen on 12 October, may march in May 2025.
    In 2022 the base held 2022 men. The march went on for two days; a day earlier, last week,
    at 9 a.m. on Friday and by the end of the month nothing moved since late March.
    """
    text = str(test_times_are_found_in_text_without_their_prepositions.__doc__)
    assert [text[start:end] for start, end in find_times(text)] == [
        "Monday night",
        "12 October",
        "May 2025",
        "2022",
        "a day earlier",
        "last week",
        "9 a.m. on Friday",
        "the end of the month",
        "late March",
    ]
