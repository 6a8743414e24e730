"""Who may ask, and how much: looked at before any route is, in the order of `CHECKS`.

A page of somebody else's that is open in the user's browser must neither read the desk nor change
it: its requests come under another host's name (DNS rebinding) or from another origin.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.records import Record
from vedette.serve.faults import Fault, answer

COOKIE = "vedette"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_BODY = 64 * 1024
"""Bytes of a request's body: a judgement is a few sentences."""
TOO_MUCH = f"a request may have {MOST_BODY:,} bytes"
MOST_ADDRESS = 8_000
"""Bytes of a request's path and query."""
READING = frozenset({"GET", "HEAD"})
PORTS = {"http": 80, "https": 443}
"""The ports that browsers leave out of an origin."""


def origin_of(url: str) -> str:
    """The origin of an address, as browsers send it. Raises `ValueError` for what is more or less
    than scheme, name and port."""
    wrong = f"{url!r} is no address such as https://desk.example.org, without a path"
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise ValueError(wrong) from fault
    rest = parts.path not in ("", "/") or "@" in parts.netloc or parts.query or parts.fragment
    if parts.scheme not in PORTS or re.fullmatch(r"[a-z\d.:-]+", name, re.ASCII) is None or rest:
        raise ValueError(wrong)
    host = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{host}{'' if port in (None, PORTS[parts.scheme]) else f':{port}'}"


class Rules(Record, frozen=True, kw_only=True):
    """Whom a desk answers: `hosts` are the names that it goes by, None for all (which needs a
    token); `token` is asked for everything under /api; `read_only` refuses judgements; `public` is
    the origin under which a proxy has it, whose name is one of its names."""

    hosts: frozenset[str] | None = LOOPBACK
    token: str | None = None
    read_only: bool = False
    public: str | None = None

    def __post_init__(self) -> None:
        if self.hosts is None and self.token is None:
            raise ValueError("a desk that goes by any name needs a token")


class Asked(Record, frozen=True, kw_only=True):
    """What a check looks at."""

    method: str
    path: str
    query: bytes
    scheme: str
    headers: Mapping[str, str]


Check = Callable[[Asked, Rules], Fault | None]


def _host(asked: Asked, rules: Rules) -> Fault | None:
    given = asked.headers.get("host", "")
    if rules.hosts is None or _name(given) in rules.hosts or _is_public(given, rules):
        return None
    return Fault("forbidden", f"this desk does not go by the name {given[:100]!r}", "Host")


def _is_public(host: str, rules: Rules) -> bool:
    """Whether a Host header has the name under which a proxy has the desk."""
    return rules.public is not None and _name(host) == urlsplit(rules.public).hostname


def _name(host: str) -> str:
    """The name in a Host header, without port and brackets; "" for what is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _size(asked: Asked, _: Rules) -> Fault | None:
    if len(asked.path) + len(asked.query) > MOST_ADDRESS:
        return Fault("too_large", "the address is too long", "query", status=414)
    length = asked.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MOST_BODY:
        return Fault("too_large", TOO_MUCH, "body")
    return None


def _nul(asked: Asked, _: Rules) -> Fault | None:
    """PostgreSQL holds no NUL, so nothing has one in its name; a body is looked at by its shape."""
    if "\0" in asked.path:
        return Fault("bad_request", "a path has no NUL", "path")
    if b"%00" in asked.query or b"\0" in asked.query:
        return Fault("bad_request", "a query has no NUL", "query")
    return None


def _token(asked: Asked, rules: Rules) -> Fault | None:
    # The page itself holds nothing of the ledger; it says in words that a token is wanted.
    if rules.token is None or not asked.path.startswith("/api"):
        return None
    if any(_same(given, rules.token) for given in _tokens(asked.headers)):
        return None
    return Fault("unauthorized", "this desk wants its token", "Authorization")


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _tokens(headers: Mapping[str, str]) -> list[str]:
    kind, _, given = headers.get("authorization", "").partition(" ")
    found = [given.strip()] if kind.casefold() == "bearer" else []
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        cookie = None
    return found if cookie is None else [*found, cookie.value]


def _writing(asked: Asked, rules: Rules) -> Fault | None:
    """What changes the ledger comes from the desk's own page, or from no page at all."""
    if asked.method in READING:
        return None
    if rules.read_only:
        return Fault("forbidden", "this desk was started to be read only", "method")
    site = asked.headers.get("sec-fetch-site", "none")
    origin = asked.headers.get("origin")
    if site not in ("same-origin", "none") or origin not in (None, *_own(asked, rules)):
        return Fault("forbidden", "a page of another site may change nothing here", "Origin")
    # A form of another site can send no JSON.
    if asked.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        what = "a judgement is sent as application/json"
        return Fault("bad_request", what, "Content-Type", status=415)
    return None


def _own(asked: Asked, rules: Rules) -> Iterator[str]:
    """The origins of the desk's own page."""
    host = asked.headers.get("host", "")
    if rules.public is not None:
        yield rules.public
    # Under its public name it is asked through the proxy alone, and not by plain HTTP.
    if not _is_public(host, rules):
        yield f"{asked.scheme}://{host}"


CHECKS: tuple[Check, ...] = (_host, _size, _token, _writing, _nul)


class Guard:
    """Lets requests through that pass all checks, and answers the others with what is wrong."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Asked(
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"],
            scheme=scope["scheme"],
            headers=Headers(scope=scope),
        )
        refused = self._refused(asked)
        if refused is not None:
            await refused(scope, receive, send)
        else:
            await self.app(scope, _counted(receive), send)

    def _refused(self, asked: Asked) -> Response | None:
        for check in CHECKS:
            fault = check(asked, self.rules)
            if fault is not None:
                return answer(fault)
        return self._welcome(asked)

    def _welcome(self, asked: Asked) -> Response | None:
        """The page's own address with the token in it gives a cookie, and goes on without."""
        given = parse_qs(asked.query.decode("latin-1")).get("token", [])
        token = self.rules.token
        if asked.path != "/" or token is None or not given:
            return None
        if not _same(given[0], token):
            return answer(Fault("unauthorized", "that is not the token of this desk", "token"))
        gone = RedirectResponse("/", status_code=303)
        secure = (self.rules.public or asked.scheme).startswith("https")
        gone.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure)
        return gone


def _counted(receive: Receive) -> Receive:
    """A body that is sent in pieces is counted as it comes."""
    read = 0

    async def counting() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BODY:
            # Of another kind it would be taken for a fault of the JSON.
            raise HTTPException(413, TOO_MUCH)
        return message

    return counting
