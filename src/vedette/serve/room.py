"""What was made and may be wanted again, as many bytes of it as there is room for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Room(Generic[K]):
    """Up to `most` bytes; what was not asked for longest makes room. Nothing is kept that is larger
    than a sixteenth of it. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._found: OrderedDict[K, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> bytes | None:
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def put(self, key: K, found: bytes) -> None:
        """Keep something that stays as it is under its key."""
        with self._lock:
            if len(found) > self._most // 16 or key in self._found:
                return
            self._found[key] = found
            self._size += len(found)
            while self._size > self._most:
                _, gone = self._found.popitem(last=False)
                self._size -= len(gone)
