"""Judgements on pairs of accounts → happenings: which accounts are of one. A pure function."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping

from vedette.records import Record

Pair = tuple[str, str]
"""Two account ids, the lesser first."""
SAME = -1.0
"""Least mean logit at which two groups of accounts are one happening."""
UNSEEN = -6.0
"""Logit of a pair that blocking did not bring together."""
RULED = 1e6
"""What a person's judgement counts against any number of the machine's."""


class Ruled(Record, frozen=True, kw_only=True):
    """Pairs on which a person has ruled; they win over the machine's."""

    one: frozenset[Pair] = frozenset()
    two: frozenset[Pair] = frozenset()


def pair(a: str, b: str) -> Pair:
    """The pair, the lesser id first."""
    return (a, b) if a < b else (b, a)


def clusters(
    accounts: Mapping[str, str], scores: Mapping[Pair, float], ruled: Ruled
) -> tuple[tuple[str, ...], ...]:
    """Groups of accounts (id → its report), each sorted, in the order of their first ids.

    Average linkage on the logits, from the likeliest pair on: an account must fit a whole group.
    Two accounts of one report stay apart, since the reader has seen both, unless a person joins
    them. The result depends on neither the order of accounts nor of pairs.
    """
    groups = _joined(accounts, ruled.one)
    links = _links(groups, accounts, scores, ruled)
    alive = dict(enumerate(groups))
    heap = [(-score, a, b) for (a, b), score in links.items()]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if -score < SAME:
            break
        if a not in alive or b not in alive:
            continue
        new = len(groups)
        groups.append(tuple(sorted((*alive.pop(a), *alive.pop(b)))))
        alive[new] = groups[new]
        near = {x for ab in links for x in ab if a in ab or b in ab} & alive.keys() - {new}
        for other in sorted(near):
            mean = _mean(groups[new], groups[other], accounts, scores, ruled)
            links[other, new] = mean
            heapq.heappush(heap, (-mean, other, new))
    return tuple(sorted(alive.values()))


def _joined(accounts: Collection[str], one: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Single accounts, and those together that a person has joined."""
    root = {a: a for a in sorted(accounts)}
    for a, b in sorted(one):
        if a in root and b in root:
            old, new = sorted((root[a], root[b]), reverse=True)
            root = {k: new if r == old else r for k, r in root.items()}
    groups: dict[str, list[str]] = {}
    for account, r in root.items():
        groups.setdefault(r, []).append(account)
    return [tuple(g) for g in groups.values()]


def _links(
    groups: list[tuple[str, ...]],
    accounts: Mapping[str, str],
    scores: Mapping[Pair, float],
    ruled: Ruled,
) -> dict[tuple[int, int], float]:
    number = {a: n for n, g in enumerate(groups) for a in g}
    met = {pair_ for pair_ in scores if all(a in number for a in pair_)}
    pairs = {tuple(sorted((number[a], number[b]))) for a, b in met}
    return {
        (a, b): _mean(groups[a], groups[b], accounts, scores, ruled)
        for a, b in sorted(pairs)
        if a != b
    }


def _mean(
    one: tuple[str, ...],
    other: tuple[str, ...],
    accounts: Mapping[str, str],
    scores: Mapping[Pair, float],
    ruled: Ruled,
) -> float:
    total = 0.0
    for a in one:
        for b in other:
            p = pair(a, b)
            if p in ruled.two or accounts[a] == accounts[b]:
                return -RULED
            total += scores.get(p, UNSEEN)
    return total / (len(one) * len(other))
