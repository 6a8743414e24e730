"""Times and numbers of a reading → their values, each with its reason."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from vedette.records import Mention, Problem, Reading, change
from vedette.resolve.date_find import tense_of
from vedette.resolve.date_setting import Tense
from vedette.resolve.date_values import parse_value, to_when
from vedette.resolve.dates import normalise_time
from vedette.resolve.numbers import normalise_number

BEFORE = 25
"""Characters in front of a time or number that may change its value ("at least", "since")."""
AFTER = 40
"""Characters behind a time of day that may name its zone ("Kyiv time", "in Tehran")."""
LETTERS = re.compile(r"\b[A-Z]{1,3}$")
"""Letters that are joined to what follows."""
AHEAD = frozenset({"future", "requested", "hypothetical"})


def with_values(
    reading: Reading, *, zone: str | None = None, country: str | None = None
) -> Reading:
    """All TIME and NUM mentions valued; a Problem where the missing report date left some raw.

    `zone` is the IANA name of the zone of times of day that name none, `country` the ISO alpha-3
    code of the state whose fiscal years are meant, where the caller knows them.
    """
    tenses = dict(_tenses(reading))
    previous: str | None = None
    out: list[Mention] = []
    for m in reading.mentions:
        if m.kind == "TIME":
            m = _timed(reading, m, _Given(previous, tenses.get(m.id), zone, country))
            previous = m.value if _counts(m) else previous
        elif m.kind == "NUM":
            m = _counted(reading, m)
        out.append(m)
    problems = (*reading.problems, *_undated(reading, out))
    return change(reading, mentions=tuple(out), problems=problems)


def _counts(m: Mention) -> bool:
    """Can other times be counted from it? Not from "recently", nor from a length of time."""
    return m.value is not None and parse_value(m.value) is not None


def _tenses(reading: Reading) -> Iterator[tuple[str, Tense]]:
    """The tense that a frame's status gives its times."""
    for f in reading.frames:
        for m in f.roles.get("when", ()):
            if f.status in AHEAD:
                yield m, "future"
            elif f.status in ("actual", "historical"):
                yield m, "past"


class _Given(NamedTuple):
    """What is known about a time beside its words."""

    previous: str | None
    tense: Tense | None
    zone: str | None
    country: str | None


def _timed(reading: Reading, m: Mention, given: _Given) -> Mention:
    report = reading.report
    start, end = _sentence(reading, m)
    value = normalise_time(
        m.text,
        anchor=datetime.date.fromisoformat(report.date) if report.date else None,
        previous=given.previous,
        tense=tense_of(given.tense, report.text[start:end], m.start - start),
        before=report.text[max(start, m.start - BEFORE) : m.start],
        after=report.text[m.end : m.end + AFTER],
        zone=given.zone,
        country=given.country,
    )
    when = to_when(value.value, m.text) if value.value is not None else None
    return change(m, value=value.value, when=when, reason=value.reason)


def _sentence(reading: Reading, m: Mention) -> tuple[int, int]:
    """The sentence that a mention begins in; the mention itself where none holds it."""
    place = bisect_right(reading.sentences, m.start, key=lambda sentence: sentence[0]) - 1
    if place >= 0 and m.start < reading.sentences[place][1]:
        return reading.sentences[place]
    return m.start, m.end


def _counted(reading: Reading, m: Mention) -> Mention:
    before = reading.report.text[max(0, m.start - BEFORE) : m.start]
    # The letters of "A$" may be left out of the mention, and Australian dollars are no others.
    letters = LETTERS.search(before) if m.text.startswith("$") else None
    number = normalise_number((letters.group() if letters else "") + m.text, before=before)
    return change(m, value=number.value, reason=number.reason)


def _undated(reading: Reading, mentions: list[Mention]) -> Iterator[Problem]:
    raw = [m.text for m in mentions if m.kind == "TIME" and m.value is None]
    if raw and reading.report.date is None:
        yield Problem(
            where=reading.report.id,
            what="the report has no date",
            why=f"relative times stay as they stand: {', '.join(f'“{t}”' for t in raw[:5])}",
            lost=False,
        )
