"""What is new in a ledger since it was last looked at."""

from __future__ import annotations

from vedette.ledger import Ledger
from vedette.records import encode
from vedette.serve import rows

MOST = 500
"""Alarms that are told as news at a time."""


class Looking:
    """Looks at a ledger: its size where it has changed, and each alarm that is new or stands
    otherwise. At the first look nothing is new."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._state: int | None = None
        self._last = 0

    def __call__(self) -> list[tuple[str, str]]:
        state, first = self._ledger.state(), self._state is None
        if state == self._state:
            return []
        self._ledger.prepare()
        counted = self._ledger.count()
        new = self._ledger.alarms_told(1 if first else MOST, after=self._last)
        self._state, self._last = state, max([self._last, *(n for n, _ in new)])
        if first:
            return []
        size = {"state": state, "reports": counted["reports"], "events": counted["events"]}
        told = [("state", encode(size)), *(("alarm", encode(rows.alarm(each))) for _, each in new)]
        return [(name, news.decode()) for name, news in told]
