"""Counts of events, made in columns that are kept in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vedette.ledger import groups
from vedette.ledger.chosen import Mask, chosen
from vedette.ledger.columns import Columns
from vedette.ledger.verbs.opened import Opened
from vedette.ledger.wanted import EVERYTHING, Wanted
from vedette.records import Bin, Network, Node, PairCount, PlaceCount


class Counts(Opened):
    """Counts events. The first count reads the ledger's columns."""

    def prepare(self) -> None:
        """Bring what counts are made from up to date, so that the next need not wait for it."""
        with self._read() as store:
            self._counted.at(store)

    @contextmanager
    def _wanted(self, wanted: Wanted) -> Iterator[tuple[Columns, Mask]]:
        """The columns of the ledger, and which rows of them are wanted."""
        with self._read() as store:
            columns = self._counted.at(store)
            yield columns, chosen(store.db, columns, wanted)

    def places(self, wanted: Wanted = EVERYTHING, limit: int = groups.PLACES) -> list[PlaceCount]:
        """The places of the wanted events, at most `limit`, those with most of them first. This
        and the other counts keep the ledger's columns in memory for the next."""
        with self._wanted(wanted) as (columns, rows):
            return list(groups.places(columns, rows, limit))

    def timeline(self, wanted: Wanted = EVERYTHING, by: groups.Step = "day") -> list[Bin]:
        """How many of the wanted events began in each day, week or month that has any."""
        with self._wanted(wanted) as (columns, rows):
            return groups.timeline(columns, rows, by)

    def pairs(self, wanted: Wanted = EVERYTHING, limit: int = 60) -> list[PairCount]:
        """The pairs of actors' codes between which most of the wanted events are."""
        with self._wanted(wanted) as (columns, rows):
            return groups.pairs(columns, rows, limit)

    def actors(self, words: str = "", limit: int = 20) -> list[Node]:
        """Those whose name, code or id has some letters, those in most events first."""
        with self._wanted(EVERYTHING) as (columns, _):
            return groups.actors(columns, words, limit)

    def network(self, wanted: Wanted = EVERYTHING, limit: int = 60) -> Network:
        """The `limit` who take part in most of the wanted events, and who acts towards whom."""
        with self._wanted(wanted) as (columns, rows):
            return groups.network(columns, rows, limit)
