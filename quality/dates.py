"""Value accuracy of dates and numbers, given gold mentions.

The corpus in two halves: bundles with even numbers, on which the rules were developed, and odd
ones, which were left alone. The tense of a time comes once from the words around it and once
from the status of its frame (what a perfect reader would hand in). WikiWars (Mazur and Dale 2010)
is measured in TIMEX3 where it is at hand; there a value counts from the time named before it.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from quality.figures import ROOT, Figure, Measured, bench, digest_of, percent
from quality.sets import read_bundle
from vedette.records import Record
from vedette.resolve.date_setting import Tense
from vedette.resolve.dates import find_times, normalise_time, parse_value, tense_at
from vedette.resolve.numbers import normalise_number

BUNDLES = ROOT / "corpus" / "bundles"
TO_COME = frozenset({"future", "requested", "hypothetical"})


class Case(Record, frozen=True, kw_only=True):
    """A gold mention: its words, what stands before them, its report's day and its value."""

    half: str
    kind: str
    day: datetime.date
    text: str
    before: str
    report: str
    words_tense: Tense | None
    status_tense: Tense | None
    gold: str


def bundles() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Half, name and contents of every bundle, read by the corpus's own reader."""
    for path in sorted(BUNDLES.glob("*.txt")):
        yield ("odd" if int(path.stem[-3:]) % 2 else "even"), path.stem, read_bundle(path)


def cases() -> Iterator[Case]:
    """All times and numbers of the corpus, in the order of the text."""
    for half, name, bundle in bundles():
        for report in bundle["reports"]:
            for mention in sorted(report["mentions"], key=lambda m: m["start"]):
                values = _gold(bundle, mention["id"])
                if values is not None:
                    yield _case(half, name, report, mention, *values)


def _gold(bundle: dict[str, Any], name: str) -> tuple[str, str] | None:
    if name in bundle["times"]:
        return "time", bundle["times"][name]["value"]
    return ("number", bundle["numbers"][name]) if name in bundle["numbers"] else None


def _case(
    half: str, bundle: str, report: dict[str, Any], mention: dict[str, Any], kind: str, gold: str
) -> Case:
    start, text = mention["start"], report["text"]
    number, (left, right) = next(
        (i, span) for i, span in enumerate(report["sentences"]) if span[0] <= start < span[1]
    )
    statuses = [
        frame["status"]
        for frame in report["frames"]
        if frame["sentence"] == number and mention["id"] in frame["roles"].get("when", ())
    ]
    status = next(iter(statuses), None)
    return Case(
        half=half,
        kind=kind,
        day=datetime.date.fromisoformat(report["date"]),
        text=text[start : mention["end"]],
        before=text[max(0, start - 40) : start],
        report=f"{bundle}/{report['n']}",
        words_tense=tense_at(text[left:right], start - left),
        status_tense=None if status is None else "future" if status in TO_COME else "past",
        gold=gold,
    )


def _score_times(found: list[Case], tense: Callable[[Case], Tense | None]) -> int:
    """How many values are right; the time named before is the one that was resolved before."""
    right, previous, report = 0, None, ""
    for case in found:
        if case.report != report:
            previous, report = None, case.report
        value = normalise_time(
            case.text,
            anchor=case.day,
            previous=previous,
            tense=tense(case),
            before=case.before,
        ).value
        right += value == case.gold
        if value is not None and parse_value(value) is not None:
            previous = value
    return right


def _score_found(texts: dict[str, tuple[str, set[tuple[int, int]]]]) -> float:
    """Recall of gold times (frames use not every time, so that precision says little)."""
    counts: Counter[str] = Counter()
    for text, gold in texts.values():
        found = set(find_times(text))
        counts.update(gold=len(gold), same=len(gold & found))
    return percent(counts["same"], counts["gold"])


def _gold_spans(half: str) -> dict[str, tuple[str, set[tuple[int, int]]]]:
    texts = {}
    for report_half, name, bundle in bundles():
        for report in bundle["reports"] if report_half == half else ():
            times = [m for m in report["mentions"] if m["id"] in bundle["times"]]
            spans = {(m["start"], m["end"]) for m in times}
            texts[f"{name}/{report['n']}"] = report["text"], spans
    return texts


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


def measure() -> Iterator[Measured]:
    """The odd half of the corpus (the rules were developed on the even one), and WikiWars."""
    every = [c for c in cases() if c.half == "odd"]
    times = [c for c in every if c.kind == "time"]
    numbers = [c for c in every if c.kind == "number"]
    by_words = _score_times(times, lambda case: case.words_tense)
    by_status = _score_times(times, lambda case: case.status_tense)
    right = sum(normalise_number(c.text, before=c.before).value == c.gold for c in numbers)
    figures = (
        Figure(metric="values of times, tense by words", value=percent(by_words, len(times))),
        Figure(metric="values of times, tense by status", value=percent(by_status, len(times))),
        Figure(metric="values of numbers", value=percent(right, len(numbers))),
        Figure(metric="times found (recall)", value=_score_found(_gold_spans("odd"))),
    )
    size = f"{len(times)} times, {len(numbers)} numbers, {digest_of(BUNDLES.glob('*.txt'))}"
    yield Measured(set="dates", data=size, figures=figures)
    yield _wikiwars()


def _wikiwars() -> Measured:
    files = sorted(bench("timex", "wikiwars", "trainingset").glob("*.tml"))
    right, total = (sum(column) for column in zip(*map(wikiwars, files), strict=True))
    others = "other data, end to end (TempEval-3): HeidelTime 77.6, UWTime 82.4, SUTime 67.4"
    value = Figure(metric="values of times", value=percent(right, total), reference=others)
    data = f"{len(files)} articles, {digest_of(files)}"
    return Measured(set="dates WikiWars", data=data, figures=(value,))
