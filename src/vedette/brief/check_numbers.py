"""Is every number of a sentence in the cited rows, and of the thing it is said of?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from vedette.brief import grammar
from vedette.brief.check_dates import without_dates
from vedette.brief.evidence import Evidence
from vedette.brief.wording import blank
from vedette.records import Record

TEENS = (
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {word: n for n, word in enumerate([*grammar.NUMBER_WORDS[1:], *TEENS], 1)}
UNITS |= {word: n for n, word in zip(range(20, 100, 10), TENS, strict=True)}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
VAGUE = r"dozens|scores|hundreds|thousands|millions|billions"
_ONE = "|".join(sorted([*UNITS, *SCALES], key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<scale>(?:[ -](?:{'|'.join(SCALES)}))?)"
    r"(?![\w]|[.,]\d)"
    rf"|\b(?P<vague>{VAGUE})\b"
    rf"|\b(?P<words>(?:{_ONE})(?:(?:[ -]| and )(?:{_ONE}))*)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\(?\bcredibility (\d)\)?|\bgraded? (\d)\b", re.IGNORECASE)
_COUNT = re.compile(
    r"(?:independent |different |separate )?(origin|speaker|report|event|more)s?\b", re.IGNORECASE
)
_ROLES = {
    "killed": re.compile(
        r"\b(?:kill\w*|dead|die[ds]?|deaths?|slain|lives|fatalities|bodies)\b", re.I
    ),
    "injured": re.compile(r"\b(?:injur\w*|wound\w*|hurt|casualties)\b", re.I),
}
ROUNDED = re.compile(
    r"\b(?:(?P<near>about|some|around|roughly|approximately|circa|an estimated|estimated|close to)"
    r"|(?P<under>nearly|almost|under|fewer than|less than|up to|not quite|just under)"
    r"|(?P<over>more than|over|at least|upwards of|well over|just over))(?: the| a)? $",
    re.IGNORECASE,
)
"""What stands before a rounded number: it is about, below or above what is meant."""
NEAR = 28
"""Characters around a number in which a word says what it counts."""


class Number(Record, frozen=True, kw_only=True):
    """A number of a text: [start, end); `value` is None for one like "dozens"."""

    text: str
    start: int
    end: int
    value: float | None


def found(text: str) -> list[Number]:
    """The numbers of a text in figures and words. A lone "one" is not taken for one."""
    out = []
    for m in _NUMBER.finditer(text):
        if m.group().casefold() not in ("one", "hundred", "thousand", "million"):
            out.append(Number(text=m.group(), start=m.start(), end=m.end(), value=_value(m)))
    return out


def _value(m: re.Match[str]) -> float | None:
    if m["vague"]:
        return None
    if m["digits"]:
        scale = m["scale"].strip(" -").casefold()
        return float(m["digits"].replace(",", "").rstrip(".")) * SCALES.get(scale, 1)
    total = part = 0.0
    for word in re.split(r"[ -]| and ", m["words"].casefold()):
        if word in SCALES:
            part = (part or 1) * SCALES[word]
            if SCALES[word] > 100:
                total, part = total + part, 0.0
        else:
            part += UNITS.get(word, 0)
    return total + part


def numbers(text: str, held: Evidence) -> Iterator[str]:
    """Numbers that the cited rows do not hold, or hold of something else."""
    yield from _grades(text, held)
    bare = _GRADE.sub(blank, without_dates(text))
    told = [(n, w) for w in map(without_dates, held.words) for n in found(w)]
    for number in found(bare):
        if not _held(number, bare, held, told):
            yield number.text


def _grades(text: str, held: Evidence) -> Iterator[str]:
    known = {str(e.grade.credibility) for e in held.events}
    yield from (m.group() for m in _GRADE.finditer(text) if (m[1] or m[2]) not in known)


def _held(number: Number, text: str, held: Evidence, told: list[tuple[Number, str]]) -> bool:
    counted = _COUNT.match(text, number.end + 1)
    if counted is not None and number.value in held.counts[counted[1].lower()]:
        return True
    if counted is not None and counted[1].lower() != "more":
        return False
    if number.text.casefold() in {name.casefold() for name in held.every_name()}:
        return True
    if number.value is None:
        return any(n.text.casefold() == number.text.casefold() for n, _ in told)
    means = partial(_means, number, ROUNDED.search(text[: number.start]))
    roles = _roles(number, text)
    figures = [f for f in held.figures if not roles or f.role in roles]
    if any(means(v) for f in figures for v in (f.low, f.best, f.high)):
        return True
    same = [_roles(n, w) for n, w in told if means(n.value)]
    if figures and roles:
        # A toll that is no figure of the event must be told as the same toll: a boast, a rumour.
        return any(roles & counted_ for counted_ in same)
    return any(not roles or roles & (counted_ or roles) for counted_ in same)


def _means(number: Number, rounded: re.Match[str] | None, value: float | None) -> bool:
    """Whether a number is a value, or the value rounded in the way that the word before it says,
    to as many places as the number has: "some 400" is 350 to 450, "about 401" is 401."""
    said = number.value
    if said is None or value is None:
        return False
    if said == value or rounded is None or said <= 0:
        return said == value
    digits = f"{said:.0f}"
    step: int = 10 ** (len(digits) - len(digits.rstrip("0")))
    step = max(step, 12 if said % 12 == 0 and "dozen" in number.text.casefold() else 1)
    if said % 1 or step == 1:
        return False
    if rounded["near"]:
        return said - step / 2 <= value < said + step / 2
    return said - step < value < said if rounded["under"] else said < value < said + step


def _roles(number: Number, text: str) -> set[str]:
    """What a number counts by the words near it: the nearest behind it, or else before it."""
    after = re.split(r"[;:,]| and ", text[number.end : number.end + NEAR])[0]
    found_ = {role for role, words in _ROLES.items() if words.search(after)}
    if found_:
        return found_
    before = re.split(r"[;:,]", text[max(0, number.start - NEAR) : number.start])[-1]
    return {role for role, words in _ROLES.items() if words.search(before)}
