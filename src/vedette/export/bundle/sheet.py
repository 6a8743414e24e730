"""One report of a bundle: its lines, each with the frames of its triggers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vedette.export.bundle.frames import frames_of, latest
from vedette.export.bundle.marked import Mark, marked, nested
from vedette.export.bundle.names import Names
from vedette.records import Annotated, Frame, Mention, Place, Review, ReviewField, Span

RULED: dict[str, ReviewField] = {"where": "place", "when": "when"}
"""Roles that a correction fills → its field."""


class Sheet:
    """A report under its number in the bundle."""

    def __init__(self, report: Annotated, number: int, names: Names) -> None:
        self._a, self._n, self._names = report, number, names
        self._reading = report.reading
        self._mentions = {m.id: m for m in self._reading.mentions}
        self._entities = {e.id: e for e in self._reading.entities}
        self._marks: list[Mark] = []
        self._used: set[str] = set()
        frames = [f for f in frames_of(report) if self._line_of(f) is not None]
        kept = nested(self._trigger(f) for f in frames)
        self._frames = [f for f in frames if self._trigger(f) in kept]
        self._events = {f.event for f in self._frames}
        self._first = {f.event: f.id for f in reversed(self._frames)}
        self._having = {(f.event, role) for f in self._frames for role in f.roles}

    def events(self) -> Iterator[str]:
        """The reading's ids of the events that the report tells, in their order."""
        yield from (e for e in dict.fromkeys(f.event for f in self._frames) if e in self._a.entries)

    def lines(self) -> Iterator[str]:
        """The lines of the report in the bundle."""
        said = {n: [self._frame(*f) for f in told.items()] for n, told in self._by_line().items()}
        every = nested([*map(self._trigger, self._frames), *self._marks, *self._named()])
        report = self._reading.report
        title = " ".join((report.title or "").split())
        for n, line in enumerate(self._reading.sentences):
            text = marked(report.text, line, [m for m in every if _within(m, line)])
            is_title = n == 0 and " ".join(report.quote(line).split()) == title
            if n == 0 and title and not is_title:
                yield f"H: {marked(title, (0, len(title)), ())}"
            if text:
                yield f"{'H' if is_title else 'S'}: {text}"
                yield from said.get(n, ())

    def _by_line(self) -> dict[int, dict[str, list[Frame]]]:
        """Line → event in the bundle → its frames in that line."""
        told: dict[int, dict[str, list[Frame]]] = {}
        for frame in self._frames:
            line = self._line_of(frame)
            if line is not None:
                told.setdefault(line, {}).setdefault(self._event(frame.event), []).append(frame)
        return told

    def _line_of(self, frame: Frame) -> int | None:
        lines = enumerate(self._reading.sentences)
        start, end = frame.trigger
        return next((n for n, s in lines if s[0] <= start and end <= s[1]), None)

    def _event(self, event: str) -> str:
        entry = self._a.entries.get(event)
        report = self._reading.report.id
        if entry is None:
            return self._names.claim(report, event)
        return self._names.event(entry.event.id)

    def _trigger(self, frame: Frame) -> Mark:
        start, end = frame.trigger
        return Mark(start=start, end=end, id=self._event(frame.event), opens="{")

    def _frame(self, event: str, frames: list[Frame]) -> str:
        """The line of an event's frames in one line of the report."""
        first = frames[0]
        roles: dict[str, dict[str, None]] = {}
        for frame in frames:
            for role in (*frame.roles, *self._given(frame)):
                roles.setdefault(role, {}).update(dict.fromkeys(self._fillers(frame, role)))
        kind = first.type if first.mode is None else f"{first.type}.{first.mode}"
        filled = (f"{role}={','.join(ids)}" for role, ids in roles.items() if ids)
        return " ".join((">", event, kind, first.status, *filled))

    def _given(self, frame: Frame) -> Iterator[str]:
        """Roles of an event that only a correction fills: its first frame has them."""
        if self._first[frame.event] == frame.id:
            missing = (role for role in RULED if (frame.event, role) not in self._having)
            yield from (role for role in missing if self._ruling(frame, role) is not None)

    def _ruling(self, frame: Frame, role: str) -> Review | None:
        field = RULED.get(role)
        found = latest(self._a.reviews.get(frame.event, ()))
        return found.get(field) if field is not None else None

    def _fillers(self, frame: Frame, role: str) -> Iterator[str]:
        """The ids of those in a role, which are marked."""
        if role == "about":
            yield from (self._event(e) for e in frame.roles[role] if e in self._events)
            return
        mentions = [self._mentions[m] for m in frame.roles.get(role, ()) if m in self._mentions]
        ruling = self._ruling(frame, role)
        if ruling is None:
            yield from filter(None, map(self._filler, mentions))
        elif role == "when":
            yield self._ruled(self._names.time(self._n, _iso(ruling.value)), mentions)
        elif ruling.place is not None:
            spans = list(self._spans(ruling.place, mentions))
            if spans:
                yield self._ruled(self._names.place(ruling.place), spans)

    def _filler(self, mention: Mention) -> str | None:
        name = self._name(mention)
        if mention.entity is not None:
            self._used.add(mention.entity)
        elif name is not None:
            self._mark(mention.span, name)
        return name

    def _name(self, mention: Mention) -> str | None:
        match mention.kind:
            case "TIME":
                return self._names.time(self._n, mention.value, mention.id)
            case "NUM":
                return self._names.number(self._n, mention)
        return self._entity(mention.entity) if mention.entity is not None else None

    def _entity(self, entity: str) -> str:
        found = self._entities[entity]
        voice = self._a.voices[entity]
        return self._names.entity(self._reading.report.id, found, voice)

    def _named(self) -> Iterator[Mark]:
        """The mentions that no role has marked, but for those that only rejected events have."""
        done = {(m.start, m.end) for m in self._marks}
        left = self._left()
        for m in self._reading.mentions:
            if m.entity in self._used or (m.span not in done and (m.entity or m.id) not in left):
                name = self._name(m)
                if name is not None:
                    yield Mark(start=m.start, end=m.end, id=name, opens="[")

    def _left(self) -> set[str]:
        """Who and what has a role in frames that are gone, and in no other."""
        kept = {f.id for f in self._frames}
        roles: dict[bool, set[str]] = {True: set(), False: set()}
        for frame in self._reading.frames:
            named = (m for role, fill in frame.roles.items() if role != "about" for m in fill)
            known = (self._mentions[m] for m in named if m in self._mentions)
            roles[frame.id in kept].update(m.entity or m.id for m in known)
        return roles[False] - roles[True]

    def _ruled(self, name: str, where: Iterable[Mention | Span]) -> str:
        for one in where:
            self._mark(one.span if isinstance(one, Mention) else one, name)
        return name

    def _mark(self, span: Span, name: str) -> None:
        self._marks.append(Mark(start=span[0], end=span[1], id=name, opens="["))

    def _spans(self, place: Place, mentions: Iterable[Mention]) -> Iterator[Span]:
        """The words that name a place: of the mentions, else where the report first names it."""
        name = re.compile(rf"\b{re.escape(place.name)}\b", re.IGNORECASE)
        found = [m.span for m in mentions if name.search(m.text)]
        first = name.search(self._reading.report.text)
        yield from found or ([first.span()] if first is not None else [])


def _within(mark: Mark, line: Span) -> bool:
    return line[0] <= mark.start and mark.end <= line[1]


def _iso(value: str) -> str:
    """The days of a correction as the corpus writes them."""
    first, _, last = value.partition("/")
    return first if first == last else f"{first or '..'}/{last or '..'}"
