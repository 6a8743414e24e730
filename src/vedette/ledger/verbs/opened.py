"""A ledger's place, opened and let go of; its transactions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from vedette.ledger import opening, transactions
from vedette.ledger.address import called
from vedette.ledger.columns import Counted
from vedette.ledger.store import Store
from vedette.ledger.transactions import WAIT


def now() -> str:
    """The time, to the second (ISO, UTC)."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


class Opened:
    """A ledger that is open: how it is read and written."""

    def __init__(
        self,
        place: str | Path,
        *,
        make: bool = True,
        clock: Callable[[], str] = now,
        wait: float = WAIT,
    ) -> None:
        self._clock, self._wait = clock, wait
        self._counted = Counted()
        with ExitStack() as until_ready:
            self._engine = until_ready.enter_context(opening.engine_at(place))
            opening.check(self._engine, make=make, at=clock(), wait=wait)
            self._open = until_ready.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._open.close()

    @contextmanager
    def _read(self) -> Iterator[Store]:
        with transactions.reading(self._engine) as connection:
            yield Store(connection)

    @contextmanager
    def _write(self) -> Iterator[Store]:
        with transactions.writing(self._engine, self._wait) as connection:
            store = Store(connection)
            yield store
            store.count_change()

    @property
    def name(self) -> str:
        """Where it is, for the eyes: without a password."""
        return called(self._engine.url)

    def state(self) -> int:
        """A number that grows with every change of the ledger."""
        with self._read() as store:
            return store.state()

    def count(self) -> dict[str, int]:
        """How many reports, events and judgements there are."""
        with self._read() as store:
            return store.count()
