"""Versions of an article in the ledger: which reports they are, and which one stands for all.

What is derived is derived from standing versions alone, but for copies: whoever repeats an earlier
version repeats the article.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Text, bindparam, delete, func, select

from vedette.fuse.accounts import accounts
from vedette.fuse.clusters import SAME
from vedette.fuse.copies import Copied
from vedette.fuse.keys import UNDATED, day_of, keys
from vedette.fuse.versions import Seen, heirs, identities, is_version, order, revisions, standing
from vedette.ledger import many, search
from vedette.ledger import tables as t
from vedette.ledger.store import HEIRS, IDS, Store
from vedette.records import Heading, Reading, Record, Version

KEYS = select(t.identities.c.key, t.identities.c.report).where(t.identities.c.key.in_(IDS))
_R = t.articles.c
TOGETHER = select(_R.report).where(_R.stands.in_(IDS))
SEVERAL = select(_R.stands, func.count()).where(_R.stands.in_(IDS)).group_by(_R.stands)
CAME = (
    select(_R.stands)
    .join(t.reports, t.reports.c.id == _R.stands)
    .where(t.reports.c.seen >= bindparam("since", type_=Text))
    .order_by(_R.stands)
    .distinct()
)
ARRIVED = select(t.reports.c.id, t.reports.c.seen, t.reports.c.n).where(t.reports.c.id.in_(IDS))


class Article(Record, frozen=True, kw_only=True):
    """A new version among the others of its article: which one stands, and which did until now."""

    stands: str
    before: tuple[str, ...]


def enter(store: Store, reading: Reading, copied: Mapping[str, Copied]) -> Article:
    """Find the article of a report, which the ledger has; `copied` is how it repeats others."""
    report = reading.report
    called = identities(report)
    mine = {i.key: i.need for i in called}
    found = [(mine[key], other) for key, other in store.rows(KEYS, mine)]
    rows = [{"key": i.key, "report": report.id} for i in called if i.kept]
    many.put(store.db, t.identities, rows)
    kinds = {other: c.kind for other, c in copied.items()}
    others = store.reports_of_ids({other for _, other in found})
    related = {
        other
        for need, other in found
        if is_version(report, others[other], need=need, copied=kinds.get(other))
    }
    if not related:
        return Article(stands=report.id, before=())
    return _joined(store, report.id, related)


def near(store: Store, reading: Reading) -> set[str]:
    """Reports that share a key with a new one and may be versions of its article."""
    return {report for _, report in store.rows(KEYS, [i.key for i in identities(reading.report)])}


def _joined(store: Store, report: str, related: Collection[str]) -> Article:
    before = store.stands(related)
    together = {r for (r,) in store.rows(TOGETHER, set(before.values()))} | {*related, report}
    versions = seen(store, together)
    newest = standing(versions.values()).report.id
    store.db.execute(delete(t.articles).where(_R.report.in_(sorted(together))))
    rows = [{"report": r, "stands": newest} for r in sorted(together)]
    many.put(store.db, t.articles, rows)
    _inherit(store, newest, together - {newest})
    return Article(stands=newest, before=tuple(sorted(set(before.values()) - {newest})))


def _inherit(store: Store, newest: str, older: Collection[str]) -> None:
    """Find for the accounts of older versions those of the newest that tell the same."""
    readings = {r: found for r in (*older, newest) if (found := store.reading(r)) is not None}
    made = {r: accounts(reading) for r, reading in readings.items()}
    ids = sorted(a.id for found in made.values() for a in found)
    store.db.execute(delete(t.heirs).where(t.heirs.c.old.in_(ids)))
    for one in sorted(older):
        rows = [{"old": a, "new": b} for a, b in heirs(made[one], made[newest]).items()]
        many.put(store.db, t.heirs, rows)


def seen(store: Store, reports: Collection[str]) -> dict[str, Seen]:
    """When some reports came."""
    found = {}
    for name, at, n in store.rows(ARRIVED, reports):
        reading = store.reading(name)
        if reading is not None:
            found[name] = Seen(report=reading.report, seen=at, n=n)
    return found


def withdraw(store: Store, reports: Collection[str]) -> set[str]:
    """Take back what is derived from some reports, but for copies of them → the accounts of others
    that this may move."""
    events = store.names_in(reports)
    mine = events.keys()
    near = {a for pair in store.pairs_of(mine, least=SAME) for a in pair}
    touched = (near | store.mates(mine)) - mine
    store.replace_entries(set(events.values()), ())
    _forget(store, sorted(reports), sorted(mine))
    return touched


def _forget(store: Store, reports: Sequence[str], mine: Sequence[str]) -> None:
    for one in mine:
        # An index of each end serves one of them only.
        for end in (t.pairs.c.a, t.pairs.c.b):
            store.db.execute(delete(t.pairs).where(end == one))
    for report in reports:
        reading = store.reading(report)
        if reading is not None:
            day = day_of(reading.report.date) or UNDATED
            store.forget_keys(report, day, keys(reading, accounts(reading)))
    for table in (t.accounts, t.told):
        store.db.execute(delete(table).where(table.c.report.in_(reports)))
    search.remove(store.db, reports)


def edited(store: Store, reports: Collection[str]) -> dict[str, int]:
    """Those of some reports that stand for an article of several versions → how many it has."""
    return dict(tuple(row) for row in store.rows(SEVERAL, reports))


def withdrawn(store: Store, since: str) -> list[str]:
    """The accounts that articles told before an ISO time (UTC), and in the version that has come
    since do not tell any more."""
    found: list[str] = []
    for report in store.db.execute(CAME, {"since": since}).scalars().all():
        before = [v for v in versions(store, report) if v.seen < since]
        found += before[-1].withdrawn if before else ()
    return found


def versions(store: Store, report: str) -> tuple[Version, ...]:
    """The versions of a report's article, the earliest first; none for a report that is not
    there."""
    newest = store.stands([report])[report]
    together = {r for (r,) in store.rows(TOGETHER, [newest])} | {report}
    every = sorted(seen(store, together).values(), key=order)
    told: list[Version] = []
    before: Reading | None = None
    for each in every:
        reading = store.reading(each.report.id)
        assert reading is not None
        told.append(_version(store, each, reading, before, stands=each.report.id == newest))
        before = reading
    return tuple(told)


def _version(
    store: Store, each: Seen, reading: Reading, before: Reading | None, *, stands: bool
) -> Version:
    report = each.report
    told = [a.id for a in accounts(reading)]
    kept = {*told} if stands else {old for old, _ in store.rows(HEIRS, told)}
    return Version(
        heading=Heading(
            report=report.id, outlet=report.outlet, date=report.date, title=report.title
        ),
        url=report.url,
        modified=report.modified,
        seen=each.seen,
        stands=stands,
        changes=revisions(before, reading) if before is not None else (),
        withdrawn=tuple(a for a in told if a not in kept),
    )
