"""How a watched source is, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vedette.export.words import line
from vedette.records import Watched


def status(source: Watched, now: datetime.datetime) -> Iterator[str]:
    """A line of how a source is, then, set in, what else is known of it."""
    yield line(f"{source.name}: {source.state or 'not asked yet'}{_since(source)}")
    at = source.address if source.address == source.listed else f"{source.address} (it has moved)"
    yield f"  {line(f'{source.kind} {at}')}"
    times = (("asked", source.asked), ("answered", source.answered), ("new", source.newest))
    told = [f"last {what} {at or 'never'}" for what, at in times]
    yield f"  {', '.join(told)}; next asked {source.due or 'at once'}"
    if source.waiting:
        yield f"  {source.waiting} of its items wait to be read"
    if source.overdue(now):
        yield f"  {source.at(now).why}"


def _since(source: Watched) -> str:
    return f" since {source.since}: {source.why}" if source.state is not None else ""
