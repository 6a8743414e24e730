"""Files, folders, standard input and addresses → Reports, one at a time.

Nothing is held but the report at hand and the ids already given.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from vedette.ingest.fetch import Fetch, Fetched, fetch_url
from vedette.ingest.opened import SUFFIXES, Opened, drafts
from vedette.ingest.text import Defaults, Draft, reports
from vedette.records import Problem, Report, change

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_NONE = Defaults()
_UNREAD = "it was not read"


def ingest(
    sources: Iterable[str],
    defaults: Defaults = _NONE,
    *,
    fetch: Fetch = fetch_url,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Problem]:
    """The reports of sources, in order, and a Problem for each fault; neither stops the rest.

    A source is the path of a text, HTML, JSON or JSON lines file, a folder of such files (hidden
    ones left out), an http(s) address, or "-" for standard input (`stdin` stands in for it).
    A Problem beside a Report says what was assumed; its `why` says whether anything was left out.
    Raises `TypeError` for one string in place of several.
    """
    if isinstance(sources, str):
        raise TypeError("sources is one string; give a list of sources")
    return _ingest(sources, defaults, fetch, stdin)


def _ingest(
    sources: Iterable[str], defaults: Defaults, fetch: Fetch, stdin: BinaryIO | None
) -> Iterator[Report | Problem]:
    given: dict[str, int] = {}
    for source in sources:
        for draft in _drafts_of(str(source), fetch, stdin):
            if isinstance(draft, Problem):
                yield draft
                continue
            for made in reports(draft, defaults):
                yield made if isinstance(made, Problem) else _unique(made, given)


def _unique(report: Report, given: dict[str, int]) -> Report:
    """The report under an id of its own: the second "a" is "a-2". `given` is written to."""
    name = report.id
    while name in given:
        given[report.id] += 1
        name = f"{report.id}-{given[report.id]}"
    given[name] = 1
    return report if name == report.id else change(report, id=name)


def _drafts_of(source: str, fetch: Fetch, stdin: BinaryIO | None) -> Iterator[Draft | Problem]:
    scheme = _SCHEME.match(source)
    if source == "-":
        yield from drafts(Opened(where="stdin", id="stdin", stream=stdin or sys.stdin.buffer))
    elif scheme is None:
        yield from _path_drafts(Path(source))
    elif scheme[1].lower() in ("http", "https"):
        yield from _fetched_drafts(source, fetch(source))
    else:
        what = f"{scheme[1]} addresses are not read: give a path, http or https"
        yield Problem(where=source, what=what, why=_UNREAD)


def _fetched_drafts(source: str, found: Fetched | Problem) -> Iterator[Draft | Problem]:
    if isinstance(found, Problem):
        yield found
        return
    stream = io.BytesIO(found.body)
    yield from drafts(
        Opened(
            where=source,
            id=source,
            stream=stream,
            form=found.form,
            url=found.url,
            charset=found.charset,
        )
    )


def _path_drafts(path: Path) -> Iterator[Draft | Problem]:
    if not os.path.isdir(path):
        yield from _file_drafts(path)
        return
    count = 0
    for found in _files(path):
        count += 1
        if isinstance(found, Problem):
            yield found
        else:
            yield from _file_drafts(found)
    if not count:
        yield Problem(where=_shown(path), what="the folder holds no files", why="nothing was read")


def _files(folder: Path) -> Iterator[Path | Problem]:
    """The regular files under a folder, sorted, hidden ones left out; links to folders stay."""
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(root, name)
            if path.is_file() or path.is_symlink():
                yield path
    for error in closed:
        yield _unreadable(_shown(Path(str(error.filename))), error)


def _file_drafts(path: Path) -> Iterator[Draft | Problem]:
    where = _shown(path)
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield _unreadable(where, error)
        return
    with stream:
        form = SUFFIXES.get(path.suffix.lower())
        yield from drafts(Opened(where=where, id=_shown(Path(path.stem)), stream=stream, form=form))


def _unreadable(where: str, error: OSError | ValueError) -> Problem:
    missing = isinstance(error, FileNotFoundError)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    what = "there is no such file" if missing else f"it cannot be opened: {reason}"
    return Problem(where=where, what=what, why=_UNREAD)


def _shown(path: Path) -> str:
    """A path as text that can be written: names that are not UTF-8 get a mark."""
    return os.fsencode(path).decode("utf-8", "replace")
