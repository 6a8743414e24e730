"""Fusing across the reports of a bundle: one event or two, its origins, its status.

From gold readings (what fusing costs alone) and from text (what reading costs as well). A single
origin that is graded 1 or 2 is "false corroborated": the worst that a ledger can do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, percent
from quality.gold import readings
from quality.predict import status_of
from quality.sets import digest, own, read_bundle, report_of, test_part
from vedette import pipeline
from vedette.fuse import fuse
from vedette.fuse.accounts import account_id, accounts
from vedette.fuse.clusters import Ruled, clusters, pair
from vedette.fuse.compare import compared
from vedette.fuse.joined import entries, renamed, told
from vedette.records import Event, Reading

Names = dict[str, str]
"""Account id → event id."""


def gold_names(read: Sequence[Reading]) -> Names:
    """As annotated."""
    return {account_id(r.report.id, e.id): e.id for r in read for e in r.events}


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


def cases(paths: Sequence[Path], name: Callable[[Sequence[Reading]], Names]) -> Iterator[Any]:
    """(bundle, ledger line, event) for every line of the gold ledger, from gold readings."""
    for path in paths:
        bundle = read_bundle(path)
        read = [fuse(r) for r in readings(bundle)]
        names = name(read)
        events = {e.id: e for e in fused(read, names)}
        for line in bundle["ledger"]:
            ids = [names[k] for k in names if k.partition(".")[2] == line["event"]]
            best = Counter(ids).most_common(1)
            yield bundle, line, events[best[0][0]] if best else None


def tally(rows: Iterator[Any]) -> Counter[str]:
    c: Counter[str] = Counter()
    for bundle, line, event in rows:
        if event is None:
            c["none"] += 1
            continue
        c["events"] += 1
        c["status"] += status_of(event) == line["status"]
        c["roots"] += len(event.origins) == len(line["roots"])
        single = line["status"] == "single"
        c["single"] += single
        c["false"] += single and event.grade.credibility <= 2
        c["false 1"] += single and event.grade.credibility == 1
    return c
