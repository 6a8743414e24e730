"""Every form of time that news uses has its value; one row each, counted from 30 October 2024."""

from __future__ import annotations

import datetime

import pytest

from vedette.resolve.dates import normalise_time, to_when

WEDNESDAY = datetime.date(2024, 10, 30)

DAYS = """
the fifteenth of this month | 2024-10-15
12th October | 2024-10-12
the day before yesterday | 2024-10-28
three days before Christmas | 2024-12-22
the day after 9 May 1945 | 1945-05-10
the eve of 9 May | 2024-05-08
the first Monday of May | 2024-05-06
the last Friday in September 2023 | 2023-09-29
the end of next week | 2024-11-10
12/25/2023 | 2023-12-25
by this Friday | 2024-11-01
"""

WEEKS = """
week 43 of 2024 | 2024-W43
the 43rd week of 2024 | 2024-W43
2024-W43 | 2024-W43
the week of 21 October | 2024-W43
the week beginning Monday | 2024-W44
later this week | 2024-W44
two weeks after 3 May 2024 | 2024-W20
in two weeks' time | 2024-W46
in three hours' time | ~
at the weekend | 2024-10-26/2024-10-27
"""

MONTHS_AND_YEARS = """
early this month | 2024-10
year-end | 2024-12-31
mid-nineties | 1994/1996
the nineties | 1990/1999
the 1800s | 1800/1899
the second half of the 1980s | 1985/1989
AD 842 | 0842
347 AD | 0347
"""

QUARTERS_AND_SEASONS = """
2024-Q3 | 2024-Q3
Q3 2024 | 2024-Q3
the third quarter | 2024-Q3
the last quarter of 2023 | 2023-Q4
H1 2024 | 2024-01/2024-06
H2 2024 | 2024-07/2024-12
this autumn | 2024-09/2024-11
winter of 2023-24 | 2023-12/2024-02
two summers ago | 2022-06/2022-08
"""

PARTS_OF_DAYS = """
the early hours of Monday | 2024-10-28
the small hours of Monday | 2024-10-28
just before daylight on Monday | 2024-10-28
pre-dawn | 2024-10-30
late Sunday night | 2024-10-27
the first morning of the year | 2024-01-01
"""

LENGTHS = """
48 hours | PT48H
18 months | P18M
half a century | P50Y
a three-day | P3D
the past 24 hours | 2024-10-29/2024-10-30
within twenty-four hours | 2024-10-30/2024-10-31
this past week | 2024-10-23/2024-10-30
"""

SETS = """
every two weeks | P2W
every other Friday | XXXX-WXX-5
Mondays | XXXX-WXX-1
on Fridays | XXXX-WXX-5
twice a year | XXXX
three times a week | XXXX-WXX
quarterly | P3M
"""

RANGES = """
from 3 to 5 May | 2024-05-03/2024-05-05
3-5 May | 2024-05-03/2024-05-05
28 October - 3 November | 2024-10-28/2024-11-03
May-July 2024 | 2024-05/2024-07
May–July 2024 | 2024-05/2024-07
Monday-Wednesday | 2024-10-28/2024-10-30
2019 to 2023 | 2019/2023
between 1960 and last December | 1960/2023-12
9 a.m. to 5 p.m. on Monday | 2024-10-28T09:00/2024-10-28T17:00
the summer and autumn of 2023 | 2023-06/2023-11
"""

OPEN = """
since the 1990s | 1990/..
since May 2019 | 2019-05/..
ever since 2014 | 2014/..
until June 2026 | ../2026-06
not before 2027 | 2027
"""

FISCAL_WITHOUT_A_STATE = """
fiscal year 2024 | 2024
FY24 | 2024
the 2023-24 financial year | 2023/2024
this fiscal year | 2024
"""


def table(text: str) -> list[tuple[str, str]]:
    """Rows of words and value, one a line."""
    rows = [line.strip().split(" | ") for line in text.splitlines() if line.strip()]
    return [(words, value) for words, value in rows]


ALL = (
    DAYS, WEEKS, MONTHS_AND_YEARS, QUARTERS_AND_SEASONS, PARTS_OF_DAYS, LENGTHS, SETS, RANGES, OPEN,
    FISCAL_WITHOUT_A_STATE,
)  # fmt: skip


@pytest.mark.parametrize(("words", "value"), [row for part in ALL for row in table(part)])
def test_a_form_of_time_has_its_value(words: str, value: str) -> None:
    found = normalise_time(words, anchor=WEDNESDAY)
    assert found.value == value
    assert to_when(value, words) is not None


