"""What looking at sources and reading their items have in common: the ledger, the web, what is
known of each source, what of it waits, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vedette.feeds.clock import Clock, Stop
from vedette.feeds.manners import Web
from vedette.feeds.queue import Queue
from vedette.ledger import Ledger
from vedette.records import Problem, Reading, Record, Report, Watched


class Means(Record, frozen=True, kw_only=True):
    """What a watch is done with: what reads a report; what hears a problem of a source, and what
    happens (a source's name and a sentence); the time, and the wish to stop; the ISO day before
    which nothing is taken, "" for none."""

    read: Callable[[Report], Reading]
    problem: Callable[[Problem, str], None]
    say: Callable[[str, str], None]
    clock: Clock
    stop: Stop
    since: str = ""


@dataclass
class Tally:
    """What was done: looks at sources and those that failed, reports added, and those lost."""

    looks: int = 0
    failed: int = 0
    reports: int = 0
    lost: int = 0


@dataclass
class Desk:
    """A watch at work. `known` and `waiting` are by the names of sources, as the ledger has them;
    what waits is without its bodies."""

    ledger: Ledger
    means: Means
    web: Web
    known: dict[str, Watched]
    waiting: dict[str, Queue]
    tally: Tally = field(default_factory=Tally)

    def may(self, url: str) -> bool:
        """Whether an address can be asked now; else its site's robots.txt has just been."""
        if self.web.known(url):
            return True
        self.web.learn(url)
        return self.web.closed(url)
