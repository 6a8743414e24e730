"""An HTTP response → Answer: its status, its content under a limit, what it says of next time."""

from __future__ import annotations

import zlib
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal

from vedette.records import Problem, Record, change

if TYPE_CHECKING:
    import httpx

Form = Literal[
    "text", "markdown", "html", "jsonl", "json", "xml", "csv", "warc", "gzip", "zip"
]  # fmt: skip
"""What a source is, told by its name, its content type or its first bytes."""
_FORMS: dict[str, Form] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "text/xml": "xml",
    "application/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
}
PASSING = (408, 425, 429)
"""Answers of HTTP below 500 after which one may ask again."""
_LONGEST_HEADER = 500


class Fetched(Record, frozen=True, kw_only=True):
    """What an address gave: the last address asked, the unpacked bytes, and what they are."""

    url: str
    body: bytes
    form: Form
    charset: str | None = None


class Answer(Record, frozen=True, kw_only=True):
    """What came of asking an address: its content, or why there is none, or neither where it has
    not changed (304).

    `status` is HTTP's, None where no answer came; `passing` says that the fault may be gone when it
    is asked again. `etag` and `modified` are validators to ask with the next time; `wait` is what
    `Retry-After` said, as it was sent; `moved` the address that it has for good from now on.
    """

    status: int | None = None
    content: Fetched | None = None
    problem: Problem | None = None
    passing: bool = False
    etag: str | None = None
    modified: str | None = None
    wait: str | None = None
    moved: str | None = None


class Unusable(Exception):
    """A response whose content is no use. Never leaves `fetch`."""


def answered(answer: httpx.Response, where: str, *, size: int, form: Form | None) -> Answer:
    """What a response says; its body may have `size` bytes when it is unpacked. Raises `Unusable`
    and `zlib.error` for a body that is no use."""
    status = answer.status_code
    said = Answer(status=status, wait=_header(answer, "Retry-After"))
    if status not in (200, 304):
        what = f"the server answers {status} {answer.reason_phrase}".rstrip()
        return change(said, problem=unread(where, what), passing=status in PASSING or status >= 500)
    return change(
        said,
        content=None if status == 304 else _read(answer, size, form),
        etag=_header(answer, "ETag"),
        modified=_header(answer, "Last-Modified"),
        moved=_moved(answer),
    )


def _header(answer: httpx.Response, name: str) -> str | None:
    """A header that can be kept and sent back: short, and of characters that HTTP allows."""
    value: str = answer.headers.get(name, "")
    sound = 0 < len(value) <= _LONGEST_HEADER and value.isascii() and value.isprintable()
    return value if sound else None


def _moved(answer: httpx.Response) -> str | None:
    """The address to which it has moved for good: the end of the permanent redirects that come
    before any other."""
    asked = [*answer.history, answer]
    lasting = takewhile(lambda hop: hop.status_code in (301, 308), answer.history)
    count = sum(1 for _ in lasting)
    return str(asked[count].request.url) if count else None


def _read(answer: httpx.Response, size: int, form: Form | None) -> Fetched:
    from email.message import Message

    kind = Message()
    kind["Content-Type"] = answer.headers.get("Content-Type", "application/octet-stream")
    form = form or _FORMS.get(kind.get_content_type())
    if form is None:
        raise Unusable(
            f"its content is {kind.get_content_type()}, not HTML, plain text, XML, JSON or CSV"
        )
    return Fetched(
        url=str(answer.url),
        body=_body(answer, size),
        form=form,
        charset=kind.get_content_charset(),
    )


def _body(answer: httpx.Response, limit: int) -> bytes:
    """The unpacked body. Unpacked in bounded steps, so that a gzip bomb stops at the limit."""
    unpack = _unpacker(answer.headers.get("Content-Encoding", "identity").strip().lower())
    body = bytearray()
    for piece in answer.iter_raw():
        body += piece if unpack is None else unpack.decompress(piece, limit + 1 - len(body))
        if len(body) > limit:
            raise Unusable(f"it is larger than {limit:,} bytes")
    if unpack is not None and not unpack.eof:
        raise zlib.error("cut short")
    return bytes(body)


def _unpacker(encoding: str) -> Any:
    if encoding in ("", "identity"):
        return None
    if encoding not in ("gzip", "x-gzip"):
        raise Unusable(f"its content is packed as {encoding}, which was not asked for")
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def unread(where: str, what: str) -> Problem:
    """The problem of an address that gave nothing to read."""
    return Problem(where=where, what=what, why="it was not read")
