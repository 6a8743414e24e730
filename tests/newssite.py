"""A site for tests of the watch: a real HTTP server on loopback, and a clock that both share."""

from __future__ import annotations

import contextlib
import datetime
import http.server
import threading
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from vedette.feeds import Stop

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]
BEGIN = datetime.datetime(2026, 11, 30, 10, tzinfo=datetime.UTC)
WORDS = "The two sides met on Monday and agreed to meet again, the ministry said in a statement."


class Hours:
    """A clock that goes only when somebody waits, and asks to stop when its time is over."""

    def __init__(self, stop: Stop, hours: float, begin: datetime.datetime = BEGIN) -> None:
        self.at, self._stop = begin, stop
        self._end = begin + datetime.timedelta(hours=hours)

    def now(self) -> datetime.datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.at += datetime.timedelta(seconds=seconds)
        if self.at >= self._end:
            self._stop.asked = True


class Site:
    """What a server answers, by path, and what it was asked: path, headers, and when."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str], datetime.datetime]] = []
        self.clock: Hours | None = None

    def times(self, path: str) -> list[float]:
        """When a path was asked for, in seconds from the first time on."""
        found = [at for asked, _, at in self.asked if asked == path]
        return [(at - found[0]).total_seconds() for at in found]

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


def says(body: str | bytes, status: int = 200, kind: str = "text/html", **headers: str) -> Answer:
    """An answer; one with an ETag is 304 for whoever has it."""
    data = body.encode() if isinstance(body, str) else body

    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        has = headers.get("ETag") is not None
        same = has and handler.headers["If-None-Match"] == headers["ETag"]
        handler.send_response(304 if same else status)
        # Not every server gives the tag again with a 304.
        for name, value in ({} if same else headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", "0" if same else str(len(data)))
        handler.end_headers()
        if not same:
            handler.wfile.write(data)

    return send


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last for good."""
    left = list(answers)

    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return send


def feed(*items: str, title: str = "Meridian Wire") -> str:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def item(name: str, words: str = WORDS, link: str = "", **more: str) -> str:
    """An item of a feed: with a `link`, its words are only a summary."""
    full = "http://purl.org/rss/1.0/modules/content/"
    text = (
        f"<description>{escape(words)}</description>"
        if link
        else f"<c:encoded xmlns:c='{full}'>{escape(words)}</c:encoded>"
    )
    fields = "".join(f"<{key}>{value}</{key}>" for key, value in more.items())
    to = f"<link>{link}</link>" if link else ""
    head = f"<guid isPermaLink='false'>{name}</guid><title>{name}</title>"
    return f"<item>{head}{to}{text}{fields}</item>"


def page(title: str, words: str = WORDS) -> str:
    body = "".join(f"<p>{words} It was the {n} time.</p>" for n in ("first", "second", "third"))
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


@contextlib.contextmanager
def serving() -> Iterator[Site]:
    """A site that has no page yet, and no robots.txt."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = site.clock.now() if site.clock is not None else BEGIN
            site.asked.append((self.path, dict(self.headers), at))
            with contextlib.suppress(ConnectionError):
                site.pages.get(self.path, says("", 404))(self)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield site
        server.shutdown()
        thread.join()
