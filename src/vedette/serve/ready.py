"""Long answers that many ask for, written straight from records.

FastAPI would make each a second time to see that it has its shape, which costs more than asking the
ledger. The shapes are those of `vedette.serve.wire` all the same: a test reads the answers by them.
"""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from vedette.records import encode


def ready(answer: Any) -> Response:
    """Records, lists and dicts as an answer."""
    return Response(encode(answer), media_type="application/json")
