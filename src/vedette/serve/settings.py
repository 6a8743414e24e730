"""What a desk consists of while it runs, and where a route finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, cast

import anyio
from fastapi import Depends, Request

from vedette.ledger import Ledger, Mark
from vedette.serve.guards import Rules

if TYPE_CHECKING:
    from vedette.serve.live import Live
    from vedette.serve.room import Room
    from vedette.serve.sources import Sources
    from vedette.serve.tagged import Kept


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A ledger that is served: its rules, its listeners, the answers and counts that are kept.

    `name` is the ledger's place without a password; `rows` are events as lists have them.
    Judgements go one by one through `pen`, counts of sources through `counter`, so that those who
    wait hold up no reader.
    """

    ledger: Ledger
    name: str
    rules: Rules
    live: Live
    kept: Kept
    rows: Room[Mark]
    sources: Sources
    pen: anyio.CapacityLimiter
    counter: anyio.CapacityLimiter


def desk_of(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


async def _desk(request: Request) -> Desk:
    # Not a plain function, for which FastAPI would go to another thread.
    return desk_of(request)


TheDesk = Annotated[Desk, Depends(_desk)]
"""A route's argument: the desk that it is of."""
