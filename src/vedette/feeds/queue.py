"""What of a source waits to be read, the first at hand however much waits."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heapreplace

from vedette.ledger.feeds import Waiting


class Queue:
    """Items that wait: the earliest due first, of equals in the order in which they came."""

    def __init__(self, items: Iterable[Waiting]) -> None:
        self._heap = [(item.due, n, item) for n, item in enumerate(items)]
        heapify(self._heap)
        self._passed: list[str] = []

    @property
    def first(self) -> Waiting | None:
        return self._heap[0][2] if self._heap else None

    @property
    def oldest(self) -> str | None:
        """When the first was due of all that wait, also of those that were passed over."""
        return min((*self._passed, *(due for due, *_ in self._heap[:1])), default=None)

    def put_off(self, later: Waiting) -> None:
        """Let the first wait for longer, as it is then."""
        _, n, _ = self._heap[0]
        heapreplace(self._heap, (later.due, n, later))

    def pass_over(self) -> None:
        """Leave the first to a later watch."""
        due, *_ = heappop(self._heap)
        self._passed.append(due)

    def done(self) -> None:
        """The first is read."""
        heappop(self._heap)
