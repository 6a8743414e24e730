"""Thresholds on the dev part: `python -m lab.tune [MODEL_FOLDER]`, one head after the other.

Each head's threshold is moved over a few logits while the others stay; the best by its own figure
is written into thresholds.json. The test part is not looked at.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from quality.predict import frame_of, report_of
from quality.sets import CORPUS, paths_of, read_bundle
from vedette.reader.decode import read
from vedette.reader.model import OnnxModel
from vedette.resolve.values import with_values

STEPS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
AIMS = {
    "trigger": "typed F1",
    "mention": "role micro F1",
    "role": "role micro F1",
    "about": "role about F1",
    "event": "identity within B3",
    "entity": None,
}
"""Head → the figure that its threshold serves; entity identity is not scored in one report."""


def figures(model: OnnxModel, bundles: list[dict[str, Any]]) -> dict[str, float]:
    """The scorer's figures on readings alone: nothing is resolved but dates, nothing fused."""
    pred = []
    for b in bundles:
        rows = []
        for raw in b["reports"]:
            reading = with_values(read(report_of(b, raw), model))
            rows.append({"n": raw["n"], "frames": [frame_of(reading, f) for f in reading.frames]})
        pred.append({"bundle": b["bundle"], "reports": rows, "ledger": []})
    result: dict[str, float] = importlib.import_module("score").score(bundles, pred)
    return result


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "src/vedette/data/model")
    model = OnnxModel(folder)
    bundles = [read_bundle(p) for p in paths_of(CORPUS / "bundles", "dev")]
    for head, aim in AIMS.items():
        if aim is None:
            continue
        tried = {}
        for step in STEPS:
            model.thresholds[head] = step
            tried[step] = figures(model, bundles)[aim]
        best = max(STEPS, key=lambda s: (tried[s], -abs(s)))
        model.thresholds[head] = best
        print(f"{head}: {aim} {tried} -> {best}", flush=True)
    chosen = {"name": model.name, **model.thresholds}
    (folder / "thresholds.json").write_text(json.dumps(chosen, indent=1) + "\n")


if __name__ == "__main__":
    main()
