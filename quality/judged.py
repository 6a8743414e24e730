"""Scores beside what turned out right, by the corpus's own matching: for calibration.

Sorts of judgement: `frame` (a trigger stands there and has that type), `type`, `mode`, `status` (of
a trigger that stands there), `role` (a filler of a frame of the right type).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quality.figures import Figure, Measured
from quality.sets import digest, own, read_bundle, report_of, test_part
from vedette.reader.decode import read
from vedette.reader.model import shipped
from vedette.records import Frame, Reading

Judged = tuple[str, float, bool]
"""Sort, score, whether it is right."""
BINS = 10


def judge(reading: Reading, raw: dict[str, Any]) -> Iterator[Judged]:
    """All judgements of one report; `raw` is its gold."""
    score = own("score")
    gold = {(f["sentence"], f["event"]): f for f in raw["frames"]}
    spans = [(t["start"], t["end"]) for t in raw["triggers"]]
    matched = score.match(spans, [f.trigger for f in reading.frames])
    for j, frame in enumerate(reading.frames):
        if j not in matched:
            yield "frame", frame.score, False
            continue
        t = raw["triggers"][matched[j]]
        right = gold[t["sentence"], t["event"]]
        typed = frame.type == right["type"]
        yield "frame", frame.score, typed
        yield "type", frame.labels["type"].score, typed
        if typed and right["status"]:
            yield "status", frame.labels["status"].score, frame.status == right["status"]
            yield "mode", frame.labels["mode"].score, frame.mode == right["mode"]
        if typed:
            yield from _roles(reading, frame, raw, right["roles"])


def _roles(
    reading: Reading, frame: Frame, raw: dict[str, Any], gold: dict[str, list[str]]
) -> Iterator[Judged]:
    entity = own("score").entity
    for role, fill in frame.roles.items():
        for who in fill if role != "about" else ():
            found = reading.mention(who)
            named = entity((found.start, found.end), raw["mentions"])
            yield "role", frame.role_scores[f"{role}:{who}"], named in gold.get(role, [])


def error(rows: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error in points: the mean gap of score and share of right, ten bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in rows:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    n = sum(map(len, bins))
    gaps = (abs(sum(s - r for s, r in b)) for b in bins)
    return 100 * sum(gaps) / n if n else 0.0


def measure() -> Measured:
    """The calibration error of each sort of score on the test part."""
    paths = test_part()
    rows = [
        row
        for path in paths
        for bundle in [read_bundle(path)]
        for raw in bundle["reports"]
        for row in judge(read(report_of(bundle, raw), shipped()), raw)
    ]
    figures = tuple(
        Figure(metric=f"calibration error of {sort} scores",
               value=error((s, r) for k, s, r in rows if k == sort))
        for sort in ("frame", "type", "status", "mode", "role")
    )  # fmt: skip
    return Measured(set="scores", data=f"{len(paths)} bundles, {digest(paths)}", figures=figures)
