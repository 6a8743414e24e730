"""Where a report tells an event: its words with their parts, and the sentences that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from vedette.records import Entry, Reading, Span
from vedette.serve import wire

Kind = Literal["trigger", "actor", "recipient", "place", "time", "figure", "speech"]
PARTS: dict[str, Kind] = {
    "actor": "actor",
    "recipient": "recipient",
    "where": "place",
    "when": "time",
    "killed": "figure",
    "injured": "figure",
    "size": "figure",
    "amount": "figure",
}
"""Role → what its words are marked as; words in other roles are not marked."""


class Word(NamedTuple):
    """Words of a report and their part; words sort by where they stand."""

    start: int
    end: int
    kind: Kind


def words_of(reading: Reading, events: Iterable[str]) -> list[Word]:
    """The words of some events (ids of the reading) in its report, in order, each once."""
    wanted = set(events)
    return sorted(set(_told(reading, wanted)) | set(_said(reading, wanted)))


def _told(reading: Reading, events: set[str]) -> Iterator[Word]:
    known = {mention.id: mention.span for mention in reading.mentions}
    for frame in reading.frames:
        if frame.event in events:
            yield Word(*frame.trigger, "trigger")
            for role, fillers in frame.roles.items():
                if role in PARTS:
                    yield from (Word(*known[f], PARTS[role]) for f in fillers if f in known)


def _said(reading: Reading, events: set[str]) -> Iterator[Word]:
    claims = {each for event in reading.events if event.id in events for each in event.claims}
    yield from (Word(*c.quote, "speech") for c in reading.claims if c.id in claims)


def mark(word: Word) -> wire.Mark:
    return wire.Mark(start=word.start, end=word.end, kind=word.kind)


def passages(reading: Reading, found: Sequence[Word]) -> list[wire.Passage]:
    """The sentences that some words are in, those side by side as one."""
    text = reading.report.text
    return [
        wire.Passage(
            start=start,
            end=end,
            text=text[start:end],
            marks=[mark(w) for w in found if start <= w.start and w.end <= end],
        )
        for start, end in _stretches(reading, found)
    ]


def _stretches(reading: Reading, found: Sequence[Word]) -> Iterator[Span]:
    """Runs of sentences with words in them; words outside of all sentences by themselves."""
    at: Span | None = None
    for word in found:
        inside = [s for s in reading.sentences if s[0] < word.end and word.start < s[1]]
        start = min([word.start, *(s[0] for s in inside)])
        end = max([word.end, *(s[1] for s in inside)])
        if at is not None and not reading.report.text[at[1] : start].strip():
            at = (at[0], max(at[1], end))
        else:
            if at is not None:
                yield at
            at = (start, end)
    if at is not None:
        yield at


def tellings(
    entry: Entry,
    readings: Iterable[Reading],
    accounts: Iterable[str],
    edited: Mapping[str, str],
) -> list[wire.Telling]:
    """Each report of an event with the passages that tell it, in the order of the entry;
    `accounts` are the event's, "REPORT.e3", `edited` says of reports how they were edited."""
    mine: dict[str, set[str]] = {}
    for account in accounts:
        report, _, event = account.partition(".")
        mine.setdefault(report, set()).add(event)
    known = {reading.report.id: reading for reading in readings}
    return [
        wire.Telling(
            report=heading.report,
            outlet=heading.outlet,
            date=heading.date,
            title=heading.title,
            edited=edited.get(heading.report, ""),
            passages=_passages(known.get(heading.report), mine.get(heading.report, set())),
        )
        for heading in entry.reports
    ]


def _passages(reading: Reading | None, events: set[str]) -> list[wire.Passage]:
    return [] if reading is None else passages(reading, words_of(reading, events))
