"""Files, folders, standard input and addresses → Reports, one at a time.

Nothing is held but the report at hand and the ids already given.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from vedette.ingest.answer import Fetched
from vedette.ingest.fetch import Fetch, fetch_url
from vedette.ingest.opened import SUFFIXES, Opened, drafts
from vedette.ingest.text import Defaults, Draft, reports
from vedette.records import Problem, Record, Report, about, change

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_NONE = Defaults()
_UNREAD = "it was not read"


def ingest(
    sources: Iterable[str],
    defaults: Defaults = _NONE,
    *,
    columns: Mapping[str, str] | None = None,
    links: bool = False,
    since: str | None = None,
    fetch: Fetch = fetch_url,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Problem]:
    """The reports of sources, in order, and a Problem for each fault; neither stops the rest.

    A source is the path of a file of one of the forms in docs/ingest.md, a folder of such files
    (hidden ones left out), an http(s) address, or "-" for standard input (`stdin` stands in for
    it). `columns` maps fields of a report to a table's columns; `links` follows feed items that
    bring no full text; `since` (an ISO day) leaves out reports that are known to be older.
    A Problem beside a Report says what was assumed; its `why` says whether anything was left out.
    Raises `TypeError` for one string in place of several.
    """
    if isinstance(sources, str):
        raise TypeError("sources is one string; give a list of sources")
    asked = _Asked(columns=dict(columns or {}), fetch=fetch, links=links)
    return _ingest(sources, defaults, asked, since or "", stdin)


def _ingest(
    sources: Iterable[str],
    defaults: Defaults,
    asked: _Asked,
    since: str,
    stdin: BinaryIO | None,
) -> Iterator[Report | Problem]:
    given: dict[str, int] = {}
    for source in sources:
        for draft in _drafts_of(str(source), asked, stdin):
            if isinstance(draft, Problem):
                yield draft
                continue
            for made in taken(draft, defaults, since=since):
                yield made if isinstance(made, Problem) else _unique(made, given)


def taken(draft: Draft, defaults: Defaults, *, since: str) -> Iterator[Report | Problem]:
    """The report of a draft, unless it is known to be older than the ISO day `since` ("" for
    none), with a Problem for each fault."""
    for made in reports(draft, defaults):
        if isinstance(made, Problem):
            yield about(made, draft.text.encode("utf-8", "surrogatepass"))
        elif made.date is None or made.date >= since:
            yield made


def _unique(report: Report, given: dict[str, int]) -> Report:
    """The report under an id of its own: the second "a" is "a-2". `given` is written to."""
    name = report.id
    while name in given:
        given[report.id] += 1
        name = f"{report.id}-{given[report.id]}"
    given[name] = 1
    return report if name == report.id else change(report, id=name)


class _Asked(Record, frozen=True, kw_only=True):
    """What the caller wants beside the sources, and what fetches."""

    columns: dict[str, str]
    fetch: Fetch
    links: bool

    def drafts(self, opened: Opened) -> Iterator[Draft | Problem]:
        """The drafts of a source that was opened."""
        follow = self.article if self.links else None
        return drafts(change(opened, columns=self.columns, follow=follow))

    def article(self, url: str) -> Draft | Problem:
        """The one article at the address that a feed's item gives."""
        found = self.fetch(url)
        return found if isinstance(found, Problem) else article(url, found)


def article(url: str, found: Fetched) -> Draft | Problem:
    """The one article in what an address gave. A feed leads to no feed."""
    if found.form not in ("html", "text"):
        return Problem(where=url, what="it is no page", why=_UNREAD)
    made = list(drafts(_of(url, found)))
    problems = (d for d in made if isinstance(d, Problem))
    return next((d for d in made if isinstance(d, Draft)), None) or next(problems)


def _of(source: str, found: Fetched) -> Opened:
    return Opened(
        where=source,
        id=source,
        stream=io.BytesIO(found.body),
        form=found.form,
        url=found.url,
        charset=found.charset,
    )


def _drafts_of(source: str, asked: _Asked, stdin: BinaryIO | None) -> Iterator[Draft | Problem]:
    scheme = _SCHEME.match(source)
    if source == "-":
        yield from asked.drafts(Opened(where="stdin", id="stdin", stream=stdin or sys.stdin.buffer))
    elif scheme is None:
        yield from _path_drafts(Path(source), asked)
    elif scheme[1].lower() in ("http", "https"):
        found = asked.fetch(source)
        yield from [found] if isinstance(found, Problem) else asked.drafts(_of(source, found))
    else:
        what = f"{scheme[1]} addresses are not read: give a path, http or https"
        yield Problem(where=source, what=what, why=_UNREAD)


def _path_drafts(path: Path, asked: _Asked) -> Iterator[Draft | Problem]:
    if not os.path.isdir(path):
        yield from _file_drafts(path, asked)
        return
    count = 0
    for found in files(path):
        count += 1
        if isinstance(found, Problem):
            yield found
        else:
            yield from _file_drafts(found, asked)
    if not count:
        yield Problem(where=_shown(path), what="the folder holds no files", why="nothing was read")


def files(folder: Path) -> Iterator[Path | Problem]:
    """The regular files under a folder, sorted, hidden ones left out; links to folders stay."""
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(root, name)
            if _openable(path):
                yield path
    for error in closed:
        yield _unreadable(_shown(Path(str(error.filename))), error)


def _openable(path: Path) -> bool:
    """Whether a path is a regular file or a link; also where nobody may know, as opening it tells
    why."""
    try:
        return path.is_file() or path.is_symlink()
    except PermissionError:
        return True


def _file_drafts(path: Path, asked: _Asked) -> Iterator[Draft | Problem]:
    where = _shown(path)
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield _unreadable(where, error)
        return
    with stream:
        form = SUFFIXES.get(path.suffix.lower())
        opened = Opened(where=where, id=_shown(Path(path.stem)), stream=stream, form=form)
        yield from asked.drafts(opened)


def _unreadable(where: str, error: OSError | ValueError) -> Problem:
    missing = isinstance(error, FileNotFoundError)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    what = "there is no such file" if missing else f"it cannot be opened: {reason}"
    return Problem(where=where, what=what, why=_UNREAD)


def _shown(path: Path) -> str:
    """A path as text that can be written: names that are not UTF-8 get a mark."""
    return os.fsencode(path).decode("utf-8", "replace")
