"""Series between two sides, and the alarms that watches tell of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from vedette.ledger import alarms, between
from vedette.ledger.verbs.watching import Watching
from vedette.records import Alarm, Dyad, Per, Series, Step, Watch

DAY = datetime.timedelta(days=1)


class Alarms(Watching):
    """Asks for series, judges and keeps alarms."""

    def series(
        self,
        of: Dyad,
        by: Step = "week",
        *,
        per: Per = "reports",
    ) -> Series:
        """How two sides dealt with each other, bin for bin; what `outages` leave too little of is a
        gap. Without `of.until` it ends with the last report, tomorrow at the latest. What the
        numbers are is told in `vedette.watch.binned`. Raises `ValueError` where more bins are asked
        for than a series may have."""
        from vedette.watch import binned

        with self._read() as store:
            events, left_out = between.columns(store.db, of, binned.LENGTHS[by])
            told = between.reported(store.db)
        # Where the sun rises first it is tomorrow already.
        now = datetime.datetime.fromisoformat(self._clock())
        return binned.series(
            events,
            told,
            of,
            by=by,
            per=per,
            outages=self.outages(),
            left_out=left_out,
            latest=(now + DAY).date().isoformat(),
        )

    def graded(self, of: Dyad, by: Step = "week") -> dict[str, int]:
        """Ids of the events of a series → their credibility, the earliest first."""
        from vedette.watch import binned

        with self._read() as store:
            return dict(between.graded(store.db, of, binned.LENGTHS[by]))

    def best(self, events: Collection[str], many: int) -> list[str]:
        """Ids of the best graded of some events; those that are no more are passed over."""
        with self._read() as store:
            return between.best(store, events, many)

    def between(self, of: Dyad) -> set[str]:
        """Ids of all events between two sides, whether or not their days are known."""
        with self._read() as store:
            return between.ids(store.db, of)

    def alarms(self, watch: str | None = None) -> list[Alarm]:
        """Every alarm that was told (of one watch), as it stands now; the latest first."""
        with self._read() as store:
            return alarms.standing(store.db, watch)

    def alarms_told(
        self, limit: int, *, before: int | None = None, after: int = 0
    ) -> list[tuple[int, Alarm]]:
        """The same with the numbers under which they were told, at most `limit`: those told before
        one number and after another."""
        with self._read() as store:
            return alarms.numbered(store.db, before=before, after=after, limit=limit)

    def alarm(self, alarm: str) -> list[Alarm]:
        """All states of one alarm, the earliest first; none where there is no such alarm."""
        with self._read() as store:
            return alarms.history(store.db, alarm)

    def judged(self, watch: Watch, *, at: str) -> list[Alarm]:
        """Every alarm of a watch on the ledger as it is now, each as if it were new."""
        from vedette.watch.alarms import alarms_of

        return list(alarms_of(self, watch, at=at))

    def settle_alarms(self, watch: Watch) -> list[Alarm]:
        """Judge a watch anew → what is new about its alarms, which is kept: those that are new,
        corrected or withdrawn."""
        from vedette.watch.alarms import settled

        at = self._clock()
        found = self.judged(watch, at=at)
        with self._write() as store:
            new = settled(found, alarms.standing(store.db, watch.name), at=at)
            alarms.add(store.db, new)
        return new

    def undelivered(self, watch: str, target: str, *, since: str = "") -> list[Alarm]:
        """The states of a watch's alarms that a target was not told of, the earliest first: of
        alarms that reach to `since` (ISO day) or later, or that it was told of before."""
        with self._read() as store:
            return [
                alarm
                for alarm, known in alarms.undelivered(store.db, watch, target)
                if known or alarm.until >= since
            ]

    def deliver(self, alarm: Alarm, target: str) -> None:
        """Keep that a target was told of a state of an alarm."""
        with self._write() as store:
            alarms.deliver(store.db, alarm, target, self._clock())
