"""The rows of accounts: what each report tells, what it is compared with, which event it is of."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, union_all, update

from vedette.fuse.accounts import Account
from vedette.fuse.clusters import Pair
from vedette.fuse.joined import Told
from vedette.ledger import many
from vedette.ledger import tables as t
from vedette.ledger.many import MANY
from vedette.ledger.store.base import IDS, Rows
from vedette.records import Record, pack, unpack

OTHERS: BindParameter[Any] = bindparam("others", expanding=True)
_A, _P = t.accounts.c, t.pairs.c
# Statements are made once: making one anew takes longer than running it.
ACCOUNTS = select(_A.body).where(_A.report.in_(IDS))
PAIRS = union_all(
    select(_P.a, _P.b, _P.score).where(_P.a.in_(IDS), _P.score >= bindparam("least")),
    select(_P.a, _P.b, _P.score).where(_P.b.in_(IDS), _P.score >= bindparam("least")),
)
LIKELY = union_all(
    *(
        select(one, other, _P.score, _A.cuts)
        .join(t.accounts, _A.id == other)
        .where(one.in_(IDS), _P.score >= bindparam("least"))
        for one, other in ((_P.a, _P.b), (_P.b, _P.a))
    )
)
# As an expression, or SQLite would look up each pair that may be there, one by one.
WITHIN = select(_P.a, _P.b, _P.score).where(_P.a.in_(IDS), (_P.b + "").in_(OTHERS))
EVENTS = select(_A.id, _A.event).where(_A.id.in_(IDS))
MEMBERS = select(_A.id, _A.event).where(_A.event.in_(IDS))
REPORTS = select(_A.id, _A.report).where(_A.id.in_(IDS))
NAMES = select(_A.id, _A.event).where(_A.report.in_(IDS))
PLACE = update(t.accounts).where(_A.id == bindparam("account")).values(event=bindparam("to"))
CROWDED = select(t.told.c.report).where(t.told.c.report.in_(IDS), t.told.c.crowded == 1)
CUTS = select(_A.id, _A.cuts).where(_A.id.in_(IDS))
CUT = update(t.accounts).where(_A.id == bindparam("account")).values(cuts=bindparam("times"))
TOLD = select(t.told.c.body).where(t.told.c.report.in_(IDS))
HEIRS = select(t.heirs.c.old, t.heirs.c.new).where(t.heirs.c.old.in_(IDS))


class _OfType(Record, frozen=True, kw_only=True):
    """Of a packed account the type; the rest is passed over."""

    type: str


class Accounts(Rows):
    """Accounts, their pairs and their events."""

    def add_told(self, told: Told, *, crowded: bool) -> None:
        row = {"report": told.report.id, "crowded": int(crowded), "body": pack(told)}
        many.put(self.db, t.told, [row])

    def crowded(self, reports: Collection[str]) -> set[str]:
        """Those of some reports that had more near them than were compared."""
        return {report for (report,) in self._all(CROWDED, reports)}

    def add_accounts(self, found: Sequence[Account]) -> None:
        rows = [{"id": a.id, "report": a.report, "event": a.id, "body": pack(a)} for a in found]
        many.put(self.db, t.accounts, rows)

    def accounts_of(self, reports: Collection[str]) -> list[Account]:
        return [unpack(body, Account) for (body,) in self._all(ACCOUNTS, reports)]

    def accounts_like(self, reports: Collection[str], types: Collection[str]) -> list[Account]:
        """The accounts of some reports that are of some types."""
        bodies = (body for (body,) in self._all(ACCOUNTS, reports))
        return [unpack(b, Account) for b in bodies if unpack(b, _OfType).type in types]

    def add_pairs(self, scores: Mapping[Pair, float]) -> None:
        rows = [{"a": a, "b": b, "score": score} for (a, b), score in scores.items()]
        many.put(self.db, t.pairs, rows)

    def pairs_of(self, accounts: Collection[str], least: float = -math.inf) -> dict[Pair, float]:
        """All compared pairs that one of some accounts is in, of `least` score or more."""
        return {(a, b): score for a, b, score in self._all(PAIRS, accounts, least=least)}

    def likely(
        self, accounts: Collection[str], least: float
    ) -> Iterator[tuple[str, str, float, int]]:
        """One of some accounts, another, the score of the two if it is `least` or more, and how
        often the other's part was cut."""
        return (tuple(row) for row in self._all(LIKELY, accounts, least=least))

    def pairs_within(self, accounts: Collection[str]) -> dict[Pair, float]:
        """All compared pairs of which both are among some accounts."""
        every = sorted(accounts)
        parts = [every[at : at + MANY // 2] for at in range(0, len(every), MANY // 2)]
        found = (
            self.db.execute(WITHIN, {"ids": one, "others": other})
            for one, other in product(parts, parts)
            if one[0] <= other[0]
        )
        return {(a, b): score for rows in found for a, b, score in rows}

    def events_of(self, accounts: Collection[str]) -> dict[str, str]:
        """Account id → event id."""
        return dict(tuple(row) for row in self._all(EVENTS, accounts))

    def members(self, events: Collection[str]) -> dict[str, list[str]]:
        """Event id → its account ids, in order."""
        out: dict[str, list[str]] = {}
        for account, event_ in sorted(tuple(row) for row in self._all(MEMBERS, events)):
            out.setdefault(event_, []).append(account)
        return out

    def cuts_of(self, accounts: Collection[str]) -> dict[str, int]:
        """Account id → how often its part was cut."""
        return dict(tuple(row) for row in self._all(CUTS, accounts))

    def cut(self, accounts: Collection[str], times: int) -> None:
        """Mark how often the part of some accounts was cut."""
        self.db.execute(CUT, [{"account": a, "times": times} for a in sorted(accounts)])

    def mates(self, accounts: Collection[str]) -> set[str]:
        """Accounts that are under an event with one of some."""
        events = set(self.events_of(accounts).values())
        return {a for found in self.members(events).values() for a in found}

    def reports_of(self, accounts: Collection[str]) -> dict[str, str]:
        """Account id → report id."""
        return dict(tuple(row) for row in self._all(REPORTS, accounts))

    def place(self, events: Mapping[str, str]) -> None:
        """Put accounts under events (account id → event id)."""
        rows = [{"account": a, "to": e} for a, e in sorted(events.items())]
        many.run(self.db, PLACE, rows)

    def names_in(self, reports: Collection[str]) -> dict[str, str]:
        """Account id → event id, of all accounts of some reports."""
        return dict(tuple(row) for row in self._all(NAMES, reports))

    def told_by(self, reports: Collection[str]) -> list[Told]:
        found = (unpack(body, Told) for (body,) in self._all(TOLD, reports))
        return sorted(found, key=lambda x: x.report.id)

    def accounts_now(self, accounts: Collection[str]) -> dict[str, str]:
        """Account id → the account that tells the same now: itself, or of a later version a
        like one. Those that nobody tells any more are left out."""
        now = {a: a for a in accounts} | dict(tuple(row) for row in self._all(HEIRS, accounts))
        there = self.events_of(set(now.values()))
        return {a: b for a, b in now.items() if b in there}
