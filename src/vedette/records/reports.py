"""A text as it was received, and what it is known by in the ledger."""

from __future__ import annotations

import datetime

from vedette.records.base import Record, Span, need_text

WITHDRAWAL = "withdrawal"
"""The kind of a report by which a publisher takes an article back: it tells nothing."""


class Report(Record, frozen=True, kw_only=True):
    """One text as it was received. `text` is never changed after this record is made.

    `date` is an ISO day (YYYY-MM-DD), the dateline's or else the publication's. `kind` is one of
    wire, own, rewrite, copy, blog, statement, local, analysis, withdrawal (the article is taken
    back, and this tells nothing), or None where nothing tells.
    `dateline`, `byline` and `credit` are the spans where the text itself says so (provenance).
    `guid` is what its publisher calls the article in all its versions, `modified` when it changed
    it last, an ISO day or time (UTC).
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    kind: str | None = None
    dateline: Span | None = None
    byline: Span | None = None
    credit: Span | None = None
    guid: str | None = None
    modified: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"report {self.id} has no text")
        if self.date is not None:
            datetime.date.fromisoformat(self.date)
        if self.modified is not None:
            datetime.datetime.fromisoformat(self.modified)
        for span in (self.dateline, self.byline, self.credit):
            if span is not None:
                need_text(f"a provenance span of report {self.id}", *span)

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]

    @property
    def credited(self) -> str | None:
        """The agency that the report credits, without the marks around its name."""
        if self.credit is None:
            return None
        name = self.quote(self.credit).strip(" ()[]–—-.:\n")
        return name.removeprefix("Source:").strip() or None

    @property
    def voice(self) -> str:
        """Whose own words the report's are: the agency's that it credits, or its outlet's; "" where
        it names neither."""
        return self.credited or self.outlet or ""


class Heading(Record, frozen=True, kw_only=True):
    """What a report is known by in the ledger; `voice` is the id of its own voice, which is
    `outlet`'s: an agency's that it credits, where `paper` is the outlet that printed it."""

    report: str
    outlet: str | None
    date: str | None
    title: str | None
    voice: str = ""
    paper: str | None = None


class Copy(Record, frozen=True, kw_only=True):
    """A report that repeats another, and how that is known."""

    report: str
    of: str
    why: str


class Revision(Record, frozen=True, kw_only=True):
    """A sentence (or the title) of a report that a later version has otherwise; None where one of
    them does not have it at all."""

    before: str | None
    after: str | None


class Version(Record, frozen=True, kw_only=True):
    """One version of an article: when its publisher changed it and when it was seen (ISO times, as
    far as known), whether it stands, and what is otherwise than in the version before it.

    `withdrawn` are its accounts that the version that stands does not tell any more.
    """

    heading: Heading
    url: str | None
    modified: str | None
    seen: str
    stands: bool
    changes: tuple[Revision, ...] = ()
    withdrawn: tuple[str, ...] = ()


class Found(Record, frozen=True, kw_only=True):
    """A report of the ledger in which words were found: some of its text, with the spans of the
    words in that."""

    report: Heading
    words: str
    hits: tuple[Span, ...] = ()


class Filed(Record, frozen=True, kw_only=True):
    """A report of the ledger in a list: the number under which it came in, and how many events it
    tells."""

    n: int
    heading: Heading
    events: int
