"""An item of a source, read and added to the ledger; or put off, if its page may be had later."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vedette.feeds.clock import stamp
from vedette.feeds.desk import Desk
from vedette.feeds.manners import asked_wait
from vedette.feeds.plan import Source
from vedette.feeds.states import backed_off
from vedette.feeds.work import Work, reports_of
from vedette.ingest import Answer
from vedette.ledger.feeds import Waiting
from vedette.records import Problem, Report, change, unpack

TRIES = 4
"""How often one report of an item is tried before the item is given up; its page, before its own
words are read."""
FIRST_PAUSE, LONGEST_PAUSE = 60.0, 3_600.0
"""Seconds between two tries of a page."""


def read(desk: Desk, source: Source, item: Waiting) -> None:
    """Read the first item that waits; or ask for the robots.txt of its page, if that comes first.
    Raises `Stopped` where somebody asks to stop while its page is asked for."""
    answer = None
    if item.page is not None and item.tries < TRIES:
        if not desk.may(item.page):
            return
        answer = desk.web.ask(item.page)
        if answer.passing and item.tries + 1 < TRIES:
            wait = asked_wait(answer, desk.means.clock.now())
            pause = max(backed_off(FIRST_PAUSE, item.tries, LONGEST_PAUSE), wait)
            desk.waiting[source.name].put_off(_later(desk, item, pause))
            return
    # Counted before it is read: one that ends the process is not tried for ever.
    _later(desk, item, 0.0)
    if item.tries >= TRIES:
        _give_up(desk, item)
    elif not _added(desk, source, item, answer):
        return
    desk.ledger.feeds.done(_number(item), stamp(desk.means.clock.now()))
    desk.waiting[source.name].done()


def _number(item: Waiting) -> int:
    if item.number is None:
        raise ValueError(f"the ledger does not have item {item.item} of {item.source}")
    return item.number


def _later(desk: Desk, item: Waiting, seconds: float) -> Waiting:
    """An item as the ledger has it when it was tried once more."""
    due = stamp(desk.means.clock.now() + datetime.timedelta(seconds=seconds))
    later = change(item, due=due, tries=item.tries + 1)
    desk.ledger.feeds.later(_number(item), due, later.tries)
    return later


def _give_up(desk: Desk, item: Waiting) -> None:
    where = item.page or f"{item.source}, item {item.item}"
    what = f"reading it has broken off {TRIES} times"
    desk.tally.lost += 1
    desk.means.problem(Problem(where=where, what=what, why="it was given up"), item.source)


def _added(desk: Desk, source: Source, item: Waiting, answer: Answer | None) -> bool:
    """Whether all reports of an item are in the ledger or told as problems: between two of them it
    may be stopped, and goes on there the next time."""
    found = _reports(desk, source, item, answer)
    for count, made in enumerate(found, 1):
        if count <= item.through:
            continue
        if desk.means.stop.asked and count > item.through + 1:
            # A stop that was asked for is no report that broke off.
            desk.ledger.feeds.through(_number(item), count - 1, tries=0)
            return False
        if isinstance(made, Problem):
            desk.tally.lost += made.lost
            desk.means.problem(made, source.name)
        else:
            name = desk.ledger.add(desk.means.read(made))
            desk.tally.reports += 1
            desk.means.say(source.name, f"{name} {made.title or 'without a title'}")
        # The next one is tried from here on, for the first time.
        desk.ledger.feeds.through(_number(item), count, tries=1)
    return True


def _reports(
    desk: Desk, source: Source, item: Waiting, answer: Answer | None
) -> Iterator[Report | Problem]:
    body = desk.ledger.feeds.body(_number(item))
    if body is None:
        # Another watch of the same ledger has read it.
        return iter(())
    today = desk.means.clock.now().date().isoformat()
    work = unpack(body, Work)
    return reports_of(work, source, answer=answer, today=today, since=desk.means.since)
