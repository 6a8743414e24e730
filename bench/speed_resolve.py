"""`python -m bench.speed_resolve`: what each stage of a read costs, in one run.

The texts are those of bench.speed_read (the lengths of real news). The parts of resolving are
shares of it by the profiler; what is left is entities and their identity. Times are this process's
own processor time, so that a busy machine does not count, and the best of several turns. The
gazetteer is opened and warm. Last stands what a cold process pays for opening it and looking up a
first name, and the memory that takes.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.speed_read import texts
from vedette.fuse import fuse
from vedette.reader.decode import read
from vedette.reader.model import shipped
from vedette.records import Reading, Report
from vedette.resolve import resolve

PARTS = {
    "values (dates, numbers)": ("values.py", "with_values"),
    "toponyms": ("toponyms.py", "find_toponyms"),
    "places of mentions": ("toponyms.py", "resolve_spans"),
    "actors": ("actors.py", "resolve_actor"),
}
"""Part of resolving → the file and function that does it."""
BAR = 25.0
"""Percent on top of reading that resolving and fusing may cost."""
COLD = """
import os, time
from vedette.resolve.gazetteer import Gazetteer
def resident():
    with open("/proc/self/statm") as table:
        return int(table.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
before, start, spent = resident(), time.perf_counter(), time.process_time()
Gazetteer.open().lookup("Kursk")
took, own = time.perf_counter() - start, time.process_time() - spent
print(f"{took * 1000:.0f} ms ({own * 1000:.0f} ms of it its own), {resident():.0f} MiB resident, "
      f"{resident() - before:.0f} of them for it")
"""
"""Run in a process of its own; Linux only, where peaks of the parent would count otherwise."""


def seconds(run: Callable[[], object], *, turns: int) -> float:
    """The least processor time of several turns."""
    took = []
    for _ in range(turns):
        start = time.process_time()
        run()
        took.append(time.process_time() - start)
    return min(took)


def parts(readings: Sequence[Reading]) -> dict[str, float]:
    """The share of resolving, 0 to 1, that each of its parts takes."""
    profile = cProfile.Profile()
    profile.enable()
    for reading in readings:
        resolve(reading)
    profile.disable()
    # pstats' table has no types: (file, line, function) → (calls, …, own time, time with callees).
    table = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(row[3] for key, row in table.items() if key[2] == "resolve")
    return {
        part: sum(r[3] for k, r in table.items() if (Path(k[0]).name, k[2]) == where) / whole
        for part, where in PARTS.items()
    }


def measured(reports: Sequence[Report], turns: int) -> dict[str, float]:
    """Milliseconds a report by stage."""
    model = shipped(1)
    readings = [read(r, model) for r in reports]
    resolved = [resolve(r) for r in readings]
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: [read(r, model) for r in reports],
        "resolve": lambda: [resolve(r) for r in readings],
        "fuse": lambda: [fuse(r) for r in resolved],
    }
    ms = {name: 1000 * seconds(run, turns=turns) / len(reports) for name, run in stages.items()}
    ms |= {f"  {part}": share * ms["resolve"] for part, share in parts(readings).items()}
    return ms


def main() -> None:
    """Print the table."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--rounds", type=int, default=1, help="of ten texts each")
    p.add_argument("--turns", type=int, default=3)
    a = p.parse_args()
    os.environ["VEDETTE_THREADS"] = "1"
    ms = measured(texts(a.rounds), a.turns)
    on_top = 100 * (ms["resolve"] + ms["fuse"]) / ms["read"]
    for stage, took in ms.items():
        print(f"{stage:26}{took:8.2f} ms a report {100 * took / ms['read']:6.1f} % of reading")
    print(f"resolve and fuse on top of reading: {on_top:.1f} % (bar {BAR:.0f})")
    print(
        "gazetteer, cold:", subprocess.check_output([sys.executable, "-c", COLD], text=True), end=""
    )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
