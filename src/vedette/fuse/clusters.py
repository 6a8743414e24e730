"""Judgements on pairs of accounts → happenings: which accounts are of one. A pure function."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

from vedette.records import Record

Pair = tuple[str, str]
"""Two account ids, the lesser first."""
SAME = -1.0
"""Least mean logit at which two groups of accounts are one happening."""
UNSEEN = -6.0
"""Logit of a pair that blocking did not bring together."""
RULED = 1e9
"""What keeps two accounts apart, whatever the mean of the rest: they are of one report, or a person
has ruled so."""


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
    told_in = [{accounts[a] for a in g} for g in groups]
    alive = set(range(len(groups)))
    heap = [
        (-total / _pairs(groups, a, b), a, b)
        for a, found in enumerate(links)
        for b, total in found.items()
        if a < b
    ]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if -score < SAME:
            break
        if a not in alive or b not in alive:
            continue
        alive -= {a, b}
        new = len(groups)
        groups.append(tuple(sorted((*groups[a], *groups[b]))))
        told_in.append(told_in[a] | told_in[b])
        links.append({})
        for other in sorted((links[a].keys() | links[b].keys()) & alive):
            total = sum(
                links[old].get(other, _unseen(groups, told_in, old, other)) for old in (a, b)
            )
            links[new][other] = links[other][new] = total
            heapq.heappush(heap, (-total / _pairs(groups, other, new), other, new))
        alive.add(new)
    return tuple(sorted(groups[n] for n in alive))


def _pairs(groups: Sequence[tuple[str, ...]], a: int, b: int) -> int:
    return len(groups[a]) * len(groups[b])


def _unseen(
    groups: Sequence[tuple[str, ...]], told_in: Sequence[set[str]], a: int, b: int
) -> float:
    """The sum of logits between two groups of which no pair was compared."""
    apart = not told_in[a].isdisjoint(told_in[b])
    return -RULED if apart else UNSEEN * _pairs(groups, a, b)


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
    groups: Sequence[tuple[str, ...]],
    accounts: Mapping[str, str],
    scores: Mapping[Pair, float],
    ruled: Ruled,
) -> list[dict[int, float]]:
    """For each group, the sum of logits with each other one of which a pair was compared."""
    number = {a: n for n, g in enumerate(groups) for a in g}
    met = {(number[a], number[b]) for a, b in (*scores, *ruled.two) if a in number and b in number}
    links: list[dict[int, float]] = [{} for _ in groups]
    for a, b in sorted({(min(ab), max(ab)) for ab in met if ab[0] != ab[1]}):
        total = 0.0
        for x in groups[a]:
            for y in groups[b]:
                p = pair(x, y)
                apart = p in ruled.two or accounts[x] == accounts[y]
                total += -RULED if apart else scores.get(p, UNSEEN)
        links[a][b] = links[b][a] = total
    return links
