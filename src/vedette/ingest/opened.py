"""An open stream → Drafts, by its form.

JSON lines, tables and WARC are read as they come; the other forms whole, under a limit, and never
cut to it. Archives are read through, nothing of them is put on disk, and none inside another.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from vedette.ingest import feed, newsml
from vedette.ingest.decode import decode
from vedette.ingest.fetch import Form
from vedette.ingest.html import LARGEST, Page, charset_of, draft_of
from vedette.ingest.jsonl import LONGEST_LINE, line_drafts, list_drafts
from vedette.ingest.markdown import front
from vedette.ingest.markup import local
from vedette.ingest.packed import Gunzip, Joined, Packed, Stream, is_office, members
from vedette.ingest.table import looks_like_header, table_drafts
from vedette.ingest.tape import Tape
from vedette.ingest.text import LONGEST, Draft
from vedette.ingest.warc import Page as Archived
from vedette.ingest.warc import warc_drafts
from vedette.ingest.xml import LARGEST as LARGEST_XML
from vedette.ingest.xml import parsed
from vedette.records import KEPT, Problem, Record, about, change

SUFFIXES: dict[str, Form] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".rdf": "xml",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
}
"""Archives (.gz, .zip, .warc) are known by their first bytes alone."""
_LIMITS: dict[Form, int] = {
    "text": 4 * LONGEST + 4,
    "markdown": 4 * LONGEST + 4,
    "html": LARGEST,
    "json": 64 * 2**20,
    "xml": LARGEST_XML,
    "zip": 64 * 2**20,
}
"""Bytes. Text: the longest report in UTF-32. A ZIP archive has this limit only where it comes
through a pipe; none has what is read as it comes, but for a line, a row or a record."""
# What a first line shows, where no suffix tells. Text is what nothing else claims.
_FIRST_LINES: tuple[tuple[re.Pattern[bytes], Form], ...] = (
    (re.compile(rb"\x1f\x8b.*", re.S), "gzip"),
    (re.compile(rb"PK\x03\x04.*", re.S), "zip"),
    (re.compile(rb"WARC/\d.*", re.S), "warc"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b.*", re.I | re.S), "html"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|rss\b|feed\b|rdf:|newsItem\b|newsMessage\b).*", re.S
        ),
        "xml",
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\".*\}\s*", re.S), "jsonl"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*(?:\{.*)?)\s*", re.S), "json"),
    (re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n"), "markdown"),
)
_ARCHIVES = ("gzip", "zip")


class Opened(Record, frozen=True, kw_only=True):
    """An open source. `form` is None where nothing but the content can tell.

    `columns` and `follow` are what the caller wants of tables and of feeds' links; `packed` says
    that the stream comes out of an archive.
    """

    where: str
    id: str
    stream: Stream
    form: Form | None = None
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None
    columns: dict[str, str] | None = None
    follow: feed.Follow | None = None
    packed: bool = False


def drafts(opened: Opened) -> Iterator[Draft | Problem]:
    """The drafts in a stream, and a Problem for each fault in it."""
    try:
        yield from _drafts(opened)
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        yield Problem(where=opened.where, what=what, why="the rest of it was not read")


def _drafts(opened: Opened) -> Iterator[Draft | Problem]:
    if opened.form is None:
        first = opened.stream.readline(LONGEST_LINE + 1)
        opened = change(opened, form=_sniffed(first), stream=_again(opened.stream, first))
    form = opened.form or "text"
    if opened.packed and form in _ARCHIVES:
        yield _unread(opened.where, "it is an archive in an archive, which is not opened")
    elif form in _ARCHIVES:
        yield from _STREAMED[form](opened)
    elif form in _STREAMED:
        tape = Tape(opened.stream)
        for made in _STREAMED[form](change(opened, stream=tape)):
            yield about(made, *tape.cut()) if isinstance(made, Problem) else made
            tape.cut()
    else:
        data = opened.stream.read(_LIMITS[form] + 1)
        head = data[:KEPT]
        for made in _whole(data, opened, form):
            yield about(made, head, len(data)) if isinstance(made, Problem) else made


def _whole(data: bytes, opened: Opened, form: Form) -> Iterator[Draft | Problem]:
    if len(data) > _LIMITS[form]:
        yield _unread(opened.where, _too_large(form))
    else:
        yield from _READERS[form](data, opened)


def _sniffed(first: bytes) -> Form:
    found = next((form for pattern, form in _FIRST_LINES if pattern.fullmatch(first)), None)
    return found or ("csv" if looks_like_header(first) else "text")


def _again(stream: Stream, first: bytes) -> Stream:
    """The stream from its beginning. One that can go back does, as a ZIP archive needs it."""
    if first.startswith(b"PK") and isinstance(stream, io.IOBase) and stream.seekable():
        stream.seek(-len(first), io.SEEK_CUR)
        return stream
    return Joined(first, stream)


def _too_large(form: Form) -> str:
    limit = f"it is larger than {_LIMITS[form]:,} bytes"
    if form == "json":
        return f"{limit}; one report a line (.jsonl) has no such limit"
    if form in ("text", "markdown"):
        return f"{limit}; the limit for one report is {LONGEST:,} characters"
    return limit


def _unread(where: str, what: str) -> Problem:
    return Problem(where=where, what=what, why="it was not read")


def _text(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    found = decode(data, opened.where, charset=opened.charset)
    if isinstance(found, Problem):
        yield found
        return
    yield from found.told(opened.where)
    matter = front(found.text) if opened.form == "markdown" else None
    fields = {"id": opened.id, **({"url": opened.url} if opened.url else {})}
    if matter is not None:
        fields |= matter.fields
    yield Draft(where=opened.where, text=matter.text if matter else found.text, **fields)


def _html(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    found = decode(data, opened.where, charset=opened.charset or charset_of(data))
    if isinstance(found, Problem):
        yield found
        return
    yield from found.told(opened.where)
    page = Page(where=opened.where, id=opened.id, html=found.text, url=opened.url)
    yield draft_of(change(page, fetched=opened.fetched))


def _json(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    yield from list_drafts(data, opened.where, opened.id)


def _xml(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    found = parsed(data, opened.where, charset=opened.charset)
    if isinstance(found, Problem):
        yield found
        return
    root = local(found.root)
    if root == "html":
        yield from _html(data, opened)
        return
    yield from found.told
    if root in feed.ROOTS:
        yield from feed.feed_drafts(
            found.root, opened.where, opened.id, url=opened.url, follow=opened.follow
        )
    elif root in newsml.ROOTS:
        yield from newsml.newsml_drafts(found.root, opened.where, opened.id)
    else:
        yield _unread(opened.where, f"it is XML of <{root[:40]}>, not a feed and not NewsML-G2")


def _lines(opened: Opened) -> Iterator[Draft | Problem]:
    yield from line_drafts(_cut(opened.stream), opened.where, opened.id)


def _cut(stream: Stream) -> Iterator[bytes]:
    """Lines as they come. Of one too long for a report only enough is kept to see that."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


