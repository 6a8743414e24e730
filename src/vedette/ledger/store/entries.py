"""The rows of events: their columns, parties and facets, their entries, and when each changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select, text

from vedette.ledger import asked, many, rows
from vedette.ledger import tables as t
from vedette.ledger.flat import flat
from vedette.ledger.many import MANY
from vedette.ledger.store.base import IDS, LAST_SIGN, Rows
from vedette.ledger.wanted import EVERYTHING, Mark, Wanted
from vedette.records import Entry, Flat, change, pack, unpack, unpacked

PAGE = 1_000
"""Events that a long answer brings at a time."""
FLAT_PAGE = 10_000
"""The same of rows for tables, which are small."""
EVERY_EVENT = ""
"""In `touched`: all events were made anew."""
# Statements are made once: making one anew takes longer than running it.
PLACES = select(t.events.c.first_day, t.events.c.id).where(t.events.c.id.in_(IDS))
STANDING = select(t.events.c.id).where(t.events.c.id.in_(IDS))
OLD = select(t.events).where(t.events.c.id.in_(IDS))
OLD_PARTIES = select(t.parties).where(t.parties.c.event.in_(IDS))
GONE = (
    delete(t.parties).where(t.parties.c.event.in_(IDS)),
    delete(t.entries).where(t.entries.c.event.in_(IDS)),
    delete(t.events).where(t.events.c.id.in_(IDS)),
)
GONE_FACET = delete(t.facets).where(
    t.facets.c.key == bindparam("the_key"),
    t.facets.c.first_day == bindparam("day"),
    t.facets.c.event == bindparam("of"),
)
GONE_FLAT = delete(t.flat).where(
    t.flat.c.first_day == bindparam("day"), t.flat.c.event == bindparam("of")
)
ENTRIES = select(t.entries.c.body).where(t.entries.c.event.in_(IDS))
ENTRY = select(t.entries.c.body).where(t.entries.c.event == bindparam("id"))
CHANGES = select(t.changes.c.n)
CHANGED = text(
    "INSERT INTO changes (one, n) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET n = changes.n + 1"
)
TOUCHED = text(
    "INSERT INTO touched (event, n) VALUES (:event, :n)"
    " ON CONFLICT (event) DO UPDATE SET n = excluded.n"
)
NEW = select(t.touched.c.event).where(t.touched.c.n > bindparam("after"))


class Entries(Rows):
    """Events as they are told and asked for."""

    def standing(self, events: Collection[str]) -> list[str]:
        """Those of some events that nobody has rejected, in order."""
        return sorted(name for (name,) in self._all(STANDING, set(events)))

    def replace_entries(self, gone: Collection[str], found: Iterable[Entry]) -> None:
        """Put entries in the place of those of some events."""
        self._forget(sorted(gone))
        events: list[many.Row] = []
        entries: list[many.Row] = []
        flats: list[many.Row] = []
        parties: list[many.Row] = []
        facets: list[many.Row] = []
        for entry in found:
            row, sides = rows.event_row(entry), list(rows.party_rows(entry))
            events.append(row)
            entries.append({"event": row["id"], "body": pack(entry)})
            body = pack(flat(entry))
            flats.append({"first_day": row["first_day"], "event": row["id"], "body": body})
            parties += sides
            facets += rows.facet_rows(row, sides)
        for table, new in (
            (t.events, events),
            (t.entries, entries),
            (t.flat, flats),
            (t.parties, parties),
            (t.facets, facets),
        ):
            many.put(self.db, table, new)
        self._touch({*gone, *(row["id"] for row in events)})

    def _touch(self, events: Collection[str]) -> None:
        """Note that some events change with the change that is under way."""
        now = self.state() + 1
        many.run(self.db, TOUCHED, [{"event": e, "n": now} for e in sorted(events)])

    def touched_after(self, state: int) -> set[str] | None:
        """The events that came, changed or went after a state; None where that may be all."""
        found = set(self.db.execute(NEW, {"after": state}).scalars())
        return None if EVERY_EVENT in found else found

    def _forget(self, events: Sequence[str]) -> None:
        there = list(self._all(OLD, events))
        if not there:
            return
        sides: dict[str, list[Any]] = {}
        for party in self._all(OLD_PARTIES, events):
            sides.setdefault(party.event, []).append(party._mapping)
        facets = [
            {"the_key": key, "day": old.first_day, "of": old.id}
            for old in there
            for key in rows.keys_of(old._mapping, sides.get(old.id, ()))
        ]
        many.run(self.db, GONE_FACET, facets)
        many.run(self.db, GONE_FLAT, [{"day": old.first_day, "of": old.id} for old in there])
        for at in range(0, len(events), MANY):
            for statement in GONE:
                self.db.execute(statement, {"ids": events[at : at + MANY]})

    def entry(self, event_id: str) -> Entry | None:
        found = self.db.execute(ENTRY, {"id": event_id}).first()
        return unpack(found[0], Entry) if found is not None else None

    def beginning(self, start: str) -> list[Entry]:
        # Not LIKE, for which SQLite looks at every row.
        c = t.entries.c
        found = select(c.body).where(c.event >= start, c.event < start + LAST_SIGN)
        return [unpack(b, Entry) for (b,) in self.db.execute(found.order_by(c.event))]

    def bodies(self, wanted: Wanted, limit: int | None = None) -> Iterator[bytes]:
        """The packed entries of the wanted events, at most `limit`, in their order. They are read
        a page at a time, so that any number of them needs no more memory."""
        while limit is None or limit > 0:
            many = PAGE if limit is None else min(PAGE, limit)
            found = self.db.execute(asked.bodies(self.db, wanted, many)).all()
            yield from (body for _, _, body in found)
            if len(found) < many:
                return
            limit = None if limit is None else limit - many
            day, name, _ = found[-1]
            wanted = change(wanted, after=(day, name))

    def flat(self, wanted: Wanted) -> Iterator[Flat]:
        """The wanted events as rows of a table, in their order."""
        while True:
            rows = self.db.execute(asked.flat(self.db, wanted, FLAT_PAGE)).all()
            found = sorted(map(tuple, rows), reverse=wanted.newest_first)
            yield from unpacked((body for _, _, body in found), Flat)
            if len(found) < FLAT_PAGE:
                return
            wanted = change(wanted, after=found[-1][:2])

    def marks(self, wanted: Wanted, limit: int) -> list[Mark]:
        """The first `limit` of the wanted events, in their order."""
        found = self.db.execute(asked.marks(self.db, wanted, limit))
        return [Mark(day=day, event=event, n=n) for day, event, n in found]

    def in_order(self, events: Collection[str]) -> Iterator[Entry]:
        """Some events, the earliest first, read a page at a time."""
        names = [name for _, name in sorted(map(tuple, self._all(PLACES, events)))]
        for at in range(0, len(names), PAGE):
            page = names[at : at + PAGE]
            found = {e.event.id: e for e in self.entries_of(page)}
            yield from (found[name] for name in page)

    def entries_of(self, events: Collection[str]) -> Iterator[Entry]:
        """Some events, in no order."""
        return (unpack(body, Entry) for (body,) in self._all(ENTRIES, events))

    def entries(self, wanted: Wanted = EVERYTHING, limit: int | None = None) -> Iterator[Entry]:
        """The wanted events, at most `limit`, in their order."""
        return (unpack(body, Entry) for body in self.bodies(wanted, limit))

    def state(self) -> int:
        """How often the ledger was written."""
        return self.db.execute(CHANGES).scalar() or 0

    def count_change(self) -> None:
        self.db.execute(CHANGED)
