"""Dates of two public sets: WikiWars in TIMEX3, GUM in TEI.

WikiWars (Mazur and Dale 2010) is measured given its expressions and end to end; a value there
counts from the time named before it. GUM's dates are days from and to, counted from the day the
text was written.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quality.figures import Figure, Measured, bench, digest_of, f1, percent
from vedette.records import Record, Span
from vedette.resolve.dates import find_times, normalise_time, parse_value, to_when

_TIMEX = re.compile(r'<TIMEX3 [^>]*?value="(?P<value>[^"]*)"[^>]*>(?P<text>.*?)</TIMEX3>', re.S)


def wikiwars(path: Path) -> tuple[int, int]:
    """Right values and all values of one article; the creation date is not counted."""
    page = path.read_text(encoding="utf-8")
    right, previous, all_of_them = 0, None, list(_TIMEX.finditer(page))
    day = datetime.date.fromisoformat(all_of_them[0]["value"])
    for match in all_of_them[1:]:
        text = re.sub(r"<[^>]*>", "", match["text"])
        anchor = day if previous is None else None
        value = normalise_time(text, anchor=anchor, previous=previous)
        right += (value.timex or "null") == match["value"]
        if value.value is not None and parse_value(value.value) is not None:
            previous = value.value
    return right, len(all_of_them) - 1


class Dated(Record, frozen=True, kw_only=True):
    """A text whose time expressions have gold values, and the day it was written."""

    text: str
    day: datetime.date | None
    gold: dict[Span, str]


def narrative(path: Path) -> Dated:
    """An article of WikiWars without its markup."""
    page = path.read_text(encoding="utf-8")
    times = list(_TIMEX.finditer(page))
    text, gold, at = "", {}, times[0].end()
    for match in times[1:]:
        text += _bare(page[at : match.start()])
        words = _bare(match["text"])
        gold[len(text), len(text) + len(words)] = match["value"]
        text, at = text + words, match.end()
    day = datetime.date.fromisoformat(times[0]["value"])
    return Dated(text=text + _bare(page[at:]), day=day, gold=gold)


def _bare(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def end_to_end(texts: Iterable[Dated]) -> Counter[str]:
    """Times found in plain text: gold, found, those that overlap, and those of the right value."""
    counts: Counter[str] = Counter()
    for dated in texts:
        values = _found_values(dated)
        counts.update(gold=len(dated.gold), found=len(values))
        free = sorted(values)
        for (start, end), gold in sorted(dated.gold.items()):
            span = next((f for f in free if f[0] < end and start < f[1]), None)
            if span is not None:
                free.remove(span)
                counts.update(overlap=1, value=values[span] == gold)
    return counts


def _found_values(dated: Dated) -> dict[Span, str]:
    values, previous = {}, None
    for start, end in find_times(dated.text, every=True):
        value = normalise_time(
            dated.text[start:end],
            anchor=dated.day if previous is None else None,
            previous=previous,
            before=dated.text[max(0, start - 40) : start],
        )
        values[start, end] = value.timex or "null"
        if value.value is not None and parse_value(value.value) is not None:
            previous = value.value
    return values


_DATE = re.compile(r"<date ([^>]*)>")
_BOUNDS = (("when", "when"), ("from", "to"), ("notBefore", "notAfter"))


class GumDate(Record, frozen=True, kw_only=True):
    """A marked date of GUM: its words and its days (None: an open end).

    What stands before it is left out: GUM marks the year of "since 2019", not all the time since.
    """

    text: str
    day: datetime.date | None
    days: tuple[str | None, str | None] | None


def gum_dates(path: Path) -> Iterator[GumDate]:
    """The dates of a document. `days` is None where the year is not given ("--05")."""
    day, text = None, ""
    opened: list[tuple[int, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# meta::dateCreated = "):
            day = _whole_day(line.rpartition(" ")[2])
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        opened += [(len(text), attributes) for attributes in _DATE.findall(columns[9])]
        text += columns[1]
        for _ in range(min(columns[9].count("</date>"), len(opened))):
            start, attributes = opened.pop()
            yield GumDate(text=text[start:], day=day, days=_days(attributes))
        text += "" if "SpaceAfter=No" in columns[9] else " "


def _whole_day(words: str) -> datetime.date | None:
    return datetime.date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else None


def _days(attributes: str) -> tuple[str | None, str | None] | None:
    """First and last day by the attributes of TEI's `date`; None: no year, or before Christ."""
    given = dict(re.findall(r'(\w+):::"([^"]*)"', attributes))
    for first, last in _BOUNDS:
        ends = given.get(first), given.get(last)
        if ends != (None, None):
            break
    whens = [None if end is None else to_when(end, end) for end in ends]
    if any(when is None for when, end in zip(whens, ends, strict=True) if end is not None):
        return None
    start, end = whens
    return start.start if start else None, end.end if end else None


def gum_measured() -> Measured:
    paths = sorted(bench("gum", "conllu").glob("*.conllu"))
    counts = sum(map(_score_gum, paths), Counter[str]())
    data = f"{counts['whole']} dates ({counts['rest']} without a year), {digest_of(paths)}"
    right = percent(counts["right"], counts["whole"])
    value = Figure(metric="days of dates, first and last", value=right)
    return Measured(set="dates GUM", data=data, figures=(value,))


def _score_gum(path: Path) -> Counter[str]:
    """Dates of a document whose days are both right; each may count from the one before it."""
    counts, previous = Counter[str](), None
    for date in gum_dates(path):
        value = normalise_time(date.text, anchor=date.day, previous=previous).value
        if value is not None and parse_value(value) is not None:
            previous = value
        when = None if value is None else to_when(value, date.text)
        found = (when.start and when.start[:10], when.end and when.end[:10]) if when else None
        counts["rest" if date.days is None else "whole"] += 1
        counts["right"] += date.days is not None and found == date.days
    return counts


def wikiwars_measured() -> Measured:
    files = sorted(bench("timex", "wikiwars", "trainingset").glob("*.tml"))
    right, total = (sum(column) for column in zip(*map(wikiwars, files), strict=True))
    found = end_to_end(map(narrative, files))
    others = "other data, end to end (TempEval-3): HeidelTime 77.6, UWTime 82.4, SUTime 67.4"
    figures = (
        Figure(metric="values of times", value=percent(right, total)),
        Figure(
            metric="times found (F1, overlapping)",
            value=f1(found["overlap"], found["found"], found["gold"]),
        ),
        Figure(
            metric="times found with their value (F1)",
            value=f1(found["value"], found["found"], found["gold"]),
            bar="75",
            reference=others,
        ),
    )
    data = f"{len(files)} articles, {digest_of(files)}"
    return Measured(set="dates WikiWars", data=data, figures=figures)
