"""`python -m quality.fused [PART]`: fusing alone, on gold readings (train, dev, test).

Only ledger events that stand in one report of their bundle count, since reports are fused one by
one. Printed: ledger status and number of roots right, and how often a single origin is graded 1 or
2 ("false corroborated"), in percent of those events.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from quality.gold import readings
from quality.predict import status_of
from quality.sets import CORPUS, digest, paths_of, read_bundle
from vedette.fuse import fuse
from vedette.records import Event


def cases(bundle: dict[str, Any]) -> list[tuple[dict[str, Any], Event]]:
    """The ledger lines of a bundle whose event one report alone tells, with the fused event."""
    found: dict[str, list[Event]] = {}
    for reading in readings(bundle):
        for event in fuse(reading).events:
            found.setdefault(event.id, []).append(event)
    lines = ((line, found.get(line["event"], [])) for line in bundle["ledger"])
    return [(line, events[0]) for line, events in lines if len(events) == 1]


def count(paths: list[Path]) -> Counter[str]:
    """What is right and wrong over all cases."""
    c: Counter[str] = Counter()
    for path in paths:
        for line, event in cases(read_bundle(path)):
            c["events"] += 1
            c["status"] += status_of(event) == line["status"]
            c["roots"] += len(event.origins) == len(line["roots"])
            c["false"] += line["status"] == "single" and event.grade.credibility <= 2
            c["false 1"] += line["status"] == "single" and event.grade.credibility == 1
    return c


def main() -> None:
    """Print the figures of a part."""
    part = sys.argv[1] if len(sys.argv) > 1 else "test"
    paths = paths_of(CORPUS / "bundles", part)
    c = count(paths)
    print(f"{part}: {len(paths)} bundles, digest {digest(paths)}, {c['events']} events")
    for name in ("status", "roots", "false", "false 1"):
        print(f"{name:10} {100 * c[name] / c['events']:5.1f}")


if __name__ == "__main__":
    main()
