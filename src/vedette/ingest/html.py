"""HTML page → Draft, by trafilatura. The text is ours: title, blank line, a paragraph a line.

Runs no script and reads one article a page; an index page may give its longest stretch of text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.ingest.text import Draft
from vedette.records import Problem, Record

if TYPE_CHECKING:
    from trafilatura.settings import Document

LARGEST = 10_000_000
"""Bytes of a page."""
MOST_TAGS = 10_000
"""Tags of a page. Finding the article takes up to two seconds for as many, and four times that for
twice as many; an article's page has a tenth of it."""
_TAG = re.compile(r"<[a-zA-Z]")
_FEWEST_WORDS = 10
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_META_CHANGED = re.compile(
    r"<meta[^>]{1,200}?(?:article:modified_time|og:updated_time|datemodified)[^>]{0,200}>",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\bcontent\s*=\s*[\"']([^\"'>]{8,40})[\"']", re.IGNORECASE)
_JSON_CHANGED = re.compile(r"\"dateModified\"\s{0,9}:\s{0,9}\"([^\"]{8,40})\"")
# Only what the page states: a date guessed from its words is left to the text's own dateline.
# A fixed last day keeps the result the same on whatever day it is read.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}


class Page(Record, frozen=True, kw_only=True):
    """A decoded page: `where` for problems, its id; where known its address and day of fetching."""

    where: str
    id: str
    html: str
    url: str | None = None
    fetched: str | None = None


def charset_of(data: bytes) -> str | None:
    """The character set that a page's first 2,048 bytes declare."""
    match = _META_CHARSET.search(data[:2048])
    return None if match is None else match[1].decode("ascii")


def draft_of(page: Page) -> Draft | Problem:
    """The article of a page, or a Problem where none is found."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    tags = sum(1 for _ in _TAG.finditer(page.html))
    if tags > MOST_TAGS:
        what = f"the page has {tags:,} tags; the limit is {MOST_TAGS:,}"
        return Problem(where=page.where, what=what, why="it was not read")
    found = bare_extraction(
        page.html,
        url=page.url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )
    text = _text(found) if isinstance(found, Document) else ""
    if len(text.split()) < _FEWEST_WORDS or not isinstance(found, Document):
        return Problem(
            where=page.where, what="no article was found in the page", why="it was not read"
        )
    return Draft(
        where=page.where,
        id=page.id,
        text=text,
        title=found.title or None,
        date=found.date or None,
        outlet=found.sitename or None,
        url=found.url or page.url,
        fetched=page.fetched,
        modified=_modified(page.html),
    )


def _modified(html: str) -> str | None:
    """When the page says that it was changed last."""
    meta = _META_CHANGED.search(html)
    stated = (meta and _CONTENT.search(meta[0])) or _JSON_CHANGED.search(html)
    return None if stated is None else stated[1]


def _text(found: Document) -> str:
    """Title and paragraphs; the title is not said twice."""
    paragraphs = [line.strip() for line in (found.text or "").splitlines() if line.strip()]
    title = (found.title or "").strip()
    if paragraphs and paragraphs[0] == title:
        del paragraphs[0]
    body = "\n".join(paragraphs)
    return f"{title}\n\n{body}" if title and body else body
