"""Sources that are watched, and how they have been."""

from __future__ import annotations

import datetime
from typing import Literal

from vedette.records.base import Record, change

SourceState = Literal["ok", "empty", "lagging", "stale", "down", "unwatched"]
"""How a watched source is:

ok         it answers, and new items come
empty      it answers, and has no items
lagging    it is behind: the last try failed, or items of it wait to be read
stale      it answers, and nothing new has come for longer than is expected of it
down       it has not answered for several tries, or is gone
unwatched  nobody asked it when it was due, since the watch was not running
"""
LATE = datetime.timedelta(hours=1)
"""How long after it was due a source may be asked."""


class Watched(Record, frozen=True, kw_only=True):
    """A source that is watched, as it was when it was last asked. Times are ISO 8601 in UTC.

    `state` holds since `since`, for the reason `why`; None before it is first asked. `address` is
    where it is asked, `listed` where its file of sources has it, which is another where it has
    moved. It was last `asked`, last `answered`, had something new at `newest`, and is `due` again;
    `failures` are those since it answered, `items` how many it had then, `waiting` how many of them
    are still to be read. `etag` and `modified` are what it is asked with.
    """

    name: str
    kind: str
    listed: str
    address: str
    state: SourceState | None = None
    why: str = ""
    since: str | None = None
    asked: str | None = None
    answered: str | None = None
    newest: str | None = None
    due: str | None = None
    failures: int = 0
    items: int = 0
    waiting: int = 0
    etag: str | None = None
    modified: str | None = None

    @property
    def let_go(self) -> bool:
        """Whether it is watched no more, as its file of sources lists it no more."""
        return self.state == "unwatched" and self.due is None

    def overdue(self, now: datetime.datetime) -> bool:
        """Whether it should have been asked long before a time (UTC), and was not."""
        return self.due is not None and now - datetime.datetime.fromisoformat(self.due) > LATE

    def at(self, now: datetime.datetime) -> Watched:
        """It as it is at a time (UTC): unwatched since it was due, where nobody asked it then."""
        if not self.overdue(now):
            return self
        why = "it has not been asked when it was due: is the watch running?"
        return change(self, state="unwatched", since=self.due, why=why)


class Spell(Record, frozen=True, kw_only=True):
    """A time for which a watched source was in one state; `until` is None where it still is."""

    source: str
    state: SourceState
    since: str
    until: str | None = None
    why: str
