"""The work on an expression is bounded and that on a text grows with its length, whatever it is."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.resolve import date_grammar, dates
from vedette.resolve.date_grammar import RULES, meaning_of
from vedette.resolve.date_kinds import kinds_of
from vedette.resolve.date_setting import compiled
from vedette.resolve.dates import MAX_LENGTH, find_times, normalise_time, tense_at

WEDNESDAY = datetime.date(2024, 10, 30)
HOSTILE = (
    "to ", "- ", "3-", "-", "of the ", "early ", "the end of ", "first week of ", "noon on ",
    "Monday to ", "May and ", "1 May - ", "two days before ", "the eve of ", "week of ",
    "night of ", "a ", "7", "1,000 ", "last ", "every ", "9 pm in ", "and a half ", "half ",
    "two hundred and ", "more than ", "few ", "Kyiv time ", "gmt ", "about ", "May 1 ", "BC ",
    "12:", "2024/", "'", "the second half of the ", "or Monday and ", "a.m. ", "1st of 2nd ",
    "two weeks' time ",
)  # fmt: skip
PIECES = st.sampled_from([word for piece in HOSTILE for word in piece.split()] + ["2024", "Friday"])
MOST = 150
"""Parts of one expression that may be read: the worst found was 44."""


def parts_read(text: str) -> int:
    """How many parts of an expression the grammar looks at, from an empty memory."""
    dates._spoken.cache_clear()
    meaning_of.cache_clear()
    normalise_time(text, anchor=WEDNESDAY)
    return meaning_of.cache_info().misses


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_repeated_piece_costs_little_however_often_it_stands(piece: str) -> None:
    assert parts_read((piece * MAX_LENGTH)[:MAX_LENGTH]) <= MOST


@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_no_mixture_of_pieces_costs_much(text: str) -> None:
    assert parts_read(text[:MAX_LENGTH]) <= MOST


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("find", [find_times, lambda text: find_times(text, every=True)])
def test_finding_times_takes_as_long_as_the_text_is(
    piece: str, find: Callable[[str], object]
) -> None:
    """Four times the text takes about four times the time; sixteen would be quadratic."""
    short = (piece * 2_000)[:2_000]
    assert _seconds(find, short * 4) < 11 * max(_seconds(find, short), 1e-4)


def _seconds(run: Callable[[str], object], text: str) -> float:
    """CPU time of the best of three runs."""
    took = []
    for _ in range(3):
        start = time.process_time()
        run(text)
        took.append(time.process_time() - start)
    return min(took)


@given(st.lists(PIECES, max_size=400).map(" ".join), st.integers(0, 3000))
def test_a_tense_is_told_by_a_bounded_piece_of_the_sentence(text: str, start: int) -> None:
    start = min(start, len(text))
    near = text[max(0, start - 120) : start + 100]
    assert tense_at(text, start) == tense_at(near, min(start, 120))


@given(st.lists(PIECES, max_size=12).map(lambda words: dates._plain(" ".join(words))))
def test_no_rule_is_passed_over_that_would_match(words: str) -> None:
    kinds = kinds_of(words)
    for rule in RULES:
        if compiled(rule.pattern).fullmatch(words) is not None:
            assert rule.needs & kinds == rule.needs, f"{rule.meaning.__name__}: {words}"


def test_what_is_remembered_is_bounded() -> None:
    assert meaning_of.cache_info().maxsize == date_grammar.REMEMBERED
    assert dates._spoken.cache_info().maxsize == date_grammar.REMEMBERED
