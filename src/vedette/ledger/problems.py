"""What could not be read, kept with its bytes, so that nothing is lost silently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from vedette.ledger import tables as t
from vedette.ledger.search import clean
from vedette.records import Kept, Problem

_P = t.problems.c
AGAIN = (
    update(t.problems)
    .where(_P.digest == bindparam("known"))
    .values(last=bindparam("at"), times=_P.times + 1)
    .returning(_P.n)
)
LAST = select(func.max(_P.n))


def keep(db: Connection, problem: Problem, source: str, at: str) -> int:
    """Append a problem of a source → its number. The same again only counts."""
    told = [clean(s) for s in (source, problem.where, problem.what, problem.why)]
    digest = hashlib.sha256("\0".join(told).encode("utf-8", "replace") + b"\0" + problem.raw)
    known = digest.hexdigest()
    n = db.execute(AGAIN, {"known": known, "at": at}).scalar()
    if n is not None:
        return int(n)
    n = (db.execute(LAST).scalar() or 0) + 1
    row = dict(zip(("source", "place", "what", "why"), told, strict=True))
    more = {"lost": int(problem.lost), "raw": problem.raw, "size": problem.size}
    times = {"first": at, "last": at, "times": 1}
    db.execute(insert(t.problems), {"n": n, "digest": known, **row, **more, **times})
    return n


def kept(db: Connection) -> Iterator[Kept]:
    """All problems, the earliest first, without their bytes."""
    columns = (c for c in _P if c is not _P.raw)
    for row in db.execute(select(*columns).order_by(_P.n)):
        yield _kept(row, b"")


def one(db: Connection, number: int) -> Kept | None:
    """A problem by its number, with what is kept of its bytes."""
    row = db.execute(select(t.problems).where(_P.n == number)).first()
    return None if row is None else _kept(row, row.raw)


def _kept(row: Any, raw: bytes) -> Kept:
    problem = Problem(
        where=row.place,
        what=row.what,
        why=row.why,
        lost=bool(row.lost),
        raw=raw,
        size=row.size,
    )
    return Kept(
        number=row.n,
        source=row.source,
        problem=problem,
        first=row.first,
        last=row.last,
        times=row.times,
        digest=row.digest,
    )
