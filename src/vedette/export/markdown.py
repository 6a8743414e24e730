"""The record of a report as Markdown (CommonMark with tables), for notes and tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vedette.brief import bottom_line
from vedette.codebook.scales import WORDINGS
from vedette.export import words
from vedette.export.words import Account
from vedette.records import Reading

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~&!$])")
COLUMNS = ("id", "event", "who", "whom", "where", "when", "who says so", "grade")
CLAIM_COLUMNS = ("id", "who says so", "about", "words")


def to_markdown(reading: Reading, *, wording: str = WORDINGS[0]) -> str:
    """A chapter on one report. Text of the report is escaped: it makes no markup and no HTML."""
    return "\n".join(_lines(reading, wording)) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _MARKS.sub(r"\\\1", words.line(text))


def _lines(reading: Reading, wording: str) -> Iterator[str]:
    yield f"# {escaped(words.title(reading))}\n"
    yield f"{escaped(words.header(reading))}\n"
    yield "## Bottom line\n"
    for sentence in bottom_line(reading):
        cited = f" ({', '.join(sentence.events)})" if sentence.events else ""
        yield f"- {escaped(sentence.text + cited)}"
    for heading, rows in words.sections(reading).items():
        yield f"\n## {heading}\n"
        yield from _table(COLUMNS, [_row(row) for row in rows])
    if reading.claims:
        yield "\n## Who says so\n"
        yield from _table(CLAIM_COLUMNS, _claims(reading))
    if reading.problems:
        yield "\n## Problems\n"
        yield from (f"- {escaped(words.told(problem))}" for problem in reading.problems)
    if reading.events:
        yield f"\nGrades: {words.LEGEND}\n\n{words.numbers(wording)}"


def _row(row: Account) -> tuple[str, ...]:
    says = "; ".join([*row.says, row.origins])
    told = f"{says}; against: {row.against}" if row.against else says
    what = "; ".join(
        part for part in (row.code, row.words and f"“{row.words}”", row.figures) if part
    )
    grade = f"{row.credibility}: {row.short_rule}"
    return row.id, what, row.who, row.whom, row.where or row.unplaced, row.when, told, grade


def _claims(reading: Reading) -> list[tuple[str, ...]]:
    return [
        (
            claim.id,
            words.said(reading, claim),
            ", ".join(claim.about),
            f"“{reading.report.quote(claim.quote)}”",
        )
        for claim in reading.claims
    ]


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    yield from (f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows)
