"""Quick figures on the dev part, for choosing an epoch; the real table is quality/."""

from __future__ import annotations

import torch
from torch import Tensor

from lab import data
from lab.data import Example, Pair
from lab.losses import ends_of, pad, pair_scores
from lab.model import Reader, pointed
from vedette.reader import links, spans

COUNTS = (
    "gold",
    "pred",
    "hit",
    "typed",
    "mgold",
    "mpred",
    "mhit",
    "rg",
    "rp",
    "rh",
    "pair",
    "asked",
    "whose",
)


def evaluate(model: Reader, windows: list[Example], pairs: list[Pair]) -> dict[str, float]:
    """Quick figures on gold spans for choosing an epoch; the real table is quality/."""
    model.eval()
    c = dict.fromkeys(COUNTS, 0)
    with torch.no_grad():
        for batch in data.batches(sorted(windows, key=_size), 4096):
            ids, features, mask = pad(batch)
            states, qk = model.encoder(ids, features, mask)
            for i, x in enumerate(batch):
                n = len(x.ids)
                count_window(model, states[i, 1 : n + 1], qk[i, 1 : n + 1], x, c)
        for batch in data.batches(sorted(pairs, key=_size), 4096):
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
        "whose": round(100 * c["whose"] / max(1, c["asked"]), 2),
        "pair": round(100 * c["pair"] / max(1, len(pairs)), 2),
    }


def _size(x: Example | Pair) -> int:
    return len(x.ids)


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
    asked = [i for i, right in enumerate(x.whose) if right is not None]
    if asked:
        at, words = torch.tensor([x.mentions[i] for i in asked]), torch.tensor(x.words).long()
        best = (pointed(qk, at, words).argmax(-1) - 1).tolist()
        c["asked"] += len(asked)
        c["whose"] += sum(b in (x.whose[i] or (-1,)) for i, b in zip(asked, best, strict=True))
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
