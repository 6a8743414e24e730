"""The sources that are watched, and how they were through time."""

from __future__ import annotations

import datetime

from vedette.ledger.feeds import Feeds
from vedette.ledger.verbs.opened import Opened
from vedette.records import Outage, Spell, Watched


class Watching(Opened):
    """Asks how watched sources are."""

    @property
    def feeds(self) -> Feeds:
        """What is known of the sources that are watched, and what of theirs is to be read."""
        return Feeds(self._read, self._write)

    def watched(self) -> tuple[Watched, ...]:
        """Every source that is watched, and how each was when it was last asked."""
        return self.feeds.watched()

    def spells(self) -> tuple[Spell, ...]:
        """How every watched source was through time, by name; what it says of a time when it was
        down or unwatched is nothing."""
        return self.feeds.spells()

    def outages(self) -> tuple[Outage, ...]:
        """The days until now on which watched sources were not heard, and how many of them."""
        from vedette.watch.outages import outages

        now = datetime.datetime.fromisoformat(self._clock())
        return outages(self.watched(), self.spells(), now)
