"""Which accounts a report may move: the parts of the ledger that are clustered by themselves.

Two accounts are of one part where a chain of likely pairs joins them. In a long war such chains
join everything with everything, so a part of more than `CROWD` accounts is cut where its pairs are
less sure, and again, up to the last step: the more is alike, the surer a likeness must be. Parts
follow from the pairs alone, whatever came first, since an account in a crowd stays in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from vedette.fuse.clusters import SAME, Pair, Ruled
from vedette.ledger.store import Store
from vedette.records import Record

EDGES = (SAME, SAME + 1, SAME + 2, SAME + 3)
"""Least logit of a pair that joins accounts of one part, by how often the part was cut."""
CROWD = 200
"""Most accounts of a part that is not cut; at the last step any number."""


class Part(Record, frozen=True, kw_only=True):
    """Accounts that are clustered together, with the scores among them."""

    accounts: frozenset[str]
    scores: dict[Pair, float]


class _Seen:
    """What was asked of the store, so that nothing is asked twice."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.likely: dict[str, dict[str, float]] = {}
        self.cuts: dict[str, int] = {}

    def look(self, accounts: Iterable[str]) -> None:
        """Learn the likely pairs of some accounts."""
        new = set(accounts) - self.likely.keys()
        if not new:
            return
        self.likely.update({a: {} for a in new})
        for one, other, score, cuts in self.store.likely(new, least=SAME):
            self.likely[one][other] = score
            self.cuts[other] = cuts
        self.know(new)

    def know(self, accounts: Collection[str]) -> None:
        """Learn how often the parts of some accounts were cut."""
        new = set(accounts) - self.cuts.keys()
        if new:
            self.cuts |= self.store.cuts_of(new)


def parts(store: Store, touched: Collection[str]) -> list[Part]:
    """The parts that some accounts are in, with those that judgements tie to them. Accounts that
    have come into a crowd are marked so in the store."""
    seen = _Seen(store)
    found: list[set[str]] = []
    asked = set(touched)
    while asked:
        found += _grown(seen, asked)
        around = set().union(*found)
        ruled = store.ruled(around)
        tied = {x for ab in (*ruled.one, *ruled.two) for x in ab} | store.mates(around)
        # A judgement may be of a report of which nothing is derived (anew) yet.
        asked = set(store.cuts_of(tied - around))
    ruled = store.ruled(set().union(*found)) if found else Ruled()
    return [_part(store, accounts) for accounts in _tied(found, ruled)]


def _grown(seen: _Seen, asked: Collection[str]) -> list[set[str]]:
    """The parts of some accounts, none of them cut less often than its size asks for."""
    seen.know(asked)
    out: list[set[str]] = []
    risen: set[str] = set()
    for cut, edge in enumerate(EDGES):
        todo = {a for a in asked if seen.cuts[a] == cut} | risen
        risen = set()
        # All that the first steps look at, at once: each asking has its price.
        seen.look(todo)
        seen.look({b for a in todo for b, score in seen.likely[a].items() if score >= edge})
        while todo:
            part, crowded = _reached(seen, {min(todo)}, edge, cut)
            todo -= part
            if (crowded or len(part) > CROWD) and cut + 1 < len(EDGES):
                seen.cuts.update(dict.fromkeys(part, cut + 1))
                seen.store.cut(part, cut + 1)
                risen |= part
            else:
                out.append(part)
    return out


def _reached(seen: _Seen, start: set[str], edge: float, cut: int) -> tuple[set[str], bool]:
    """The accounts that likely pairs lead to, and whether one of a greater crowd is among them,
    beyond which nobody looks."""
    part: set[str] = set()
    crowded = False
    asked = start
    while asked:
        part |= asked
        seen.look(asked)
        near = {b for a in asked for b, score in seen.likely[a].items() if score >= edge}
        crowded |= any(seen.cuts[b] > cut for b in near)
        asked = {b for b in near if seen.cuts[b] <= cut} - part
    return part, crowded


def _tied(found: Iterable[set[str]], ruled: Ruled) -> Iterator[set[str]]:
    """Parts, those together that a person has joined."""
    out = list(found)
    for a, b in sorted(ruled.one):
        one = next((p for p in out if a in p), None)
        other = next((p for p in out if b in p), None)
        if one is not None and other is not None and one is not other:
            out.remove(other)
            one |= other
    return iter(out)


def _part(store: Store, accounts: Collection[str]) -> Part:
    # Most are alone.
    scores = store.pairs_within(accounts) if len(accounts) > 1 else {}
    return Part(accounts=frozenset(accounts), scores=scores)
