"""Alarms by HTTP POST, signed so that the receiver knows who sends, and marked so that it knows
what it has already.

The body is JSON. `Vedette-Signature` is "t=SECONDS,v1=HEX": HMAC-SHA256 with the shared secret of
"SECONDS.BODY". `Idempotency-Key` is the same for each try of one state of one alarm. What may pass
(no connection, 408, 429, 5xx) is tried again, after a while that doubles. Redirects are not
followed.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable

from vedette.records import Alarm, Problem, encode
from vedette.watch.plan import Delivery
from vedette.watch.send.text import failed, key, record, secret

PAUSES = (0.0, 1.0, 2.0, 4.0)
"""Seconds before each try."""
TIMEOUT = 15.0
PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Answers that may be others in a while."""


def signature(body: bytes, key: str, at: int) -> str:
    """The header that proves who made a body, at so many seconds since 1970."""
    signed = hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def send_webhook(
    alarm: Alarm, delivery: Delivery, *, pause: Callable[[float], None] = time.sleep
) -> Problem | None:
    """Post an alarm to the address of a delivery; `pause` waits so many seconds."""
    import httpx

    shared = secret(delivery)
    if isinstance(shared, Problem):
        return shared
    body = encode({"alarm": record(alarm)})
    said = ""
    with httpx.Client(timeout=TIMEOUT, trust_env=False) as client:
        for wait in PAUSES:
            pause(wait)
            headers = {
                "Content-Type": "application/json",
                "User-Agent": "vedette",
                "Idempotency-Key": key(alarm),
                "Vedette-Signature": signature(body, shared, int(time.time())),
            }
            try:
                answer = client.post(delivery.url, content=body, headers=headers)
            except httpx.HTTPError as fault:
                said = f"cannot be reached: {fault or type(fault).__name__}"
                continue
            if answer.is_success:
                return None
            said = f"answers {answer.status_code}"
            if answer.status_code not in PASSING:
                break
    return failed(delivery, f"{delivery.url} {said}")
