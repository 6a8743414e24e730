"""What is new in a ledger since it was last looked at."""

from __future__ import annotations

from vedette.ledger import Ledger
from vedette.records import encode
from vedette.serve import rows


class Looking:
    """Looks at a ledger: its size where it has changed, and each alarm that is new or stands
    otherwise. At the first look nothing is new."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._state: int | None = None
        self._alarms: set[tuple[str, int]] = set()

    def __call__(self) -> list[tuple[str, str]]:
        state, first = self._ledger.state(), self._state is None
        if state == self._state:
            return []
        self._ledger.prepare()
        counted, standing = self._ledger.count(), self._ledger.alarms()
        new = [each for each in standing if (each.id, each.revision) not in self._alarms]
        self._state = state
        self._alarms |= {(each.id, each.revision) for each in new}
        if first:
            return []
        size = {"state": state, "reports": counted["reports"], "events": counted["events"]}
        told = [("state", encode(size)), *(("alarm", encode(rows.alarm(each))) for each in new)]
        return [(name, news.decode()) for name, news in told]
