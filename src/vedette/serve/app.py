"""A ledger → the desk's server, as an ASGI application."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import anyio.to_thread
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from vedette import __version__
from vedette.ledger import Ledger
from vedette.serve import faults
from vedette.serve.guards import Guard, Rules
from vedette.serve.headers import SafeHeaders
from vedette.serve.live import EVERY, Live
from vedette.serve.looking import Looking
from vedette.serve.room import Room
from vedette.serve.routes import (
    events,
    groups,
    judgements,
    live,
    overview,
    reports,
    sources,
    telling,
)
from vedette.serve.settings import Desk
from vedette.serve.sources import Sources
from vedette.serve.tagged import Kept

PAGE = Path(__file__).parent / "page"
"""The page, which is built from web/; a desk without it has the API alone."""
WAIT = 10.0
"""Seconds that a judgement waits for another writer."""
READERS = 8
"""Questions that are answered at a time. More would only wait for each other, each with a part of
the ledger in memory."""
SMALL = 1_000
"""Bytes of an answer below which packing it is not worth the while."""
ROWS = 64 * 1024 * 1024
"""Bytes of events as lists have them that are kept, some 90,000."""
ROUTES = (
    overview.router,
    events.router,
    groups.router,
    reports.router,
    sources.router,
    sources.counted,
    telling.router,
    telling.clocked,
    judgements.read,
    judgements.write,
    live.router,
)


def desk(
    place: str | Path,
    *,
    rules: Rules = Rules(),  # noqa: B008 - frozen
    wait: float = WAIT,
    every: float = EVERY,
) -> FastAPI:
    """The server of the ledger at a place, which is opened now and let go when the server stops.

    `rules` say whom it answers; `wait` is how many seconds a judgement waits for another writer,
    `every` how often the ledger is looked at for news. Raises `LedgerError` where there is no
    ledger.
    """
    ledger = Ledger(place, make=False, wait=wait)
    app = _described()
    app.state.desk = _parts(ledger, rules, every)
    faults.handle_all(app)
    for router in ROUTES:
        app.include_router(router)
    if PAGE.is_dir():
        app.mount("/", StaticFiles(directory=PAGE, html=True), name="page")
    # The last that is added is the first that hears a request.
    app.add_middleware(Guard, rules=rules)
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=5)
    app.add_middleware(SafeHeaders)
    return app


def _described() -> FastAPI:
    """An application without routes, as its description has it."""
    return FastAPI(
        title="Vedette",
        version=__version__,
        description="Events of many reports: who says so, and whether independent origins agree.",
        openapi_url="/api/openapi.json",
        # Both would have a browser fetch scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=_running,
    )


def _parts(ledger: Ledger, rules: Rules, every: float) -> Desk:
    """What a desk consists of besides its routes."""
    return Desk(
        ledger=ledger,
        name=ledger.name,
        rules=rules,
        live=Live(Looking(ledger), every=every),
        kept=Kept(),
        rows=Room(ROWS),
        sources=Sources(ledger),
        pen=anyio.CapacityLimiter(1),
        counter=anyio.CapacityLimiter(1),
    )


@contextlib.asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    here: Desk = app.state.desk
    anyio.to_thread.current_default_thread_limiter().total_tokens = READERS
    watch = asyncio.create_task(here.live.watch())
    try:
        yield
    finally:
        here.live.close()
        # A look that is under way must end before the ledger is let go.
        await watch
        here.ledger.close()
