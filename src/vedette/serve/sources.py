"""The sources of a ledger and their records: counted through all events, so not each time anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence

from vedette.ledger import Ledger
from vedette.records import Letter, Record, Source, Track
from vedette.serve.faults import Fault

REST = 20.0
"""How many times as long as counting takes nothing is counted anew."""


class Known(Record, frozen=True, kw_only=True):
    """The sources in order of their names, their records by id, and the ledger's state then."""

    state: int
    sources: tuple[Source, ...]
    tracks: Mapping[str, Track]


class Sources:
    """Counts the sources when somebody asks and the ledger has changed, for all who ask at once.

    In a large ledger that takes long; so a count holds for a while after, though reports come in
    meanwhile. Letters are always those of the moment.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, threading.Lock()
        self._known: Known | None = None
        self._until = 0.0

    def now(self) -> Known:
        """The sources as they were counted last, or are counted now."""
        with self._lock:
            state, start = self._ledger.state(), time.monotonic()
            if self._known is None or (state != self._known.state and start > self._until):
                self._known = self._counted(state)
                took = time.monotonic() - start
                self._until = start + (1 + REST) * took
            return self._known

    def _counted(self, state: int) -> Known:
        found = self._ledger.sources()
        return Known(state=state, sources=found, tracks=self._ledger.tracks(found))

    def letters(self) -> dict[str, Letter]:
        """Voice → the letter that stands for its source."""
        standing = (r for r in self._ledger.rated() if r.undone is None)
        return {voice: r.letter for r in standing for voice in r.source.voices}

    def one(self, name: str) -> Source:
        """The source of an id, or of a name that only one has. Raises `Fault` else."""
        every: Sequence[Source] = self.now().sources
        found = [s for s in every if name in s.voices] or [s for s in every if name in s.names]
        if len(found) > 1:
            ids = ", ".join(s.id for s in found[:5])
            raise Fault("conflict", f"{name} may be one of {len(found)}: {ids}", "source")
        if not found:
            raise Fault("not_found", f"there is no source {name}", "source")
        return found[0]
