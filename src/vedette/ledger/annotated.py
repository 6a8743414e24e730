"""Reports with what people made of their events: what a corpus is written from."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from vedette.fuse.accounts import account_id
from vedette.fuse.joined import voices
from vedette.ledger import reviews
from vedette.ledger import tables as t
from vedette.ledger.store import Store
from vedette.records import Annotated

STANDING = (
    select(t.reviewed.c.account)
    .join(t.judgements, t.judgements.c.n == t.reviewed.c.n)
    .where(t.judgements.c.undone.is_(None))
    .distinct()
)
ORDER = (
    select(t.reports.c.id)
    .join(t.told, t.told.c.report == t.reports.c.id)
    .order_by(t.reports.c.day, t.reports.c.n)
)
"""The reports that stand for their articles, by day."""


def annotated(store: Store, *, everything: bool) -> Iterator[Annotated]:
    """The reports that tell an event under a standing review, or all that stand, by day."""
    wanted = None if everything else _reviewed(store)
    for report in store.db.execute(ORDER).scalars().all():
        if wanted is None or report in wanted:
            found = _annotated(store, report)
            if found is not None:
                yield found


def _reviewed(store: Store) -> set[str]:
    """The reports that tell an event that was reviewed, whichever of its reports that was by."""
    now = store.accounts_now(list(store.db.execute(STANDING).scalars()))
    members = store.members(set(store.events_of(set(now.values())).values()))
    return set(store.reports_of({a for group in members.values() for a in group}).values())


def _annotated(store: Store, report: str) -> Annotated | None:
    reading = store.reading(report)
    if reading is None:
        return None
    names = store.names_in([report])
    members = store.members(set(names.values()))
    found = reviews.of(store, {a for group in members.values() for a in group})
    events = {e.id: names.get(account_id(report, e.id)) for e in reading.events}
    known = {e: name for e, name in events.items() if name is not None}
    entries = {e: store.entry(name) for e, name in known.items()}
    copied = store.copies_in([report])
    return Annotated(
        reading=reading,
        entries={e: entry for e, entry in entries.items() if entry is not None},
        reviews={
            e: tuple(r.review for r in reviews.together(found, members[name]))
            for e, name in known.items()
        },
        voices=voices(reading),
        of=copied[0].of if copied else None,
    )
