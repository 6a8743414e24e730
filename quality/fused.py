"""Fusing alone, on gold readings.

Only ledger events that stand in one report of their bundle count, since reports are fused one by
one. Figures: ledger status and number of roots right, and how often a single origin is graded 1 or
2 ("false corroborated"), in percent of the events of a single origin.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, percent
from quality.gold import readings
from quality.sets import CORPUS, digest, paths_of, read_bundle
from vedette.export.bundle import status_of
from vedette.fuse import fuse
from vedette.records import Event


def cases(bundle: dict[str, Any]) -> list[tuple[dict[str, Any], Event]]:
    """The ledger lines of a bundle whose event one report alone tells, with the fused event."""
    found: dict[str, list[Event]] = {}
    for reading in readings(bundle):
        for event in fuse(reading).events:
            found.setdefault(event.id, []).append(event)
    lines = ((line, found.get(line["event"], [])) for line in bundle["ledger"])
    return [(line, events[0]) for line, events in lines if len(events) == 1]


def count(paths: list[Path]) -> Counter[str]:
    """What is right and wrong over all cases."""
    c: Counter[str] = Counter()
    for path in paths:
        for line, event in cases(read_bundle(path)):
            c["events"] += 1
            c["single"] += line["status"] == "single"
            c["status"] += status_of(event) == line["status"]
            c["roots"] += len(event.origins) == len(line["roots"])
            c["false"] += line["status"] == "single" and event.grade.credibility <= 2
            c["false 1"] += line["status"] == "single" and event.grade.credibility == 1
    return c


def measure(part: str = "test") -> Measured:
    """The figures of a part of the corpus."""
    paths = paths_of(CORPUS / "bundles", part)
    c = count(paths)
    metrics = {
        "ledger status": ("status", "events"),
        "number of roots": ("roots", "events"),
        "of single origins, graded 1 or 2": ("false", "single"),
        "of single origins, graded 1": ("false 1", "single"),
    }
    figures = [Figure(metric=k, value=percent(c[a], c[b])) for k, (a, b) in metrics.items()]
    data = f"{len(paths)} bundles, {digest(paths)}, {c['events']} events, {c['single']} single"
    return Measured(set="fused", data=data, figures=tuple(figures))
