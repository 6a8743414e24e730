"""The rows of judgements: what people ruled, and what of it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import func, insert, or_, select, update

from vedette.fuse.clusters import Pair, Ruled, pair
from vedette.ledger import tables as t
from vedette.ledger.store.accounts import Accounts
from vedette.ledger.store.base import IDS
from vedette.records import Reliability, Source, pack, unpack

LETTER = "reliability"
"""The kind of judgements that are of a source and not of two accounts."""
_J = t.judgements.c
# Statements are made once: making one anew takes longer than running it.
RULED = (
    select(_J.kind, _J.a, _J.b)
    .where(_J.undone.is_(None), or_(_J.a.in_(IDS), _J.b.in_(IDS)))
    .order_by(_J.n)
)
RATED = (
    select(_J.n, _J.b, _J.who, _J.at, _J.why, _J.undone, t.sources.c.body)
    .join(t.sources, t.sources.c.n == _J.n)
    .where(_J.kind == LETTER)
    .order_by(_J.n)
)
FOREBEARS = select(t.heirs.c.old, t.heirs.c.new).where(t.heirs.c.new.in_(IDS))


class Judgements(Accounts):
    """What was ruled of accounts, and of sources."""

    def ruled(self, accounts: Collection[str]) -> Ruled:
        """The standing judgements that touch some accounts; of two on one pair the later. What was
        ruled of an earlier version's account holds for the one that tells the same now."""
        one: set[Pair] = set()
        two: set[Pair] = set()
        ruled = list(self._all(RULED, {*accounts, *self.forebears(accounts)}))
        now = self.accounts_now({x for _, a, b in ruled for x in (a, b)}) if ruled else {}
        for kind, a, b in ruled:
            ends = {now[x] for x in (a, b) if x in now}
            if len(ends) == 2:
                kept, other = (one, two) if kind == "one" else (two, one)
                kept.add(pair(*ends))
                other.discard(pair(*ends))
        return Ruled(one=frozenset(one), two=frozenset(two))

    def forebears(self, accounts: Collection[str]) -> set[str]:
        """Accounts of earlier versions that tell what some accounts tell now."""
        return {old for old, _ in self._all(FOREBEARS, accounts)}

    def rule(self, kind: str, pairs: Iterable[Pair], why: str, who: str, at: str) -> list[int]:
        """Append judgements → their numbers."""
        last = self.db.execute(select(func.max(t.judgements.c.n))).scalar() or 0
        numbered = list(enumerate(pairs, last + 1))
        ruling = {"kind": kind, "why": why, "who": who, "at": at}
        rows = [{"n": n, "a": a, "b": b, **ruling} for n, (a, b) in numbered]
        if rows:
            self.db.execute(insert(t.judgements), rows)
        return [n for n, _ in numbered]

    def rate(self, source: Source, letter: str, why: str, who: str, at: str) -> int:
        """Append the letter of a source → the judgement's number."""
        (n,) = self.rule(LETTER, [(source.id, letter)], why, who, at)
        self.db.execute(insert(t.sources), {"n": n, "body": pack(source)})
        return n

    def rated(self) -> Iterator[Reliability]:
        """Every letter that a source was given, undone or not, in the order of their numbers."""
        for n, letter, who, at, why, undone, body in self.db.execute(RATED):
            yield Reliability(
                number=n,
                source=unpack(body, Source),
                letter=letter,
                who=who,
                at=at,
                why=why,
                undone=undone,
            )

    def undo(self, n: int, at: str, why: str, who: str) -> Collection[str] | None:
        """Mark a judgement undone, with who and why → the accounts that it was of (none if it was
        of a source); None where it does not stand."""
        j = t.judgements
        found = self.db.execute(
            select(j.c.kind, j.c.a, j.c.b).where(j.c.n == n, j.c.undone.is_(None))
        ).first()
        if found is None:
            return None
        self.db.execute(update(j).where(j.c.n == n).values(undone=at))
        self.db.execute(insert(t.undoings), {"n": n, "why": why, "who": who})
        if found.kind == LETTER:
            return ()
        return tuple(self.accounts_now((found.a, found.b)).values())