def _table(opened: Opened) -> Iterator[Draft | Problem]:
    yield from table_drafts(opened.stream, opened.where, opened.id, columns=opened.columns)


def _warc(opened: Opened) -> Iterator[Draft | Problem]:
    yield from warc_drafts(opened.stream, opened.where, partial(_archived, opened))


def _archived(opened: Opened, page: Archived) -> Iterator[Draft | Problem]:
    again = change(
        opened,
        where=page.where,
        id=page.url,
        url=page.url,
        form="html",
        charset=page.charset,
        fetched=page.fetched,
    )
    yield from _html(page.body, again)


def _gzip(opened: Opened) -> Iterator[Draft | Problem]:
    """What is packed. Its name without .gz tells its form, where it tells any.

    A web archive is packed record by record, so damage costs one of them.
    """
    unpacked = Gunzip(opened.stream)
    name = PurePosixPath(opened.id)
    form = SUFFIXES.get(name.suffix.lower())
    known = form is not None or name.suffix.lower() == ".warc"
    inner = change(opened, form=form, id=name.stem if known else opened.id, packed=True)
    archive = False
    while True:
        buffered = io.BufferedReader(unpacked)
        try:
            archive = archive or buffered.peek(5).startswith(b"WARC/")
            yield from _drafts(change(inner, stream=buffered))
            return
        except Packed as error:
            # Let go of, since a buffer that ends closes what it reads from.
            buffered.detach()
            if not archive or not unpacked.resume():
                raise
            inner = change(inner, form="warc")
            why = "what lies before the next whole record was skipped"
            yield Problem(where=opened.where, what=str(error), why=why)


def _zip(opened: Opened) -> Iterator[Draft | Problem]:
    stream = cast(BinaryIO, opened.stream)
    if isinstance(opened.stream, Joined):
        data = opened.stream.read(_LIMITS["zip"] + 1)
        if len(data) > _LIMITS["zip"]:
            yield _unread(opened.where, f"{_too_large('zip')} and comes through a pipe")
            return
        stream = io.BytesIO(data)
    if is_office(stream):
        yield _unread(opened.where, "the file is an office document, not text")
        return
    for member in members(stream):
        # A name is shown and makes an id; it is never a path.
        where = f"{opened.where}: {member.name}"
        name = PurePosixPath(member.name.replace("\\", "/"))
        if member.stream is None:
            yield _unread(where, member.fault or "")
            continue
        form = SUFFIXES.get(name.suffix.lower())
        yield from drafts(
            change(
                opened,
                where=where,
                id=name.stem or opened.id,
                form=form,
                stream=member.stream,
                packed=True,
            )
        )


_STREAMED: dict[Form, Callable[[Opened], Iterator[Draft | Problem]]] = {
    "jsonl": _lines,
    "csv": _table,
    "warc": _warc,
    "gzip": _gzip,
    "zip": _zip,
}
_READERS: dict[Form, Callable[[bytes, Opened], Iterator[Draft | Problem]]] = {
    "text": _text,
    "markdown": _text,
    "html": _html,
    "json": _json,
    "xml": _xml,
}
