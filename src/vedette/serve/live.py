"""Who listens for news of the ledger, and the one watch that asks the ledger for all of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

import anyio
from fastapi.responses import StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Send

from vedette.ledger import LedgerError
from vedette.serve.faults import Fault

LOG = logging.getLogger("vedette.desk")
EVERY = 1.0
"""Seconds between two looks at the ledger."""
QUIET = 15.0
"""Seconds of silence after which a comment is sent, so that nobody between takes it for dead."""
SLOW = 10.0
"""Seconds that a listener may take to receive one piece of news."""
MOST = 100
"""Listeners at a time."""
BEHIND = 16
"""Pieces of news that a listener may be behind."""

Look = Callable[[], list[tuple[str, str]]]
"""What is new since the last look: the names of the news, and what they say as JSON."""
News = bytes | None


class Live:
    """Tells listeners when the ledger has changed; `look` asks it, outside of the event loop."""

    def __init__(self, look: Look, *, every: float = EVERY) -> None:
        self._look, self._every = look, every
        self._listeners: set[asyncio.Queue[News]] = set()
        self._closed = asyncio.Event()

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    async def watch(self) -> None:
        """Look at the ledger again and again until closed. A look that fails is tried anew."""
        while not self._closed.is_set():
            try:
                found = await run_in_threadpool(self._look)
            except LedgerError as fault:
                LOG.warning("the ledger could not be looked at: %s", fault)
            else:
                for event, data in found:
                    self.tell(event, data)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), self._every)

    def tell(self, event: str, data: str) -> None:
        """News for all; who is too far behind is let go, and may come again."""
        news = format_sse_event(event=event, data_str=data)
        for queue in tuple(self._listeners):
            try:
                queue.put_nowait(news)
            except asyncio.QueueFull:
                self._listeners.discard(queue)
                LOG.info("a listener was %d pieces of news behind and was let go", BEHIND)

    def close(self) -> None:
        """Let all listeners go: the desk stops."""
        self._closed.set()
        for queue in self._listeners:
            # One that is full ends when it is read out, as it is no longer among the listeners.
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(None)
        self._listeners.clear()

    def listen(self) -> AsyncIterator[bytes]:
        """All news from now on. Raises `Fault` where too many listen already."""
        if self._closed.is_set() or len(self._listeners) >= MOST:
            raise Fault("busy", f"{MOST} pages listen for news already")
        queue: asyncio.Queue[News] = asyncio.Queue(BEHIND)
        self._listeners.add(queue)
        return self._heard(queue)

    async def _heard(self, queue: asyncio.Queue[News]) -> AsyncIterator[bytes]:
        try:
            yield KEEPALIVE_COMMENT
            while queue in self._listeners or not queue.empty():
                try:
                    news = await asyncio.wait_for(queue.get(), QUIET)
                except TimeoutError:
                    news = KEEPALIVE_COMMENT
                if news is None:
                    return
                yield news
        finally:
            self._listeners.discard(queue)


class Stream(StreamingResponse):
    """News as they come; who does not take them within `SLOW` seconds is let go."""

    media_type = "text/event-stream"

    async def stream_response(self, send: Send) -> None:
        async def promptly(message: Message) -> None:
            with anyio.fail_after(SLOW):
                await send(message)

        try:
            await super().stream_response(promptly)
        except TimeoutError:
            LOG.info("a listener took no news for %d seconds and was let go", SLOW)
