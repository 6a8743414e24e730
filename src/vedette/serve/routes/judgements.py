"""Judgements: a person's rulings are appended, one after the other, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread

from vedette.ledger import NOWHERE
from vedette.records import Place
from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.place_named import one_named
from vedette.serve import rows, wire
from vedette.serve.faults import Fault
from vedette.serve.routes import reading, writing
from vedette.serve.settings import Desk, TheDesk

T = TypeVar("T")
read, write = reading(), writing()


@read.get("/judgements")
def judgements(desk: TheDesk) -> wire.Every[wire.Judged]:
    """All judgements, undone or not, the latest first."""
    found = desk.ledger.judgements()
    return wire.Every(items=[rows.judged(each) for each in reversed(found)])


@write.post("/judgements", status_code=201)
async def judge(desk: TheDesk, ruling: wire.Ruling) -> wire.Ruled:
    """Rule, with a name and a reason. It wins over the machine's judgement."""

    def rule() -> wire.Ruled:
        numbers = _known(lambda: _numbers(desk, ruling))
        return wire.Ruled(numbers=numbers, events=desk.ledger.touched(numbers))

    return await _alone(desk, rule)


@write.post("/judgements/{number}/undo")
async def undo(desk: TheDesk, number: wire.Number, by: wire.Undo) -> wire.Undone:
    """Take a judgement back; what it did is undone."""

    def take_back() -> wire.Undone:
        _known(lambda: desk.ledger.undo(number, why=by.why, who=by.who))
        return wire.Undone(events=desk.ledger.touched([number]))

    return await _alone(desk, take_back)


def _rated(desk: Desk, ruling: wire.Rate) -> list[int]:
    source = desk.sources.one(ruling.source)
    given = desk.ledger.rate(source, ruling.letter, why=ruling.why, who=ruling.who)
    return [given.number]


def _numbers(desk: Desk, ruling: wire.Ruling) -> list[int]:
    """Append what is ruled → the judgements' numbers."""
    match ruling:
        case wire.Merge():
            return desk.ledger.merge(ruling.a, ruling.b, why=ruling.why, who=ruling.who)
        case wire.Split():
            return desk.ledger.split(ruling.event, ruling.accounts, why=ruling.why, who=ruling.who)
        case wire.Rate():
            return _rated(desk, ruling)
        case wire.Accept():
            return [desk.ledger.accept(ruling.event, why=ruling.why, who=ruling.who)]
        case wire.Correct():
            return _corrected(desk, ruling)


def _corrected(desk: Desk, ruling: wire.Correct) -> list[int]:
    asked = ruling.value.strip()
    value: str | Place = asked
    if ruling.field == "place" and asked not in ("", NOWHERE):
        with Gazetteer.open() as gazetteer:
            value = one_named(asked, gazetteer)
    ledger = desk.ledger
    return [ledger.correct(ruling.event, ruling.field, value, why=ruling.why, who=ruling.who)]


def _known(do: Callable[[], T]) -> T:
    """What `do` gives; what is not there is told as such."""
    try:
        return do()
    except KeyError as fault:
        raise Fault("not_found", str(fault.args[0]), "id") from fault
    except ValueError as fault:
        raise Fault("bad_request", str(fault)) from fault


async def _alone(desk: Desk, do: Callable[[], T]) -> T:
    """What is done with the ledger to itself. Who waits for the pen waits in no thread."""
    return await anyio.to_thread.run_sync(do, limiter=desk.pen)
