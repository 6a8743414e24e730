"""Value accuracy of dates and numbers, given gold mentions; beside them two public sets.

The corpus in two halves: bundles with even numbers, on which the rules were developed, and odd
ones, which were left alone; beside them all bundles, and the test part of the model's split. The
tense of a time comes once from the words around it and once from the status of its frame (what a
perfect reader would hand in), and once from both, as the stage does.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from quality.date_texts import gum_measured, wikiwars_measured
from quality.figures import ROOT, Figure, Measured, digest_of, percent
from quality.sets import part_of, read_bundle
from vedette.records import Record
from vedette.resolve.date_find import tense_of
from vedette.resolve.date_setting import Tense
from vedette.resolve.dates import find_times, normalise_time, parse_value, tense_at
from vedette.resolve.numbers import normalise_number

BUNDLES = ROOT / "corpus" / "bundles"
TO_COME = frozenset({"future", "requested", "hypothetical"})


class Case(Record, frozen=True, kw_only=True):
    """A gold mention: its words, what stands before them, its report's day and its value."""

    half: str
    part: str
    kind: str
    day: datetime.date
    text: str
    before: str
    report: str
    words_tense: Tense | None
    status_tense: Tense | None
    stage_tense: Tense | None
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
    given: Tense | None = None if status is None else "future" if status in TO_COME else "past"
    return Case(
        half=half,
        part=part_of(int(bundle[-3:])),
        kind=kind,
        day=datetime.date.fromisoformat(report["date"]),
        text=text[start : mention["end"]],
        before=text[max(0, start - 40) : start],
        report=f"{bundle}/{report['n']}",
        words_tense=tense_at(text[left:right], start - left),
        status_tense=given,
        stage_tense=tense_of(given, text[left:right], start - left),
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


def measure() -> Iterator[Measured]:
    """The odd half of the corpus (the rules were developed on the even one), and other parts."""
    every = list(cases())
    odd = [c for c in every if c.half == "odd"]
    times = _times(odd)
    numbers = [c for c in odd if c.kind == "number"]
    right = sum(normalise_number(c.text, before=c.before).value == c.gold for c in numbers)
    figures = (
        _valued("values of times, tense by words", times, lambda case: case.words_tense),
        _valued("values of times, tense by status", times, lambda case: case.status_tense),
        _valued("values of times, tense by both", times, lambda case: case.stage_tense),
        Figure(metric="values of numbers", value=percent(right, len(numbers))),
        Figure(metric="times found (recall)", value=_score_found(_gold_spans("odd"))),
    )
    size = f"{len(times)} times, {len(numbers)} numbers, {digest_of(BUNDLES.glob('*.txt'))}"
    yield Measured(set="dates", data=size, figures=figures)
    yield from _parts(every)
    yield wikiwars_measured()
    yield gum_measured()


def _parts(every: Sequence[Case]) -> Iterator[Measured]:
    """All bundles, and those of the test part."""
    for name, found in (("all", every), ("test", [c for c in every if c.part == "test"])):
        times = _times(found)
        both = _valued("values of times, tense by both", times, lambda case: case.stage_tense)
        yield Measured(set=f"dates {name}", data=f"{len(times)} times", figures=(both,))


def _times(found: Sequence[Case]) -> list[Case]:
    return [c for c in found if c.kind == "time"]


def _valued(metric: str, times: list[Case], tense: Callable[[Case], Tense | None]) -> Figure:
    return Figure(metric=metric, value=percent(_score_times(times, tense), len(times)), bar="90")
