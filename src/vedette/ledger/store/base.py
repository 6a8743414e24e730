"""What every kind of rows is asked with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import BindParameter, Connection, Executable, bindparam

from vedette.ledger.many import MANY

LAST_SIGN = "\U0010ffff"
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


class Rows:
    """The rows of one ledger within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.db = connection

    def _all(self, statement: Executable, ids: Collection[Any], **more: Any) -> Iterator[Any]:
        """Rows of a statement that asks for `ids`, some at a time."""
        found = sorted(ids)
        for at in range(0, len(found), MANY):
            yield from self.db.execute(statement, {"ids": found[at : at + MANY], **more})

    def rows(self, statement: Executable, ids: Collection[Any]) -> Iterator[Any]:
        """Rows of a statement of somebody else's that asks for `ids`."""
        return self._all(statement, ids)
