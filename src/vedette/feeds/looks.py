"""A look at a source: how it is, and what of it is new, kept in the ledger as one."""

from __future__ import annotations

import datetime

from vedette.feeds.clock import moment, stamp
from vedette.feeds.desk import Desk
from vedette.feeds.plan import Source
from vedette.feeds.queue import Queue
from vedette.feeds.states import FAILED, after
from vedette.feeds.visit import Had, Look, look
from vedette.ledger.feeds import Known, Waiting
from vedette.records import Watched, change, pack

AGAIN = datetime.timedelta(hours=1)
"""How soon an edited item is read again: some feeds change with every look."""
REMEMBERED = datetime.timedelta(days=400)
"""How long an item is known after it was read, if its source does not list it any more: over a
year, since some sources bring the same again for an anniversary."""
LONGEST_ADDRESS = 2_000


def look_at(desk: Desk, source: Source) -> None:
    """Look at a source and keep what came of it; or ask for its robots.txt, if that comes first.
    Raises `Stopped` where somebody asks to stop meanwhile."""
    known = desk.known[source.name]
    if source.on_the_web and not desk.may(known.address):
        return
    found = look(source, known, desk.web, desk.means.clock)
    for problem in found.told:
        desk.means.problem(problem, source.name)
    now = desk.means.clock.now()
    new = _new(desk, source, found.had, now)
    visit = change(found.visit, new=len(new), oldest=desk.waiting[source.name].oldest)
    is_now, spells = after(known, visit, source, now)
    is_now = _addressed(is_now, found)
    desk.ledger.feeds.visited(is_now, spells, new)
    if found.had and _on_another_day(known.asked, now):
        listed = {h.key for h in found.had}
        desk.ledger.feeds.forget(source.name, stamp(now - REMEMBERED), listed)
    desk.known[source.name] = is_now
    desk.waiting[source.name] = Queue(desk.ledger.feeds.waiting(source.name))
    desk.tally.looks += 1
    desk.tally.failed += visit.fault is not None
    _say(desk, known, is_now, len(new))


def _on_another_day(asked: str | None, now: datetime.datetime) -> bool:
    return asked is None or moment(asked).date() != now.date()


def _new(desk: Desk, source: Source, had: tuple[Had, ...], now: datetime.datetime) -> list[Waiting]:
    """What of a source is to be read: what was not met before, or is another by its mark."""
    # Of two with one key the first stands.
    each = {h.key: h for h in reversed(had)}
    known = desk.ledger.feeds.known(source.name, each.keys())
    return [
        Waiting(
            source=source.name,
            item=key,
            mark=one.mark,
            due=stamp(_due(met, now) if source.on_the_web else now),
            page=one.page,
            body=pack(one.work),
        )
        for key, one in reversed(each.items())
        if (met := known.get(key)) is None or met.mark != one.mark
    ]


def _due(met: Known | None, now: datetime.datetime) -> datetime.datetime:
    read = None if met is None else met.read
    return now if read is None else max(now, moment(read) + AGAIN)


def _addressed(now: Watched, found: Look) -> Watched:
    """Where and with what a source is asked the next time."""
    answer = found.answer
    if answer is None or found.visit.fault is not None:
        # Where it has moved to does not answer: perhaps it has not moved after all.
        back = now.failures >= FAILED and now.address != now.listed
        return change(now, address=now.listed, etag=None, modified=None) if back else now
    moved = answer.moved if answer.moved and len(answer.moved) <= LONGEST_ADDRESS else None
    unchanged = found.visit.items is None
    return change(
        now,
        address=moved or now.address,
        etag=answer.etag or (now.etag if unchanged else None),
        modified=answer.modified or (now.modified if unchanged else None),
    )


def _say(desk: Desk, before: Watched, now: Watched, new: int) -> None:
    if now.address != before.address:
        desk.means.say(now.name, f"it is asked at {now.address} from now on")
    if now.state != before.state:
        desk.means.say(now.name, f"{now.state}: {now.why}")
    if new:
        desk.means.say(now.name, f"{new} new or edited")
