"""The events of accounts that something has moved, clustered and judged anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vedette.fuse.clusters import clusters
from vedette.fuse.corrections import corrected, is_rejected
from vedette.fuse.joined import entries, renamed
from vedette.ledger import reviews
from vedette.ledger.crowds import parts
from vedette.ledger.store import Store
from vedette.records import Entry, Event, change


def members_of(store: Store, event: str) -> list[str]:
    """The accounts of an event, in order. Raises `KeyError` where there is no such event."""
    found = store.members([event]).get(event)
    if not found:
        raise KeyError(f"there is no event {event}")
    return sorted(found)


def settle(store: Store, touched: Collection[str]) -> None:
    """Cluster the parts that some accounts are in anew and judge what changed."""
    if not touched:
        return
    found = parts(store, touched)
    around = set().union(*(p.accounts for p in found))
    ruled = store.ruled(around)
    of = store.reports_of(around)
    before = store.events_of(around)
    days = store.days_of(set(of.values()))
    crowded = store.crowded(set(of.values()))
    members: dict[str, set[str]] = {}
    for account, event in before.items():
        members.setdefault(event, set()).add(account)
    changed: dict[str, tuple[str, ...]] = {}
    for part in found:
        for group in clusters({a: of[a] for a in part.accounts}, part.scores, ruled, crowded):
            name = min(group, key=lambda a: (days[of[a]], a))
            if members.get(name) != set(group) or set(group) & set(touched):
                changed[name] = group
    placed = {a: name for name, group in changed.items() for a in group}
    store.place({a: name for a, name in placed.items() if before[a] != name})
    gone = {before[a] for g in changed.values() for a in g} | set(changed)
    store.replace_entries(gone, _judged(store, changed, of))


def _judged(
    store: Store, groups: Mapping[str, Collection[str]], of: Mapping[str, str]
) -> list[Entry]:
    """The entries of some events (id → accounts), each from the claims of all its reports.

    Events told by the same reports are judged together, since who is who in them is the same.
    """
    told_in: dict[frozenset[str], set[str]] = {}
    for name, group in groups.items():
        told_in.setdefault(frozenset(of[a] for a in group), set()).add(name)
    reports = set().union(*told_in)
    names = store.names_in(reports)
    known = {t.report.id: renamed(t, names) for t in store.told_by(reports)}
    copies = store.copies_in(reports)
    found = reviews.of(store, {a for group in groups.values() for a in group})
    reviewed = {name: reviews.together(found, group) for name, group in groups.items()}

    def correct(event: Event) -> Event:
        return corrected(event, (r.review for r in reviewed[event.id]))

    return [
        change(entry, reviews=tuple(r.judgement for r in reviewed[entry.event.id]))
        for together, events in told_in.items()
        for entry in entries(
            [known[r] for r in sorted(together)],
            [c for c in copies if c.report in together],
            only=events,
            correct=correct,
        )
        if not is_rejected(r.review for r in reviewed[entry.event.id])
    ]
