"""A piece of news whose parts come apart from each other → Draft.

The parts are put together as agencies print them: title, byline, dateline, text, credit line. So a
`<source>` or a credit line stands in the report's own text, where its words can be quoted and where
the search for origins looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.ingest.text import Draft
from vedette.records import WITHDRAWAL, Problem, Record, change

_BY = re.compile(r"by\b", re.IGNORECASE)
_CREDITED = re.compile(r"(sources?|credit|via)\s?:", re.IGNORECASE)
_ENDS = 500
"""Characters at either end of a text where it may say itself what a field says as well."""


class Piece(Record, frozen=True, kw_only=True):
    """The parts of one item; `body` is plain text, `date` not yet checked, `language` a tag."""

    where: str
    id: str
    body: str
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credit: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    guid: str | None = None
    modified: str | None = None


def draft_of(piece: Piece) -> Draft:
    """The draft of a piece. What its text says already is not said twice."""
    return Draft(
        where=piece.where,
        id=piece.id,
        text=_text(piece) if piece.body.strip() else "",
        title=piece.title,
        date=piece.date,
        outlet=piece.outlet,
        url=piece.url,
        language=piece.language,
        guid=piece.guid,
        modified=piece.modified,
    )


def withdrawn(piece: Piece, status: str) -> Iterator[Draft | Problem]:
    """That the publisher has a piece canceled or withheld: a problem, and where it says which
    article that is, the draft of a withdrawal. Its text is the title, what the publisher has to say
    (`body`), the status and the article's name; never the article's."""
    name = piece.guid or piece.url
    why = "it was not read" if name is None else "what the article told before is withdrawn"
    yield Problem(
        where=piece.where, what=f"its publisher has it {status}", why=why, lost=name is None
    )
    if name is not None:
        said = (piece.title, piece.body, f"{status}: {name}")
        text = "\n\n".join(words for words in said if words)
        yield change(draft_of(change(piece, body="")), text=text, kind=WITHDRAWAL)


def one_line(text: str | None) -> str | None:
    """A field on one line; None where there is nothing in it."""
    return " ".join(text.split()) or None if text else None


def _text(piece: Piece) -> str:
    title, body = piece.title or "", piece.body.strip()
    if title and body.startswith(title):
        body = body[len(title) :].strip() or body
    if piece.dateline and piece.dateline not in body[:_ENDS]:
        body = f"{piece.dateline.rstrip(' -–—')} – {body}"
    byline = _byline(piece)
    head = f"{title}\n\n" if title else ""
    return f"{head}{byline}{body}{_credit(piece)}"


def _byline(piece: Piece) -> str:
    name = _BY.sub("", piece.byline or "", count=1).strip() if piece.byline else ""
    if not name or name in piece.body[:_ENDS] or name == piece.outlet:
        return ""
    return f"By {name}\n\n"


def _credit(piece: Piece) -> str:
    credit = piece.credit or ""
    ends = piece.body[:_ENDS] + "\n" + piece.body[-_ENDS:]
    if not credit or credit == piece.outlet or credit in ends:
        return ""
    return f"\n\n{credit}" if _CREDITED.match(credit) else f"\n\nSource: {credit}"
