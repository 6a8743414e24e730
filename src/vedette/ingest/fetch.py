"""One http(s) address → Fetched. The only place that touches the network.

Follows redirects, keeps no cookies from one fetch to the next, runs no script, uses no proxy.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from vedette.records import Problem, Record

if TYPE_CHECKING:
    import httpx

    from vedette.ingest.net import Resolve

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
_HEADERS = {
    "User-Agent": "vedette",
    "Accept": "text/html, text/plain, application/rss+xml, application/atom+xml,"
    " application/xml;q=0.9, application/json;q=0.9, text/csv;q=0.9",
    # gzip alone: it can be unpacked piece by piece under a limit.
    "Accept-Encoding": "gzip",
}
_UNREAD = "it was not read"


class Fetched(Record, frozen=True, kw_only=True):
    """What an address gave: the last address asked, the unpacked bytes, and what they are."""

    url: str
    body: bytes
    form: Form
    charset: str | None = None


Fetch = Callable[[str], "Fetched | Problem"]


class Limits(Record, frozen=True, kw_only=True):
    """Bounds of one fetch: seconds in all, bytes after unpacking, redirects.

    `private_hosts` are names, in small letters, that may lie in the own network. Every other host,
    also one that a named host redirects to, must be on the open internet.
    """

    seconds: float = 30.0
    size: int = 10_000_000
    redirects: int = 5
    private_hosts: tuple[str, ...] = ()


_USUAL = Limits()


class _Stop(Exception):
    """An answer that is no use. Never leaves this module."""


def fetch_url(
    url: str, limits: Limits = _USUAL, *, resolve: Resolve | None = None
) -> Fetched | Problem:
    """The content of an address, or why there is none. `resolve` is the name service."""
    import httpcore
    import httpx

    from vedette.ingest.net import Refused

    faults: tuple[tuple[type[Exception], str], ...] = (
        (_Stop, "{error}"),
        (Refused, "{error}"),
        (httpcore.TimeoutException, f"no full answer came within {limits.seconds:g} s"),
        (httpcore.NetworkError, "the server cannot be reached: {error}"),
        (httpcore.ProtocolError, "the server does not keep to HTTP: {error}"),
        (httpx.TooManyRedirects, f"there are more than {limits.redirects} redirects"),
        (httpcore.UnsupportedProtocol, "it leads to an address that is not http or https"),
        (httpx.HTTPError, "the answer cannot be used: {error}"),
        (httpx.InvalidURL, "it is not a valid address: {error}"),
        (zlib.error, "the gzip data of the answer are damaged"),
    )
    try:
        return _fetch(url, limits, resolve)
    except tuple(fault for fault, _ in faults) as error:
        said = next(text for fault, text in faults if isinstance(error, fault))
        return Problem(where=url, what=said.format(error=error or "no reason given"), why=_UNREAD)


def _fetch(url: str, limits: Limits, resolve: Resolve | None) -> Fetched:
    import httpx

    from vedette.ingest.net import Deadline, Guard, Transport, system_addresses

    guard = Guard(
        Deadline(limits.seconds), resolve or system_addresses, private_hosts=limits.private_hosts
    )
    client = httpx.Client(
        transport=Transport(guard),
        headers=_HEADERS,
        follow_redirects=True,
        max_redirects=limits.redirects,
        trust_env=False,
    )
    with client, client.stream("GET", url) as answer:
        return _read(answer, limits)


def _read(answer: httpx.Response, limits: Limits) -> Fetched:
    from email.message import Message

    if answer.status_code != 200:
        raise _Stop(f"the server answers {answer.status_code} {answer.reason_phrase}".rstrip())
    kind = Message()
    kind["Content-Type"] = answer.headers.get("Content-Type", "application/octet-stream")
    form = _FORMS.get(kind.get_content_type())
    if form is None:
        raise _Stop(
            f"its content is {kind.get_content_type()}, not HTML, plain text, XML, JSON or CSV"
        )
    return Fetched(
        url=str(answer.url),
        body=_body(answer, limits.size),
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
            raise _Stop(f"it is larger than {limit:,} bytes")
    if unpack is not None and not unpack.eof:
        raise zlib.error("cut short")
    return bytes(body)


def _unpacker(encoding: str) -> Any:
    if encoding in ("", "identity"):
        return None
    if encoding not in ("gzip", "x-gzip"):
        raise _Stop(f"its content is packed as {encoding}, which was not asked for")
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
