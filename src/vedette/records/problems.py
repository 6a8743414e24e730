"""Faults of the world: what could not be read, and what the ledger keeps of them."""

from __future__ import annotations

from vedette.records.base import Record, change

KEPT = 64 * 2**10
"""Most bytes that are kept of what is wrong."""


class Problem(Record, frozen=True, kw_only=True):
    """A fault of the world, told to the user: where it is, what it is, why it matters.

    `lost` is False where the report was read all the same. `raw` are the bytes that it is about,
    the first `KEPT` of `size`, for a look; none where there are none.
    """

    where: str
    what: str
    why: str
    lost: bool = True
    raw: bytes = b""
    size: int = 0


def about(problem: Problem, raw: bytes, size: int | None = None) -> Problem:
    """A problem with the bytes that it is about, unless it has them; `size` is of all of them,
    where `raw` is only their beginning."""
    if problem.raw or not raw:
        return problem
    return change(problem, raw=raw[:KEPT], size=len(raw) if size is None else size)


class Kept(Record, frozen=True, kw_only=True):
    """A problem that the ledger keeps: its number, the source that it came from, when it was first
    and last met, how often, and the SHA-256 of all that (but times), by which it is the same."""

    number: int
    source: str
    problem: Problem
    first: str
    last: str
    times: int
    digest: str
