"""Weights of several runs in one: `python -m lab.average RUN 0.35=G/best.pt 0.65=H/last.pt`.

The mean of runs that go on from each other lies in a flatter valley than each of them (Wortsman et
al. 2022, "Model soups"), and costs nothing to run. Writes RUN/best.pt and RUN/labels.json.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from lab import labels as label_lists

Weights = dict[str, Tensor]


def weights_of(path: Path) -> Weights:
    """The weights of a best.pt, or the averaged ones of a last.pt."""
    found: dict[str, Any] = torch.load(path, weights_only=True)
    averaged = found.get("average", {}).items()
    return {k.removeprefix("module."): v for k, v in averaged if "." in k} or found


def mean(parts: list[tuple[float, Weights]]) -> Weights:
    """The weighted mean. Raises `ValueError` where the shares are not 1 in all."""
    if not math.isclose(sum(share for share, _ in parts), 1.0, abs_tol=1e-6):
        raise ValueError("the shares are not 1 in all")
    first = parts[0][1]
    return {
        k: sum((share * w[k] for share, w in parts), torch.zeros_like(v))
        if v.is_floating_point()
        else v
        for k, v in first.items()
    }


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("run", type=Path)
    p.add_argument("parts", nargs="+", metavar="SHARE=FILE")
    a = p.parse_args()
    split = [part.split("=", 1) for part in a.parts]
    found = mean([(float(share), weights_of(Path(path))) for share, path in split])
    a.run.mkdir(parents=True, exist_ok=True)
    torch.save(found, a.run / "best.pt")
    label_lists.save(label_lists.load_labels(Path(split[-1][1]).parent), a.run)


if __name__ == "__main__":
    main()
