"""Numerals and number words → a number as the guidelines write it.

`10000` plain, `300-350` a range, `>12` at least or more than, `<200` up to or fewer than,
`5000000 USD` or `240000 tonnes` with a unit, `~` where the words give no number ("dozens").
"about" and "nearly" give the plain value. Ratios, shares and ordinals are not counts and stay
without a value. It does not find numbers in a text and does not convert units or currencies.
"""

from __future__ import annotations

import re
from decimal import Decimal

from vedette.records import Record
from vedette.resolve.number_words import (
    CODES,
    CUES,
    CURRENCIES,
    FIXED,
    MEASURES,
    QUALIFIED,
    SCALES,
    SMALL,
    SYMBOLS,
    VAGUE,
)

MAX_LENGTH = 120
"""Longer texts are no number's mention (characters)."""

_SIGNS = {cue: sign for sign, cues in CUES.items() for cue in cues}
_CUE = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_LEAD = re.compile(rf"(?:{_CUE})\b ?")
_BEFORE = re.compile(
    rf"(?:^|\W)({'|'.join(sorted((*CUES['>'], *CUES['<']), key=len, reverse=True))})"
    r"(?: (?:the|another|some|about|an estimated))?$"
)
_PARTICLE = re.compile(
    r"(?:^|\W)(?!(?:well|kill|killed|killing|wounded|injured|of|with|for|and|that|are|is|by|to|at)"
    r" )\w+ over$"
)
"""The "over" of "hand over" and its like, which says nothing of the number behind it."""
_TAILS = (
    (re.compile(r" or (?:more|over)$|[ -]plus$|\+$"), ">"),
    (re.compile(r" or (?:fewer|less|under)$"), "<"),
    (re.compile(r" or so$|[ -](?:strong|odd)$| (?:more|others|dead|apiece|each)$"), ""),
)
_SHARE = re.compile(
    r"(?:\w+ )?(?:in|out of) (?:every )?\w+"
    r"|(?:(?:a|the|one|two|three|four)[ -])?(?:half|quarters?|thirds?|fifths?|tenths?)(?: of)?"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|(?!both)[a-z -]+th")
_FIGURE = re.compile(r"(?P<n>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?) ?(?P<rest>.*)")
_RANGE = re.compile(
    r"between (?P<low>.+) and (?P<high>.+)|(?:from )?(?P<a>.+?)(?: ?[-–—] ?| to | or )(?P<b>.+)"
)
_MONEY = re.compile("|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True)))


class NumberValue(Record, frozen=True, kw_only=True):
    """A number as the guidelines write it; `low`, `best`, `high` bound it where they are known.

    `best` is set only where the text itself gives one figure ("at least 12" gives 12 for both
    `low` and `best`); no middle of a range is made up. `reason` says how, or why not.
    """

    value: str | None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    reason: str


class _Amount(Record, frozen=True, kw_only=True):
    low: Decimal
    high: Decimal
    unit: str | None = None


def normalise_number(text: str, *, before: str = "") -> NumberValue:
    """The value of a numeral's words.

    `before` is the text that stands before them in the report (25 characters are enough): a
    "more than" there counts like one inside. Nothing is raised on any text.
    """
    if len(text) > MAX_LENGTH:
        return NumberValue(value=None, reason=f"longer than {MAX_LENGTH} characters")
    words = _plain(text)
    if not words:
        return NumberValue(value=None, reason="no words")
    front = " ".join(before[-40:].lower().split())
    if front.endswith("between") and not words.startswith("between"):
        words = f"between {words}"
    sign, words = _take_cues(words)
    sign = sign or _sign_before(front)
    if _SHARE.fullmatch(words):
        return NumberValue(value=None, reason="a ratio or a share, not a count")
    if _ORDINAL.fullmatch(words):
        return NumberValue(value=None, reason="a rank, not a count")
    amount = _amount(words)
    if amount is not None:
        return _written(amount, sign)
    if VAGUE.intersection(words.split()):
        return NumberValue(value="~", reason=f"a vague amount: {words}")
    return NumberValue(value=None, reason="no number is written here")


def cardinal(words: str) -> Decimal | None:
    """The number that digits or English number words name, or None: "twelve thousand" → 12000.

    No signs, units, ranges or ordinals. A scale multiplies what stands before it.
    """
    words = words.strip()
    if words in FIXED:
        return Decimal(FIXED[words])
    halved = _halves(words)
    if halved is not None:
        return halved
    total, current, last = Decimal(0), None, Decimal(10**18)
    for token in words.replace("-", " ").split():
        if token == "and":
            if current is None or current % 100:
                return None
            continue
        number = _token(token)
        if number is not None:
            if current is not None and not _may_follow(current, number):
                return None
            current = (current or Decimal(0)) + number
        elif token in SCALES:
            scale = SCALES[token]
            part = (Decimal(1) if current is None else current) * scale
            if scale < 1000:
                current = part
                continue
            if scale >= last:
                return None
            total, current, last = total + part, Decimal(0), Decimal(scale)
        else:
            return None
    return None if current is None else total + current


def _may_follow(current: Decimal, number: Decimal) -> bool:
    """May "hundred" be followed by "five", "twenty" by "three"? "two four" may not."""
    if current == 0:
        return True
    if current % 100 == 0:
        return number < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < number < 10


def _token(token: str) -> Decimal | None:
    if token in SMALL:
        return Decimal(SMALL[token])
    figure = _FIGURE.fullmatch(token)
    if figure is None or figure["rest"]:
        return None
    return Decimal(figure["n"].replace(",", "").replace(" ", ""))


def _halves(words: str) -> Decimal | None:
    """ "half a million", "two and a half million": the halves that words write out."""
    match = re.fullmatch(r"(?:(.+) and a half|half an?|a half) ?(\w*)", words)
    if match is None or (match[2] and match[2] not in SCALES):
        return None
    whole = cardinal(match[1]) if match[1] else Decimal(0)
    if whole is None or not (match[1] or match[2]):
        return None
    return (whole + Decimal("0.5")) * SCALES.get(match[2], 1)


def _plain(text: str) -> str:
    """Lower case, one blank between words, no quotation marks or closing stops."""
    words = " ".join(text.lower().replace("\u00a0", " ").split())
    return words.strip(" \"'“”‘’.,;:()[]")


def _take_cues(words: str) -> tuple[str, str]:
    """The sign of all cue words at both ends, and what stands between them."""
    sign = ""
    for pattern, mark in _TAILS:
        cut = pattern.sub("", words)
        if cut != words:
            sign, words = sign or mark, cut
    while (lead := _LEAD.match(words)) is not None and lead.end() < len(words):
        sign, words = sign or _SIGNS[lead[0].strip()], words[lead.end() :]
    return sign, words


def _sign_before(front: str) -> str:
    lead = None if _PARTICLE.search(front) else _BEFORE.search(front)
    return "" if lead is None else _SIGNS[lead[1]]


def _amount(words: str) -> _Amount | None:
    """One number or a range of two, with its unit."""
    single = _single(words)
    if single is not None:
        return single
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    left, right = _single(match["low"] or match["a"]), _single(match["high"] or match["b"])
    return None if left is None or right is None else _joined(left, right)


def _joined(left: _Amount, right: _Amount) -> _Amount | None:
    """ "three to four million": the left side borrows the right side's scale and unit."""
    scale = _scale(right.low)
    low = left.low
    if scale > 1 and low < 1000 <= right.low and left.low * scale <= right.low:
        low = left.low * scale
    if not low < right.high:
        return None
    return _Amount(low=low, high=right.high, unit=right.unit or left.unit)


def _scale(number: Decimal) -> int:
    """The largest of million, billion … that divides a round number written with it."""
    return next((s for s in (10**12, 10**9, 10**6) if number >= s), 1)


def _single(words: str) -> _Amount | None:
    sign = _MONEY.match(words)
    if sign is not None:
        number = _number(words[sign.end() :].strip())
        unit: str | None = SYMBOLS[sign[0]]
    else:
        number, unit = _with_unit(words)
    return None if number is None else _Amount(low=number, high=number, unit=unit)


def _with_unit(words: str) -> tuple[Decimal | None, str | None]:
    """ "fifty thousand dollars" → 50000, USD; "ten tonnes" → 10, tonnes; "two" → 2, None."""
    number = _number(words)
    if number is not None:
        return number, None
    tokens = words.replace("%", " %").replace("-dollar", " dollar").split()
    for size in (3, 2, 1):
        unit = _unit(" ".join(tokens[-size:])) if len(tokens) > size else None
        if unit is not None:
            return _number(" ".join(tokens[:-size])), unit
    return _number(_without_noun(words)), None


def _without_noun(words: str) -> str:
    """ "seven of them" → "seven", "12 people" → "12"; never a number's own last word."""
    head = words.partition(" of ")[0]
    if head != words:
        return head
    head, _, last = words.rpartition(" ")
    return words if last in SMALL or last in SCALES or last in VAGUE else head


def _unit(name: str) -> str | None:
    one = name[:-1] if name.endswith("s") else name
    for table in (QUALIFIED, CURRENCIES, MEASURES):
        unit = table.get(name) or table.get(one)
        if unit is not None:
            return unit
    return name.upper() if name in CODES else None


def _number(words: str) -> Decimal | None:
    """Digits with a scale written close to them ("1.5m", "20bn", "3 million"), or words."""
    figure = _FIGURE.fullmatch(words)
    if figure is None:
        return cardinal(words)
    scale = 1
    for token in figure["rest"].replace("-", " ").split():
        if token not in SCALES:
            return None
        scale *= SCALES[token]
    return Decimal(figure["n"].replace(",", "").replace(" ", "")) * scale


def _digits(number: Decimal) -> str:
    if number == number.to_integral_value():
        return str(int(number))
    return format(number.normalize(), "f")


def _written(amount: _Amount, sign: str) -> NumberValue:
    low, high = float(amount.low), float(amount.high)
    figure = _digits(amount.low)
    if amount.low != amount.high:
        figure, sign = f"{figure}-{_digits(amount.high)}", ""
    return NumberValue(
        value=f"{sign}{figure}" + (f" {amount.unit}" if amount.unit else ""),
        low=None if sign == "<" else low,
        best=low if low == high and sign != "<" else None,
        high=None if sign == ">" else high,
        unit=amount.unit,
        reason={">": "at least", "<": "at most"}.get(sign, "as written"),
    )
