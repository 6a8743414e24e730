"""The stage: a resolved reading → the same with events, claims, origins, verdicts and grades."""

from __future__ import annotations

from vedette.fuse.chains import origins_of, with_briefings, with_tellings
from vedette.fuse.claims import claims_of
from vedette.fuse.events import event_of, figures
from vedette.fuse.index import index
from vedette.fuse.judge import judge, table_of
from vedette.records import Reading, change


def fuse(reading: Reading) -> Reading:
    """Events of one report, each with who says so, on what basis, and its grade.

    It sees this report alone: reprints and rewrites elsewhere are for the ledger to find.
    """
    ix = index(reading)
    claims = with_tellings(ix, with_briefings(ix, claims_of(ix)))
    origins = origins_of(ix, claims)
    table = table_of(claims, origins)
    told = {e: frames for e, frames in ix.events.items() if frames[0].type != "CLAIM"}
    events = (
        change(event_of(ix, e, frames), figures=figures(ix, frames, table.about.get(e, ())))
        for e, frames in told.items()
    )
    judged = [judge(ix, event, table) for event in events]
    return change(
        reading,
        events=tuple(j.event for j in judged),
        claims=claims,
        origins=origins,
        verdicts=tuple(v for j in judged for v in j.verdicts),
    )
