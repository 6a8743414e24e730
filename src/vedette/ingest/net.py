"""A connection that goes only where it was checked to go, and only for so long.

The name is resolved here, every address is judged, and the socket is opened to a judged address:
what the name means a moment later does not matter. Redirects open connections too, so they pass
the same gate. Proxies from the environment are not used. Imported only when a page is fetched.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

Resolve = Callable[[str, int], list[str]]
"""Host and port → IP addresses. Raises `OSError` or `UnicodeError` for a name that is none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """An address that must not or cannot be asked. Never leaves `fetch`."""


class NoHost(Refused):
    """A name that stands for no host, as far as the name service knows now."""


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, also by the IPv4 address inside an IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner and not is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds. Raises `httpcore.ReadTimeout` when none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left


class Guard(httpcore.NetworkBackend):
    """Opens sockets to public addresses only, but for hosts named in `private_hosts`."""

    def __init__(
        self, deadline: Deadline, resolve: Resolve, *, private_hosts: tuple[str, ...]
    ) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._private_hosts = private_hosts
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """The library's own signature; its time limits give way to the deadline."""
        fault: httpcore.NetworkError = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._deadline.left(), local_address, socket_options
                )
            except httpcore.ConnectError as error:
                fault = error
            else:
                return TimedStream(stream, self._deadline)
        raise fault

    def _addresses(self, host: str, port: int) -> list[str]:
        addresses = _resolved(self._resolve, host, port, self._deadline)
        for address in addresses:
            if host not in self._private_hosts and not is_public(address):
                raise Refused(f"{host} is at {address}, which is not a public address")
        return addresses


def _resolved(resolve: Resolve, host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a name. Asked in a thread, as the system's resolver knows no time limit."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise httpcore.ConnectTimeout("no answer on the name") from None
    if isinstance(answer, Exception):
        raise NoHost(f"there is no host named {host}") from answer
    return answer


class TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends with the deadline, so a slow drip ends with it too."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@cache
def _certificates() -> SSLContext:
    """Who is trusted. Read once, since that takes longer than most fetches."""
    return httpx.create_ssl_context()


class Transport(httpx.BaseTransport):
    """httpx over a guard. Certificates are checked against the name, not the address.

    Only a 200 answer brings its body.
    """

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=guard)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
            )
        )
        if answer.status == 200:
            return httpx.Response(200, headers=answer.headers, stream=_Body(answer))
        # httpx would read and unpack the body of a redirect whole; nobody wants it.
        answer.close()
        return httpx.Response(answer.status, headers=answer.headers)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
