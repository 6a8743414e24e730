"""Scores → which candidate triggers tell something, of which type, and which tell one event."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np

from vedette.reader.choice import both_ways, choose, cluster, softmax
from vedette.reader.find import Found
from vedette.reader.model import Reader
from vedette.reader.spans import Scored
from vedette.records import Label, Record

NONE = "NONE"
CLAIM = "CLAIM"
NOTHING = Label(value=NONE, score=0.0)


class Typed(Record, frozen=True, kw_only=True):
    """The type of each candidate trigger, and which have one only because a claim needs them."""

    labels: list[Label]
    rescued: list[int]


def typed(found: Found, model: Reader) -> Typed:
    """Types; NONE for a candidate below the threshold that nothing rescues."""
    p = softmax(found.scores.type)
    types = [choose(model.labels.types, row) for row in p]
    strong = [s.score > model.thresholds["trigger"] for s in found.triggers]
    held = [t if ok else NOTHING for t, ok in zip(types, strong, strict=True)]
    held = without_doubtful(held, found.triggers, model.thresholds["alone"])
    acts = [i for i, name in enumerate(model.labels.types) if name not in (NONE, CLAIM)]
    names = [model.labels.types[i] for i in acts]
    needed = rescued(found, held, model.thresholds["rescue"])
    for j in needed:
        held[j] = choose(names, p[j, acts])
    return Typed(labels=held, rescued=needed)


def without_doubtful(
    types: Sequence[Label], triggers: Sequence[Scored], least: float
) -> list[Label]:
    """The types; where no act of the whole report scores above `least` (a logit), none of them.

    An ordinary text has words that are a little like an act; a report of acts has a plain one.
    """
    acts = [s.score for t, s in zip(types, triggers, strict=True) if t.value not in (NONE, CLAIM)]
    if not acts or max(acts) > least:
        return list(types)
    return [t if t.value == CLAIM else NOTHING for t in types]


def rescued(found: Found, types: Sequence[Label], least: float) -> list[int]:
    """Candidates that a claim needs: where its sentence tells no other event for it to be about,
    the one that it is most likely about, if that is likelier than `least` (a logit)."""
    at = [found.tokens.sentence[s.span[0]] for s in found.triggers]
    told = {at[i] for i, t in enumerate(types) if t.value not in (NONE, CLAIM)}
    best: dict[int, tuple[float, int]] = {}
    rows, scores = found.spans.trigger_pairs, found.scores.about
    for (i, j), score in zip(rows[:, :2].tolist(), scores.tolist(), strict=True):
        claims = types[i].value == CLAIM and types[j].value == NONE
        if claims and at[i] == at[j] and at[i] not in told and score > least:
            best[i] = max(best.get(i, (score, j)), (score, j))
    return sorted({j for _, j in best.values()})


def events_of(found: Found, types: Sequence[Label], model: Reader) -> list[str | None]:
    """Event ids of the triggers (claim ids of CLAIMs): one event only if the types agree."""
    codes = np.array([model.labels.types.index(t.value) for t in types], dtype=np.int64)
    pairs = both_ways(found.spans.trigger_pairs, found.scores.event)
    first, second = pairs.rows[:, 0], pairs.rows[:, 1]
    agree = (codes[first] == codes[second]) & (codes[first] != model.labels.types.index(NONE))
    scores = np.where(agree, pairs.scores, -np.inf).astype(np.float32)
    numbers = cluster(len(types), pairs.rows, scores, model.thresholds["event"])
    out: list[str | None] = []
    names: dict[int, str] = {}
    counts = {"c": count(1), "e": count(1)}
    for t, n in zip(types, numbers, strict=True):
        if t.value != NONE and n not in names:
            prefix = "c" if t.value == CLAIM else "e"
            names[n] = f"{prefix}{next(counts[prefix])}"
        out.append(names.get(n))
    return out
