"""What the ledger asks of its tables, in the words of SQLite and PostgreSQL alike.

Nothing that comes out may depend on the order of rows that a statement does not order.
"""

from __future__ import annotations

from sqlalchemy import delete, func, select

from vedette.ledger import search
from vedette.ledger import tables as t
from vedette.ledger.store.accounts import HEIRS
from vedette.ledger.store.base import IDS
from vedette.ledger.store.copies import Copies
from vedette.ledger.store.entries import EVERY_EVENT, Entries
from vedette.ledger.store.judgements import LETTER, Judgements
from vedette.ledger.store.nearby import Nearby
from vedette.ledger.store.reports import Reports

__all__ = ["HEIRS", "IDS", "LETTER", "Store"]


class Store(Reports, Judgements, Entries, Copies, Nearby):
    """The rows of one ledger within one transaction."""

    def count(self) -> dict[str, int]:
        """Rows of the tables that a user asks for."""
        named = {"reports": t.reports, "events": t.events, "judgements": t.judgements}
        return {
            k: int(self.db.execute(select(func.count()).select_from(v)).scalar_one())
            for k, v in named.items()
        }

    def forget_derived(self) -> None:
        """Empty every table that can be derived from the facts."""
        for table in t.DERIVED:
            self.db.execute(delete(table))
        search.empty(self.db)
        self._touch({EVERY_EVENT})
