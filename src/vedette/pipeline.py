"""The order of the stages; the only file that knows it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from vedette.fuse import fuse
from vedette.reader.decode import read as read_frames
from vedette.reader.model import Reader, shipped, threads
from vedette.records import Reading, Report
from vedette.resolve import resolve

AFTER = (resolve, fuse)
"""What follows reading: each takes a Reading and gives it back with its part filled."""


def read(report: Report, model: Reader | None = None) -> Reading:
    """A report → its reading: what is said to have happened, who says so, what that is worth."""
    return _finished(read_frames(report, model or shipped()))


def read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """The readings of many reports, in their order, a core for each of several at a time.

    One report after the other leaves half of a second core idle. Some reports are taken ahead of
    the reading that is given out, so `reports` should not be a source that waits for the world.
    """
    coming = iter(reports)
    begun = list(itertools.islice(coming, 2))
    workers = threads()
    if len(begun) < 2 or workers == 1:
        yield from map(read, itertools.chain(begun, coming))
        return
    frames = partial(read_frames, model=shipped(1))
    with ThreadPoolExecutor(workers) as pool:
        ahead: deque[Future[Reading]] = deque()
        for report in itertools.chain(begun, coming):
            ahead.append(pool.submit(frames, report))
            if len(ahead) > 2 * workers:
                yield _finished(ahead.popleft().result())
        while ahead:
            yield _finished(ahead.popleft().result())


def _finished(reading: Reading) -> Reading:
    for stage in AFTER:
        reading = stage(reading)
    return reading
