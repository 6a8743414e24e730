"""What a ledger has learnt since a time, as the dossier of a brief."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from vedette.brief.dossier import Broken, Dossier, Stale
from vedette.brief.entries import Shelf
from vedette.brief.grammar import moment
from vedette.records import Alarm, Dyad, Entry, Watch, Watched, change

SHOWN = 5
"""Most events of an alarm that a brief cites."""
UNITS = {"h": "hours", "d": "days", "w": "weeks"}


class Learner(Shelf, Protocol):
    """A shelf that knows what is new; a ledger is one."""

    def news(self, since: str) -> dict[str, bool]:
        """Event id → whether it was known before an ISO time (UTC), of all that are new since."""

    def between(self, of: Dyad) -> set[str]:
        """Ids of all events between two sides."""

    def newest_day(self) -> str | None:
        """The ISO day of the newest report; None where none has one."""

    def entry(self, event: str) -> Entry | None:
        """One event by its id."""

    def best(self, events: Collection[str], many: int) -> list[str]:
        """Ids of the best graded of some events."""

    def alarms(self, watch: str | None) -> list[Alarm]:
        """Every alarm that was told (of one watch), as it stands now; the latest first."""

    def edited(self, reports: Collection[str]) -> dict[str, int]:
        """Those of some reports that stand for an article of several versions → how many."""

    def withdrawn(self, since: str) -> list[str]:
        """What reports told before an ISO time (UTC), and since do not tell any more."""

    def watched(self) -> tuple[Watched, ...]:
        """Every source that is watched, as it was when it was last asked."""


def since_when(value: str, now: datetime.datetime) -> datetime.datetime:
    """ "24h", "7d", "2w" or an ISO day or time (UTC) → the time. Raises `ValueError`."""
    span = re.fullmatch(r"(\d{1,4})([hdw])", value.strip())
    if span is not None:
        return now - datetime.timedelta(**{UNITS[span[2]]: int(span[1])})
    try:
        found = datetime.datetime.fromisoformat(value.strip())
    except ValueError as fault:
        said = f"{value!r} is no time; write 24h, 7d or 2026-11-29T08:00"
        raise ValueError(said) from fault
    return found.astimezone(datetime.UTC) if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def learnt(
    ledger: Learner, since: datetime.datetime, now: datetime.datetime, watch: Watch | None = None
) -> Dossier:
    """The events of which a ledger has learnt something since a time; of a watch those that are
    between its sides, of its types, places and grades. What is planned, feared or denied has its
    own sections, and so is told whatever statuses the watch has."""
    at = since.isoformat(timespec="seconds")
    news = ledger.news(at)
    if watch is not None:
        there = ledger.between(change(watch.of, statuses=()))
        news = {event: before for event, before in news.items() if event in there}
    found = (ledger.entry(each) for each in news)
    entries = tuple(entry for entry in found if entry is not None)
    of = f" of {watch.name}" if watch is not None else ""
    return Dossier(
        entries=entries,
        shelf=ledger,
        asked=f"what the ledger has learnt{of} since {moment(at[:16] + 'Z')}",
        generated=clock(now),
        newest=ledger.newest_day(),
        stale=stale(ledger.watched(), now),
        known=frozenset(event for event, before in news.items() if before),
        edited=edited(ledger, entries),
        changes=tuple(_changes(ledger, at, watch)),
        # Of what is told no more nobody knows any longer between whom it was.
        withdrawn=() if watch is not None else tuple(ledger.withdrawn(at)),
    )


def _changes(ledger: Learner, since: str, watch: Watch | None) -> Iterator[Broken]:
    """The alarms that were told, corrected or withdrawn since an ISO time (UTC), the latest first,
    with the best graded of their events."""
    for alarm in ledger.alarms(None if watch is None else watch.name):
        if alarm.at >= since:
            yield Broken(alarm=alarm, events=tuple(ledger.best(alarm.events, SHOWN)))


def edited(ledger: Learner, entries: Iterable[Entry]) -> frozenset[str]:
    """Those reports of some events that are later versions of their article."""
    return frozenset(ledger.edited({r.report for entry in entries for r in entry.reports}))


def stale(watched: Iterable[Watched], now: datetime.datetime) -> tuple[Stale, ...]:
    """The watched sources that give nothing new, or not all of it, at a time (UTC)."""
    asked = (each.at(now) for each in watched if not each.let_go)
    return tuple(
        Stale(name=each.name, state=each.state, since=_minute(each.since), why=each.why)
        for each in asked
        if each.state is not None and each.state != "ok"
    )


def _minute(at: str | None) -> str | None:
    return None if at is None else clock(datetime.datetime.fromisoformat(at))


def clock(now: datetime.datetime) -> str:
    """A time (UTC) as a brief gives it, to the minute."""
    return f"{now:%Y-%m-%dT%H:%M}Z"
