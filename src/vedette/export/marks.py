"""A report's text cut at every border of an event's words, so that each piece can be marked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from vedette.export import words
from vedette.records import Frame, Reading, Record, Span


class Mark(Record, frozen=True):
    """Words of an event: its trigger, a filler of its roles, or words that claim it."""

    span: Span
    kind: str
    event: str


class Piece(Record, frozen=True):
    """A run of characters with the same marks; the events whose trigger, role or claim it is."""

    text: str
    trigger: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    """Events whose first trigger begins here: the place that their rows link to."""

    @property
    def plain(self) -> bool:
        return not (self.trigger or self.role or self.said)


def paragraphs(reading: Reading) -> list[list[Piece]]:
    """The lines of the text as pieces; together they are the text, cleaned, without line ends."""
    found = marks(reading)
    text = words.clean(reading.report.text)
    return [_cut(text, line.span(), found) for line in re.finditer(r"[^\n]*\S[^\n]*", text)]


def marks(reading: Reading) -> list[Mark]:
    """All words of all events, in no order."""
    known = {mention.id: mention.span for mention in reading.mentions}
    quotes = {claim.id: claim.quote for claim in reading.claims}
    of_frames = (mark for frame in reading.frames for mark in _of_frame(frame, known))
    of_claims = (
        Mark(span=quotes[each], kind="said", event=event.id)
        for event in reading.events
        for each in event.claims
        if each in quotes
    )
    return [*of_frames, *of_claims]


def _of_frame(frame: Frame, known: dict[str, Span]) -> Iterable[Mark]:
    yield Mark(span=frame.trigger, kind="trigger", event=frame.event)
    for filler in dict.fromkeys(each for ids in frame.roles.values() for each in ids):
        if filler in known:
            yield Mark(span=known[filler], kind="role", event=frame.event)


def _cut(text: str, line: Span, found: list[Mark]) -> list[Piece]:
    inside = [mark for mark in found if mark.span[0] < line[1] and line[0] < mark.span[1]]
    borders = {border for mark in inside for border in mark.span if line[0] < border < line[1]}
    edges = sorted({*line, *borders})
    firsts = _firsts(found)
    return [_piece(text, span, inside, firsts) for span in itertools.pairwise(edges)]


def _piece(text: str, span: Span, inside: list[Mark], firsts: dict[str, int]) -> Piece:
    over = [mark for mark in inside if mark.span[0] <= span[0] and span[1] <= mark.span[1]]

    def events(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark.event for mark in over if mark.kind == kind))

    trigger = events("trigger")
    return Piece(
        text=text[span[0] : span[1]],
        trigger=trigger,
        role=events("role"),
        said=events("said"),
        first=tuple(event for event in trigger if firsts[event] == span[0]),
    )


def _firsts(found: list[Mark]) -> dict[str, int]:
    firsts: dict[str, int] = {}
    for mark in found:
        if mark.kind == "trigger":
            firsts[mark.event] = min(firsts.get(mark.event, mark.span[0]), mark.span[0])
    return firsts
