"""`python -m quality.run [SET...]`: one table, metric by metric, of the shipped model.

Every set by default; those that are not at hand are named and left out. `--save` writes
quality/figures.json too, from which docs/accuracy.md is made (`python -m quality.page`).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quality import (
    actors,
    attribution,
    certainty,
    copies,
    coreference,
    corpus,
    dates,
    ecb,
    fused,
    geo,
    judged,
    ledger,
    names,
    pairs,
    relations,
    robust,
    wikified,
)
from quality.figures import Measured, NotHere, lines
from vedette.reader.model import shipped
from vedette.records import encode

SETS: dict[str, Callable[[], Iterable[Measured]]] = {
    "corpus": lambda: [corpus.measure()],
    "pairs": lambda: [pairs.measure()],
    "ordinary": lambda: [corpus.ordinary()],
    "re3d": lambda: [corpus.real()],
    "plv": lambda: [relations.measure()],
    "certainty": lambda: [certainty.measure()],
    "attribution": lambda: [attribution.measure(), attribution.passages()],
    "names": names.measure,
    "coreference": lambda: [coreference.measure()],
    "scores": lambda: [judged.measure()],
    "robust": lambda: [robust.measure()],
    "fused": lambda: [fused.measure()],
    "ledger": lambda: [ledger.measure()],
    "stories": lambda: [ecb.measure()],
    "copies": lambda: [copies.measure()],
    "copies in ECB+": lambda: [copies.measure_ecb()],
    "dates": dates.measure,
    "places": geo.measure,
    "actors": lambda: [actors.measure()],
    "wikified": lambda: [wikified.linked()],
}
"""Set → its measurement; the order of the table."""
SAVED = Path(__file__).parent / "figures.json"


def measured(chosen: Iterable[str]) -> Iterator[Measured]:
    """The chosen sets one by one, printed as they come; a set that is not at hand is named."""
    for name in chosen:
        try:
            for found in SETS[name]():
                print("\n".join(lines(found)), flush=True)
                yield found
        except NotHere as missing:
            print(f"{name}  {missing}", flush=True)


def save(found: Measured) -> None:
    """Replace a set in figures.json; the others stay with their model's name."""
    old = json.loads(SAVED.read_text(encoding="utf-8"))["sets"] if SAVED.exists() else {}
    sets = {**old, found.set: stamped(found)}
    text = json.dumps({"sets": sets}, indent=1, ensure_ascii=False) + "\n"
    SAVED.write_text(text, encoding="utf-8")


def stamped(m: Measured) -> dict[str, object]:
    """A set's figures with model, day and machine."""
    made = {"model": shipped().name, "sums": shipped().digest(), "day": str(datetime.date.today())}
    return {
        **json.loads(encode(m)),
        **made,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
    }


def main() -> None:
    """Print the table."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}")
    p.add_argument("--save", action="store_true", help="into quality/figures.json")
    a = p.parse_args()
    unknown = set(a.sets) - SETS.keys()
    if unknown:
        p.error(f"no such set: {', '.join(sorted(unknown))}")
    print(f"model {shipped().name} {shipped().digest()}")
    for found in measured(a.sets or SETS):
        if a.save:
            save(found)


if __name__ == "__main__":
    main()
