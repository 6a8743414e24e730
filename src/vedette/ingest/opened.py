"""An open stream → Drafts, by its form: text, HTML, JSON lines, JSON.

JSON lines are read as they come; the other forms whole, under a limit, and never cut to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO

from vedette.ingest.decode import Decoded, decode
from vedette.ingest.fetch import Form
from vedette.ingest.html import Page, charset_of, draft_of
from vedette.ingest.jsonl import LONGEST_LINE, line_drafts, list_drafts
from vedette.ingest.text import LONGEST, Draft
from vedette.records import Problem, Record

SUFFIXES: dict[str, Form] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
_LIMITS: dict[Form, int] = {"text": 4 * LONGEST + 4, "html": 10_000_000, "json": 64 * 2**20}
"""Bytes. Text: the longest report in UTF-32; none for JSON lines but that of a line."""
# What a first line shows, where no suffix tells. Text is what nothing else claims.
_FIRST_LINES: tuple[tuple[re.Pattern[bytes], Form], ...] = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b.*", re.I | re.S), "html"),
    (re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*".*\}\s*', re.S), "jsonl"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*(?:\{.*)?)\s*", re.S), "json"),
)


class Opened(Record, frozen=True, kw_only=True):
    """An open source. `form` is None where nothing but the content can tell."""

    where: str
    id: str
    stream: BinaryIO
    form: Form | None = None
    url: str | None = None
    charset: str | None = None


class _Broken(Exception):
    """The stream failed while it was read. Never leaves this module."""


def drafts(opened: Opened) -> Iterator[Draft | Problem]:
    """The drafts in a stream, and a Problem for each fault in it."""
    try:
        yield from _drafts(opened)
    except _Broken as error:
        what = f"it cannot be read: {error}"
        yield Problem(where=opened.where, what=what, why="the rest of it was not read")


def _drafts(opened: Opened) -> Iterator[Draft | Problem]:
    first = b"" if opened.form else _read(opened.stream.readline, LONGEST_LINE + 1)
    form = opened.form or _sniffed(first)
    if form == "jsonl":
        lines = chain([first] if first else [], _lines(opened.stream))
        yield from line_drafts(lines, opened.where, opened.id)
        return
    limit = _LIMITS[form]
    data = first + _read(opened.stream.read, max(0, limit + 1 - len(first)))
    if len(data) > limit:
        yield Problem(where=opened.where, what=_too_large(form), why="it was not read")
    else:
        yield from _READERS[form](data, opened)


def _read(call: Callable[[int], bytes], size: int) -> bytes:
    try:
        return call(size)
    except OSError as error:
        raise _Broken(error.strerror or str(error)) from error


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines as they come. Of one too long for a report only enough is kept to see that."""
    while line := _read(stream.readline, LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = _read(stream.readline, LONGEST_LINE + 1)
        yield line


def _sniffed(first: bytes) -> Form:
    return next((form for pattern, form in _FIRST_LINES if pattern.fullmatch(first)), "text")


def _too_large(form: Form) -> str:
    limit = f"it is larger than {_LIMITS[form]:,} bytes"
    if form == "json":
        return f"{limit}; one report a line (.jsonl) has no such limit"
    return f"{limit}; the limit for one report is {LONGEST:,} characters"


def _text(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    found = decode(data, opened.where, charset=opened.charset)
    if isinstance(found, Problem):
        yield found
        return
    yield from _assumed(found, opened.where)
    yield Draft(where=opened.where, id=opened.id, text=found.text, url=opened.url)


def _html(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    found = decode(data, opened.where, charset=opened.charset or charset_of(data))
    if isinstance(found, Problem):
        yield found
        return
    yield from _assumed(found, opened.where)
    yield draft_of(Page(where=opened.where, id=opened.id, html=found.text, url=opened.url))


def _json(data: bytes, opened: Opened) -> Iterator[Draft | Problem]:
    yield from list_drafts(data, opened.where, opened.id)


def _assumed(found: Decoded, where: str) -> Iterator[Problem]:
    if found.assumed is not None:
        what = f"the text is not valid UTF-8; it was taken for {found.assumed}"
        why = "the report is read; some letters may be wrong"
        yield Problem(where=where, what=what, why=why, lost=False)


_READERS: dict[Form, Callable[[bytes, Opened], Iterator[Draft | Problem]]] = {
    "text": _text,
    "html": _html,
    "json": _json,
}
