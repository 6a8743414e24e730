"""The server's process: where it listens, and how it stops."""

from __future__ import annotations

import ipaddress
import socket

import uvicorn
from fastapi import FastAPI

from vedette.serve.guards import LOOPBACK
from vedette.serve.settings import Desk

STOPPING = 5
"""Seconds that answers under way have when the desk is stopped."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 is any that is free. Raises `OSError` where it
    cannot."""
    family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    taken = socket.create_server((host, port), family=family)
    # An answer's head and body are sent one after the other; the second would wait for the reader
    # to say that it has the first, 40 ms. asyncio sees to that only for sockets of its own.
    taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return taken


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can ask at an address."""
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def names_of(host: str) -> frozenset[str] | None:
    """The names that a desk at an address goes by; None, which is all, where that is every address
    of the machine."""
    try:
        every = ipaddress.ip_address(host).is_unspecified
    except ValueError:
        every = False
    return None if every else LOOPBACK | {host.casefold(), socket.gethostname().casefold()}


class Server(uvicorn.Server):
    """Lets its listeners go when it is told to stop; it would wait for them else."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        app = self.config.app
        assert isinstance(app, FastAPI)
        desk: Desk = app.state.desk
        desk.live.close()
        await super().shutdown(sockets)


def server(app: FastAPI) -> Server:
    """The server of an app; `run(sockets=[…])` serves until SIGINT or SIGTERM."""
    return Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            # What a proxy says of the client is believed of none.
            proxy_headers=False,
            timeout_graceful_shutdown=STOPPING,
        )
    )
