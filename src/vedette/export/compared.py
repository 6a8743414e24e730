"""A data set beside the ledger → lines for the eyes, or for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vedette.export import words
from vedette.export.files import story
from vedette.records import Coded, Compared, Entry, Share, encode

MOST = 20
"""Types, countries and days that a table shows; those with most events."""
UNKNOWN = "not known"


def as_table(found: Compared) -> Iterator[str]:
    """Lines for the eyes: all, by type, by country, by day, and examples."""
    told = found.imported
    yield (
        words.line(
            f"{told.name}: {told.events:,} events ({told.form}, {told.source}), "
            f"{found.since} to {found.until}"
        )
        + "\n"
    )
    for title, shares in _sections(found).items():
        yield f"\n{title:<24}{'theirs':>10}{'in ours':>10}{'ours':>10}{'in theirs':>10}\n"
        yield from (_row(share) for share in _busiest(shares))
        if len(shares) > MOST:
            yield f"  and {len(shares) - MOST} more\n"
    examples: dict[str, list[str]] = {
        "in both": [f"{_coded(a)}  =  {_entry(b)}" for a, b in found.both],
        "only theirs": [_coded(x) for x in found.only_theirs],
        "only ours": [_entry(x) for x in found.only_ours],
    }
    for title, lines in examples.items():
        if lines:
            yield f"\n{title}, for example\n"
            yield from (f"  {words.line(line)}\n" for line in lines)


def as_lines(found: Compared) -> Iterator[str]:
    """JSON lines: a count each, with what it is `by`, then the examples."""
    for title, shares in _sections(found).items():
        for s in shares:
            counts = {"theirs": s.theirs, "theirs_in_ours": s.theirs_found}
            row = {
                "by": title,
                "key": s.key,
                **counts,
                "ours": s.ours,
                "ours_in_theirs": s.ours_found,
            }
            yield _json(row)
    yield from (_json({"example": "both", **_theirs(a), "ours": b.event.id}) for a, b in found.both)
    yield from (_json({"example": "only theirs", **_theirs(x)}) for x in found.only_theirs)
    yield from (_json({"example": "only ours", "ours": x.event.id}) for x in found.only_ours)


def _sections(found: Compared) -> Mapping[str, tuple[Share, ...]]:
    return {
        "all": (found.total,),
        "type": found.types,
        "country": found.countries,
        "day": found.days,
    }


def _busiest(shares: Iterable[Share]) -> list[Share]:
    """The shares with most events, in their order."""
    most = sorted(shares, key=lambda s: (-s.theirs - s.ours, s.key))[:MOST]
    return sorted(most, key=lambda s: s.key)


def _row(share: Share) -> str:
    numbers = (share.theirs, share.theirs_found, share.ours, share.ours_found)
    name = words.line(share.key) or UNKNOWN
    return f"  {name:<22}" + "".join(f"{n:>10,}" for n in numbers) + "\n"


def _coded(event: Coded) -> str:
    sides = [", ".join(side) or "?" for side in (event.actors, event.recipients)]
    place = " ".join(filter(None, (event.place, event.country))) or "no place"
    return f"{event.id}  {event.day}  {event.type}  {' → '.join(sides)}  {place}"


def _entry(entry: Entry) -> str:
    event, known = entry.event, story.known(entry)
    sides = [
        ", ".join(e.name for e in story.parties(known, ids)) or "?"
        for ids in (event.actors, event.recipients)
    ]
    place = event.place.name if event.place is not None else "no place"
    day = story.first_day(event) or "no day"
    return f"{event.id}  {day}  {words.code(event)}  {' → '.join(sides)}  {place}"


def _theirs(event: Coded) -> dict[str, object]:
    return {"theirs": event.id, "day": event.day, "type": event.type, "country": event.country}


def _json(row: Mapping[str, object]) -> str:
    return f"{encode(row).decode()}\n"
