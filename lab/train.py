"""Train the reader: `python -m lab.train RUN --epochs N`. Stops and resumes at any epoch.

RUN is a folder: labels.json, last.pt (everything needed to go on), best.pt (weights by the dev
part), log.jsonl (a line an epoch).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from lab import data
from lab import labels as label_lists
from lab.data import IGNORE, Example, Pair
from lab.model import Reader, load_pretrained, pretrained_folder, span_scores
from vedette.reader import links, spans
from vedette.reader.tokens import CASES, SOURCE, TARGET, load_tokenizer

CLS, SEP, PAD = 101, 102, 0
BUDGET = 1024
ENCODER_RATE, HEAD_RATE = 1.5e-4, 8e-4
SPURIOUS = 12
"""Most wrong spans a window that are shown to the heads as NONE."""


def pad(items: list[Any]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, features, mask [B, L + 2], with the special pieces."""
    longest = max(len(x.ids) for x in items) + 2
    ids = torch.full((len(items), longest), PAD)
    features, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for i, x in enumerate(items):
        n = len(x.ids) + 2
        ids[i, :n] = torch.tensor([CLS, *x.ids, SEP])
        features[i, 1 : n - 1] = torch.tensor(x.features)
        mask[i, :n] = 1
    return ids, features, mask


def span_loss(
    scores: Tensor, gold: list[tuple[int, int]], sentence: list[int], widest: int
) -> Tensor:
    """Multilabel cross-entropy over spans with threshold 0 (Su et al. 2022, GlobalPointer)."""
    n = len(sentence)
    at = torch.tensor(sentence)
    i = torch.arange(n)
    width = i[None, :] - i[:, None]
    valid = (width >= 0) & (width < widest) & (at[:, None] == at[None, :])
    right = torch.zeros(n, n, dtype=torch.bool)
    if gold:
        g = torch.tensor(gold)
        right[g[:, 0], g[:, 1]] = True
    zero = scores.new_zeros(1)
    wrong = torch.logsumexp(torch.cat((scores[valid & ~right], zero)), 0)
    missed = torch.logsumexp(torch.cat((-scores[valid & right], zero)), 0)
    return wrong + missed


