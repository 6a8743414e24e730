"""One http(s) address → Answer. The only place that asks the open internet: a writer's endpoint
(`chat`) and what alarms are sent to (`watch.send`) are addresses that the user has named.

Follows redirects, keeps no cookies from one fetch to the next, runs no script, uses no proxy.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from vedette.ingest.answer import Answer, Fetched, Form, Unusable, answered, unread
from vedette.records import Problem, Record

if TYPE_CHECKING:
    from vedette.ingest.net import Resolve

AGENT = "vedette"
"""What this program calls itself, also to the robots.txt of a site."""
_ACCEPT = (
    "text/html, text/plain, application/rss+xml, application/atom+xml,"
    " application/xml;q=0.9, application/json;q=0.9, text/csv;q=0.9"
)


Fetch = Callable[[str], "Fetched | Problem"]
Allowed = Callable[[str], "str | None"]
"""An address about to be asked → why it must not be, or None."""


class Limits(Record, frozen=True, kw_only=True):
    """Bounds of one fetch: seconds in all, bytes after unpacking, redirects.

    `private_hosts` are names, in small letters, that may lie in the own network. Every other host,
    also one that a named host redirects to, must be on the open internet.
    """

    seconds: float = 30.0
    size: int = 10_000_000
    redirects: int = 5
    private_hosts: tuple[str, ...] = ()


class Request(Record, frozen=True, kw_only=True):
    """How an address is asked. `form` is what it is taken for, whatever the server calls it;
    `contact` goes with the name of this program; `allowed` is asked before every address, those of
    redirects too."""

    form: Form | None = None
    etag: str | None = None
    modified: str | None = None
    contact: str | None = None
    allowed: Allowed | None = None

    def headers(self) -> dict[str, str]:
        """The headers of the request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        named = f"{AGENT} ({self.contact})" if self.contact else AGENT
        return {
            "User-Agent": named,
            "Accept": _ACCEPT,
            # gzip alone: it can be unpacked piece by piece under a limit.
            "Accept-Encoding": "gzip",
            **{name: value for name, value in given.items() if value is not None},
        }


_USUAL = Limits()
_PLAIN = Request()


def fetch_url(
    url: str, limits: Limits = _USUAL, *, resolve: Resolve | None = None
) -> Fetched | Problem:
    """The content of an address, or why there is none. `resolve` is the name service."""
    answer = ask(url, limits, resolve=resolve)
    if answer.content is not None:
        return answer.content
    return answer.problem or unread(url, "the server answers 304, which was not asked for")


def ask(
    url: str,
    limits: Limits = _USUAL,
    request: Request = _PLAIN,
    *,
    resolve: Resolve | None = None,
) -> Answer:
    """What comes of asking an address. `resolve` is the name service."""
    import httpcore
    import httpx

    from vedette.ingest.net import NoHost, Refused

    # What is said of a fault, and whether it may pass.
    faults: tuple[tuple[type[Exception], str, bool], ...] = (
        (Unusable, "{error}", False),
        (NoHost, "{error}", True),
        (Refused, "{error}", False),
        (httpcore.TimeoutException, f"no full answer came within {limits.seconds:g} s", True),
        (httpcore.NetworkError, "the server cannot be reached: {error}", True),
        (httpcore.ProtocolError, "the server does not keep to HTTP: {error}", True),
        (httpx.TooManyRedirects, f"there are more than {limits.redirects} redirects", False),
        (httpcore.UnsupportedProtocol, "it leads to an address that is not http or https", False),
        (httpx.HTTPError, "the answer cannot be used: {error}", False),
        (httpx.InvalidURL, "it is not a valid address: {error}", False),
        (zlib.error, "the gzip data of the answer are damaged", True),
    )
    try:
        return _ask(url, limits, request, resolve)
    except tuple(fault for fault, _, _ in faults) as error:
        said, passing = next((s, p) for fault, s, p in faults if isinstance(error, fault))
        what = said.format(error=error or "no reason given")
        return Answer(problem=unread(url, what), passing=passing)


def _ask(url: str, limits: Limits, request: Request, resolve: Resolve | None) -> Answer:
    import httpx

    from vedette.ingest.net import Deadline, Guard, Transport, system_addresses

    def check(asked: httpx.Request) -> None:
        why = request.allowed(str(asked.url)) if request.allowed is not None else None
        if why is not None:
            raise Unusable(why)

    guard = Guard(
        Deadline(limits.seconds), resolve or system_addresses, private_hosts=limits.private_hosts
    )
    client = httpx.Client(
        transport=Transport(guard),
        headers=request.headers(),
        event_hooks={"request": [check]},
        follow_redirects=True,
        max_redirects=limits.redirects,
        trust_env=False,
    )
    with client, client.stream("GET", url) as answer:
        return answered(answer, url, size=limits.size, form=request.form)
