"""The shipped model's weights as a start for training: `python -m lab.thaw FOLDER RUN`.

RUN gets labels.json and best.pt, as a run leaves them, so that training goes on from the model in
the repository where the float weights of its runs are gone. What int8 rounded away is not in the
folder: of the values that round to what is there, the one nearest to the pretrained weight is
taken, since training moved most of them little; where there is no pretrained weight, the middle.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from lab import labels as label_lists
from lab.model import LAYERS, Reader, load_pretrained, pretrained_folder

QUANTIZED = "_quantized"
TRANSPOSED = "_Transposed"
WITHIN = [f"layers.{i}.{part}" for i in range(LAYERS) for part in ("qkv", "out", "up", "down")]
PRODUCTS = [f"{name}.weight" for name in (*WITHIN, "spans")]
"""Weights of the encoder's matrix products, to which the export gives numbers in their order."""


class Rounded:
    """A weight as it stands in a graph: integers, and a scale for all or one for each column."""

    def __init__(self, whole: Tensor, scale: Tensor, zero: Tensor) -> None:
        self.middle = (whole.float() - zero.float()) * scale
        self.half = (scale / 2).expand_as(self.middle)

    def turned(self) -> Rounded:
        self.middle, self.half = self.middle.T, self.half.T
        return self

    def nearest(self, to: Tensor) -> Tensor:
        """Of the values that were rounded to this the nearest to another."""
        return torch.minimum(torch.maximum(to, self.middle - self.half), self.middle + self.half)


def tensors(path: Path) -> Iterator[tuple[str, Tensor | Rounded]]:
    """Name and value of each weight in a graph, as torch has them."""
    found = {i.name: numpy_helper.to_array(i) for i in onnx.load(str(path)).graph.initializer}
    numbered = iter(PRODUCTS)
    for name, value in found.items():
        weight = name.removesuffix(QUANTIZED)
        if weight == name:
            if not name.endswith(("_scale", "_zero_point")):
                yield name, torch.tensor(value)
            continue
        parts = (value, found[f"{weight}_scale"], found[f"{weight}_zero_point"])
        rounded = Rounded(*map(torch.tensor, parts))
        if weight.startswith("onnx::MatMul"):
            yield next(numbered), rounded.turned()
        elif weight.endswith(TRANSPOSED):
            yield weight.removesuffix(TRANSPOSED), rounded.turned()
        else:
            yield weight, rounded


def kept_rows(folder: Path) -> list[int]:
    """Rows of the pretrained vocabulary that the folder's words are."""
    pieces = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    whole = json.loads((pretrained_folder() / "tokenizer.json").read_text())["model"]["vocab"]
    return [whole[piece] for piece in sorted(pieces, key=lambda piece: pieces[piece])]


def thaw(folder: Path) -> Reader:
    """Raises ValueError where the folder's weights are not those of today's network."""
    labels = label_lists.load_labels(folder)
    model = Reader(labels)
    load_pretrained(model.encoder, pretrained_folder())
    ours = model.state_dict()
    lacking = set(ours) - {"heads.sure"}
    for graph, prefix in (("encoder", "encoder."), ("heads", "")):
        for short, value in tensors(folder / f"{graph}.onnx"):
            name = prefix + short
            rows = kept_rows(folder) if short == "words.weight" else slice(None)
            before = ours[name][rows]
            pretrained = prefix and not short.startswith("spans.")
            if isinstance(value, Rounded):
                value = value.nearest(before) if pretrained else value.middle
            if before.shape != value.shape:
                raise ValueError(f"{name} is {tuple(value.shape)} in {folder}")
            ours[name][rows] = value
            lacking.discard(name)
    if lacking:
        raise ValueError(f"{folder} lacks {', '.join(sorted(lacking))}")
    chosen = json.loads((folder / "thresholds.json").read_text())
    ours["heads.sure"] = torch.tensor([chosen[f"sure.{status}"] for status in labels.statuses])
    model.load_state_dict(ours)
    return model


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("run", type=Path)
    a = p.parse_args()
    a.run.mkdir(parents=True, exist_ok=True)
    label_lists.save(label_lists.load_labels(a.folder), a.run)
    torch.save(thaw(a.folder).state_dict(), a.run / "best.pt")


if __name__ == "__main__":
    main()
