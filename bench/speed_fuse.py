"""`python -m bench.speed_fuse`: what adding a report to a ledger costs as the ledger grows.

Reports are made by resampling the corpus's annotated stories: each time with other names, on other
days of one span, so that the ledger holds different stories that are worded alike, which is harder
for it than different stories are. A report is read and resolved beforehand: what is timed is
`Ledger.add` on a file, with everything that it writes, in this process's own processor time, so
that a busy machine does not count. Costs are the median (and the 95th of a hundred) over the last
reports before each size is reached.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from quality.gold import readings
from quality.sets import CORPUS, read_bundle
from vedette.fuse import fuse
from vedette.ledger import Ledger
from vedette.records import Reading, change
from vedette.resolve import resolve

FIRST = datetime.date(2020, 1, 1)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
"""A capitalised word inside a sentence."""
LETTERS = ("aeiou", "bcdfghjklmnpqrstvwxyz")
BAR_MS, BAR_GROWTH = 40.0, 2.0


def stories(limit: int) -> list[list[Reading]]:
    """Bundles with events, read as annotated and resolved; at most `limit` of them."""
    out: list[list[Reading]] = []
    for path in sorted((CORPUS / "bundles").glob("*.txt"))[:limit]:
        read = [fuse(resolve(r)) for r in readings(read_bundle(path))]
        if any(r.events for r in read):
            out.append(read)
    return out


def renamed(text: str, turn: int) -> str:
    """The text with other names of the same length: each letter moved on among its kind."""

    def moved(letter: str) -> str:
        for kind in LETTERS:
            at = kind.find(letter.lower())
            if at >= 0:
                new = kind[(at + turn) % len(kind)]
                return new.upper() if letter.isupper() else new
        return letter

    return NAME.sub(lambda m: "".join(map(moved, m.group())), text)


def another(story: Sequence[Reading], turn: int, day: datetime.date) -> Iterator[Reading]:
    """A story again, with other names, its first report on a day."""
    dates = [datetime.date.fromisoformat(r.report.date) for r in story if r.report.date]
    shift = day - min(dates, default=day)

    def moved(value: str | None) -> str | None:
        if value is None:
            return None
        return (datetime.date.fromisoformat(value[:10]) + shift).isoformat()

    for n, r in enumerate(story):
        text = renamed(r.report.text, turn)
        report = change(
            r.report, id=f"{turn}-{n}", text=text, date=moved(r.report.date), title=None
        )
        events = tuple(
            e
            if e.when is None
            else change(e, when=change(e.when, start=moved(e.when.start), end=moved(e.when.end)))
            for e in r.events
        )
        entities = tuple(change(e, name=renamed("a " + e.name, turn)[2:]) for e in r.entities)
        yield change(r, report=report, events=events, entities=entities)


def stream(pool: Sequence[Sequence[Reading]], days: int, seed: int) -> Iterator[Reading]:
    """Endless reports, the stories of the pool in random turns."""
    rng = random.Random(seed)
    turn = 0
    while True:
        turn += 1
        day = FIRST + datetime.timedelta(days=rng.randrange(days))
        yield from another(rng.choice(pool), turn, day)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.speed_fuse", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--days", type=int, default=365, help="days that the reports span")
    parser.add_argument("--stories", type=int, default=10_000, help="bundles to resample")
    parser.add_argument("--last", type=int, default=500, help="reports timed before each size")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ledger", type=Path, help="file to keep; else a temporary one")
    args = parser.parse_args(argv)
    pool = stories(args.stories)
    with tempfile.TemporaryDirectory() as folder:
        place = args.ledger or Path(folder) / "bench.db"
        with Ledger(place) as ledger:
            run(ledger, place, pool, args)
    return 0


def run(
    ledger: Ledger, place: Path, pool: Sequence[Sequence[Reading]], args: argparse.Namespace
) -> None:
    frames = 0
    took: list[float] = []
    sizes = list(args.sizes)
    base = 0.0
    for reports, reading in enumerate(stream(pool, args.days, args.seed), 1):
        start = time.process_time()
        ledger.add(reading)
        took.append(1000 * (time.process_time() - start))
        frames += len(reading.frames)
        if frames >= sizes[0]:
            last = sorted(took[-args.last :])
            median, high = statistics.median(last), last[int(0.95 * len(last))]
            base = base or median
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{sizes.pop(0):>9,} frames, {reports:>7,} reports ({reports / args.days:.0f} a "
                f"day): median {median:.1f} ms (bar {BAR_MS:.0f}), 95 of a hundred {high:.1f} ms, "
                f"{median / base:.2f} times the first (bar {BAR_GROWTH:.0f}); "
                f"file {place.stat().st_size / 2**20:,.0f} MiB, peak memory {peak:,.0f} MiB",
                flush=True,
            )
            took.clear()
            if not sizes:
                return


if __name__ == "__main__":
    raise SystemExit(main())
