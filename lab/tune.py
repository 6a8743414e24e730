"""Thresholds on the dev part: `python -m lab.tune [MODEL_FOLDER]`, one after the other.

Each threshold is moved over a few logits while the others stay; the best by its own figure is
written into thresholds.json. Roles have one each. The test part is not looked at.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

from lab.calibrate import calibration
from lab.export import THRESHOLDS, seal
from quality.attribution import passages
from quality.corpus import scores
from quality.predict import frame_of, named
from quality.sets import CORPUS, paths_of, read_bundle, report_of
from vedette.reader.decode import read
from vedette.reader.model import OnnxModel
from vedette.records import Frame, Reading, change
from vedette.resolve.values import with_values

STEPS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
ALONE = (-2.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)
AIMS = {
    "trigger": "typed F1",
    "mention": "role micro F1",
    "about": "role about F1",
}
"""Head → the figure that its threshold serves; identity is not tuned (see lab/export)."""

Readings = dict[tuple[str, int], Reading]


def read_all(model: OnnxModel, bundles: list[dict[str, Any]]) -> Readings:
    """Readings alone: nothing is resolved but dates, nothing fused."""
    return {
        (b["bundle"], raw["n"]): with_values(read(report_of(b, raw), model))
        for b in bundles
        for raw in b["reports"]
    }


def figures(readings: Readings, bundles: list[dict[str, Any]]) -> dict[str, float]:
    """The scorer's figures."""
    pred = []
    for b in bundles:
        rows = []
        for raw in b["reports"]:
            reading = readings[b["bundle"], raw["n"]]
            frames = [named(raw["n"], frame_of(reading, f)) for f in reading.frames]
            rows.append({"n": raw["n"], "frames": frames})
        pred.append({"bundle": b["bundle"], "reports": rows, "ledger": []})
    return scores(bundles, pred)


def kept(reading: Reading, role: str, least: float) -> Reading:
    """The reading without the fillers of a role below a logit."""

    def pruned(f: Frame) -> Frame:
        p = 1 / (1 + math.exp(-least))
        fill = tuple(m for m in f.roles.get(role, ()) if f.role_scores[f"{role}:{m}"] >= p)
        rest = {r: ms for r, ms in f.roles.items() if r != role}
        return change(f, roles={**rest, role: fill} if fill else rest)

    return change(reading, frames=tuple(pruned(f) for f in reading.frames))


def best_of(tried: dict[float, float]) -> float:
    """The step with the best figure; of equals the one nearest to 0."""
    return max(tried, key=lambda step: (tried[step], -abs(step)))


def tune_heads(model: OnnxModel, bundles: list[dict[str, Any]]) -> None:
    for head, aim in AIMS.items():
        tried = {}
        for step in STEPS:
            model.thresholds[head] = step
            tried[step] = figures(read_all(model, bundles), bundles)[aim]
        model.thresholds[head] = best_of(tried)
        print(f"{head}: {aim} {tried} -> {model.thresholds[head]}", flush=True)


def tune_alone(model: OnnxModel, bundles: list[dict[str, Any]]) -> None:
    """How plain a report's plainest act must be: by typed F1; of equals by fewer false events."""
    tried: dict[float, tuple[float, float]] = {}
    for step in ALONE:
        model.thresholds["alone"] = step
        found = figures(read_all(model, bundles), bundles)
        tried[step] = found["typed F1"], found["false events per 1000 words"]
    model.thresholds["alone"] = max(tried, key=lambda step: (tried[step][0], -tried[step][1]))
    print(f"alone: typed F1, false events {tried} -> {model.thresholds['alone']}", flush=True)


SAYING = {
    "cues": "cue F1, exact",
    "sources": "source F1, exact",
    "says": "right cues with their own source",
}
"""Head of attribution → the figure on the dev passages that its threshold serves."""


def tune_saying(model: OnnxModel) -> None:
    for head, aim in SAYING.items():
        tried = {}
        for step in STEPS:
            model.thresholds[head] = step
            found = passages("dev", model).figures
            tried[step] = next(f.value for f in found if f.metric == aim)
        model.thresholds[head] = best_of(tried)
        print(f"{head}: {aim} {tried} -> {model.thresholds[head]}", flush=True)


def tune_roles(model: OnnxModel, bundles: list[dict[str, Any]]) -> None:
    """One reading with the lowest threshold serves all: fillers below a step are taken out."""
    model.thresholds["role"] = min(STEPS)
    readings = read_all(model, bundles)
    model.thresholds["role"] = 0.0
    for role in model.labels.roles:
        tried = {}
        for step in STEPS:
            now = {k: kept(r, role, step) for k, r in readings.items()}
            tried[step] = figures(now, bundles)[f"role {role} F1"]
        model.thresholds[f"role.{role}"] = best_of(tried)
        print(f"role {role}: {tried} -> {best_of(tried)}", flush=True)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "src/vedette/data/model")
    model = OnnxModel(folder)
    bundles = [read_bundle(p) for p in paths_of(CORPUS / "bundles", "dev")]
    tuned = [k for k in model.thresholds if k.endswith((".slope", ".shift")) or "role." in k]
    model.thresholds = {k: v for k, v in model.thresholds.items() if k not in tuned} | THRESHOLDS
    print("before", figures(read_all(model, bundles), bundles))
    tune_heads(model, bundles)
    tune_alone(model, bundles)
    tune_saying(model)
    tune_roles(model, bundles)
    pairs = read_all(model, bundles)
    gold = {(b["bundle"], raw["n"]): raw for b in bundles for raw in b["reports"]}
    model.thresholds |= calibration((pairs[key], raw) for key, raw in gold.items())
    print("after", figures(read_all(model, bundles), bundles))
    chosen = {"name": model.name, **model.thresholds}
    (folder / "thresholds.json").write_text(json.dumps(chosen, indent=1) + "\n")
    seal(folder)


if __name__ == "__main__":
    main()
