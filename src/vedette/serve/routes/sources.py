"""Sources: their letters and records, and who first knew of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import anyio.to_thread
from fastapi import Query

from vedette.records import Letter
from vedette.serve import asked, wire
from vedette.serve.routes import reading
from vedette.serve.settings import Desk, TheDesk
from vedette.serve.tagged import Rested

router, counted = reading(), reading(Rested)
MOST = 5_000
"""Rows of a list that comes whole."""


@counted.get("/sources")
async def sources(desk: TheDesk) -> wire.Every[wire.SourceRow]:
    """Everybody who says something, by name: letter, and what became of their claims."""
    return await anyio.to_thread.run_sync(_sources, desk, limiter=desk.counter)


def _sources(desk: Desk) -> wire.Every[wire.SourceRow]:
    known, letters = desk.sources.now(), desk.sources.letters()
    found = [
        wire.SourceRow(
            id=s.id,
            name=s.name,
            letter=_letter(letters, s.voices),
            track=wire.Track(counts=known.tracks[s.id].counts, rule=known.tracks[s.id].rule),
            proposed=known.tracks[s.id].proposed,
        )
        for s in known.sources[:MOST]
    ]
    return wire.Every(items=found, more=max(0, len(known.sources) - MOST))


@router.get("/origins")
def origins(desk: TheDesk, given: Annotated[wire.Filters, Query()]) -> wire.Every[wire.OriginRow]:
    """Who first knew of the events that pass the filters, those of most events first."""
    letters = desk.sources.letters()
    found = desk.ledger.origins(asked.wanted(given))
    rows = [
        wire.OriginRow(
            id=each.id,
            name=each.name,
            basis=each.basis,
            events=each.events,
            letter=_letter(letters, [each.id]),
        )
        for each in found[:MOST]
    ]
    return wire.Every(items=rows, more=max(0, len(found) - MOST))


def _letter(letters: Mapping[str, Letter], voices: Iterable[str]) -> Letter | None:
    """The letter of whoever has one of some voices."""
    return next((letters[voice] for voice in voices if voice in letters), None)
