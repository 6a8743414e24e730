"""One text → Report: size, language, title, date and provenance.

The text is kept as it was given, to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.ingest.dates import day, moment
from vedette.ingest.language import declared, english, foreign
from vedette.ingest.provenance import Provenance, from_agency, is_furniture, lines, provenance
from vedette.records import Problem, Record, Report, change

LONGEST = 500_000
"""Characters of the longest report that is read."""
LONGEST_FIELD = 2_000
"""Characters of a title, an address or another field that a report keeps."""
_FIELDS = ("id", "title", "date", "outlet", "url", "guid", "modified")
_TITLE_WORDS = 25
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)]?$")
_UNREAD = "it was not read"


class Defaults(Record, frozen=True, kw_only=True):
    """Used where neither record nor text says: `date` an ISO day, outlet, title.

    Raises `ValueError` for a date that is no ISO day; `day` turns other forms into one.
    """

    date: str | None = None
    outlet: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.date is not None and day(self.date) != self.date:
            raise ValueError(f"the date {self.date!r} is not a day (YYYY-MM-DD)")


class Draft(Record, frozen=True, kw_only=True):
    """A text on its way to a report, with what its record or page said of it.

    `where` is shown in problems; `date` and `fetched` (the day it was fetched, used where nothing
    else tells) are not yet checked, nor is `modified`; `language` is the tag that its sender gave
    it; `guid` what its publisher calls the article; `kind` what it is, where its sender says so.
    """

    where: str
    id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    fetched: str | None = None
    guid: str | None = None
    modified: str | None = None
    kind: str | None = None


def report_of(
    text: str,
    *,
    date: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Report | Problem:
    """The report of a string, or why it cannot be read. Its id is the address, else "text".

    Date, outlet and title are used where the text does not say; a dateline without a year takes it
    from the date. Raises `ValueError` where `date` is no day.
    """
    known = None if date is None else day(date) or date
    name = url or "text"
    draft = Draft(where=name, id=name, text=text, url=url)
    return _fault(draft) or _report(draft, Defaults(date=known, outlet=outlet, title=title))


def reports(draft: Draft, defaults: Defaults) -> Iterator[Report | Problem]:
    """The report of a draft, with a Problem before it for each field it is read without; or a
    Problem."""
    fault = _fault(draft)
    if fault is None:
        for name in _unsound(draft):
            what = f"the {name} holds NUL characters, or more than {LONGEST_FIELD:,} of any"
            why = "the report is read without it"
            yield Problem(where=draft.where, what=what, why=why, lost=False)
            draft = change(draft, **{name: draft.where if name == "id" else None})
    if fault is None:
        for name, given, known in (
            ("date", draft.date, day),
            ("time of change", draft.modified, moment),
        ):
            if given is not None and known(given) is None:
                what = f"the {name} {given[:40]!r} is not a day"
                why = "the report is read without it; a day is written 2024-10-28"
                yield Problem(where=draft.where, what=what, why=why, lost=False)
    yield fault or _report(draft, defaults)


def _fault(draft: Draft) -> Problem | None:
    what = _unreadable(draft.text)
    if what is None:
        language = foreign(draft.text) or declared(draft.language, draft.text)
        if language is None:
            return None
        what = f"the report is in {language}; Vedette reads English"
    return Problem(where=draft.where, what=what, why=_UNREAD)


def _unsound(draft: Draft) -> list[str]:
    """The fields that no ledger could keep."""
    given = {name: getattr(draft, name) or "" for name in _FIELDS}
    return [n for n, words in given.items() if "\0" in words or len(words) > LONGEST_FIELD]


def _unreadable(text: str) -> str | None:
    if len(text) > LONGEST:
        return f"the report has {len(text):,} characters; the limit is {LONGEST:,}"
    if "\0" in text:
        return "the report holds NUL characters"
    if not text.strip():
        return "the report is blank" if text else "the report is empty"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"character {error.start} is half a character (a lone surrogate)"
    return None


def _report(draft: Draft, defaults: Defaults) -> Report:
    fetched = None if draft.fetched is None else day(draft.fetched)
    said = provenance(draft.text, fetched or defaults.date)
    outlet = draft.outlet or defaults.outlet
    given = None if draft.date is None else day(draft.date)
    return Report(
        id=draft.id,
        text=draft.text,
        title=draft.title or title_of(draft.text) or defaults.title,
        outlet=outlet,
        date=given or said.day or fetched or defaults.date,
        url=draft.url,
        language=english(draft.language),
        kind=draft.kind or _kind(said, outlet),
        dateline=said.dateline,
        byline=said.byline,
        credit=said.credit,
        guid=draft.guid,
        modified=None if draft.modified is None else moment(draft.modified),
    )


def _kind(said: Provenance, outlet: str | None) -> str | None:
    """What the text says, else wire where the outlet is itself an agency."""
    return said.kind or ("wire" if outlet is not None and from_agency(outlet) else None)


def title_of(text: str) -> str | None:
    """The first line, if short, not a sentence, and followed by a blank line and more text.

    A date, byline or release heading above the title is passed over; Markdown's # is left out.
    """
    head = text[:3_000]
    for line in lines(head)[:3]:
        after = head[line.span[1] :]
        if is_furniture(line.text):
            continue
        short = len(line.text.split()) <= _TITLE_WORDS and not _SENTENCE_END.search(line.text)
        alone = re.match(r"[^\S\r\n]*(?:\r\n|\n|\r)[^\S\r\n]*[\r\n]\s*\S", after) is not None
        return (line.text.lstrip("# ") or None) if short and alone else None
    return None
