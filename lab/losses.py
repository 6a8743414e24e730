"""Losses of one batch: a window with everything annotated in it, or marked pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from lab.data import IGNORE, Example, Pair
from lab.model import Reader, pointed, span_scores
from vedette.reader import links, spans
from vedette.reader.tokens import CASES, SOURCE, TARGET

CLS, SEP, PAD = 101, 102, 0
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
    """Binary cross-entropy, summed over what is kept."""
    loss = F.binary_cross_entropy_with_logits(scores, right, reduction="none")
    return (loss * keep).sum()


class Losses(dict[str, Tensor]):
    """Sums of loss and of counts by name."""

    def plus(self, name: str, loss: Tensor, n: int) -> None:
        if n:
            self[name] = self.get(name, torch.zeros(())) + loss
            self["n " + name] = self.get("n " + name, torch.zeros(())) + n


def window_losses(model: Reader, states: Tensor, qk: Tensor, x: Example, out: Losses) -> None:
    """The losses of one window that its annotation bears on (`x.only`; of a corpus bundle all).

    States [L, D] and qk [L, 768] are without the special pieces.
    """
    own = Losses()
    scores = span_scores(qk)
    found = (("mentions", spans.MENTION, x.mentions), ("triggers", spans.TRIGGER, x.triggers),
             ("names", spans.NAME, x.names), ("sources", spans.SOURCE, x.sources),
             ("cues", spans.CUE, x.cues))  # fmt: skip
    for name, head, gold in found:
        if x.bears_on(name):
            own.plus(name, span_loss(scores[head], gold, x.sentence, spans.WIDEST[head]), 1)
    if x.bears_on("names"):
        name_loss(model, states, qk, x, own)
    if x.bears_on("certainty"):
        certainty_loss(model, states, x, own)
    if x.bears_on("says"):
        says_loss(model, states, qk, x, own)
    if x.only is None or x.only & SPANNED:
        spanned_losses(model, states, qk, x, own)
    for name, value in own.items():
        if x.bears_on(name.removeprefix("n ")):
            out[name] = out.get(name, torch.zeros(())) + value


SPANNED = frozenset({"type", "entity"})
"""Losses that a window annotated for one task only may still bear on, after its spans are found."""


def name_loss(model: Reader, states: Tensor, qk: Tensor, x: Example, out: Losses) -> None:
    """Kinds of names, and NONE for the likeliest spans that are none."""
    names = x.names + spurious(qk, x, spans.NAME, x.names)
    if names:
        kinds = model.heads.names(ends_of(states, names))
        y = x.name_kinds + [kinds.shape[1] - 1] * (len(names) - len(x.names))
        out.plus("name", F.cross_entropy(kinds, torch.tensor(y), reduction="sum"), len(y))


def says_loss(model: Reader, states: Tensor, qk: Tensor, x: Example, out: Losses) -> None:
    """Whose each cue is; sources that are none belong to no cue."""
    sources = x.sources + spurious(qk, x, spans.SOURCE, x.sources)
    pairs = links.role_pairs(x.cues, sources, x.sentence)
    if len(pairs):
        scores = model.heads.attributed(
            ends_of(states, x.cues), ends_of(states, sources), torch.from_numpy(pairs)
        )
        right = torch.tensor([float((i, j) in x.says) for i, j in pairs[:, :2].tolist()])
        keep = torch.tensor([float((i, j) not in x.masked) for i, j in pairs[:, :2].tolist()])
        out.plus("says", bce(scores, right, keep), len(x.cues))


def certainty_loss(model: Reader, states: Tensor, x: Example, out: Losses) -> None:
    """How sure a reader is that a thing happened (-3..3) against what the status head expects."""
    if x.triggers:
        expected = model.heads.certainty(ends_of(states, x.triggers))
        loss = F.smooth_l1_loss(expected, torch.tensor(x.certainty), reduction="sum")
        out.plus("certainty", loss, len(x.triggers))


def spanned_losses(model: Reader, states: Tensor, qk: Tensor, x: Example, out: Losses) -> None:
    """Losses of what is scored on mentions, triggers and their pairs."""
    triggers, mentions = x.triggers, x.mentions
    if x.bears_on("triggers"):
        triggers = triggers + spurious(qk, x, spans.TRIGGER, triggers)
    if x.bears_on("mentions"):
        mentions = mentions + spurious(qk, x, spans.MENTION, mentions)
    rp = links.role_pairs(triggers, mentions, x.sentence)
    tp = links.same_pairs(triggers, x.sentence, x.ids, directed=True)
    mp = links.same_pairs(mentions, x.sentence, x.ids)
    got = model.heads(
        ends_of(states, triggers),
        ends_of(states, mentions),
        *(torch.from_numpy(p) for p in (rp, tp, mp)),
    )
    types, modes, statuses, kinds, sectors, role, about, event, entity, owners = got
    for name, logits, gold, extra in (
        ("type", types, x.types, types.shape[1] - 1),
        ("mode", modes, x.modes, IGNORE),
        ("status", statuses, x.statuses, IGNORE),
        ("kind", kinds, x.kinds, kinds.shape[1] - 1),
        ("sector", sectors, x.sectors, IGNORE),
        ("owner", owners, x.owners, IGNORE),
    ):
        y = torch.tensor(gold + [extra] * (len(logits) - len(gold)), dtype=torch.long)
        n = int((y != IGNORE).sum())
        if n:
            out.plus(name, F.cross_entropy(logits, y, ignore_index=IGNORE, reduction="sum"), n)
    link_losses(x, rp, tp, mp, role, about, event, entity, out)
    whose_loss(qk, x, out)


def whose_loss(qk: Tensor, x: Example, out: Losses) -> None:
    """Which words tell whose an actor is: all that do share the probability; none where none do."""
    asked = [i for i, right in enumerate(x.whose) if right is not None]
    if asked:
        at = torch.tensor([x.mentions[i] for i in asked])
        scores = pointed(qk, at, torch.tensor(x.words, dtype=torch.long))
        right = torch.zeros_like(scores, dtype=torch.bool)
        for row, i in enumerate(asked):
            right[row, [1 + w for w in x.whose[i] or ()] or [0]] = True
        told = torch.logsumexp(scores.masked_fill(~right, -torch.inf), -1)
        out.plus("whose", -told.sum(), len(asked))


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
    "mentions": 0.5, "triggers": 0.7, "names": 0.3, "type": 1.0, "mode": 0.5, "status": 0.7,
    "kind": 0.3, "sector": 0.3, "role": 1.0, "about": 1.0, "event": 0.5, "entity": 0.3, "pair": 0.7,
    "name": 0.3, "certainty": 0.5,
    "sources": 0.5, "cues": 0.5, "says": 0.5, "owner": 0.3, "whose": 0.5,
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
