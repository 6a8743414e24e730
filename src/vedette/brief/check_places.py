"""Is what stands as a place in a sentence a place of the cited rows, and on that side of it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vedette.brief import cues
from vedette.brief.check_dates import without_dates
from vedette.brief.evidence import Evidence
from vedette.brief.wording import Word, shares, telling, words

_PLACED = re.compile(
    r"\b(?:in|at|near|outside|inside|around|off|into|across|throughout|outside of) "
    r"(?:the |a |an )?((?:(?:town|city|village|port|region|province|district|state|harbour|camp|"
    r"capital) of )?(?:[A-Z][\w’'-]*)(?:[ -](?:[A-Z][\w’'-]*))*)"
)
_COMPASS = re.compile(r"\b(north|south|east|west)(?:ern|erly|wards?)?\b", re.IGNORECASE)


def places(text: str, held: Evidence) -> Iterator[str]:
    """Names that stand as a place, and are in the rows only as those of somebody else; and points
    of the compass that the rows do not have."""
    told = {
        m[1].casefold() for t in (*held.words, *held.every_name()) for m in _COMPASS.finditer(t)
    }
    yield from (m.group() for m in _COMPASS.finditer(text) if m[1].casefold() not in told)
    known = telling(held.places) | telling(_placed_in_words(held))
    others = telling(held.every_name())
    for match in _PLACED.finditer(without_dates(text)):
        named = [
            w for w in words(match[1]) if w.capital and w.text.casefold() not in cues.anywhere()
        ]
        apart = [w for w in named if not shares(w.text, known) and shares(w.text, others)]
        if apart and not _at_home(match, apart, held):
            yield f"“{match.group()}”"


def _at_home(match: re.Match[str], named: Sequence[Word], held: Evidence) -> bool:
    """Whether an authority restrains people in the land that it is of: "police in Oman" are Oman's.
    Only where the rows have no place that it would contradict."""
    if any(e.place is not None for e in held.events):
        return False
    if not any(e.type == "COERCE" for e in held.events):
        return False
    return all(shares(w.text, telling(held.actors)) for w in named)


def _placed_in_words(held: Evidence) -> Iterator[str]:
    """What stands as a place in the cited words, and whatever has its own place."""
    for told in held.words:
        yield from (m[1] for m in _PLACED.finditer(told))
        # A dateline, and "the Malawian harbour of Nkhata Bay".
        yield from re.findall(r"(?:\bof|,|^) ((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*)", told)
