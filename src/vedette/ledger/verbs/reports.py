"""Reports of a ledger: what was read in them, their versions and copies."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from vedette.fuse.accounts import account_id
from vedette.ledger import annotated, overview, versions
from vedette.ledger.news import newest
from vedette.ledger.overview import Looked
from vedette.ledger.verbs.opened import Opened
from vedette.records import Annotated, Copy, Filed, Found, Reading, Version


class Reports(Opened):
    """Asks for reports."""

    def newest_day(self) -> str | None:
        """The ISO day of the newest report, tomorrow at the latest; None where none has one."""
        # Where the sun rises first it is tomorrow already.
        tomorrow = datetime.datetime.fromisoformat(self._clock()).toordinal() + 1
        with self._read() as store:
            day = newest(store, tomorrow)
        return None if day is None else datetime.date.fromordinal(day).isoformat()

    def reading(self, report: str) -> Reading | None:
        """What was read in a report."""
        with self._read() as store:
            return store.reading(report)

    def reports(self, beginning: str) -> list[str]:
        """The report of this id; else all whose ids begin so."""
        with self._read() as store:
            one = store.has_report(beginning)
            return [beginning] if one else store.reports_beginning(beginning)

    def tells(self, report: str) -> dict[str, str]:
        """Account → event of all that a report tells. What it told in a version that does not
        stand is of the event that the newer version tells; what that does not tell is left out."""
        with self._read() as store:
            reading = store.reading(report)
            told_ = [account_id(report, e.id) for e in reading.events] if reading else ()
            now = store.accounts_now(told_)
            events = store.events_of(set(now.values()))
            return {a: events[b] for a, b in now.items()}

    def told_in(self, report: str) -> dict[str, str]:
        """The accounts of a report ("REPORT.e3") → the events that they are of."""
        with self._read() as store:
            return store.names_in([report])

    def versions(self, report: str) -> tuple[Version, ...]:
        """The versions of the article that a report is one of, the earliest first, with what each
        has changed; none for a report that is not there."""
        with self._read() as store:
            return versions.versions(store, report)

    def edited(self, reports: Collection[str]) -> dict[str, int]:
        """Those of some reports that stand for an article of several versions → how many it has."""
        with self._read() as store:
            return versions.edited(store, reports)

    def withdrawn(self, since: str) -> list[str]:
        """The accounts ("REPORT.e3") that articles told before an ISO time (UTC), and in the
        version that has come since do not tell any more."""
        with self._read() as store:
            return versions.withdrawn(store, since)

    def copies(self, reports: Collection[str]) -> tuple[Copy, ...]:
        """Which of some reports repeat another report, by their ids."""
        with self._read() as store:
            return tuple(sorted(store.copies_in(reports), key=lambda c: (c.report, c.of)))

    def filed(self, looked: Looked, limit: int) -> list[Filed]:
        """The reports that are looked for, at most `limit`, the last that came in first."""
        with self._read() as store:
            return list(overview.filed(store.db, looked, limit))

    def texts(self, reports: Collection[str]) -> dict[str, str]:
        """The texts of some reports, by their ids; at most some hundreds."""
        with self._read() as store:
            return overview.texts(store.db, reports)

    def search(self, words: str, *, limit: int = 20) -> list[Found]:
        """The reports that have all of some words and "phrases", the best first, at most `limit`.

        Words are found by their stems; in PostgreSQL such as "the" count for nothing.
        """
        with self._read() as store:
            return store.found(words, limit)

    def annotated(self, *, everything: bool = False) -> Iterator[Annotated]:
        """The reports that tell an event that somebody accepted or corrected (or all that stand, if
        `everything`), by day, each with what people made of it."""
        with self._read() as store:
            yield from annotated.annotated(store, everything=everything)
