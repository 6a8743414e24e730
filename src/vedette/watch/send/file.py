"""Alarms appended to a file, one JSON object a line."""

from __future__ import annotations

from pathlib import Path

from vedette.records import Alarm, Problem, encode
from vedette.watch.plan import Delivery
from vedette.watch.send.text import failed, record


def send_file(alarm: Alarm, delivery: Delivery) -> Problem | None:
    """Append an alarm to the file of a delivery."""
    try:
        with Path(delivery.path).open("ab") as out:
            out.write(encode(record(alarm)) + b"\n")
    except OSError as fault:
        return failed(delivery, f"{delivery.path} cannot be written: {fault.strerror}")
    return None
