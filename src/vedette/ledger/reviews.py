"""What people found of events: that they are right, or what they should say. Each finding is of the
accounts that its event had, so that it holds whatever the event becomes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, or_, select

from vedette.ledger import tables as t
from vedette.ledger.store import IDS, LETTER, Store
from vedette.records import Judgement, JudgementKind, Record, Review, pack, unpack

ACCEPT: JudgementKind = "accept"
CORRECT: JudgementKind = "correct"
KINDS: dict[str, JudgementKind] = {"one": "merge", "two": "split"}
"""What a judgement of two accounts is called."""
SAYS = {
    "one": "{a} and {b} are of one event",
    "two": "{a} and {b} are of two events",
    LETTER: "the source {a} has the letter {b}",
}
"""What a judgement that is no review says, in words."""
_J, _R, _U = t.judgements.c, t.reviewed.c, t.undoings.c
OF = select(_R.account, _R.n).where(_R.account.in_(IDS))
EVERY = (
    select(*_J, _U.who.label("undone_by"), _U.why.label("undone_why"), t.reviews.c.body)
    .select_from(
        t.judgements.outerjoin(t.undoings, _U.n == _J.n).outerjoin(t.reviews, t.reviews.c.n == _J.n)
    )
    .order_by(_J.n)
)
NUMBERED = EVERY.where(_J.n.in_(IDS))
RULED = EVERY.where(_J.kind.in_(tuple(KINDS)), or_(_J.a.in_(IDS), _J.b.in_(IDS)))
ACCOUNTS = select(_R.account).where(_R.n == bindparam("n"))


class Reviewed(Record, frozen=True, kw_only=True):
    """A review and the judgement that it was given by."""

    review: Review
    judgement: Judgement


def add(store: Store, review: Review, why: str, who: str, at: str) -> int:
    """Append a review → its number."""
    kind = ACCEPT if review.field is None else CORRECT
    (n,) = store.rule(kind, [(review.event, review.field or "")], why, who, at)
    store.db.execute(insert(t.reviews), {"n": n, "body": pack(review)})
    rows = [{"account": account, "n": n} for account in review.accounts]
    store.db.execute(insert(t.reviewed), rows)
    return n


def accounts(store: Store, n: int) -> set[str]:
    """The accounts that a review is of, as they are now; none where the number is of no review."""
    given = set(store.db.execute(ACCOUNTS, {"n": n}).scalars())
    return set(store.accounts_now(given).values()) if given else set()


def of(store: Store, accounts: Collection[str]) -> dict[str, list[Reviewed]]:
    """Account → all reviews of it, undone or not, the earliest first."""
    asked = {*accounts, *store.forebears(accounts)}
    found = [tuple(row) for row in store.rows(OF, asked)]
    if not found:
        return {}
    now = store.accounts_now({account for account, _ in found})
    numbered = {r.n: _reviewed(r) for r in store.rows(NUMBERED, {n for _, n in found})}
    out: dict[str, dict[int, Reviewed]] = {}
    for account, n in found:
        if account in now:
            out.setdefault(now[account], {})[n] = numbered[n]
    return {account: [known[n] for n in sorted(known)] for account, known in out.items()}


def together(
    found: Mapping[str, Iterable[Reviewed]], accounts: Iterable[str], *, undone: bool = False
) -> list[Reviewed]:
    """The reviews of some accounts, each once, the earliest first; those that were undone only if
    `undone`."""
    known = {r.judgement.number: r for a in accounts for r in found.get(a, ())}
    return [known[n] for n in sorted(known) if undone or known[n].judgement.undone is None]


def history(store: Store, accounts: Collection[str]) -> list[Judgement]:
    """Every judgement that some accounts were ever under, the earliest first."""
    found = {
        r.judgement.number: r.judgement
        for r in together(of(store, accounts), accounts, undone=True)
    }
    for row in store.rows(RULED, {*accounts, *store.forebears(accounts)}):
        found[row.n] = _judgement(row)
    return [found[n] for n in sorted(found)]


def every(store: Store) -> Iterator[Judgement]:
    """Every judgement, undone or not, the earliest first."""
    return map(_judgement, store.db.execute(EVERY))


def touched(store: Store, numbers: Collection[int]) -> set[str]:
    """The accounts that some judgements are of, as they are now."""
    ruled = (row for row in store.rows(NUMBERED, numbers) if row.kind in KINDS)
    now = store.accounts_now({x for row in ruled for x in (row.a, row.b)})
    return {*now.values(), *(a for n in numbers for a in accounts(store, n))}


def _reviewed(row: Any) -> Reviewed:
    return Reviewed(review=unpack(row.body, Review), judgement=_judgement(row))


def said(review: Review) -> str:
    """What a review says, in words."""
    if review.field is None:
        return "accepted as it is"
    if review.field == "rejected":
        return "rejected: it is no such event"
    return f"{review.field} corrected from {review.was} to {review.value}"


def _judgement(row: Any) -> Judgement:
    if row.body is None:
        what = SAYS[row.kind].format(a=row.a, b=row.b)
    else:
        what = said(unpack(row.body, Review))
    return Judgement(
        number=row.n,
        kind=KINDS.get(row.kind, row.kind),
        what=what,
        who=row.who,
        at=row.at,
        why=row.why,
        undone=row.undone,
        undone_by=row.undone_by or "",
        undone_why=row.undone_why or "",
    )
