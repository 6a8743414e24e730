"""A reading's times get their values with what stands around them in the report."""

from __future__ import annotations

import pytest

from vedette.records import Mention, Reading, Report
from vedette.resolve.date_find import find_times, tense_of
from vedette.resolve.values import with_values

DAY = "2024-10-30"


def reading_of(text: str, times: tuple[str, ...], date: str | None = DAY) -> Reading:
    """One sentence a full stop, and the given words as TIME mentions."""
    mentions, at = [], 0
    for n, words in enumerate(times):
        at = text.index(words, at)
        mentions.append(Mention(id=f"m{n}", start=at, end=at + len(words), text=words, kind="TIME"))
        at += len(words)
    ends = [i + 1 for i, character in enumerate(text) if character == "."]
    sentences = tuple(zip([0, *ends[:-1]], ends, strict=True))
    report = Report(id="r", text=text, date=date)
    return Reading(model="", report=report, sentences=sentences, mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("text", "times", "values"),
    [
        ("The raid began at 9 p.m. Kyiv time on Monday.", ("9 p.m.",), ["2024-10-30T21:00+02:00"]),
        ("It was told to leave by Friday.", ("Friday",), ["2024-11-01"]),
        ("It had left by Friday.", ("Friday",), ["2024-11-01"]),
        ("It was shut last month.", ("month",), ["2024-09"]),
        (
            "He came on 21 October. She had recently gone. A day earlier he had called.",
            ("21 October", "recently", "A day earlier"),
            ["2024-10-21", "~", "2024-10-20"],
        ),
        (
            "They held the pass for three days. The next day it fell.",
            ("three days", "The next day"),
            ["P3D", "2024-10-31"],
        ),
    ],
)
def test_a_time_is_valued_where_it_stands(
    text: str, times: tuple[str, ...], values: list[str]
) -> None:
    valued = with_values(reading_of(text, times))
    assert [m.value for m in valued.mentions] == values
    assert all(m.reason for m in valued.mentions)
    assert [m.text for m in valued.mentions] == list(times)


def test_the_caller_may_give_zone_and_state() -> None:
    reading = reading_of(
        "At 9 p.m. it shut. The fiscal year 2024 is over.", ("9 p.m.", "fiscal year 2024")
    )
    valued = with_values(reading, zone="Asia/Gaza", country="USA")
    assert [m.value for m in valued.mentions] == ["2024-10-30T21:00+02:00", "2023-10/2024-09"]


def test_an_impossible_date_stays_raw_and_says_why() -> None:
    (time,) = with_values(reading_of("It fell on 30 February.", ("30 February",))).mentions
    assert (time.text, time.value, time.when) == ("30 February", None, None)
    assert time.reason == "there is no 30 February"


@pytest.mark.parametrize(
    ("sentence", "given", "tense"),
    [
        ("He was ordered to leave by Friday.", "past", "future"),
        ("He had left by Friday.", "past", "past"),
        ("He will leave by Friday.", "past", "future"),
        ("He will leave on Friday.", "past", "past"),
        ("He left on Friday.", None, "past"),
        ("He left on Friday.", "future", "future"),
    ],
)
def test_a_deadline_in_an_order_is_to_come(sentence: str, given: str | None, tense: str) -> None:
    start = sentence.index("Friday")
    assert tense_of(given, sentence, start) == tense  # type: ignore[arg-type]


def test_all_that_timex3_marks_is_found_where_it_is_asked_for() -> None:
    """The former king, now 50, fell in the winter of 1941 after three weeks. In 490 BC,
    later that year, the 1918-19 war began; a ten-day truce held every Friday. The 38th Army rested.
    """
    text = str(test_all_that_timex3_marks_is_found_where_it_is_asked_for.__doc__)
    assert [text[start:end] for start, end in find_times(text, every=True)] == [
        "former",
        "now",
        "the winter of 1941",
        "three weeks",
        "490 BC",
        "later that year",
        "1918-19",
        "ten-day",
        "every Friday",
    ]


def test_a_line_break_in_a_time_is_a_blank() -> None:
    text = "It fell on 28\nOctober\u00a02024."
    assert [text[start:end] for start, end in find_times(text)] == ["28\nOctober\u00a02024"]
