"""Train the reader: `python -m lab.train RUN --epochs N`. Stops and resumes at any epoch.

RUN is a folder: labels.json, last.pt (everything needed to go on), best.pt (weights by the dev
part), log.jsonl (a line an epoch). What is evaluated and kept is a moving average of the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab import attributions, data, public
from lab import labels as label_lists
from lab.data import Example, Pair
from lab.dev import evaluate
from lab.losses import WEIGHTS, Losses, batch_losses, pair_loss, total
from lab.model import Reader, grow, load_pretrained, pretrained_folder
from lab.noise import noisy
from lab.whose import with_countries
from vedette.reader.tokens import load_tokenizer

BUDGET = 1024
ENCODER_RATE, HEAD_RATE = 1.5e-4, 8e-4
DECAY = 0.998
"""Of the moving average, a step; an epoch is about 700 steps."""


@dataclass
class Shares:
    """How much of each kind of data one epoch sees."""

    public: float
    pairs: float
    attributed: float
    noisy: float
    """Of the bundles, read as they come out of `lab.noise`, anew each epoch."""


@dataclass
class Sets:
    """What is trained on and what chooses the epoch.

    `bundles` and `windows` of the train part stand side by side; `look` makes windows of a bundle.
    """

    bundles: list[dict[str, Any]]
    windows: list[list[Example]]
    dev: list[Example]
    look: Callable[[dict[str, Any]], list[Example]]
    pairs: dict[str, list[Pair]]
    public: list[Example]
    attributed: list[Example]
    shares: Shares


@dataclass
class Run:
    """A model in training; everything in it is saved after each epoch."""

    model: Reader
    average: AveragedModel
    opt: torch.optim.AdamW
    schedule: torch.optim.lr_scheduler.LRScheduler
    epoch: int = 0
    best: float = 0.0


def load_sets(a: argparse.Namespace, labels: label_lists.Labels) -> Sets:
    """Bundles and pairs of the train and dev parts; bundles of skipped prefixes are left out."""
    tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")

    def bundles(part: str) -> list[dict[str, Any]]:
        own = list(data.bundles(data.CORPUS / "bundles", part))
        more = [b for f in a.extra for b in data.bundles(f, part)]
        found = own + more * (a.repeat if part == "train" else 1)
        return [with_countries(b) for b in found if b["bundle"].split("-")[0] not in a.skip]

    def look(bundle: dict[str, Any]) -> list[Example]:
        return list(data.examples(bundle, tokenizer, labels))

    def pairs(part: str) -> list[Pair]:
        return data.pairs(data.CORPUS / "pairs", part, tokenizer, labels, a.skip)

    train = bundles("train")
    within = [p for b in train for p in data.pairs_within(b, tokenizer, labels)]
    sets = Sets(
        bundles=train,
        windows=[look(b) for b in train],
        dev=[x for b in bundles("dev") for x in look(b)],
        look=look,
        pairs={"train": pairs("train") + within, "dev": pairs("dev")},
        public=public.examples(a.bench, tokenizer) if a.bench else [],
        attributed=attributions.examples(attributions.FOLDER, "train", tokenizer),
        shares=Shares(a.share, a.share_pairs, a.share_attributed, a.noisy),
    )
    print("windows:", sum(map(len, sets.windows)), "dev:", len(sets.dev), end=" ")
    print("pairs:", {n: len(found) for n, found in sets.pairs.items()}, end=" ")
    print("public:", len(sets.public), "attributions:", len(sets.attributed), flush=True)
    return sets


def work_of(sets: Sets, seed: int) -> list[tuple[str, list[Any]]]:
    """The batches of one epoch: neighbours in length, in an order of its own."""
    rng = random.Random(seed)
    work: list[tuple[str, list[Any]]] = []

    def some(items: list[Any], share: float) -> list[Any]:
        return rng.sample(items, int(share * len(items)))

    windows: list[Example] = []
    for bundle, plain in zip(sets.bundles, sets.windows, strict=True):
        changed = rng.random() < sets.shares.noisy
        windows += sets.look(noisy(bundle, rng)) if changed else plain
    for kind, items in (
        ("window", windows),
        ("window", some(sets.public, sets.shares.public)),
        ("window", some(sets.attributed, sets.shares.attributed)),
        ("pair", some(sets.pairs["train"], sets.shares.pairs)),
    ):
        jittered = sorted(items, key=lambda x: len(x.ids) * rng.uniform(0.8, 1.25))
        work += [(kind, b) for b in data.batches(jittered, BUDGET)]
    rng.shuffle(work)
    return work


def begin(a: argparse.Namespace, labels: label_lists.Labels, sets: Sets) -> Run:
    """A new run, from the pretrained encoder or from weights; or the one that was stopped."""
    model = Reader(labels)
    load_pretrained(model.encoder, pretrained_folder())
    if a.start is not None:
        grow(model, torch.load(a.start, weights_only=True))
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(DECAY))
    new = {id(p) for p in (*model.heads.parameters(), *model.encoder.spans.parameters())}
    old = [p for p in model.parameters() if id(p) not in new]
    fresh = [p for p in model.parameters() if id(p) in new]
    rates = [ENCODER_RATE * a.rate, HEAD_RATE * a.rate]
    groups = [{"params": p, "lr": r} for p, r in zip((old, fresh), rates, strict=True)]
    opt = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    # Batches differ a little by epoch: some steps to spare, so that the schedule never runs out.
    steps = int(1.02 * len(work_of(sets, 0)) * a.epochs) + 8
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        opt, rates, total_steps=steps, pct_start=0.08, cycle_momentum=False
    )
    run = Run(model, average, opt, schedule)
    if (a.run / "last.pt").exists():
        s = torch.load(a.run / "last.pt", weights_only=True)
        run.model.load_state_dict(s["model"])
        run.average.load_state_dict(s["average"])
        run.opt.load_state_dict(s["opt"])
        run.schedule.load_state_dict(s["schedule"])
        run.epoch, run.best = s["epoch"], s["best"]
    return run


def step(run: Run, kind: str, batch: list[Any], seen: Losses) -> None:
    """One batch: losses, gradients, weights."""
    if kind == "pair":
        loss = pair_loss(run.model, batch)
        seen.plus("pair", loss.detach() * len(batch), len(batch))
        loss = WEIGHTS["pair"] * loss
    else:
        parts = batch_losses(run.model, batch)
        loss = total(parts)
        for k in WEIGHTS.keys() & parts.keys():
            seen.plus(k, parts[k].detach(), int(parts["n " + k]))
    run.opt.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    run.opt.step()
    run.schedule.step()
    run.average.update_parameters(run.model)


def save(run: Run, folder: Path, figures: dict[str, float]) -> None:
    """last.pt, whole or not at all; best.pt where the dev figures are the best so far."""
    value = figures["typed"] + figures["role"] + 0.5 * figures["pair"]
    if value > run.best:
        run.best = value
        torch.save(run.average.module.state_dict(), folder / "best.pt")
    state = {
        "model": run.model.state_dict(),
        "average": run.average.state_dict(),
        "opt": run.opt.state_dict(),
        "schedule": run.schedule.state_dict(),
        "epoch": run.epoch,
        "best": run.best,
    }
    torch.save(state, folder / "next.pt")
    (folder / "next.pt").rename(folder / "last.pt")


def epoch(run: Run, sets: Sets, a: argparse.Namespace) -> None:
    """Train one epoch, look at the dev part, log, save."""
    t0 = time.time()
    torch.manual_seed(a.seed * 1000 + run.epoch)
    seen = Losses()
    for kind, batch in work_of(sets, a.seed * 1000 + run.epoch):
        step(run, kind, batch, seen)
    run.epoch += 1
    figures = evaluate(run.average.module, sets.dev, sets.pairs["dev"])
    line = {
        "epoch": run.epoch,
        "minutes": round((time.time() - t0) / 60, 2),
        "dev": figures,
        "loss": {k: round(float(seen[k] / seen["n " + k]), 3) for k in WEIGHTS if k in seen},
    }
    print(json.dumps(line), flush=True)
    with (a.run / "log.jsonl").open("a") as f:
        f.write(json.dumps(line) + "\n")
    save(run, a.run, figures)


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("run", type=Path)
    p.add_argument("--epochs", type=int, default=14)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--extra", type=Path, nargs="*", default=[], help="more folders of bundles")
    p.add_argument("--repeat", type=int, default=1, help="times those are seen in one epoch")
    p.add_argument("--bench", type=Path, help="folder of the public sets, to train on those we may")
    p.add_argument("--share", type=float, default=0.3, help="of the public sets in one epoch")
    p.add_argument("--share-pairs", type=float, default=1.0, help="of the pairs in one epoch")
    p.add_argument("--share-attributed", type=float, default=1.0, help="of those passages")
    p.add_argument("--noisy", type=float, default=0.0, help="share of bundles changed (lab.noise)")
    p.add_argument(
        "--skip", nargs="*", default=[], help="prefixes of bundles and names of pairs to leave out"
    )
    p.add_argument("--start", type=Path, help="weights to start from, instead of the pretrained")
    p.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    return p.parse_args()


def main() -> None:
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(a.seed)
    a.run.mkdir(parents=True, exist_ok=True)
    if not (a.run / "labels.json").exists():
        label_lists.save(label_lists.from_codebook(), a.run)
    labels = label_lists.load_labels(a.run)
    sets = load_sets(a, labels)
    run = begin(a, labels, sets)
    while run.epoch < a.epochs:
        epoch(run, sets, a)


if __name__ == "__main__":
    main()
