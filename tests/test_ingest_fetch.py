"""Fetching an address, against a real server on loopback; only the name service is handed in."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from vedette.ingest import Fetched, Limits, Request, ask, fetch_url, ingest
from vedette.ingest.net import is_public
from vedette.records import Problem, Report

TEXT = b"The two sides met on Monday and agreed to meet again, the ministry said."
OWN = ("127.0.0.1", "news.example")
LIMITS = Limits(seconds=5, size=100_000, private_hosts=OWN)
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


def answer(
    body: bytes, status: int = 200, kind: str | None = "text/plain; charset=utf-8", **headers: str
) -> Answer:
    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def to(location: str) -> Answer:
    return answer(b"", 302, Location=location)


def slowly(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Headers at once, then a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    drip(handler)


def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Never a whole header, for far longer than the fetch may take, but not for ever."""
    with contextlib.suppress(OSError):
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)


def host(handler: http.server.BaseHTTPRequestHandler) -> None:
    answer((handler.headers["Host"] + " is the host that was asked for").encode())(handler)


def kept(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Unchanged for whoever has the newest version; says who asked."""
    if handler.headers["If-None-Match"] == '"v2"':
        answer(b"", 304, None)(handler)
    else:
        told = f"{handler.headers['User-Agent']} {handler.headers['If-Modified-Since']}"
        answer(told.encode(), ETag='"v2"', Last_Modified="Mon, 28 Oct 2024 10:00:00 GMT")(handler)


def cut_short(handler: http.server.BaseHTTPRequestHandler) -> None:
    answer(TEXT[:10], Content_Length=str(len(TEXT)))(handler)


BOMB = gzip.compress(b"\0" * 20_000_000)
PATHS: dict[str, Answer] = {
    "/plain": answer(TEXT),
    "/page": answer(b"<html></html>", kind="text/html"),
    "/lines": answer(b'{"text": "a"}\n', kind="application/x-ndjson"),
    "/gzip": answer(gzip.compress(TEXT), Content_Encoding="gzip"),
    "/one": to("/plain"),
    "/packed": answer(b"not gzip", 302, Location="/plain", Content_Encoding="gzip"),
    "/round": to("/round"),
    "/hop": to("/one"),
    **{f"/hop{n}": to("/hop" if n == 3 else f"/hop{n - 1}") for n in (3, 4, 5, 6)},
    "/kept": kept,
    "/to-kept": answer(b"", 301, Location="/kept"),
    "/to-kept-once": answer(b"", 302, Location="/to-kept"),
    "/to-plain-by-way-of": answer(b"", 308, Location="/one"),
    "/odd-tag": answer(TEXT, ETag="\xe4"),
    "/busy": answer(b"", 503, Retry_After="120"),
    "/gone": answer(b"", 410),
    "/missing": answer(b"", 404),
    "/broken": answer(b"", 500),
    "/image": answer(b"", kind="image/png"),
    "/untyped": answer(TEXT, kind=None),
    "/large": answer(b"a" * 100_001),
    "/bomb": answer(BOMB, Content_Encoding="gzip"),
    "/half-gzip": answer(gzip.compress(TEXT)[:-10], Content_Encoding="gzip"),
    "/no-gzip": answer(TEXT, Content_Encoding="gzip"),
    "/brotli": answer(TEXT, Content_Encoding="br"),
    "/drip": drip,
    "/slow": slowly,
    "/host": host,
    "/cut": cut_short,
    "/to-file": to("file:///etc/passwd"),
    "/to-nowhere": to("http://[::1/"),
    "/to-loopback": to("http://127.0.0.2:9/"),
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/"),
    "/to-private": to("http://10.0.0.7/"),
    "/to-ipv6": to("http://[::1]:9/"),
    "/to-mapped": to("http://[::ffff:127.0.0.1]:9/"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        PATHS[self.path](self)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


GOOD = [
    ("/plain", Fetched(url="/plain", body=TEXT, form="text", charset="utf-8")),
    ("/page", Fetched(url="/page", body=b"<html></html>", form="html")),
    ("/lines", Fetched(url="/lines", body=b'{"text": "a"}\n', form="jsonl")),
    ("/gzip", Fetched(url="/gzip", body=TEXT, form="text", charset="utf-8")),
    ("/one", Fetched(url="/plain", body=TEXT, form="text", charset="utf-8")),
    ("/hop5", Fetched(url="/plain", body=TEXT, form="text", charset="utf-8")),
    ("/packed", Fetched(url="/plain", body=TEXT, form="text", charset="utf-8")),
]


@pytest.mark.parametrize(("path", "expected"), GOOD)
def test_an_address_gives_its_bytes_and_what_they_are(
    port: int, path: str, expected: Fetched
) -> None:
    base = f"http://127.0.0.1:{port}"
    found = fetch_url(base + path, LIMITS)
    assert isinstance(found, Fetched), found
    assert found.url == base + expected.url
    assert (found.body, found.form, found.charset) == (
        expected.body,
        expected.form,
        expected.charset,
    )


BAD = [
    ("/missing", "the server answers 404 Not Found"),
    ("/broken", "the server answers 500 Internal Server Error"),
    ("/image", "its content is image/png, not HTML, plain text, XML, JSON or CSV"),
    ("/untyped", "its content is application/octet-stream"),
    ("/large", "it is larger than 100,000 bytes"),
    ("/bomb", "it is larger than 100,000 bytes"),
    ("/half-gzip", "the gzip data of the answer are damaged"),
    ("/no-gzip", "the gzip data of the answer are damaged"),
    ("/brotli", "its content is packed as br, which was not asked for"),
    ("/hop6", "there are more than 5 redirects"),
    ("/round", "there are more than 5 redirects"),
    ("/to-file", "it leads to an address that is not http or https"),
    ("/to-nowhere", "the answer cannot be used"),
    ("/cut", "the server does not keep to HTTP"),
]


@pytest.mark.parametrize(("path", "what"), BAD)
def test_an_answer_that_is_no_report_is_a_problem(port: int, path: str, what: str) -> None:
    url = f"http://127.0.0.1:{port}{path}"
    found = fetch_url(url, LIMITS)
    assert isinstance(found, Problem)
    assert found.what.startswith(what)
    assert (found.where, found.why) == (url, "it was not read")


@pytest.mark.parametrize("path", ["/drip", "/slow"])
def test_a_fetch_ends_when_its_time_is_up_even_if_bytes_still_come(port: int, path: str) -> None:
    found = fetch_url(f"http://127.0.0.1:{port}{path}", Limits(seconds=1, private_hosts=OWN))
    assert isinstance(found, Problem)
    assert found.what == "no full answer came within 1 s"


def test_a_name_service_that_does_not_answer_does_not_hold_the_fetch() -> None:
    done = threading.Event()

    def resolve(name: str, port: int) -> list[str]:
        done.wait(2)
        return ["10.0.0.1"]

    found = fetch_url("http://news.example/", Limits(seconds=0.2), resolve=resolve)
    done.set()
    assert isinstance(found, Problem)
    assert found.what == "no full answer came within 0.2 s"


PRIVATE = [
    "http://127.0.0.1/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://localhost/",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_an_address_of_the_own_network_is_refused(url: str) -> None:
    found = fetch_url(url, Limits(seconds=5))
    assert isinstance(found, Problem)
    assert found.what.endswith("is not a public address")


REDIRECTS = ["/to-loopback", "/to-metadata", "/to-private", "/to-ipv6", "/to-mapped"]


@pytest.mark.parametrize("path", REDIRECTS)
def test_a_redirect_into_the_own_network_is_refused(port: int, path: str) -> None:
    """The first host is allowed by name; what it redirects to is not."""
    found = fetch_url(f"http://127.0.0.1:{port}{path}", LIMITS)
    assert isinstance(found, Problem)
    assert found.what.endswith("is not a public address")


ADDRESSES = [
    ("93.184.216.34", True),
    ("2606:2800:220:1:248:1893:25c8:1946", True),
    ("64:ff9b::5db8:d822", True),
    ("127.8.8.8", False),
    ("224.0.0.1", False),
    ("255.255.255.255", False),
    ("::", False),
    ("fe80::1%eth0", False),
    ("::ffff:192.168.0.1", False),
    ("64:ff9b::7f00:1", False),
    ("2002:7f00:1::", False),
]


@pytest.mark.parametrize(("address", "public"), ADDRESSES)
def test_public_means_public_also_inside_an_ipv6_address(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_one_private_address_among_several_is_enough_to_refuse() -> None:
    found = fetch_url("http://news.example/", resolve=lambda *_: ["93.184.216.34", "10.0.0.1"])
    assert isinstance(found, Problem)
    assert found.what == "news.example is at 10.0.0.1, which is not a public address"


def test_the_connection_goes_to_the_checked_address_under_the_name_asked_for(port: int) -> None:
    asked: list[str] = []

    def resolve(name: str, _: int) -> list[str]:
        """A name that means something else the second time."""
        asked.append(name)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    found = fetch_url(f"http://news.example:{port}/host", LIMITS, resolve=resolve)
    assert isinstance(found, Fetched)
    assert found.body == f"news.example:{port} is the host that was asked for".encode()
    assert asked == ["news.example"]


NOWHERE = [
    ("http://news.invalid/", "there is no host named news.invalid"),
    (f"http://{'a' * 70}.example/", f"there is no host named {'a' * 70}.example"),
    ("http://", "it leads to an address that is not http or https"),
    ("http://[::1/", "it is not a valid address"),
    ("http://a b/", "there is no host named a%20b"),
    ("http://127.0.0.1:1/", "the server cannot be reached"),
]


@pytest.mark.parametrize(("url", "what"), NOWHERE)
def test_an_address_that_leads_nowhere_is_a_problem(url: str, what: str) -> None:
    def resolve(name: str, port: int) -> list[str]:
        if name != "127.0.0.1":
            "".join([name]).encode("idna")
            raise OSError("unknown name")
        return [name]

    found = fetch_url(url, LIMITS, resolve=resolve)
    assert isinstance(found, Problem)
    assert found.what.startswith(what)


def test_an_address_is_asked_again_with_what_it_gave_to_know_it_by(port: int) -> None:
    url = f"http://127.0.0.1:{port}/kept"
    first = ask(url, LIMITS, Request(contact="desk@example.org", modified="yesterday"))
    assert first.content is not None
    assert first.content.body == b"vedette (desk@example.org) yesterday"
    assert (first.etag, first.modified) == ('"v2"', "Mon, 28 Oct 2024 10:00:00 GMT")
    again = ask(url, LIMITS, Request(etag=first.etag))
    assert (again.status, again.content, again.problem) == (304, None, None)


MOVED = [
    ("/kept", None),
    ("/to-kept", "/kept"),
    ("/to-kept-once", None),
    ("/to-plain-by-way-of", "/one"),
]


@pytest.mark.parametrize(("path", "moved"), MOVED)
def test_only_a_permanent_redirect_says_that_an_address_has_moved(
    port: int, path: str, moved: str | None
) -> None:
    base = f"http://127.0.0.1:{port}"
    assert ask(base + path, LIMITS).moved == (moved and base + moved)


FAULTS = [
    ("/busy", 503, True, "120"),
    ("/broken", 500, True, None),
    ("/missing", 404, False, None),
    ("/gone", 410, False, None),
    ("/cut", None, True, None),
    ("/image", None, False, None),
    ("/bomb", None, False, None),
    ("/to-private", None, False, None),
]


@pytest.mark.parametrize(("path", "status", "passing", "wait"), FAULTS)
def test_a_fault_says_whether_it_may_pass(
    port: int, path: str, status: int | None, passing: bool, wait: str | None
) -> None:
    found = ask(f"http://127.0.0.1:{port}{path}", LIMITS)
    assert found.problem is not None
    assert (found.status, found.passing, found.wait) == (status, passing, wait)


def test_a_validator_that_could_not_be_sent_back_is_not_kept(port: int) -> None:
    assert ask(f"http://127.0.0.1:{port}/odd-tag", LIMITS).etag is None


def test_every_address_on_the_way_must_be_allowed(port: int) -> None:
    """Not only the first: a redirect leads where nobody looked."""
    base = f"http://127.0.0.1:{port}"
    request = Request(allowed=lambda url: "not this one" if url.endswith("/plain") else None)
    found = ask(f"{base}/one", LIMITS, request)
    assert found.problem is not None
    assert found.problem.what == "not this one"


def test_a_form_that_is_asked_for_stands_for_what_the_server_calls_it(port: int) -> None:
    found = ask(f"http://127.0.0.1:{port}/untyped", LIMITS, Request(form="xml")).content
    assert found is not None
    assert (found.form, found.body) == ("xml", TEXT)


def test_an_address_among_the_sources_is_read_like_a_file(port: int) -> None:
    base = f"http://127.0.0.1:{port}"
    found = list(
        ingest([f"{base}/missing", f"{base}/one"], fetch=partial(fetch_url, limits=LIMITS))
    )
    assert [type(x) for x in found] == [Problem, Report]
    assert isinstance(found[1], Report)
    assert (found[1].id, found[1].url) == (f"{base}/one", f"{base}/plain")
    assert found[1].text == TEXT.decode()
