"""An alarm in words and as a record, the same for every way that it goes."""

from __future__ import annotations

import os
from typing import Any

from vedette.records import Alarm, Problem
from vedette.watch.plan import Delivery

LATER = "the alarm is kept, and sent when `vedette alarms` runs again"


def key(alarm: Alarm) -> str:
    """What tells one state of one alarm from all others, for whoever receives it twice."""
    return f"{alarm.id}.{alarm.revision}"


def subject(alarm: Alarm) -> str:
    """One line: what it is about, and whether it is new."""
    state = "" if alarm.state == "standing" else f" ({alarm.state})"
    lane = {"actual": "", "ahead": "AHEAD: ", "denied": "DENIED: "}[alarm.lane]
    line = f"{lane}{alarm.watch}: {alarm.kind} {alarm.side} since {alarm.since}{state}"
    return " ".join(line.split())


def words(alarm: Alarm) -> str:
    """What changed, compared with what, on which events."""
    lines = [alarm.what, alarm.compared]
    if alarm.why:
        lines.insert(0, f"{alarm.state.capitalize()}: {alarm.why}.")
    lines.append("Events: " + (", ".join(alarm.events) or "none"))
    lines.append(f"Alarm {key(alarm)}, {alarm.at}")
    return "\n".join(lines)


def record(alarm: Alarm) -> dict[str, Any]:
    """The fields of an alarm, as JSON has them."""
    return {name: getattr(alarm, name) for name in alarm.__struct_fields__}


def secret(delivery: Delivery) -> str | Problem:
    """The secret of a delivery, from the environment variable that it names."""
    found = os.environ.get(delivery.secret, "")
    return found or failed(delivery, f"the environment has no {delivery.secret}")


def failed(delivery: Delivery, what: str) -> Problem:
    """What went wrong with a delivery."""
    return Problem(where=f"deliver.{delivery.name}", what=what, why=LATER)
