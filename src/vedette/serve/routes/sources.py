"""Sources: their letters and records, and who first knew of events."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import Query

from vedette.records import Origin
from vedette.serve import asked, rows, wire
from vedette.serve.routes import reading
from vedette.serve.settings import TheDesk

router = reading()
MOST = 5_000
"""Rows of a list that comes whole."""


@router.get("/sources")
def sources(desk: TheDesk) -> wire.Every[wire.SourceRow]:
    """Everybody who says something, by name: letter, and what became of their claims."""
    known = desk.sources.now()
    letters = desk.ledger.letters_of(known.sources)
    found = [
        wire.SourceRow(
            id=s.id,
            name=s.name,
            letter=letters.get(s.id),
            track=wire.Track(counts=dict(track.counts), rule=track.rule),
            proposed=track.proposed,
        )
        for s in known.sources
        if (track := known.tracks[s.id])
    ]
    return wire.Every(items=found[:MOST], more=max(0, len(found) - MOST))
