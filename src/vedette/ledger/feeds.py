"""What a ledger knows of the sources that are watched: how each is, and what of it was read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from vedette.ledger import tables as t
from vedette.ledger.many import MANY
from vedette.ledger.store import Store
from vedette.records import Record, Spell, Watched

_I, _S = t.feed_items.c, t.feed_states.c
ITEMS: BindParameter[Sequence[str]] = bindparam("items", expanding=True)
KNOWN = select(_I.n, _I.item, _I.mark, _I.read).where(
    _I.source == bindparam("of"), _I.item.in_(ITEMS)
)
WAITING = (
    select(
        _I.n.label("number"),
        *(_I.source, _I.item, _I.mark, _I.due, _I.page, _I.tries, _I.through),
    )
    .where(_I.body.is_not(None), _I.source == bindparam("of"))
    .order_by(_I.n)
)
AT = update(t.feed_items).where(_I.n == bindparam("at"))
READ_BEFORE = select(_I.n, _I.item).where(
    _I.source == bindparam("of"), _I.body.is_(None), _I.read < bindparam("day", type_=Text)
)
OURS = (t.feeds, t.feed_states, t.feed_items)


class Known(Record, frozen=True, kw_only=True):
    """An item that was met before: its mark, and when it was last read, if it was."""

    mark: str
    read: str | None


class Waiting(Record, frozen=True, kw_only=True):
    """An item that is to be read, not before `due`, after `tries` that failed and `through` so
    many reports of it. `number` is None for one that is not taken from a ledger; `page` is the
    address that is asked first, if any; `body` what it is read from, b"" where that was not asked
    for."""

    number: int | None = None
    source: str
    item: str
    mark: str
    due: str
    page: str | None = None
    tries: int = 0
    through: int = 0
    body: bytes = b""


class Feeds:
    """The watched sources of one ledger. Each method is a transaction; those that change something
    may raise `LedgerError` as the ledger's do."""

    def __init__(
        self,
        read: Callable[[], AbstractContextManager[Store]],
        write: Callable[[], AbstractContextManager[Store]],
    ) -> None:
        self._read, self._write = read, write

    def watched(self) -> tuple[Watched, ...]:
        """Every source that was ever watched, by name."""
        with self._read() as store:
            return tuple(_watched(store.db))

    def spells(self) -> tuple[Spell, ...]:
        """The states of every source from the first on, each as long as it lasted."""
        with self._read() as store:
            rows = store.db.execute(
                select(_S.source, _S.state, _S.since, _S.why).order_by(_S.source, _S.n)
            ).all()
        ends = [b.since if a.source == b.source else None for a, b in pairwise(rows)]
        return tuple(
            Spell(**row._mapping, until=end) for row, end in zip(rows, [*ends, None], strict=False)
        )

    def known(self, source: str, items: Collection[str]) -> dict[str, Known]:
        """Those of some items of a source that were met before."""
        with self._read() as store:
            rows = _met(store.db, source, items)
            return {item: Known(mark=mark, read=read) for _, item, mark, read in rows}

    def waiting(self, source: str) -> list[Waiting]:
        """What is to be read of a source, in the order in which it came, without its bodies."""
        with self._read() as store:
            return [Waiting(**row._mapping) for row in store.db.execute(WAITING, {"of": source})]

    def body(self, number: int) -> bytes | None:
        """What an item is read from; None where it waits no more."""
        with self._read() as store:
            return store.db.execute(select(_I.body).where(_I.n == number)).scalar()

    def visited(self, now: Watched, spells: Iterable[Spell], items: Sequence[Waiting]) -> None:
        """Keep what came of asking a source: how it is now, the states that began, and what is to
        be read. An item that was met before is to be read anew."""
        with self._write() as store:
            _replace(store.db, now)
            rows = [
                {"source": s.source, "state": s.state, "since": s.since, "why": s.why}
                for s in spells
            ]
            if rows:
                store.db.execute(insert(t.feed_states), rows)
            _queue(store.db, now.name, items)

    def forget(self, source: str, day: str, listed: Collection[str]) -> int:
        """Forget the items of a source that were last read before an ISO day and that it does not
        list any more → how many. One that it lists again is an item that was never met."""
        with self._write() as store:
            old = store.db.execute(READ_BEFORE, {"of": source, "day": day})
            numbers = [n for n, item in old if item not in listed]
            for at in range(0, len(numbers), MANY):
                gone = _I.n.in_(numbers[at : at + MANY])
                store.db.execute(delete(t.feed_items).where(gone))
        return len(numbers)

    def later(self, number: int, due: str, tries: int) -> None:
        """An item could not be read; it is due again."""
        self._change(number, {"due": due, "tries": tries})

    def through(self, number: int, reports: int, *, tries: int) -> None:
        """So many reports of an item are in the ledger or told as problems, and the next was tried
        so often."""
        self._change(number, {"through": reports, "tries": tries})

    def done(self, number: int, at: str) -> None:
        """An item is read."""
        self._change(number, {"body": None, "read": at})

    def copied_to(self, other: Feeds) -> None:
        """Give another ledger, which watches nothing yet, all that this one knows of sources."""
        with self._read() as store, other._write() as theirs:
            for table in OURS:
                rows = [dict(row._mapping) for row in store.db.execute(select(table))]
                if rows:
                    theirs.db.execute(insert(table), rows)

    def _change(self, number: int, values: dict[str, object]) -> None:
        with self._write() as store:
            store.db.execute(AT.values(values), {"at": number})


def _watched(db: Connection) -> Iterable[Watched]:
    counted = select(_I.source, func.count()).where(_I.body.is_not(None)).group_by(_I.source)
    waiting = {row[0]: row[1] for row in db.execute(counted)}
    for row in db.execute(select(t.feeds).order_by(t.feeds.c.name)):
        yield Watched(**row._mapping, waiting=waiting.get(row.name, 0))


def _replace(db: Connection, now: Watched) -> None:
    db.execute(delete(t.feeds).where(t.feeds.c.name == now.name))
    db.execute(insert(t.feeds), {c.name: getattr(now, c.name) for c in t.feeds.columns})


def _met(db: Connection, source: str, items: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """Number, item, mark and time of reading of those items of a source that were met before."""
    asked = sorted(items)
    for at in range(0, len(asked), MANY):
        for row in db.execute(KNOWN, {"of": source, "items": asked[at : at + MANY]}):
            yield tuple(row)


def _queue(db: Connection, source: str, items: Sequence[Waiting]) -> None:
    fields = ("source", "item", "mark", "due", "page", "tries", "through", "body")
    rows = {item.item: {f: getattr(item, f) for f in fields} for item in items}
    # Another watch of the same ledger may have met one meanwhile.
    met = {item: number for number, item, *_ in _met(db, source, rows)}
    new = [row for item, row in rows.items() if item not in met]
    if new:
        db.execute(insert(t.feed_items), new)
    for item, number in met.items():
        db.execute(AT.values(rows[item]), {"at": number})
