"""The desk as a whole: what ledger, how much is in it, and what filters may choose from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from vedette import __version__
from vedette.brief.learnt import stale
from vedette.codebook import book
from vedette.codebook.scales import NUMBERS, WORDINGS
from vedette.export import words
from vedette.records import Watched
from vedette.serve import wire
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk
from vedette.serve.tagged import Clocked

router = reading(Clocked)


@router.get("/desk")
def overview(desk: TheDesk) -> wire.Desk:
    """What the page begins with."""
    ledger = desk.ledger
    counted, bounds = ledger.count(), ledger.bounds()
    return wire.Desk(
        vedette=__version__,
        ledger=ledger.name,
        reports=counted["reports"],
        events=counted["events"],
        judgements=counted["judgements"],
        state=ledger.state(),
        newest_report=ledger.newest_day(),
        oldest_day=bounds.oldest_day,
        newest_day=bounds.newest_day,
        sources=_watched(ledger.watched(), datetime.datetime.now(datetime.UTC)),
        codebook=_codes(),
        reviewing=not desk.rules.read_only,
    )


def _watched(sources: Iterable[Watched], now: datetime.datetime) -> list[wire.Watched]:
    """The sources that are watched, as they are now."""
    known = [each for each in sources if not each.let_go]
    silent = {each.name for each in stale(known, now)}
    return [
        wire.Watched(
            name=each.name,
            state=each.state or "not asked yet",
            since=each.since,
            why=each.why,
            stale=each.name in silent,
        )
        for each in (each.at(now) for each in known)
    ]


def _codes() -> wire.Codes:
    all_ = book()
    return wire.Codes(
        types={
            t.name: wire.Kind(
                name=t.name.capitalize(),
                description=t.description,
                quad=t.quad,
                modes=list(t.modes),
            )
            for t in all_.types.values()
        },
        statuses=list(all_.statuses),
        quads=list(all_.quads),
        grades={str(n): words.graded(n, WORDINGS[0]) for n in NUMBERS},
    )
