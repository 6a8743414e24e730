"""What brings reports together that may tell one thing, before anything is compared.

A report is looked up by its rarest stems, by the places and by the listed actors that it names. Two
reports are compared where what they share weighs enough and their days are near.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from hashlib import blake2b

from vedette.fuse.accounts import Account
from vedette.fuse.words import rarity, stems
from vedette.records import Reading, Record

STEMS = 48
"""Of a report's stems, the rarest that it is looked up by."""
REACH = 45
"""Most days between two reports that are compared."""
ENOUGH = 600
"""Weight of shared keys from which two reports are compared; one rare stem has about as much."""
MOST = 900
"""Most keys of a report, for one that names hundreds of places."""
PLACE, ACTOR = 200, 200
"""Weight of a shared place, and of a shared actor that has a voice in all reports."""
UNDATED = 0
"""The day of a report without one."""
FINE = ("point", "town", "district", "region")


class Key(Record, frozen=True, kw_only=True):
    """One thing that a report is looked up by (63 bits of it), and what sharing it weighs, in
    hundredths of rarity: whole numbers, so that a sum is the same in whatever order."""

    key: int
    weight: int


def day_of(date: str | None) -> int | None:
    """An ISO date as a number of days; None stays."""
    return datetime.date.fromisoformat(date[:10]).toordinal() if date else None


def keys(reading: Reading, told: Sequence[Account]) -> tuple[Key, ...]:
    """Everything that a reading with these accounts is looked up by."""
    words = dict.fromkeys(stems(reading.report.text))
    rarest = sorted(words, key=lambda w: (-rarity(w), w))[:STEMS]
    places = {
        t.place.gazetteer_id
        for t in reading.toponyms
        if t.place is not None and t.place.precision in FINE and t.place.gazetteer_id
    }
    voices = {p.voice for a in told for p in (*a.actors, *a.recipients) if "#" not in p.voice}
    found = (
        *(Key(key=_number("w", w), weight=round(100 * rarity(w))) for w in rarest),
        *(Key(key=_number("p", p), weight=PLACE) for p in sorted(places)),
        *(Key(key=_number("a", v), weight=ACTOR) for v in sorted(voices)),
    )
    return found[:MOST]


def _number(kind: str, name: str) -> int:
    """63 bits of a name: a signed integer of any database."""
    return int.from_bytes(blake2b(f"{kind}:{name}".encode(), digest_size=8).digest()) >> 1
