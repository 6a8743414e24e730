"""What a watched source has → Reports: an item of a feed, the draft of a page, a file."""

from __future__ import annotations

import os
from collections.abc import Iterator

from vedette.feeds.plan import Source
from vedette.ingest import Answer, Defaults, ingest
from vedette.ingest.feed import Item, followed, own_words
from vedette.ingest.sources import article, taken
from vedette.ingest.text import Draft
from vedette.records import Problem, Record, Report, change

_NO_TEXT = "it was skipped; the page that it links to is read where `links` is true"


class Work(Record, frozen=True, kw_only=True):
    """One thing to be read of a source, as the ledger keeps it until then: one of the three. A
    path is in the bytes of its system."""

    item: Item | None = None
    draft: Draft | None = None
    path: bytes | None = None


def reports_of(
    work: Work, source: Source, *, answer: Answer | None, today: str, since: str
) -> Iterator[Report | Problem]:
    """The reports in a piece of work, and a Problem for each fault.

    `answer` is what came of asking the page that an item leads to, None where it has its own words;
    `today` the day of reports that do not tell theirs; `since` as for `ingest`.
    """
    defaults = Defaults()
    if work.path is not None:
        given = Defaults(outlet=source.outlet)
        yield from ingest([os.fsdecode(work.path)], given, columns=source.columns, since=since)
        return
    for draft in _drafts(work, answer):
        if isinstance(draft, Problem):
            yield draft
        else:
            outlet = source.outlet or draft.outlet
            ours = change(draft, outlet=outlet, fetched=draft.fetched or today)
            yield from taken(ours, defaults, since=since)


def _drafts(work: Work, answer: Answer | None) -> Iterator[Draft | Problem]:
    if work.draft is not None:
        yield work.draft
    elif work.item is not None and work.item.link is not None and answer is not None:
        yield from followed(work.item, _page(work.item.link, answer))
    elif work.item is not None:
        yield own_words(work.item, _NO_TEXT)


def _page(url: str, answer: Answer) -> Draft | Problem:
    if answer.content is not None:
        return article(url, answer.content)
    return answer.problem or Problem(
        where=url, what="the server sent no page", why="it was not read"
    )
