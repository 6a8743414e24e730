"""Events of a ledger, asked for in many ways."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from vedette.fuse.arguments import Likeness
from vedette.fuse.compare import compared
from vedette.ledger import listed, overview, reviews
from vedette.ledger.news import news
from vedette.ledger.settling import members_of
from vedette.ledger.verbs.opened import Opened
from vedette.ledger.wanted import EVERYTHING, Keeps, Mark, Wanted
from vedette.records import Bounds, Entry, Flat, OriginCount

T = TypeVar("T")


class Events(Opened):
    """Asks for events."""

    def entries(self, wanted: Wanted = EVERYTHING, limit: int | None = None) -> Iterator[Entry]:
        """All events, or those wanted, at most `limit`, the earliest first unless the newest are
        asked for. They are read a page at a time."""
        with self._read() as store:
            yield from store.entries(wanted, limit)

    def made(
        self, wanted: Wanted, limit: int, make: Callable[[Entry], T], kept: Keeps[T]
    ) -> list[tuple[Mark, T]]:
        """What `make` makes of the wanted events, at most `limit`, in their order. What `kept` has
        is not made anew, and what is made is given to it; it may forget."""
        with self._read() as store:
            found = listed.marks(store, self._counted, wanted, limit)
            return listed.made(store, found, make, kept)

    def flat(self, wanted: Wanted = EVERYTHING) -> Iterator[Flat]:
        """The same events as rows of a table: much quicker, where that is all one needs."""
        with self._read() as store:
            yield from store.flat(wanted)

    def entry(self, event: str) -> Entry | None:
        """One event by its id."""
        with self._read() as store:
            return store.entry(event)

    def find(self, beginning: str) -> list[Entry]:
        """The event of this id, or that an account of this id is of (a later version's, where its
        own does not stand); else all whose ids begin so."""
        with self._read() as store:
            one = store.entry(beginning)
            if one is not None:
                return [one]
            told_ = store.events_of(store.accounts_now([beginning]).values())
            if not told_:
                return store.beginning(beginning)
            # A whole id begins no other: ".e1" of a rejected event is not ".e10".
            return [e for e in map(store.entry, told_.values()) if e is not None]

    def accounts(self, event: str) -> list[str]:
        """Ids of the accounts of an event ("REPORT.e3"). Raises `KeyError` where there is none."""
        with self._read() as store:
            return members_of(store, event)

    def entries_in(self, reports: Collection[str]) -> Iterator[Entry]:
        """The events that some reports tell, the earliest first, read a page at a time."""
        with self._read() as store:
            yield from store.in_order(set(store.names_in(reports).values()))

    def events_in(self, report: str) -> list[str]:
        """Ids of the events that a report tells, in their order."""
        with self._read() as store:
            return sorted(set(store.names_in([report]).values()))

    def news(self, since: str) -> dict[str, bool]:
        """Event id → whether it was known before an ISO time (UTC), of all events of which the
        ledger has learnt something since."""
        with self._read() as store:
            return news(store, since)

    def events_of(self, accounts: Collection[str]) -> dict[str, str]:
        """Accounts ("REPORT.e3") → the events that they are of; unknown ones are not in it."""
        with self._read() as store:
            return store.events_of(accounts)

    def touched(self, judgements: Collection[int]) -> list[str]:
        """Ids of the events that the accounts of some judgements are of now; a rejected event is
        none."""
        with self._read() as store:
            return store.standing(store.events_of(reviews.touched(store, judgements)).values())

    def bounds(self) -> Bounds:
        """Between which days its events lie."""
        with self._read() as store:
            return overview.bounds(store.db)

    def origins(self, wanted: Wanted = EVERYTHING) -> list[OriginCount]:
        """Who first knew of the wanted events, those of most events first."""
        with self._read() as store:
            return overview.origins(store.db, wanted)

    def why_one(self, event: str) -> tuple[Likeness, ...]:
        """The comparisons between the accounts of an event, the likeliest first."""
        with self._read() as store:
            mine = members_of(store, event)
            of = store.reports_of(mine)
            known = {a.id: a for a in store.accounts_of(set(of.values())) if a.id in of}
        ids = sorted(known)
        found = [compared(known[a], known[b]) for i, a in enumerate(ids) for b in ids[:i]]
        return tuple(sorted(found, key=lambda x: -x.score))