def spurious(
    qk: Tensor, x: Example, head: int, gold: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The highest-scoring spans that are not annotated."""
    rows = spans.spans_above(qk.detach().numpy(), x.sentence, head=head, least=-1.0)
    wrong = [s for found in rows for s in found if s.span not in set(gold)]
    return [s.span for s in sorted(wrong, key=lambda s: -s.score)[:SPURIOUS]]


def ends_of(states: Tensor, where: list[tuple[int, int]]) -> Tensor:
    """[N, 2D]: the states of the first and last piece of each span."""
    if not where:
        return states.new_zeros(0, 2 * states.shape[1])
    s = torch.tensor(where)
    return torch.cat((states[s[:, 0]], states[s[:, 1]]), -1)


def bce(scores: Tensor, right: Tensor, keep: Tensor) -> Tensor:
    """Binary cross-entropy summed over what is kept, divided by the number of rights."""
    loss = F.binary_cross_entropy_with_logits(scores, right, reduction="none")
    return (loss * keep).sum()


class Losses(dict[str, Tensor]):
    """Sums of loss and of counts by name."""

    def plus(self, name: str, loss: Tensor, n: int) -> None:
        if n:
            self[name] = self.get(name, torch.zeros(())) + loss
            self["n " + name] = self.get("n " + name, torch.zeros(())) + n


def window_losses(model: Reader, states: Tensor, qk: Tensor, x: Example, out: Losses) -> None:
    """All losses of one window; states [L, D] and qk [L, 256] without the special pieces."""
    scores = span_scores(qk)
    for head, gold in ((spans.MENTION, x.mentions), (spans.TRIGGER, x.triggers)):
        out.plus(f"span{head}", span_loss(scores[head], gold, x.sentence, spans.WIDEST[head]), 1)
    triggers = x.triggers + spurious(qk, x, spans.TRIGGER, x.triggers)
    mentions = x.mentions + spurious(qk, x, spans.MENTION, x.mentions)
    rp = links.role_pairs(triggers, mentions, x.sentence)
    tp = links.same_pairs(triggers, x.sentence, x.ids, directed=True)
    mp = links.same_pairs(mentions, x.sentence, x.ids)
    got = model.heads(
        ends_of(states, triggers),
        ends_of(states, mentions),
        *(torch.from_numpy(p) for p in (rp, tp, mp)),
    )
    types, modes, statuses, kinds, sectors, role, about, event, entity = got
    for name, logits, gold, extra in (
        ("type", types, x.types, types.shape[1] - 1),
        ("mode", modes, x.modes, IGNORE),
        ("status", statuses, x.statuses, IGNORE),
        ("kind", kinds, x.kinds, kinds.shape[1] - 1),
        ("sector", sectors, x.sectors, IGNORE),
    ):
        y = torch.tensor(gold + [extra] * (len(logits) - len(gold)), dtype=torch.long)
        n = int((y != IGNORE).sum())
        if n:
            out.plus(name, F.cross_entropy(logits, y, ignore_index=IGNORE, reduction="sum"), n)
    link_losses(x, rp, tp, mp, role, about, event, entity, out)


def link_losses(
    x: Example,
    rp: np.ndarray,
    tp: np.ndarray,
    mp: np.ndarray,
    role: Tensor,
    about: Tensor,
    event: Tensor,
    entity: Tensor,
    out: Losses,
) -> None:
    """Losses of roles, `about`, identity of events and of entities."""
    nt, nm = len(x.triggers), len(x.mentions)
    right = torch.zeros_like(role)
    keep = torch.ones(len(rp))
    for p, (i, j) in enumerate(rp[:, :2].tolist()):
        for r in x.roles.get((i, j), ()):
            right[p, r] = 1
        if (i, j) in x.masked or i >= nt:
            keep[p] = 0
    out.plus("role", bce(role, right, keep[:, None]), nt)
    right, keep, same = torch.zeros(len(tp)), torch.zeros(len(tp)), torch.zeros(len(tp))
    known = torch.zeros(len(tp))
    at = [x.sentence[t[0]] for t in x.triggers]
    for p, (i, j) in enumerate(tp[:, :2].tolist()):
        if i < nt and j < nt:
            known[p] = 1
            same[p] = x.events[i] == x.events[j]
            right[p] = (i, j) in x.about
            keep[p] = (i, j) not in x.about_masked and abs(at[i] - at[j]) <= links.REACH
        elif i < nt:
            keep[p] = 1
    out.plus("about", bce(about, right, keep), nt)
    out.plus("event", bce(event, same, known), nt)
    same, known = torch.zeros(len(mp)), torch.zeros(len(mp))
    for p, (i, j) in enumerate(mp[:, :2].tolist()):
        if i < nm and j < nm:
            known[p] = 1
            same[p] = x.entities[i] == x.entities[j]
    out.plus("entity", bce(entity, same, known), nm)


WEIGHTS = {
    "span0": 0.5, "span1": 0.7, "type": 1.0, "mode": 0.5, "status": 0.7, "kind": 0.3,
    "sector": 0.3, "role": 1.0, "about": 1.0, "event": 0.5, "entity": 0.3, "pair": 0.7,
}  # fmt: skip
"""Of each task in the sum; each task's loss is a mean over its own items."""


def pair_scores(model: Reader, batch: list[Pair]) -> tuple[Tensor, ...]:
    """type, mode, status logits of marked pairs."""
    ids, features, mask = pad(batch)
    states, _ = model.encoder(ids, features, mask)
    side = features // CASES

    def mean(mark: int) -> Tensor:
        w = (side == mark).to(states.dtype)[..., None]
        return (states * w).sum(1) / w.sum(1).clamp(min=1)

    return model.heads.relate(mean(SOURCE), mean(TARGET), states[:, 0])


def pair_loss(model: Reader, batch: list[Pair]) -> Tensor:
    types, modes, statuses = pair_scores(model, batch)
    y = {k: torch.tensor([getattr(p, k) for p in batch]) for k in ("type", "mode", "status")}
    loss = F.cross_entropy(types, y["type"])
    for logits, gold, w in ((modes, y["mode"], 0.5), (statuses, y["status"], 0.3)):
        if (gold != IGNORE).any():
            loss = loss + w * F.cross_entropy(logits, gold, ignore_index=IGNORE)
    return loss


def batch_losses(model: Reader, batch: list[Example]) -> Losses:
    ids, features, mask = pad(batch)
    states, qk = model.encoder(ids, features, mask)
    out = Losses()
    for i, x in enumerate(batch):
        n = len(x.ids)
        window_losses(model, states[i, 1 : n + 1], qk[i, 1 : n + 1], x, out)
    return out


def total(losses: Losses) -> Tensor:
    return sum(
        (WEIGHTS[k] * v / losses["n " + k] for k, v in losses.items() if k in WEIGHTS),
        torch.zeros(()),
    )


COUNTS = ("gold", "pred", "hit", "typed", "mgold", "mpred", "mhit", "rg", "rp", "rh", "pair")


def evaluate(model: Reader, windows: list[Example], pairs: list[Pair]) -> dict[str, float]:
    """Quick figures on gold spans for choosing an epoch; the real table is quality/."""
    model.eval()
    c = dict.fromkeys(COUNTS, 0)
    with torch.no_grad():
        for batch in data.by_length(windows, 4096):
            ids, features, mask = pad(batch)
            states, qk = model.encoder(ids, features, mask)
            for i, x in enumerate(batch):
                n = len(x.ids)
                count_window(model, states[i, 1 : n + 1], qk[i, 1 : n + 1], x, c)
        for batch in data.by_length(pairs, 4096):
            types, _, _ = pair_scores(model, batch)
            c["pair"] += int((types.argmax(-1) == torch.tensor([p.type for p in batch])).sum())
    model.train()

    def f1(hit: int, pred: int, gold: int) -> float:
        return round(200 * hit / max(1, pred + gold), 2)

    return {
        "trigger": f1(c["hit"], c["pred"], c["gold"]),
        "typed": f1(c["typed"], c["pred"], c["gold"]),
        "mention": f1(c["mhit"], c["mpred"], c["mgold"]),
        "role": f1(c["rh"], c["rp"], c["rg"]),
        "pair": round(100 * c["pair"] / max(1, len(pairs)), 2),
    }


def count_window(model: Reader, states: Tensor, qk: Tensor, x: Example, c: dict[str, int]) -> None:
    found = spans.best_spans(qk.numpy(), x.sentence, head=spans.TRIGGER, least=0.0)
    mentions = spans.best_spans(qk.numpy(), x.sentence, head=spans.MENTION, least=0.0)
    c["mgold"] += len(x.mentions)
    c["mpred"] += len(mentions)
    c["mhit"] += len({m.span for m in mentions} & set(x.mentions))
    triggers = [s.span for s in found]
    gold = dict(zip(x.triggers, x.types, strict=True))
    c["gold"] += len(gold)
    c["pred"] += len(triggers)
    c["hit"] += sum(t in gold for t in triggers)
    if triggers:
        none = torch.zeros(0, 4, dtype=torch.long)
        got = model.heads(ends_of(states, triggers), ends_of(states, []), none, none, none)
        types = got[0].argmax(-1).tolist()
        c["typed"] += sum(gold.get(t) == y for t, y in zip(triggers, types, strict=True))
    rp = links.role_pairs(x.triggers, x.mentions, x.sentence)
    if len(rp):
        none = torch.zeros(0, 4, dtype=torch.long)
        got = model.heads(
            ends_of(states, x.triggers),
            ends_of(states, x.mentions),
            torch.from_numpy(rp),
            none,
            none,
        )
        yes = {
            (i, j, r)
            for (i, j), row in zip(rp[:, :2].tolist(), (got[5] > 0).tolist(), strict=True)
            for r, v in enumerate(row)
            if v and (i, j) not in x.masked
        }
        want = {(i, j, r) for (i, j), rs in x.roles.items() for r in rs}
        c["rg"] += len(want)
        c["rp"] += len(yes)
        c["rh"] += len(want & yes)


@dataclass
class Sets:
    """What is trained on and what chooses the epoch."""

    windows: dict[str, list[Example]]
    pairs: dict[str, list[Pair]]


@dataclass
class Run:
    """A model in training; everything in it is saved after each epoch."""

    model: Reader
    opt: torch.optim.AdamW
    schedule: torch.optim.lr_scheduler.LRScheduler
    epoch: int = 0
    best: float = 0.0


def load_sets(a: argparse.Namespace, labels: label_lists.Labels) -> Sets:
    """Bundles and pairs of the train and dev parts; bundles of skipped prefixes are left out."""
    tokenizer = load_tokenizer(pretrained_folder() / "tokenizer.json")

    def windows(part: str) -> list[Example]:
        found = (b for f in (data.CORPUS / "bundles", *a.extra) for b in data.bundles(f, part))
        kept = (b for b in found if b["bundle"].split("-")[0] not in a.skip)
        return [x for b in kept for x in data.examples(b, tokenizer, labels)]

    def pairs(part: str) -> list[Pair]:
        return data.pairs(data.CORPUS / "pairs", part, tokenizer, labels)

    sets = Sets(
        windows={n: windows(n) for n in ("train", "dev")},
        pairs={n: pairs(n) for n in ("train", "dev")},
    )
    sizes = {n: (len(sets.windows[n]), len(sets.pairs[n])) for n in ("train", "dev")}
    print("windows and pairs:", sizes, flush=True)
    return sets


def work_of(sets: Sets, seed: int) -> list[tuple[str, list[Any]]]:
    """The batches of one epoch: neighbours in length, in an order of its own."""
    rng = random.Random(seed)
    work: list[tuple[str, list[Any]]] = []
    for kind, items in (("window", sets.windows["train"]), ("pair", sets.pairs["train"])):
        jittered = sorted(items, key=lambda x: len(x.ids) * rng.uniform(0.8, 1.25))
        work += [(kind, b) for b in _cut(jittered)]
    rng.shuffle(work)
    return work


def begin(a: argparse.Namespace, labels: label_lists.Labels, sets: Sets) -> Run:
    """A new run, from the pretrained encoder or from weights; or the one that was stopped."""
    model = Reader(labels)
    load_pretrained(model.encoder, pretrained_folder())
    if a.start is not None:
        model.load_state_dict(torch.load(a.start, weights_only=True))
    new = {id(p) for p in (*model.heads.parameters(), *model.encoder.spans.parameters())}
    old = [p for p in model.parameters() if id(p) not in new]
    fresh = [p for p in model.parameters() if id(p) in new]
    rates = [ENCODER_RATE * a.rate, HEAD_RATE * a.rate]
    groups = [{"params": p, "lr": r} for p, r in zip((old, fresh), rates, strict=True)]
    opt = torch.optim.AdamW(groups, weight_decay=0.01)
    # Batches differ a little by epoch: some steps to spare, so that the schedule never runs out.
    steps = int(1.02 * len(work_of(sets, 0)) * a.epochs) + 8
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        opt, rates, total_steps=steps, pct_start=0.08, cycle_momentum=False
    )
    run = Run(model, opt, schedule)
    if (a.run / "last.pt").exists():
        s = torch.load(a.run / "last.pt", weights_only=True)
        run.model.load_state_dict(s["model"])
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


