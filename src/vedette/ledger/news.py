"""What a ledger has learnt since a time: reports that came, and judgements that people made."""

from __future__ import annotations

from sqlalchemy import Text, and_, bindparam, func, or_, select

from vedette.ledger import reviews
from vedette.ledger import tables as t
from vedette.ledger.rows import ALWAYS
from vedette.ledger.store import Store

_J, _R = t.judgements.c, t.reports.c
_SINCE = bindparam("since", type_=Text)
CAME = select(_R.id).where(_R.seen >= _SINCE, _R.seen != "")
_NEW = or_(_J.at >= _SINCE, and_(_J.undone.is_not(None), _J.undone >= _SINCE))
RULED = select(_J.a, _J.b).where(_J.kind.in_(("one", "two")), _NEW)
REVIEWED = select(_J.n).where(_J.kind.in_((reviews.ACCEPT, reviews.CORRECT)), _NEW)


def news(store: Store, since: str) -> dict[str, bool]:
    """Event id → whether the ledger had it before an ISO time (UTC), of all events of which it has
    learnt something since: a report that tells them, a merge, a split, an acceptance, a
    correction, or one of these undone."""
    came = {report for (report,) in store.db.execute(CAME, {"since": since})}
    ruled = {a for row in store.db.execute(RULED, {"since": since}) for a in row}
    for n in store.db.execute(REVIEWED, {"since": since}).scalars().all():
        ruled |= reviews.accounts(store, n)
    accounts = set(store.names_in(came)) | ruled
    events = set(store.events_of(accounts).values())
    told_in: dict[str, set[str]] = {}
    members = store.members(events)
    reports = store.reports_of({a for found in members.values() for a in found})
    for event, found in members.items():
        told_in[event] = {reports[a] for a in found}
    return {event: not found <= came for event, found in sorted(told_in.items())}


def newest(store: Store, latest: int) -> int | None:
    """The day of the newest report (`datetime.date.toordinal`) of those up to a day, so that one
    dated in another century does not hide how old the rest are; None where none has one."""
    found = select(func.max(_R.day)).where(_R.day > ALWAYS, _R.day <= latest)
    return store.db.execute(found).scalar()
