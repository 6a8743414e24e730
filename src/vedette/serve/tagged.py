"""Answers that are known by the state of the ledger: not sent twice, and not made twice.

An answer depends on what is asked and on the ledger's state number alone. So these are its ETag,
and a few answers are kept under it: fifty people who look at one map ask one question.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Coroutine
from typing import Any

import anyio.to_thread
from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from vedette.serve.room import Room
from vedette.serve.settings import Desk, desk_of

KEPT = 32 * 1024 * 1024
"""Bytes of answers that are kept."""
FRESH = "private, no-cache"
"""The browser keeps an answer, and asks each time whether it still holds."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Kept:
    """The answers last asked for; `salt` tells one run of a desk from another, whose ledger may be
    another."""

    def __init__(self, most: int = KEPT) -> None:
        self.answers: Room[str] = Room(most)
        self._salt = secrets.token_hex(4)

    def tag(self, state: int, asked: str) -> str:
        """The ETag of an answer to what is asked, in a state of the ledger."""
        digest = hashlib.blake2b(f"{self._salt} {asked}".encode(), digest_size=8).hexdigest()
        return f'W/"{state}-{digest}"'


class Tagged(APIRoute):
    """A route whose answer follows from the ledger's state and the address."""

    async def moment(self, desk: Desk) -> int:
        """What else it follows from; nothing."""
        return 0

    def get_route_handler(self) -> Handler:
        made = super().get_route_handler()

        async def handler(request: Request) -> Response:
            desk = desk_of(request)
            state = await run_in_threadpool(desk.ledger.state)
            asked = f"{request.url.path}?{request.url.query} {await self.moment(desk)}"
            tag = desk.kept.tag(state, asked)
            headers = {"ETag": tag, "Cache-Control": FRESH}
            if tag in _tags(request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers=headers)
            body = desk.kept.answers.get(tag)
            if body is not None:
                return Response(body, media_type="application/json", headers=headers)
            response = await made(request)
            response.headers.update(headers)
            if response.media_type == "application/json":
                desk.kept.answers.put(tag, bytes(response.body))
            return response

        return handler


class Clocked(Tagged):
    """A route whose answer follows from the time too; it holds for a minute at most."""

    async def moment(self, desk: Desk) -> int:
        return int(time.time()) // 60


class Rested(Tagged):
    """A route whose answer follows from the state in which the sources were counted too, which may
    be an older one."""

    async def moment(self, desk: Desk) -> int:
        # Who waits for another's count waits in no thread.
        known = await anyio.to_thread.run_sync(desk.sources.now, limiter=desk.counter)
        return known.state


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}
