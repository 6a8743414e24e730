"""Does a sentence say only what its cited rows hold? The guard of every brief.

A table of small checks, each of one thing: names, dates, numbers, places, quotations,
statuses, speakers, sides, kinds, content. They
know English words and rows, not meaning: a sentence that passes says no name, number, date, status
or speaker that the rows lack, but a wrong verb of the same status is not found. Where in doubt they
refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vedette.brief.check_content import content
from vedette.brief.check_dates import dates
from vedette.brief.check_kinds import kinds
from vedette.brief.check_names import names
from vedette.brief.check_numbers import numbers
from vedette.brief.check_places import places
from vedette.brief.check_quotes import quotes
from vedette.brief.check_sides import sides
from vedette.brief.check_speakers import speakers
from vedette.brief.check_status import statuses
from vedette.brief.entries import of_reading
from vedette.brief.evidence import Evidence, gathered
from vedette.brief.sentence import Sentence
from vedette.brief.wording import bind, unbound
from vedette.records import Reading, Record

Check = Callable[[str, Evidence], Iterator[str]]
"""A sentence and its rows → what the rows do not bear out."""

CHECKS: dict[str, Check] = {
    "name": names,
    "number": numbers,
    "date": dates,
    "place": places,
    "quotation": quotes,
    "status": statuses,
    "speaker": speakers,
    "side": sides,
    "kind": kinds,
    "content": content,
}
"""Each check under the name of what it finds, in the order in which findings are told."""


class Fault(Record, frozen=True):
    """What the cited rows do not hold, and of which kind it is (a key of `CHECKS`)."""

    kind: str
    what: str


def faults(text: str, held: Evidence) -> tuple[Fault, ...]:
    """Everything in a sentence that its rows do not bear out; () if nothing."""
    bound = bind(text, held.every_name())
    return tuple(
        Fault(kind, unbound(what))
        for kind, check in CHECKS.items()
        for what in dict.fromkeys(check(bound, held))
    )


def unsupported(sentence: Sentence, reading: Reading) -> tuple[Fault, ...]:
    """The same for a sentence about one report. One that cites nothing is not looked at."""
    events = [e for e in reading.events if e.id in sentence.events]
    if not events:
        return ()
    held = gathered([of_reading(e, reading) for e in events], sentence.claims)
    return faults(sentence.text, held)
