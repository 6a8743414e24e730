"""What goes wrong → one envelope, `{"error": {"code", "what", "where"}}`, on every route.

A fault is a sentence for the user. What nobody foresaw gets a number, which the log has with all
that is known of it; the user sees the number alone.
"""

from __future__ import annotations

import logging
import secrets

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from vedette.ledger import LedgerError
from vedette.ledger.faults import Busy
from vedette.serve import wire
from vedette.serve.headers import SAFE

LOG = logging.getLogger("vedette.desk")
STATUS: dict[wire.Code, int] = {
    "bad_request": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "not_allowed": 405,
    "conflict": 409,
    "too_large": 413,
    "fault": 500,
    "busy": 503,
}
"""Code → its usual HTTP status."""
CODES = {status: code for code, status in STATUS.items()}
RETRY = {"Retry-After": "5"}
"""What a client that met another writer is told."""


class Fault(Exception):
    """A fault of the request, in a sentence; `where` is the parameter or header at fault."""

    def __init__(
        self, code: wire.Code, what: str, where: str = "", *, status: int | None = None
    ) -> None:
        super().__init__(what)
        self.code, self.what, self.where = code, what, where
        self.status = status or STATUS[code]


def answer(fault: Fault) -> Response:
    """The envelope of a fault."""
    body = wire.Problem(error=wire.Error(code=fault.code, what=fault.what, where=fault.where))
    headers = {**(RETRY if fault.code == "busy" else {}), "Cache-Control": "no-store"}
    if fault.code == "unauthorized":
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body.model_dump(), status_code=fault.status, headers=headers)


def handle_all(app: FastAPI) -> None:
    """Have an app answer all that goes wrong with the envelope."""
    app.add_exception_handler(Fault, _of_request)
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(LedgerError, _of_ledger)
    app.add_exception_handler(Exception, _unforeseen)


def _of_request(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, Fault)
    return answer(fault)


def _of_values(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    first = fault.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    what = f"{where or 'the request'}: {first['msg']}"
    return answer(Fault("bad_request", what, where, status=422))


def _of_http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    path = request.url.path
    said = {
        404: f"there is nothing at {path}",
        405: f"{path} cannot be asked with {request.method}",
    }
    code = CODES.get(fault.status_code, "bad_request")
    what = said.get(fault.status_code, str(fault.detail))
    answered = answer(Fault(code, what, "path", status=fault.status_code))
    answered.headers.update(fault.headers or {})
    return answered


def _of_ledger(_: Request, fault: Exception) -> Response:
    if isinstance(fault, Busy):
        return answer(Fault("busy", str(fault)))
    number = secrets.token_hex(4)
    LOG.error("fault %s: %s", number, fault)
    return answer(Fault("fault", f"the ledger cannot be read; the log has fault {number}"))


def _unforeseen(request: Request, fault: Exception) -> Response:
    number = secrets.token_hex(4)
    LOG.error("fault %s at %s %s", number, request.method, request.url.path, exc_info=fault)
    answered = answer(Fault("fault", f"something went wrong here; the log has it as {number}"))
    # This answer is made outside of what adds the headers to all others.
    answered.headers.update(SAFE)
    return answered
