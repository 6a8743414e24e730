"""The time, waiting, and being told to stop: SIGTERM and SIGINT end a wait at once, and a report
in hand never."""

from __future__ import annotations

import datetime
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopped(BaseException):
    """Somebody wants it to stop, while it does nothing that must be finished. Never leaves
    `Watch.run`."""


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> datetime.datetime:
        """The time in UTC."""

    def wait(self, seconds: float) -> None:
        """Let so much time pass."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


class Stop:
    """Whether somebody has asked to stop, and where that may break in."""

    def __init__(self) -> None:
        self.asked = False
        self._breakable = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear the signals that ask to stop; the second one is heard as if nobody listened. Only
        for the main thread."""
        before = {number: signal.signal(number, self._hear(number)) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear(self, number: signal.Signals) -> Callable[[int, FrameType | None], None]:
        usual = signal.getsignal(number)

        def hear(*_: object) -> None:
            self.asked = True
            signal.signal(number, usual)
            if self._breakable:
                raise Stopped

        return hear

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """What is done here may be broken off anywhere. Raises `Stopped` where somebody asks to
        stop, or has."""
        outer, self._breakable = self._breakable, True
        try:
            if self.asked:
                raise Stopped
            yield
        finally:
            self._breakable = outer


def stamp(at: datetime.datetime) -> str:
    """A time as the ledger keeps it: ISO 8601, UTC, seconds."""
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")


def moment(stamped: str) -> datetime.datetime:
    """The time of a stamp."""
    return datetime.datetime.fromisoformat(stamped)
