"""Fusing across the reports of a bundle: one event or two, its origins, its status.

From gold readings (what fusing costs alone) and from text (what reading costs as well). A single
origin that is graded 1 or 2 is "false corroborated": the worst that a ledger can do. All stories in
one ledger show how often two events are told as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from quality.corpus import scores
from quality.figures import Figure, Measured, percent
from quality.gold import gold_events, readings
from quality.predict import frame_of
from quality.sets import digest, read_bundle, report_of, test_part
from vedette import pipeline
from vedette.export.bundle import status_of
from vedette.fuse import fuse
from vedette.fuse.accounts import Account, account_id, accounts
from vedette.fuse.clusters import Ruled, clusters, pair
from vedette.fuse.compare import compared, score
from vedette.fuse.joined import entries, renamed, told
from vedette.records import Event, Reading, change

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Names = dict[str, str]
"""Account id → event id."""


def found_names(read: Sequence[Reading]) -> Names:
    """As the comparisons find them, all pairs looked at."""
    every = [a for r in read for a in accounts(r)]
    scores = {
        pair(a.id, b.id): compared(a, b).score
        for i, a in enumerate(every)
        for b in every[:i]
        if a.report != b.report
    }
    groups = clusters({a.id: a.report for a in every}, scores, Ruled())
    return {a: group[0] for group in groups for a in group}


def fused(read: Sequence[Reading], names: Mapping[str, str]) -> list[Event]:
    return [e.event for e in entries([renamed(told(r), names) for r in read])]


def lines(
    bundle: dict[str, Any], read: Sequence[Reading], names: Names
) -> Iterator[tuple[dict[str, Any], Event | None]]:
    """Each line of the gold ledger with the event that most accounts of it are under."""
    events = {e.id: e for e in fused(read, names)}
    for line in bundle["ledger"]:
        ids = [names[k] for k in names if k.partition(".")[2] == line["event"]]
        best = Counter(ids).most_common(1)
        yield line, events[best[0][0]] if best else None


def predicted(bundle: dict[str, Any], read: Sequence[Reading], names: Names) -> dict[str, Any]:
    """A bundle as corpus/score.py reads it, its events named across reports."""

    def common(report: str, event: str) -> str:
        account = account_id(report, event)
        return names.get(account, account)

    rows = []
    for raw, reading in zip(bundle["reports"], read, strict=True):
        frames = [frame_of(reading, f) for f in reading.frames]
        for row in frames:
            row["event"] = common(reading.report.id, row["event"])
            about = row["roles"].get("about", [])
            row["roles"]["about"] = [common(reading.report.id, e) for e in about]
        rows.append({"n": raw["n"], "frames": frames})
    ledger = [
        {"event": e.id, "status": status_of(e), "roots": list(e.origins), "against": []}
        for e in fused(read, names)
    ]
    return {"bundle": bundle["bundle"], "reports": rows, "ledger": ledger}


def alone(bundles: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    """Fusing alone, from gold readings."""
    c: Counter[str] = Counter()
    out = []
    for bundle in bundles:
        read = [fuse(r) for r in readings(bundle)]
        names = found_names(read)
        out.append(predicted(bundle, read, names))
        for line, event in lines(bundle, read, names):
            if event is not None:
                single = line["status"] == "single"
                c["events"] += 1
                c["status"] += status_of(event) == line["status"]
                c["roots"] += len(event.origins) == len(line["roots"])
                c["false"] += single and event.grade.credibility <= 2
                c["false 1"] += single and event.grade.credibility == 1
    across = scores(bundles, out)["identity across B3"]
    yield Figure(metric="gold: identity across B3", value=across, bar="94")
    bars = {"status": "85", "roots": "82", "false": "at most 3", "false 1": ""}
    named = {
        "status": "ledger status",
        "roots": "number of roots",
        "false": "of ledger events, single but graded 1 or 2",
        "false 1": "of ledger events, single but graded 1",
    }
    for key, name in named.items():
        yield Figure(metric=f"gold: {name}", value=percent(c[key], c["events"]), bar=bars[key])


def from_text(bundles: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    """End to end. The scorer matches a gold event to what most of its triggers were put under."""
    out = []
    told_in: list[list[Account]] = []
    false = lined = 0
    for bundle in bundles:
        reports = [report_of(bundle, raw) for raw in bundle["reports"]]
        read = list(pipeline.read_all(reports))
        told_in.append([a for r in read for a in accounts(r)])
        names = found_names(read)
        out.append(predicted(bundle, read, names))
        false += falsely_corroborated(bundle, read, names)
        lined += len(bundle["ledger"])
    found = scores(bundles, out)
    apart = {"identity across B3": "86", "ledger status accuracy": "60"}
    for metric, bar in {**apart, "ledger root-count accuracy": "60"}.items():
        yield Figure(metric=f"text: {metric}", value=found[metric], bar=bar)
    metric = "text: of ledger events, single but graded 1 or 2"
    yield Figure(metric=metric, value=percent(false, lined), bar="at most 4")
    for name, stories in (("", told_in), (", undated", [list(map(undated, s)) for s in told_in])):
        mixed, several = of_two_stories(stories)
        metric = f"text: of events of several reports{name}, of two stories"
        yield Figure(metric=metric, value=percent(mixed, several))


def undated(a: Account) -> Account:
    """As its report would be read without its date: days counted from that are not known."""
    return change(a, date=None, times=tuple(w for w in a.times if YEAR.search(w.raw)))


def of_two_stories(stories: Sequence[Sequence[Account]]) -> tuple[int, int]:
    """All stories in one ledger: how many events have accounts of two of them, and how many have
    several at all. Accounts of one type are compared, as the ledger's keys bring them together."""
    story = {a.id: n for n, some in enumerate(stories) for a in some}
    by_type: dict[str, list[Account]] = {}
    for each in (a for some in stories for a in some):
        by_type.setdefault(each.type, []).append(each)
    pairs = (p for some in by_type.values() for p in combinations(some, 2))
    scores = {pair(a.id, b.id): score(a, b) for a, b in pairs if a.report != b.report}
    groups = clusters({a.id: a.report for some in stories for a in some}, scores, Ruled())
    several = [group for group in groups if len(group) > 1]
    return sum(len({story[a] for a in group}) > 1 for group in several), len(several)


def falsely_corroborated(bundle: dict[str, Any], read: Sequence[Reading], names: Names) -> int:
    """How many events of one origin are graded 1 or 2, each looked up under the event that most of
    its accounts were put under."""
    grades = {e.id: e.grade.credibility for e in fused(read, names)}
    under: dict[str, Counter[str]] = {}
    for raw, reading in zip(bundle["reports"], read, strict=True):
        for event, gold in gold_events(raw, reading).items():
            account = account_id(reading.report.id, event)
            if account in names:
                under.setdefault(gold, Counter())[names[account]] += 1
    single = [line["event"] for line in bundle["ledger"] if line["status"] == "single"]
    found = (under[e].most_common(1)[0][0] for e in single if e in under)
    return sum(grades[e] <= 2 for e in found)


def measure(paths: Sequence[Path] | None = None) -> Measured:
    """The test part, from gold readings and from text."""
    paths = test_part() if paths is None else paths
    bundles = [read_bundle(p) for p in paths]
    events = sum(len(b["ledger"]) for b in bundles)
    figures = (*alone(bundles), *from_text(bundles))
    data = f"{len(paths)} bundles, {digest(paths)}, {events} ledger events"
    return Measured(set="ledger", data=data, figures=figures)
