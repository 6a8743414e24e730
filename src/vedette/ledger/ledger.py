"""One ledger of many reports: everything that it may be asked and told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from vedette.ledger import opening, transactions
from vedette.ledger.address import called
from vedette.ledger.deriving import Progress, derive_all, enter, settle_all, silent
from vedette.ledger.migrations import NEWEST, migrate
from vedette.ledger.store import Store
from vedette.ledger.transactions import WAIT
from vedette.ledger.verbs.alarms import Alarms
from vedette.ledger.verbs.counts import Counts
from vedette.ledger.verbs.intake import Intake
from vedette.ledger.verbs.judging import Judging
from vedette.ledger.verbs.opened import now
from vedette.ledger.verbs.reports import Reports
from vedette.ledger.verbs.sources import Sources
from vedette.records import Reading, Report, change


def report_id(report: Report) -> str:
    """The same for the same text of the same outlet and day, whatever file it came in."""
    told_ = "\0".join((report.outlet or "", report.date or "", report.title or "", report.text))
    return hashlib.sha256(told_.encode()).hexdigest()[:12]


class Ledger(Alarms, Counts, Intake, Judging, Reports, Sources):
    """Events of many reports, with who says so and whether independent origins agree.

    `place` is a file or postgresql://USER@HOST/DATABASE; a ledger is made where there is none,
    unless not `make`. `clock` gives the time that judgements are stamped with; `wait` is how many
    seconds a change waits for another process's. Everything may raise `LedgerError`, whose text
    is for the user; its kinds are in `vedette.ledger.faults`.

    >>> with Ledger("desk.vedette") as ledger:
    ...     ledger.add(vedette.read(text))
    ...     for entry in ledger.entries():
    ...         print(entry.event.grade.credibility, entry.event.type)
    """

    def add(self, reading: Reading, *, seen: str | None = None) -> str:
        """Add a fused reading → the report's id in the ledger. The same report again is nothing.

        The same article again, edited, is a new version of it: the one that stands is the one that
        was `modified` last, or else `seen` last (ISO time, by default now); nothing is derived from
        the others. All or nothing: a crash leaves the ledger as it was.
        """
        (name,) = self.add_all([reading], seen=seen)
        return name

    def add_all(self, readings: Iterable[Reading], *, seen: str | None = None) -> list[str]:
        """Add fused readings, all or nothing → their ids. It leaves what adding them one by one
        leaves, and is quicker, since what several of them tell is judged once."""
        at = self._clock() if seen is None else seen
        names: list[str] = []
        with self._write() as store:
            touched: set[str] = set()
            for reading in readings:
                names.append(name := report_id(reading.report))
                if not store.has_report(name):
                    named_ = change(reading, report=change(reading.report, id=name))
                    touched |= enter(store, named_, reading.report.id, at)
            settle_all(store, touched)
        return names

    def rebuild(self, tell: Progress = silent) -> None:
        """Derive everything anew from the reports and judgements; `tell` hears how many reports of
        how many are done. All or nothing, and readers see what was before until it is done."""
        with self._write() as store:
            store.forget_derived()
            derive_all(store, tell)


def bring_up(
    place: str | Path,
    tell: Progress = silent,
    *,
    clock: Callable[[], str] = now,
    wait: float = WAIT,
) -> int | None:
    """Make a ledger where there is none, or bring one of an earlier Vedette up to date → the
    schema that it had, None where there was none. All or nothing.

    `tell` hears how many reports of how many are derived anew, where that must be. Raises
    `LedgerError` as `Ledger` does.
    """
    with opening.engine_at(place) as engine:
        before = opening.version_at(engine)
        if before is None or before >= NEWEST:
            opening.check(engine, make=True, at=clock(), wait=wait)
            return before
        with transactions.writing(engine, wait) as connection:
            if migrate(connection, called(engine.url), clock()):
                derive_all(Store(connection), tell)
        return before
