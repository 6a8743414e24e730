"""WARC (ISO 28500; CC-NEWS) → Drafts: the HTML pages of its responses, one at a time.

A record is cut out by its own length and handed to warcio, which knows HTTP's ways (chunks, packed
content). The cutting is ours since warcio does not go on after a broken record: here the next
`WARC/` line is looked for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any

from vedette.ingest.html import LARGEST
from vedette.ingest.packed import Gunzip, Joined, Packed, Stream
from vedette.ingest.text import Draft
from vedette.records import Problem, Record

_LINE = 2**16
_HEADERS = 200
"""Lines of a record's head, at most."""
_PAGES = ("text/html", "application/xhtml+xml")
_NEXT = re.compile(rb"\r?\n\r?\n(WARC/\d)")
_STRANGE = "there are bytes that are no record"
_SKIPPED = "it was skipped; the rest is read"


class Page(Record, frozen=True, kw_only=True):
    """A page out of an archive: its address, its bytes, and the day it was fetched."""

    where: str
    url: str
    body: bytes
    charset: str | None
    fetched: str | None


class _Head(Record, frozen=True, kw_only=True):
    """The head of a record: its bytes, and its fields by their names in small letters."""

    raw: bytes
    fields: dict[str, str]
    length: int


def warc_drafts(
    stream: Stream, where: str, draft: Callable[[Page], Iterator[Draft | Problem]]
) -> Iterator[Draft | Problem]:
    """The drafts that `draft` makes of an archive's pages, in its order."""
    cutter = _Cutter(stream)
    count = 0
    for number, head in enumerate(cutter.heads(), 1):
        place = f"{where}, record {number}"
        if isinstance(head, str):
            yield Problem(where=place, what=head, why=_SKIPPED)
            continue
        found = cutter.page(head, place)
        if isinstance(found, Page):
            count += 1
            yield from draft(found)
        elif found is not None:
            yield found
    if not count:
        what = "there is no page in the archive"
        yield Problem(where=where, what=what, why="nothing was read from it", lost=False)


class _Cutter:
    """Cuts a stream into records."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def heads(self) -> Iterator[_Head | str]:
        """The head of each record, or a sentence about what stands in its place.

        Whatever is no head is passed over up to the next line that begins one.
        """
        strange = False
        while line := self._stream.readline(_LINE):
            if not line.startswith(b"WARC/"):
                strange |= bool(line.strip())
                continue
            if strange:
                yield _STRANGE
                strange = False
            yield _head(line, self._stream) or "the record's head is damaged"
        if strange:
            yield _STRANGE

    def page(self, head: _Head, where: str) -> Page | Problem | None:
        """What a record holds; None where that is no page."""
        url = head.fields.get("warc-target-uri", "").strip("<>")
        web = url.lower().startswith(("http://", "https://"))
        if head.fields.get("warc-type", "").lower() != "response" or not web:
            self._pass(head.length)
            return None
        if head.length > LARGEST:
            self._pass(head.length)
            return _skipped(where, url, f"is larger than {LARGEST:,} bytes")
        block = self._stream.read(head.length)
        cut = _NEXT.search(block)
        if len(block) == head.length and cut is None:
            return _page(head, block, url, where)
        if cut is not None:
            # Its end was lost, and another record begins inside it.
            self._stream = Joined(block[cut.start(1) :], self._stream)
        return _skipped(where, url, "is cut short")

    def _pass(self, length: int) -> None:
        while length > 0 and (piece := self._stream.read(min(length, 2**20))):
            length -= len(piece)


def _head(first: bytes, stream: Stream) -> _Head | None:
    lines = [first]
    while (line := stream.readline(_LINE)).strip() and len(lines) < _HEADERS:
        lines.append(line)
    pairs = (x.decode("utf-8", "replace").partition(":") for x in lines[1:])
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = fields.get("content-length", "")
    if line.strip() or not re.fullmatch(r"[0-9]{1,15}", length):
        return None
    return _Head(raw=b"".join(lines) + b"\r\n", fields=fields, length=int(length))


def _page(head: _Head, block: bytes, url: str, where: str) -> Page | Problem | None:
    """The page of a response; None for another answer than 200 and for what is no HTML."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        record = ArcWarcRecordLoader().parse_record_stream(
            io.BytesIO(head.raw + block), known_format="warc"
        )
        http = record.http_headers
        if http is None or http.get_statuscode() != "200":
            return None
        kind = Message()
        kind["Content-Type"] = _line(http.get_header("content-type"))
        if kind.get_content_type() not in _PAGES:
            return None
        body = _content(record)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError):
        return _skipped(where, url, "holds no HTTP answer")
    except Packed as error:
        return _skipped(where, url, f"cannot be unpacked: {error}")
    if len(body) > LARGEST:
        return _skipped(where, url, f"is larger than {LARGEST:,} bytes")
    charset = kind.get_content_charset()
    fetched = head.fields.get("warc-date")
    return Page(where=where, url=url, body=body, charset=charset, fetched=fetched)


def _content(record: Any) -> bytes:
    """The body of an answer, in one piece and unpacked, or one byte more than is read.

    Archives often keep the header of packing on what is unpacked already, so the bytes decide.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    http, stream = record.http_headers, record.raw_stream
    if _line(http.get_header("transfer-encoding")).lower() == "chunked":
        stream = ChunkedDataReader(stream)
    body: bytes = stream.read(LARGEST + 1)
    if body.startswith(b"\x1f\x8b"):
        return io.BufferedReader(Gunzip(io.BytesIO(body))).read(LARGEST + 1)
    packing = _line(http.get_header("content-encoding")).lower()
    if packing not in ("", "identity") and not body.lstrip().startswith((b"<", b"\xef\xbb\xbf")):
        raise Packed(f"it is packed as {packing}")
    return body


def _skipped(where: str, url: str, what: str) -> Problem:
    return Problem(where=where, what=f"the record of {url[:200]} {what}", why=_SKIPPED)


def _line(header: str | None) -> str:
    """A header's value on one line, as a message must have it."""
    return " ".join((header or "").split())
