"""Times and numbers of a reading → their values, each with its reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vedette.records import Mention, Problem, Reading, change
from vedette.resolve.date_find import tense_at
from vedette.resolve.date_setting import Tense
from vedette.resolve.date_values import to_when
from vedette.resolve.dates import normalise_time
from vedette.resolve.numbers import normalise_number

BEFORE = 25
"""Characters in front of a time or number that may change its value ("at least", "since")."""
AHEAD = frozenset({"future", "requested", "hypothetical"})


def with_values(reading: Reading) -> Reading:
    """All TIME and NUM mentions valued; a Problem where the missing report date left some raw."""
    tenses = dict(_tenses(reading))
    previous: str | None = None
    out: list[Mention] = []
    for m in reading.mentions:
        if m.kind == "TIME":
            m = _timed(reading, m, previous, tenses.get(m.id))
            previous = m.value if m.when is not None else previous
        elif m.kind == "NUM":
            m = _counted(reading, m)
        out.append(m)
    problems = (*reading.problems, *_undated(reading, out))
    return change(reading, mentions=tuple(out), problems=problems)


def _tenses(reading: Reading) -> Iterator[tuple[str, Tense]]:
    """The tense that a frame's status gives its times."""
    for f in reading.frames:
        for m in f.roles.get("when", ()):
            if f.status in AHEAD:
                yield m, "future"
            elif f.status in ("actual", "historical"):
                yield m, "past"


def _timed(reading: Reading, m: Mention, previous: str | None, tense: Tense | None) -> Mention:
    report = reading.report
    start, end = _sentence(reading, m)
    value = normalise_time(
        m.text,
        anchor=datetime.date.fromisoformat(report.date) if report.date else None,
        previous=previous,
        tense=tense or tense_at(report.text[start:end], m.start - start),
        before=report.text[max(start, m.start - BEFORE) : m.start],
    )
    when = to_when(value.value, m.text) if value.value is not None else None
    return change(m, value=value.value, when=when, reason=value.reason)


def _sentence(reading: Reading, m: Mention) -> tuple[int, int]:
    return next((s for s in reading.sentences if s[0] <= m.start < s[1]), (m.start, m.end))


def _counted(reading: Reading, m: Mention) -> Mention:
    before = reading.report.text[max(0, m.start - BEFORE) : m.start]
    number = normalise_number(m.text, before=before)
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
