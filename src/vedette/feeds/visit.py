"""A source, asked → what it has: its items, what they are known by, or why there are none."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from vedette.feeds.clock import Clock
from vedette.feeds.manners import Web, asked_wait
from vedette.feeds.plan import Kind, Source
from vedette.feeds.states import Visit
from vedette.feeds.work import Work
from vedette.ingest import Answer, day
from vedette.ingest.feed import ROOTS, Item, digest, feed_items
from vedette.ingest.markup import local
from vedette.ingest.sources import article, files
from vedette.ingest.xml import parsed
from vedette.records import Problem, Record, Watched

SETTLED = 10.0
"""Seconds for which a file must have stayed as it is, or somebody may still be writing it."""
WARC = (b"WARC/", b"\x1f\x8b")
"""How a web archive begins, packed or not."""


class Had(Record, frozen=True, kw_only=True):
    """One thing that a source has: what it is known by, what changes when it is edited, and the
    address that is asked before it is read, if any."""

    key: str
    mark: str
    work: Work
    page: str | None = None


class Look(Record, frozen=True, kw_only=True):
    """What a look at a source gave. `answer` is its server's, None for what is on the disk."""

    visit: Visit
    had: tuple[Had, ...] = ()
    told: tuple[Problem, ...] = ()
    answer: Answer | None = None


def look(source: Source, known: Watched, web: Web, clock: Clock) -> Look:
    """Ask a source what it has. Raises `Stopped` where somebody asks to stop meanwhile."""
    return _LOOKS[source.kind](source, known, web, clock)


def _feed(source: Source, known: Watched, web: Web, clock: Clock) -> Look:
    answer = web.ask(known.address, form="xml", etag=known.etag, modified=known.modified)
    if answer.content is None:
        return _without(answer, clock)
    where, found = answer.content.url, answer.content
    tree = parsed(found.body, where, charset=found.charset)
    if isinstance(tree, Problem):
        return _unread(tree, answer)
    root = local(tree.root)
    if root not in ROOTS:
        what = f"it is no feed, but <{root[:40]}>"
        return _unread(Problem(where=where, what=what, why="it was not read"), answer)
    items = list(feed_items(tree.root, where, source.name, url=where))
    had = tuple(_had(item, source) for item in items)
    days = [d for i in items if i.piece.date and (d := day(i.piece.date))]
    visit = Visit(status=answer.status, items=len(had), latest=max(days, default=None))
    return Look(visit=visit, had=had, told=tree.told, answer=answer)


def _had(item: Item, source: Source) -> Had:
    page = item.link if source.links and not item.full else None
    return Had(key=item.key, mark=item.mark, work=Work(item=item), page=page)


def _page(source: Source, known: Watched, web: Web, clock: Clock) -> Look:
    answer = web.ask(known.address, etag=known.etag, modified=known.modified)
    if answer.content is None:
        return _without(answer, clock)
    draft = article(known.address, answer.content)
    if isinstance(draft, Problem):
        return _unread(draft, answer)
    had = Had(key="page", mark=digest(draft.title, draft.text), work=Work(draft=draft))
    latest = day(draft.date) if draft.date else None
    visit = Visit(status=answer.status, items=1, latest=latest)
    return Look(visit=visit, had=(had,), answer=answer)


def _without(answer: Answer, clock: Clock) -> Look:
    """What is left of an answer without content: that nothing has changed, or a fault."""
    wait = asked_wait(answer, clock.now())
    fault = answer.problem.what if answer.problem is not None else None
    visit = Visit(fault=fault, status=answer.status, wait=wait)
    told = () if answer.problem is None else (answer.problem,)
    return Look(visit=visit, told=told, answer=answer)


def _unread(problem: Problem, answer: Answer) -> Look:
    return Look(visit=Visit(fault=problem.what, status=answer.status), told=(problem,))


def _folder(source: Source, known: Watched, web: Web, clock: Clock) -> Look:
    return _on_disk(Path(source.address), clock, lambda path: True)


def _warc(source: Source, known: Watched, web: Web, clock: Clock) -> Look:
    return _on_disk(Path(source.address), clock, _is_warc)


def _on_disk(place: Path, clock: Clock, wanted: Callable[[Path], bool]) -> Look:
    """The files of a folder, or a single one, that nobody is writing."""
    what = _closed(place)
    if what is not None:
        problem = Problem(where=str(place), what=what, why="it was not read")
        return Look(visit=Visit(fault=what), told=(problem,))
    had: list[Had] = []
    told: list[Problem] = []
    last = 0.0
    for found in _files(place):
        if isinstance(found, Problem):
            told.append(found)
        elif (state := _state(found)) is not None and wanted(found):
            last = max(last, state.st_mtime)
            if clock.now().timestamp() - state.st_mtime >= SETTLED:
                mark = f"{state.st_size}:{state.st_mtime_ns}"
                work = Work(path=os.fsencode(found))
                had.append(Had(key=digest(str(found)), mark=mark, work=work))
    latest = datetime.datetime.fromtimestamp(last, datetime.UTC).date().isoformat()
    visit = Visit(items=len(had), latest=latest if had else None)
    return Look(visit=visit, had=tuple(had), told=tuple(told))


def _closed(place: Path) -> str | None:
    """Why a folder or file cannot be looked at; None where it can."""
    # Not exists(), which raises where a folder around it is closed to us.
    try:
        place.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return "there is no such file or folder"
    except OSError as error:
        return f"it cannot be opened: {error.strerror}"
    return None


def _files(place: Path) -> Iterator[Path | Problem]:
    if place.is_dir():
        yield from files(place)
    else:
        yield place


def _state(path: Path) -> os.stat_result | None:
    """None for a file that has just gone, or a link to nowhere."""
    try:
        return path.stat()
    except OSError:
        return None


def _is_warc(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5).startswith(WARC)
    except OSError:
        return False


_LOOKS: Mapping[Kind, Callable[[Source, Watched, Web, Clock], Look]] = {
    "feed": _feed,
    "page": _page,
    "folder": _folder,
    "warc": _warc,
}
