"""Every source looked at when it is due, and what is new read, until somebody asks to stop.

One thing is done at a time. Looks come before reading, so that nothing is missed while much waits;
what waits is in the ledger, so that nothing is lost when the process ends.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vedette.feeds.clock import LONG_AGO, Stopped, moment, stamp
from vedette.feeds.desk import Desk, Means, Tally
from vedette.feeds.looks import look_at
from vedette.feeds.manners import Web
from vedette.feeds.plan import Plan, Source
from vedette.feeds.queue import Queue
from vedette.feeds.reads import read
from vedette.ingest import Limits
from vedette.ledger import Ledger
from vedette.ledger.feeds import Waiting
from vedette.records import Record, Spell, Watched, change

LONGEST_SLEEP = 60.0
"""Seconds after which it looks at the clock, which may have been set anew."""


class Job(Record, frozen=True, kw_only=True):
    """What is to be done for a source, and when: a look, or `item` read. `served` is when
    something was last done for the source, in turns."""

    ready: datetime.datetime
    source: Source
    served: int
    item: Waiting | None = None

    def turn(self, now: datetime.datetime) -> tuple[datetime.datetime, bool, int]:
        """The least comes first: of what is ready looks before reading, then the source that has
        waited longest."""
        return max(self.ready, now), self.item is not None, self.served


class Watch:
    """The sources of a plan, watched for a ledger."""

    def __init__(self, plan: Plan, ledger: Ledger, means: Means) -> None:
        self._clock, self._stop, self._sources = means.clock, means.stop, plan.sources
        web = Web(
            Limits(seconds=plan.timeout, private_hosts=plan.private_hosts),
            pause=plan.pause,
            contact=plan.contact,
            clock=means.clock,
            stop=means.stop,
        )
        before = {w.name: w for w in ledger.watched()}
        known = {s.name: _listed(s, before.get(s.name)) for s in plan.sources}
        waiting = {s.name: Queue(ledger.feeds.waiting(s.name)) for s in plan.sources}
        self._desk = Desk(ledger=ledger, means=means, web=web, known=known, waiting=waiting)
        self._served = dict.fromkeys(known, 0)

    @property
    def tally(self) -> Tally:
        return self._desk.tally

    def run(self, *, once: bool = False) -> None:
        """Watch until somebody asks to stop; or `once` what is due now, and what that brings."""
        begun = self._clock.now() if once else None
        self._let_go()
        try:
            while not self._stop.asked:
                job = self._next(begun)
                if job is None:
                    return
                self._do(job)
        except Stopped:
            return

    def _let_go(self) -> None:
        """Of sources that the file lists no more nothing is known from now on."""
        at = stamp(self._clock.now())
        for source in self._desk.ledger.watched():
            if source.name not in self._desk.known and source.due is not None:
                why = "it is no longer in the file of sources"
                spell = Spell(source=source.name, state="unwatched", since=at, why=why)
                now = change(source, state=spell.state, why=why, since=at, due=None)
                self._desk.ledger.feeds.visited(now, [spell], [])

    def _next(self, begun: datetime.datetime | None) -> Job | None:
        now = self._clock.now()
        jobs = (job for source in self._sources for job in self._jobs(source, begun, now))
        return min(jobs, key=lambda job: job.turn(now), default=None)

    def _jobs(
        self, source: Source, begun: datetime.datetime | None, now: datetime.datetime
    ) -> Iterator[Job]:
        """The look at a source and the first of its items, as far as those are wanted."""
        known, served = self._desk.known[source.name], self._served[source.name]
        due = moment(known.due) if known.due is not None else LONG_AGO
        if begun is None or due <= begun:
            ready = self._ready(due, known.address if source.on_the_web else None)
            yield Job(ready=ready, source=source, served=served)
        waiting = self._desk.waiting[source.name]
        first = waiting.first if begun is None else _in_one(waiting, begun, now)
        if first is not None:
            ready = self._ready(moment(first.due), first.page)
            yield Job(ready=ready, source=source, served=served, item=first)

    def _ready(self, due: datetime.datetime, url: str | None) -> datetime.datetime:
        return due if url is None else max(due, self._desk.web.free(url))

    def _do(self, job: Job) -> None:
        left = (job.ready - self._clock.now()).total_seconds()
        if left > 0:
            with self._stop.breakable():
                self._clock.wait(min(left, LONGEST_SLEEP))
            return
        self._served[job.source.name] = 1 + max(self._served.values())
        if job.item is None:
            look_at(self._desk, job.source)
        else:
            read(self._desk, job.source, job.item)


def _listed(source: Source, before: Watched | None) -> Watched:
    """What is known of a source. At another address than before it is asked at once, as if it had
    never been."""
    known = before or Watched(
        name=source.name, kind=source.kind, listed=source.address, address=source.address
    )
    if (known.kind, known.listed) == (source.kind, source.address):
        return known
    return change(
        known,
        kind=source.kind,
        listed=source.address,
        address=source.address,
        etag=None,
        modified=None,
        due=None,
    )


def _in_one(queue: Queue, begun: datetime.datetime, now: datetime.datetime) -> Waiting | None:
    """The item that is read next where all is done once: none that has just been put off."""
    while (first := queue.first) is not None and (due := moment(first.due)) <= now:
        if first.tries == 0 or due <= begun:
            return first
        queue.pass_over()
    return None
