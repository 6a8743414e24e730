"""Sources: whose word is worth what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vedette.fuse.sources import Listed, gathered, named, nobody, outlet, speakers
from vedette.fuse.track import tracks
from vedette.ledger.verbs.events import Events
from vedette.records import Entry, Letter, Reliability, Source, Track


class Sources(Events):
    """Asks for sources, and takes the letters that people give them."""

    def rate(self, source: Source, letter: Letter, *, why: str, who: str) -> Reliability:
        """Give a source a letter (A-F); the latest that is not undone stands, all are kept.

        Raises `ValueError` for another letter or an empty reason.
        """
        at = self._clock()
        with self._write() as store:
            n = store.rate(source, letter, why, who, at)
            return Reliability(number=n, source=source, letter=letter, who=who, at=at, why=why)

    def rated(self) -> tuple[Reliability, ...]:
        """Every letter that a person gave a source, undone or not, the earliest first."""
        with self._read() as store:
            return tuple(store.rated())

    def letters(self, entries: Iterable[Entry]) -> dict[str, Letter]:
        """Voice → the letter that stands for its source, for all voices of some entries. Who was
        given none is not in it: it is not set, which is not F."""
        rated = self.rated()
        standing = {r.source.id: r.letter for r in rated if r.undone is None}
        told = (speaker for e in entries for speaker in speakers(e))
        found = gathered(told, (r.source for r in rated)) if standing else ()
        return {v: standing[s.id] for s in found if s.id in standing for v in s.voices}

    def sources(self, listed: Listed = nobody) -> tuple[Source, ...]:
        """Everybody who says something in the ledger or was given a letter, by name; `listed`
        gives the actors of a roster by their names, each under its id there."""
        given = (r.source for r in self.rated())
        return gathered((s for e in self.entries() for s in speakers(e)), given, listed)

    def source(self, name: str, listed: Listed = nobody) -> tuple[Source, ...]:
        """The sources that a name or id may mean: one, if it is clear; `listed` as in `sources`."""
        return named(name, self.sources(listed), listed)

    def outlet(self, name: str, listed: Listed = nobody) -> Source:
        """The outlet of a name, whether or not it has said anything in the ledger."""
        return outlet(name, self.sources(listed), listed)

    def tracks(self, sources: Sequence[Source]) -> dict[str, Track]:
        """What became of the claims of some sources, by their ids."""
        return tracks(self.entries(), sources)