@pytest.mark.parametrize(
    ("words", "country", "value"),
    [
        ("fiscal year 2024", "USA", "2023-10/2024-09"),
        ("FY24", "IND", "2023-04/2024-03"),
        ("fiscal 2024", "JPN", "2024-04/2025-03"),
        ("FY2024/25", "GBR", "2024-04/2025-03"),
        ("the 2023-24 financial year", "AUS", "2023-07/2024-06"),
        ("this fiscal year", "JPN", "2024-04/2025-03"),
        ("last fiscal year", "USA", "2023-10/2024-09"),
        ("the next fiscal year", "PAK", "2025-07/2026-06"),
        ("fiscal 2023", "DEU", "2023"),
    ],
)
def test_a_fiscal_year_is_its_states(words: str, country: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, country=country).value == value


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("30 February", "there is no 30 February"),
        ("31 April 2024", "there is no 31 April 2024"),
        ("31 June", "there is no 31 June"),
        ("29 February 2023", "there is no 29 February 2023"),
        ("the night of 30 February", "there is no 30 February"),
        ("9 p.m. on 31 April", "there is no 31 April"),
        ("early on 31 November", "there is no 31 November"),
        ("30 February to 3 March", "there is no 30 February"),
        ("3 to 31 February", "there is no 31 February"),
        ("week 54 of 2024", "the year 2024 has no week 54"),
        ("week 53 of 2024", "the year 2024 has no week 53"),
        ("2024-W54", "there is no 2024-W54 in the calendar"),
        ("2024-02-30", "there is no 2024-02-30 in the calendar"),
        ("2024-13", "13 is neither a month of 2024 nor a year after it"),
        ("31/31/2024", "a year has no month 31"),
        ("Q5 2024", "a year has no quarter 5"),
        ("25:00", "a day has no time 25:00"),
        ("9:75", "a day has no time 9:75"),
        ("the fifth Monday of February 2023", "2023-02 has no weekday number 5"),
        ("28", "a bare number, which may be no date"),
        ("Eid al-Fitr 2024", "a movable feast, whose date is not known here"),
    ],
)
def test_a_time_that_cannot_be_says_why(words: str, reason: str) -> None:
    found = normalise_time(words, anchor=WEDNESDAY)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("three weeks", "a length of time, not a date"),
        ("every Friday", "a time that comes again and again, not one date"),
        ("late March 2024", "as written; its late part is taken as days 21 to 31"),
        ("mid-2023", "as written; its middle is taken as month 6"),
        ("summer 2024", "as written; seasons are those of the northern hemisphere"),
        ("the nineties", "as written; taken as the 1900s"),
        ("Tuesday, 28 October 2024", "as written; that day is a Monday, not a Tuesday"),
        (
            "fiscal year 2024",
            "as written; whose fiscal year is not known: taken as the calendar year of its name",
        ),
        ("by Friday", "counted from the report's day 2024-10-30, looking ahead"),
        ("within thirty days", "counted from the report's day 2024-10-30"),
    ],
)
def test_a_reason_says_what_an_analyst_should_know(words: str, reason: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY).reason == reason


def test_the_reason_names_the_side_that_the_tense_chose() -> None:
    past = normalise_time("Friday", anchor=WEDNESDAY, tense="past")
    future = normalise_time("Friday", anchor=WEDNESDAY, tense="future")
    assert (past.value, past.reason[-14:]) == ("2024-10-25", ", looking back")
    assert (future.value, future.reason[-15:]) == ("2024-11-01", ", looking ahead")


@pytest.mark.parametrize(
    ("words", "before", "value"),
    [
        ("month", "a bargain with Baghdad last ", "2024-09"),
        ("week", "will be signed next ", "2024-W45"),
        ("Tuesday", "it happened last ", "2024-10-29"),
        ("the week", "it happened last ", "2024-W44"),
    ],
)
def test_a_word_left_outside_a_mention_is_read_with_it(words: str, before: str, value: str) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, before=before).value == value


@pytest.mark.parametrize(
    ("previous", "words", "value"),
    [
        ("2024-10-21T21:00", "two hours later", "2024-10-21T23:00"),
        ("2024-10-21T23:30", "an hour later", "2024-10-22T00:30"),
        ("2024-10-21T23:30+03:00", "an hour later", "2024-10-22T00:30+03:00"),
        ("2024-10-21", "two hours later", "~"),
        ("9999-12-31T23:30", "an hour later", None),
    ],
)
def test_hours_count_from_the_time_of_day_named_before(
    previous: str, words: str, value: str | None
) -> None:
    assert normalise_time(words, anchor=WEDNESDAY, previous=previous).value == value


def test_a_narrative_goes_on_from_a_deadline() -> None:
    """... was to be over by May 1943. In July ..."""
    assert normalise_time("July", anchor=None, previous="../1943-05").value == "1943-07"
