"""Judgements: a person's rulings are appended, one after the other, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from fastapi import APIRouter

from vedette.ledger import Ledger
from vedette.records import Ruling, Source
from vedette.serve import wire
from vedette.serve.faults import Fault
from vedette.serve.routes import reading, writing
from vedette.serve.settings import Desk, TheDesk

T = TypeVar("T")
read, write = reading(), writing()
BEFORE = {"one": "two events are one", "two": "two accounts are of two events"}
"""What a judgement of accounts says, by its kind."""


@read.get("/judgements")
def judgements(desk: TheDesk) -> wire.Every[wire.Judged]:
    """All judgements, undone or not, the latest first."""
    found = desk.ledger.rulings()
    return wire.Every(items=[judged(each) for each in reversed(found)])


@write.post("/judgements", status_code=201)
async def judge(desk: TheDesk, ruling: wire.Ruling) -> wire.Ruled:
    """Rule, with a name and a reason. It wins over the machine's judgement."""

    def rule() -> wire.Ruled:
        numbers = _known(lambda: _numbers(desk.ledger, ruling))
        return wire.Ruled(numbers=numbers, events=_touched(desk.ledger, numbers))

    return await _alone(desk, rule)


@write.post("/judgements/{number}/undo")
async def undo(desk: TheDesk, number: int, by: wire.Undo) -> wire.Undone:
    """Take a judgement back; what it did is undone."""

    def take_back() -> wire.Undone:
        _known(lambda: desk.ledger.undo(number))
        return wire.Undone(events=_touched(desk.ledger, [number]))

    return await _alone(desk, take_back)


async def _alone(desk: Desk, do: Callable[[], T]) -> T:
    """What is done with the ledger to itself. Who waits for the pen waits in no thread."""
    return await anyio.to_thread.run_sync(do, limiter=desk.pen)
