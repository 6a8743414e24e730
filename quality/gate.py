"""`python -m quality.gate`: the shipped model must not fall below its floors. Run by `make test`.

quality/floors.json holds, for the sets that are fast and in the repository, the digest of the data
and a floor for each figure. `--raise` moves floors up to what is measured now, less `SLACK`, and
never down; only where the data changed are its floors pinned anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from quality import corpus, pairs, robust
from quality.figures import Measured
from vedette.records import Record

FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.5
"""Points that another processor may cost: int8 products are rounded differently."""
SHARE = 0.25
"""The same for false events, as a share of them: they are few."""
LOW_IS_GOOD = "false events"
SETS: tuple[Callable[[], Measured], ...] = (
    corpus.measure,
    pairs.measure,
    lambda: robust.measure(every=4),
)
"""What takes about a minute together."""


class Floors(Record, frozen=True, kw_only=True):
    """A set's data and the least (of false events: the most) that each metric may be."""

    data: str
    floors: dict[str, float]


def pinned() -> dict[str, Floors]:
    """The floors by set."""
    raw = json.loads(FLOORS.read_text(encoding="utf-8"))
    return {name: Floors(**row) for name, row in raw.items()}


def faults(found: Measured, floors: Floors | None) -> Iterator[str]:
    """A sentence for each figure below its floor, and for data that is not the pinned one."""
    if floors is None or found.data != floors.data:
        pinned_for = "none" if floors is None else floors.data
        yield f"{found.set}: the data is {found.data}, the floors are for {pinned_for}"
        return
    now = {f.metric: f.value for f in found.figures}
    for metric, floor in floors.floors.items():
        if metric not in now:
            yield f"{found.set}: {metric} is no longer measured"
        elif metric.startswith(LOW_IS_GOOD) and now[metric] > floor:
            yield f"{found.set}: {metric} is {now[metric]:.2f}, at most {floor:.2f} is allowed"
        elif not metric.startswith(LOW_IS_GOOD) and now[metric] < floor:
            yield f"{found.set}: {metric} is {now[metric]:.2f}, its floor is {floor:.2f}"


def raised(found: Measured, old: Floors | None) -> Floors:
    """Floors moved towards what is measured; anew where the data is another.

    Raises ValueError where a metric that has a floor is no longer measured.
    """
    kept = old.floors if old is not None and old.data == found.data else {}
    lost = kept.keys() - {f.metric for f in found.figures}
    if lost:
        raise ValueError(f"{found.set}: {', '.join(sorted(lost))} is no longer measured")
    floors = {}
    for f in found.figures:
        low = f.metric.startswith(LOW_IS_GOOD)
        new = round(f.value * (1 + SHARE) if low else f.value - SLACK, 2)
        before = kept.get(f.metric, new)
        floors[f.metric] = min(before, new) if low else max(before, new)
    return Floors(data=found.data, floors=floors)


def lowered(old: Floors | None, new: Floors) -> list[str]:
    """The floors that other data brought down, to be seen by who pins them."""
    if old is None:
        return []

    def is_lower(metric: str, before: float, now: float) -> bool:
        return now > before if metric.startswith(LOW_IS_GOOD) else now < before

    both = [(k, v, new.floors[k]) for k, v in old.floors.items() if k in new.floors]
    return [f"{k}: {before} -> {now}" for k, before, now in both if is_lower(k, before, now)]


def main() -> None:
    """Exit 1 with a sentence for each fault; or raise the floors."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--raise", action="store_true", dest="up", help="move the floors up")
    up = p.parse_args().up
    floors = pinned() if FLOORS.exists() else {}
    found = [measure() for measure in SETS]
    if up:
        new = {m.set: raised(m, floors.get(m.set)) for m in found}
        for name, f in new.items():
            print("\n".join(f"{name}, lowered: {x}" for x in lowered(floors.get(name), f)))
        rows = {name: {"data": f.data, "floors": f.floors} for name, f in new.items()}
        FLOORS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        return
    wrong = [line for m in found for line in faults(m, floors.get(m.set))]
    print("\n".join(wrong) or f"no figure is below its floor ({', '.join(m.set for m in found)})")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