def save(run: Run, folder: Path, figures: dict[str, float]) -> None:
    """last.pt, whole or not at all; best.pt where the dev figures are the best so far."""
    value = figures["typed"] + figures["role"] + 0.5 * figures["pair"]
    if value > run.best:
        run.best = value
        torch.save(run.model.state_dict(), folder / "best.pt")
    state = {
        "model": run.model.state_dict(),
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
    figures = evaluate(run.model, sets.windows["dev"], sets.pairs["dev"])
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
    p.add_argument("--skip", nargs="*", default=[], help="prefixes of bundles to leave out")
    p.add_argument("--start", type=Path, help="weights to start from, instead of the pretrained")
    p.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    return p.parse_args()


def main() -> None:
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    a.run.mkdir(parents=True, exist_ok=True)
    if not (a.run / "labels.json").exists():
        label_lists.save(label_lists.from_codebook(), a.run)
    labels = label_lists.load_labels(a.run)
    sets = load_sets(a, labels)
    run = begin(a, labels, sets)
    while run.epoch < a.epochs:
        epoch(run, sets, a)


def _cut(items: list[Any]) -> list[list[Any]]:
    """Batches of neighbours within the budget."""
    out: list[list[Any]] = [[]]
    longest = 0
    for x in items:
        longest = max(longest, len(x.ids) + 2)
        if out[-1] and longest * (len(out[-1]) + 1) > BUDGET:
            out.append([])
            longest = len(x.ids) + 2
        out[-1].append(x)
    return out


if __name__ == "__main__":
    main()
