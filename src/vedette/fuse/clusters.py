"""Judgements on pairs of accounts → happenings: which accounts are of one. A pure function."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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


class Sum(NamedTuple):
    """Of the logits between two groups, and of how many pairs."""

    total: float
    pairs: int

    @property
    def mean(self) -> float:
        return self.total / self.pairs if self.pairs else UNSEEN


@dataclass
class _Group:
    accounts: tuple[str, ...]
    reports: set[str]
    closed: int
    """How many of its accounts were compared with everything near them."""
    near: dict[int, Sum] = field(default_factory=dict)
    """Other groups of which a pair was compared."""


def clusters(
    accounts: Mapping[str, str],
    scores: Mapping[Pair, float],
    ruled: Ruled,
    crowded: Collection[str] = (),
) -> tuple[tuple[str, ...], ...]:
    """Groups of accounts (id → its report), each sorted, in the order of their first ids.

    Average linkage on the logits, from the likeliest pair on: an account must fit a whole group.
    Two accounts of one report stay apart, since the reader has seen both, unless a person joins
    them. `crowded` are reports that had more like them than were looked at: that a pair of theirs
    was not compared says nothing. The result depends on neither the order of accounts nor of pairs.
    """
    open_ = frozenset(crowded)
    groups = [_group(found, accounts, open_) for found in _joined(accounts, ruled.one)]
    _link(groups, accounts, scores, ruled, open_)
    alive = set(range(len(groups)))
    heap = [(-s.mean, a, b) for a, g in enumerate(groups) for b, s in g.near.items() if a < b]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if -score < SAME:
            break
        if a not in alive or b not in alive:
            continue
        alive -= {a, b}
        new = len(groups)
        groups.append(_together(groups, a, b, alive))
        for n, between in groups[new].near.items():
            groups[n].near[new] = between
            heapq.heappush(heap, (-between.mean, n, new))
        alive.add(new)
    return tuple(sorted(groups[n].accounts for n in alive))


def _group(found: tuple[str, ...], accounts: Mapping[str, str], open_: Collection[str]) -> _Group:
    """A group of some accounts, which is near none yet."""
    return _Group(
        accounts=found,
        reports={accounts[a] for a in found},
        closed=sum(accounts[a] not in open_ for a in found),
    )


def _together(groups: Sequence[_Group], a: int, b: int, alive: set[int]) -> _Group:
    """Two groups as one, near all groups that one of them was near."""
    one, other = groups[a], groups[b]
    joined = _Group(
        accounts=tuple(sorted((*one.accounts, *other.accounts))),
        reports=one.reports | other.reports,
        closed=one.closed + other.closed,
    )
    for n in sorted((one.near.keys() | other.near.keys()) & alive):
        with_one, with_other = (_between(g, groups[n], n) for g in (one, other))
        pairs = with_one.pairs + with_other.pairs
        joined.near[n] = Sum(with_one.total + with_other.total, pairs)
    return joined


def _between(a: _Group, b: _Group, number: int) -> Sum:
    """The logits between two groups, of which perhaps no pair was compared."""
    known = a.near.get(number)
    if known is not None:
        return known
    if not a.reports.isdisjoint(b.reports):
        return Sum(-RULED, 1)
    pairs = a.closed * b.closed
    return Sum(UNSEEN * pairs, pairs)


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


def _link(
    groups: Sequence[_Group],
    accounts: Mapping[str, str],
    scores: Mapping[Pair, float],
    ruled: Ruled,
    open_: Collection[str],
) -> None:
    """Give each group the logits with each other one of which a pair was compared."""
    number = {a: n for n, g in enumerate(groups) for a in g.accounts}
    met = {(number[a], number[b]) for a, b in (*scores, *ruled.two) if a in number and b in number}
    for a, b in sorted({(min(ab), max(ab)) for ab in met if ab[0] != ab[1]}):
        found: list[float] = []
        for x in groups[a].accounts:
            for y in groups[b].accounts:
                p = pair(x, y)
                if p in ruled.two or accounts[x] == accounts[y]:
                    found.append(-RULED)
                elif p in scores:
                    found.append(scores[p])
                elif accounts[x] not in open_ and accounts[y] not in open_:
                    found.append(UNSEEN)
        groups[a].near[b] = groups[b].near[a] = Sum(sum(found), len(found))
