"""News of the ledger, as they come."""

from __future__ import annotations

from fastapi import Response

from vedette.serve.live import Stream
from vedette.serve.routes import writing
from vedette.serve.settings import TheDesk

router = writing()


@router.get("/live", response_class=Stream, responses={
    200: {"content": {"text/event-stream": {}}},
})  # fmt: skip
async def live(desk: TheDesk) -> Response:
    """An event `state` whenever the ledger has changed, and a comment where it is quiet."""
    return Stream(desk.live.listen(), headers={"Cache-Control": "no-store"})
