"""Reports, and the sources that they are from."""

from __future__ import annotations

from vedette.records import Letter, Outcome
from vedette.serve.wire.events import Quote
from vedette.serve.wire.pages import Mark
from vedette.serve.wire.shapes import Shape


class ReportRow(Shape):
    id: str
    outlet: str | None
    date: str | None
    title: str | None
    events: int


class EventMark(Mark):
    event: str


class Change(Shape):
    """A sentence (or the title) that a later version has otherwise; null where one of them does
    not have it at all."""

    before: str | None
    after: str | None


class Version(Shape):
    """A version of an article: when its publisher changed it and when it was seen, as far as known,
    and what is otherwise than in the version before it."""

    report: str
    modified: str | None
    seen: str
    stands: bool
    changes: list[Change]


class ReportPage(Shape):
    """A report; `versions` are those of its article, the earliest first, one where it was never
    edited. `withdrawn` are words for events that it tells and the version that stands does not."""

    id: str
    outlet: str | None
    date: str | None
    title: str | None
    text: str
    url: str | None
    language: str | None
    events: list[str]
    marks: list[EventMark]
    versions: list[Version]
    withdrawn: list[Quote]


class Heading(Shape):
    id: str
    outlet: str | None
    date: str | None
    title: str | None


class Hit(Shape):
    """A report with the words that were asked for; `hits` are spans of `words`."""

    report: Heading
    words: str
    hits: list[tuple[int, int]]


class Track(Shape):
    """What became of a source's claims: outcome → on how many events; and why a letter is proposed
    or none."""

    counts: dict[Outcome, int]
    rule: str


class SourceRow(Shape):
    id: str
    name: str
    letter: Letter | None
    track: Track
    proposed: Letter | None
