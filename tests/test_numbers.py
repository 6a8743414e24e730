"""Numerals and number words get the value that the guidelines write."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vedette.resolve.numbers import cardinal, normalise_number

WRITTEN = """
10,000 | 10000
10,000-strong | 10000
1.5m | 1500000
two | 2
a | 1
twenty-three | 23
a dozen | 12
two dozen | 24
half a million | 500000
two and a half million | 2500000
twelve thousand | 12000
a hundred and twenty | 120
three hundred and fifty-two | 352
two million three hundred thousand | 2300000
thirty or so | 30
about 1,200 | 1200
nearly 3,000 | 3000
a further 217 | 217
seven of them | 7
12 people | 12
no | 0
300-350 | 300-350
300 to 350 | 300-350
two or three | 2-3
three to four million | 3000000-4000000
between 30,000 and 60,000 | 30000-60000
at least 12 | >12
more than two hundred | >200
a hundred or more | >100
3,000+ | >3000
up to 300 | <300
fewer than 20 | <20
as many as 50 | <50
$5 million | 5000000 USD
5m euros | 5000000 EUR
€20bn | 20000000000 EUR
£3.5 billion | 3500000000 GBP
C$10 million | 10000000 CAD
100 million Canadian dollars | 100000000 CAD
eight-billion-dollar | 8000000000 USD
a billion riyals | 1000000000 SAR
at least $2-3 million | 2000000-3000000 USD
ten tonnes | 10 tonnes
40 per cent | 40 %
10 km | 10 kilometres
dozens | ~
scores of | ~
tens of thousands | ~
a few thousand | ~
billions of dollars | ~
several | ~
"""


def table(text: str) -> list[tuple[str, str]]:
    """Rows of words and value, one a line."""
    rows = [line.split(" | ") for line in text.strip().splitlines()]
    return [(words, value) for words, value in rows]


@pytest.mark.parametrize(("words", "value"), table(WRITTEN))
def test_a_number_is_written_as_the_guidelines_say(words: str, value: str) -> None:
    assert normalise_number(words).value == value


@pytest.mark.parametrize(
    ("before", "words", "value"),
    [
        ("killing at least", "twelve", ">12"),
        ("More than", "3,000", ">3000"),
        ("have killed over", "300", ">300"),
        ("China will hand over", "two", "2"),
        ("at a cost of up to", "14 million pounds", "<14000000 GBP"),
        ("some", "400", "400"),
        ("perished; between", "30,000 and 60,000", "30000-60000"),
        ("at least three died and", "40", "40"),
    ],
)
def test_the_words_before_a_number_bound_it(before: str, words: str, value: str) -> None:
    assert normalise_number(words, before=f"{before} ").value == value


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("12", 12, 12, 12),
        ("at least 12", 12, 12, None),
        ("up to 12", None, None, 12),
        ("300-350", 300, None, 350),
        ("dozens", None, None, None),
    ],
)
def test_a_number_has_bounds_and_no_invented_middle(
    words: str, low: float | None, best: float | None, high: float | None
) -> None:
    found = normalise_number(words)
    assert (found.low, found.best, found.high) == (low, best, high)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("one in ten", "a ratio or a share, not a count"),
        ("two-thirds", "a ratio or a share, not a count"),
        ("21st", "a rank, not a count"),
        ("seventh", "a rank, not a count"),
        ("two four", "no number is written here"),
        ("five and six", "no number is written here"),
        ("the committee", "no number is written here"),
        ("  ", "no words"),
        ("9" * 200, "longer than 120 characters"),
    ],
)
def test_what_is_no_count_has_a_reason_and_no_value(words: str, reason: str) -> None:
    found = normalise_number(words)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("words", "number"),
    [("ninety-nine", 99), ("twelve hundred", 1200), ("one thousand and five", 1005), ("x", None)],
)
def test_number_words_add_up(words: str, number: int | None) -> None:
    assert cardinal(words) == (None if number is None else Decimal(number))
