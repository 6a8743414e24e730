"""Letters of sources beside the number of an event: the two-part rating ("B2"), source by source.

Nothing is made of two ratings, and no letter is made up: a source without one has the number
alone, and F stays F, a missing value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vedette.brief import names
from vedette.records import Entry, Letter, Record

NOT_SET = "reliability not set"
UNKNOWN = "reliability cannot be judged"


class Rating(Record, frozen=True, kw_only=True):
    """What one source's information of an event is rated. `letter` is None where nobody set it;
    `through` says that it is no origin, but passes on what others knew."""

    voice: str
    name: str
    letter: Letter | None
    credibility: int
    through: bool = False

    @property
    def code(self) -> str:
        """ "B2"; the number alone where no letter is set."""
        return f"{self.letter or ''}{self.credibility}"

    @property
    def told(self) -> str:
        """ "B2 through Meridian Wire", "2 Ruth Phiri (reliability not set)"."""
        missing = {None: f" ({NOT_SET})", "F": f" ({UNKNOWN})"}.get(self.letter, "")
        return f"{self.code} {'through ' if self.through else ''}{self.name}{missing}"


def ratings(entry: Entry, letters: Mapping[str, Letter]) -> tuple[Rating, ...]:
    """Every origin of an event with its letter, then who passes it on and has a letter."""
    credibility = entry.event.grade.credibility
    found: dict[tuple[str, bool], Rating] = {}
    for voice, name, through in _sources(entry):
        letter = letters.get(voice)
        if letter is not None or not through:
            rating = Rating(
                voice=voice, name=name, letter=letter, credibility=credibility, through=through
            )
            found.setdefault((name, through), rating)
    return tuple(found.values())


def in_one_line(found: tuple[Rating, ...]) -> str:
    """All ratings of an event; only that no letter is set where none is; "" without a source."""
    if all(r.letter is None for r in found):
        return NOT_SET if found else ""
    return "; ".join(r.told for r in found)


def _sources(entry: Entry) -> Iterator[tuple[str, str, bool]]:
    """(voice, name, whether it only passes it on)."""
    known = {e.id: e.name for e in entry.entities} | entry.outlets
    origins = {o.id for o in entry.origins}
    yield from ((o.id, o.name, False) for o in entry.origins)
    speakers = (c.speaker for c in entry.claims if c.id in entry.vouching)
    chains = (voice for o in entry.origins for voice in o.chain)
    passing = [v for v in (*speakers, *chains) if v is not None and v not in origins]
    yield from ((v, known.get(v, v), True) for v in passing if v != names.OUTLET)
    for r in entry.reports:
        if r.outlet and r.voice not in origins:
            yield r.voice, r.outlet, True
