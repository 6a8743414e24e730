"""`python -m quality.predict GOLD.jsonl > PRED.jsonl`: read bundles' texts for corpus/score.py.

GOLD.jsonl is what corpus/corpus.py prints. Only texts, dates and outlets are looked at. Reports are
read one by one: an event of two reports is two events until reports are fused with each other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from quality.sets import report_of
from vedette import pipeline
from vedette.export.bundle import status_of
from vedette.records import Event, Frame, Reading


def frame_of(reading: Reading, frame: Frame) -> dict[str, Any]:
    """A frame as the scorer reads it."""
    roles: dict[str, list[Any]] = {}
    for role, fill in frame.roles.items():
        if role == "about":
            roles[role] = list(fill)
            continue
        found = [reading.mention(m) for m in fill]
        timed = role == "when"
        roles[role] = [[m.start, m.end, m.value] if timed else [m.start, m.end] for m in found]
    return {
        "event": frame.event,
        "type": frame.type,
        "mode": frame.mode,
        "status": frame.status,
        "trigger": list(frame.trigger),
        "roles": roles,
    }


def ledger_of(reading: Reading, event: Event) -> dict[str, Any]:
    """An event's origins and status as the scorer reads them."""
    return {
        "event": event.id,
        "status": status_of(event),
        "roots": list(event.origins),
        "against": list(event.against),
    }


def named(n: int, row: dict[str, Any]) -> dict[str, Any]:
    """Event ids made unique in the bundle by the report's number."""
    about = row.get("roles", {}).get("about")
    if about is not None:
        row["roles"]["about"] = [f"{n}.{e}" for e in about]
    return {**row, "event": f"{n}.{row['event']}"}


def predict(bundles: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Predictions for bundles, one by one."""
    for b in bundles:
        reports, ledger = [], []
        for raw in b["reports"]:
            reading = pipeline.read(report_of(b, raw))
            frames = [named(raw["n"], frame_of(reading, f)) for f in reading.frames]
            reports.append({"n": raw["n"], "frames": frames})
            ledger += [named(raw["n"], ledger_of(reading, e)) for e in reading.events]
        yield {"bundle": b["bundle"], "reports": reports, "ledger": ledger}


def main() -> None:
    """Bundles of the file named on the command line → predictions on standard output."""
    with open(sys.argv[1], encoding="utf-8") as gold:
        for row in predict(json.loads(line) for line in gold):
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
