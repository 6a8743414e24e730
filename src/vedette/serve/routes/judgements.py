"""Judgements: a person's rulings are appended, one after the other, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

import anyio.to_thread

from vedette.ledger import Ledger
from vedette.ledger.reviews import KINDS
from vedette.records import Ruling
from vedette.serve import wire
from vedette.serve.faults import Fault
from vedette.serve.routes import reading, writing
from vedette.serve.settings import Desk, TheDesk

T = TypeVar("T")
read, write = reading(), writing()
SAYS = {
    "one": "{a} and {b} are of one event",
    "two": "{a} and {b} are of two events",
    "reliability": "the source {a} has the letter {b}",
    "accept": "the event {a} is right as it is",
    "correct": "{b} of the event {a} is corrected",
}
"""A judgement in a sentence, by its kind."""


@read.get("/judgements")
def judgements(desk: TheDesk) -> wire.Every[wire.Judged]:
    """All judgements, undone or not, the latest first."""
    found = desk.ledger.rulings()
    return wire.Every(items=[judged(each) for each in reversed(found)])


@write.post("/judgements", status_code=201)
async def judge(desk: TheDesk, ruling: wire.Ruling) -> wire.Ruled:
    """Rule, with a name and a reason. It wins over the machine's judgement."""

    def rule() -> wire.Ruled:
        numbers = _known(lambda: _numbers(desk, ruling))
        return wire.Ruled(numbers=numbers, events=_touched(desk.ledger, numbers))

    return await _alone(desk, rule)


@write.post("/judgements/{number}/undo")
async def undo(desk: TheDesk, number: int, by: wire.Undo) -> wire.Undone:
    """Take a judgement back; what it did is undone."""

    def take_back() -> wire.Undone:
        _known(lambda: desk.ledger.undo(number))
        return wire.Undone(events=_touched(desk.ledger, [number]))

    return await _alone(desk, take_back)


def judged(ruling: Ruling) -> wire.Judged:
    """A judgement, in a sentence too."""
    said = SAYS.get(ruling.kind, f"{ruling.kind}: {{a}}, {{b}}")
    return wire.Judged(
        number=ruling.number,
        kind=KINDS.get(ruling.kind, ruling.kind),
        who=ruling.who,
        at=ruling.at,
        why=ruling.why,
        undone=ruling.undone,
        what=said.format(a=ruling.a, b=ruling.b),
    )


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


def _touched(ledger: Ledger, numbers: Collection[int]) -> list[str]:
    """The events that the accounts of some judgements are of now."""
    known = set(numbers)
    ruled = [each for each in ledger.rulings() if each.number in known]
    return sorted(set(ledger.events_of({x for r in ruled for x in (r.a, r.b)}).values()))


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
