"""The rows of reports: what was read in each, its words, its day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import bindparam, func, select

from vedette.fuse.keys import day_of
from vedette.ledger import many, search
from vedette.ledger import tables as t
from vedette.ledger.store.base import IDS, LAST_SIGN, Rows
from vedette.records import Found, Reading, Record, Report, pack, unpack

SOME = 100
"""Readings that are held at a time."""
# Statements are made once: making one anew takes longer than running it.
HAS_REPORT = select(t.reports.c.id).where(t.reports.c.id == bindparam("id"))
LAST = select(func.max(t.reports.c.n))
READING = select(t.reports.c.body).where(t.reports.c.id == bindparam("id"))
BODIES = select(t.reports.c.body).where(t.reports.c.id.in_(IDS))
READINGS = (
    select(t.reports.c.n, t.reports.c.body)
    .where(t.reports.c.n > bindparam("after"))
    .order_by(t.reports.c.n)
    .limit(bindparam("many"))
)
DAYS = select(t.reports.c.id, t.reports.c.day).where(t.reports.c.id.in_(IDS))


class _OfReport(Record, frozen=True, kw_only=True):
    """Of a packed reading the report; the rest is passed over, which is most of it."""

    report: Report


class Reports(Rows):
    """Reports as they came."""

    def has_report(self, report: str) -> bool:
        return self.db.execute(HAS_REPORT, {"id": report}).first() is not None

    def reports_beginning(self, start: str) -> list[str]:
        """Ids of the reports whose ids begin so."""
        c = t.reports.c
        rows = select(c.id).where(c.id >= start, c.id < start + LAST_SIGN).order_by(c.id)
        return list(self.db.execute(rows).scalars())

    def add_reports(self, found: Sequence[tuple[Reading, str]], seen: str = "") -> None:
        """Append reports with what each was called in its source, and when they were seen."""
        last = self.db.execute(LAST).scalar() or 0
        rows = [
            {
                "id": reading.report.id,
                "n": n,
                "source": search.clean(source),
                "outlet": reading.report.outlet and search.clean(reading.report.outlet),
                "day": day_of(reading.report.date),
                "model": reading.model,
                "body": pack(reading),
                "seen": seen,
            }
            for n, (reading, source) in enumerate(found, last + 1)
        ]
        many.put(self.db, t.reports, rows)

    def add_texts(self, reports: Sequence[Report]) -> None:
        """Index the words of reports that are there."""
        search.add(self.db, reports)

    def found(self, words: str, limit: int) -> list[Found]:
        return list(search.find(self.db, words, limit))

    def reading(self, report: str) -> Reading | None:
        found = self.db.execute(READING, {"id": report}).first()
        return unpack(found[0], Reading) if found is not None else None

    def reports_of_ids(self, reports: Collection[str]) -> dict[str, Report]:
        """Some reports by their ids, without what was read in them."""
        found = (unpack(body, _OfReport).report for (body,) in self._all(BODIES, reports))
        return {report.id: report for report in found}

    def readings(self) -> Iterator[Reading]:
        """What was read in every report, in the order of arrival. Rows may be written meanwhile."""
        after = 0
        while rows := self.db.execute(READINGS, {"after": after, "many": SOME}).all():
            for _, body in rows:
                yield unpack(body, Reading)
            after = rows[-1].n

    def days_of(self, reports: Collection[str]) -> dict[str, int]:
        """Report id → its day; 0 where it has none."""
        return {i: d or 0 for i, d in self._all(DAYS, reports)}
