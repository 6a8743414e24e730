"""Scores → who and what fills the roles of each trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vedette.reader.choice import sigmoid
from vedette.reader.find import Found
from vedette.reader.model import Reader
from vedette.reader.tolls import toll_of
from vedette.reader.triggers import CLAIM
from vedette.records import Label, Mention

TOLLS = frozenset({"killed", "injured"})
NUMBERS = frozenset({"killed", "injured", "size", "amount"})
THINGS = frozenset({"actor", "recipient", "by", "from", "where"})
NESTS = frozenset({"where"})
"""Roles that a phrase and a phrase within it may both fill."""
FILLS = {"TIME": frozenset({"when"}), "NUM": NUMBERS}
"""Roles that a kind of mention may fill; every other kind fills `THINGS`."""


def allowed(role: str, type_: str, kind: str) -> bool:
    """Whether a mention of a kind may fill a role of a type at all."""
    if (role == "by") != (type_ == CLAIM) and role in ("by", "actor"):
        return False
    return role in FILLS.get(kind, THINGS)


def roles_of(
    text: str,
    found: Found,
    types: Sequence[Label],
    mentions: Sequence[Mention | None],
    model: Reader,
) -> list[dict[tuple[str, str], float]]:
    """For each trigger: (role, mention id) → probability."""
    out: list[dict[tuple[str, str], float]] = [{} for _ in types]
    usual = model.thresholds["role"]
    least = [model.thresholds.get(f"role.{r}", usual) for r in model.labels.roles]
    for p, r in np.argwhere(found.scores.role > np.array(least)).tolist():
        i, j = found.spans.role_pairs[p, :2].tolist()
        role, mention = model.labels.roles[r], mentions[j]
        if mention is not None and allowed(role, types[i].value, mention.kind):
            if role in TOLLS:
                role = toll_of(text, mention.start, mention.end) or role
            out[i][role, mention.id] = sigmoid(float(found.scores.role[p, r]))
    _give_speakers(found, types, mentions, model, out)
    by_id = {m.id: m for m in mentions if m is not None}
    return [without_nested(without_lists(filled, by_id), by_id) for filled in out]


def _give_speakers(
    found: Found,
    types: Sequence[Label],
    mentions: Sequence[Mention | None],
    model: Reader,
    out: list[dict[tuple[str, str], float]],
) -> None:
    """A claim without a speaker gets the likeliest of its sentence, down to a lower threshold."""
    by = model.labels.roles.index("by")
    best: dict[int, tuple[float, str]] = {}
    at = found.tokens.sentence
    scores = found.scores.role[:, by]
    for p in np.nonzero(scores > model.thresholds["speaker"])[0].tolist():
        i, j = found.spans.role_pairs[p, :2].tolist()
        mention, score = mentions[j], float(scores[p])
        here = at[found.triggers[i].span[0]] == at[found.mentions[j].span[0]]
        silent = types[i].value == CLAIM and not any(role == "by" for role, _ in out[i])
        if mention is not None and here and silent and allowed("by", CLAIM, mention.kind):
            best[i] = max(best.get(i, (score, mention.id)), (score, mention.id))
    for i, (score, who) in best.items():
        out[i]["by", who] = sigmoid(score)


def without_lists(
    filled: dict[tuple[str, str], float], mentions: Mapping[str, Mention]
) -> dict[tuple[str, str], float]:
    """Fillers without "A and B" where A and B fill the same role themselves."""

    def parts(role: str, whole: Mention) -> int:
        same = (mentions[m] for r, m in filled if r == role and m != whole.id)
        return sum(whole.start <= m.start and m.end <= whole.end for m in same)

    return {
        (role, m): p
        for (role, m), p in filled.items()
        if " and " not in mentions[m].text or parts(role, mentions[m]) < 2
    }


def without_nested(
    filled: dict[tuple[str, str], float], mentions: Mapping[str, Mention]
) -> dict[tuple[str, str], float]:
    """Of fillers of one role that lie in each other, the likelier; places may be told twice over
    ("a village in the Donetsk region")."""

    def beaten(role: str, m: str, p: float) -> bool:
        a = mentions[m]
        rivals = ((mentions[k], q) for (r, k), q in filled.items() if r == role and k != m)
        return any(q > p and b.start < a.end and a.start < b.end for b, q in rivals)

    return {
        (role, m): p for (role, m), p in filled.items() if role in NESTS or not beaten(role, m, p)
    }
