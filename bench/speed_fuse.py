"""`python -m bench.speed_fuse`: what adding a report to a ledger costs as the ledger grows.

The ledger is the archive of a desk that reads so many reports a day (`--a-day`), and it grows by
days: a day of its last year is no fuller than one of its first. Reports are made by resampling the
corpus's annotated stories. Each time a story has other names, begins on the archive's last day and
goes on for as many days as in the corpus, so that the reports of several stories come mixed, in the
order of their days. At 100 reports a day, 9,100 lie within the 45 days either way in which reports
are compared, and each of some 2,300 stories is among them three times in the same words, at
the same places, with the same listed actors, but with other names and on other days. So the ledger
holds different stories that are worded alike, which is harder for it than the world's are.

A report is read and resolved beforehand: what is timed is `Ledger.add` on a file, with everything
that it writes, in this process's own processor time, so that a busy machine does not count. Costs
are the median (and the 95th of a hundred) over the last reports before each size is reached; the
reports before those are added many at a time (`Ledger.add_all`), which leaves the same ledger.
"""

from __future__ import annotations

import argparse
import datetime
import heapq
import itertools
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from quality.gold import readings
from quality.sets import CORPUS, read_bundle
from vedette.fuse import fuse
from vedette.fuse.keys import day_of
from vedette.ledger import Ledger
from vedette.records import Reading, change
from vedette.resolve import resolve

FIRST = datetime.date(2020, 1, 1)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
"""A capitalised word inside a sentence."""
LETTERS = ("aeiou", "bcdfghjklmnpqrstvwxyz")
SPAN = 45
BAR_MS, BAR_GROWTH = 40.0, 2.0


def stories(limit: int) -> list[list[Reading]]:
    """Bundles with events, read as annotated and resolved; at most `limit` of them. One that goes
    on for more than `SPAN` days, or on unknown ones, is a collection: each report is a story."""
    out: list[list[Reading]] = []
    for path in sorted((CORPUS / "bundles").glob("*.txt"))[:limit]:
        read = [fuse(resolve(r)) for r in readings(read_bundle(path))]
        days = [day_of(r.report.date) or 0 for r in read]
        whole = max(days) - min(days) <= SPAN
        out += [s for s in ([read] if whole else [[r] for r in read]) if any(r.events for r in s)]
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


def stream(pool: Sequence[Sequence[Reading]], a_day: int, seed: int) -> Iterator[Reading]:
    """Endless reports in the order of their days, about so many a day: stories of the pool in
    random turns."""
    rng = random.Random(seed)
    waiting: list[tuple[str, int, int, Reading]] = []
    turn = begun = 0
    for n in itertools.count():
        day = FIRST + datetime.timedelta(days=n)
        while begun < a_day * (n + 1):
            turn += 1
            story = list(another(rng.choice(pool), turn, day))
            begun += len(story)
            for k, reading in enumerate(story):
                heapq.heappush(waiting, (reading.report.date or "", turn, k, reading))
        while waiting and waiting[0][0] <= day.isoformat():
            yield heapq.heappop(waiting)[-1]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.speed_fuse", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--a-day", type=int, default=100, help="reports a day")
    parser.add_argument("--stories", type=int, default=10_000, help="bundles to resample")
    parser.add_argument("--last", type=int, default=500, help="reports timed before each size")
    parser.add_argument("--batch", type=int, default=200, help="other reports added at a time")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ledger", type=Path, help="file to keep; else a temporary one")
    args = parser.parse_args(argv)
    pool = stories(args.stories)
    reports = stream(pool, args.a_day, args.seed)
    with tempfile.TemporaryDirectory() as folder:
        place = args.ledger or Path(folder) / "bench.db"
        with Ledger(place) as ledger:
            run(ledger, place, reports, frames_each(pool), args)
    return 0


def frames_each(pool: Sequence[Sequence[Reading]]) -> float:
    """Frames of a report, on average."""
    return statistics.mean(len(r.frames) for story in pool for r in story)


def run(
    ledger: Ledger, place: Path, reports: Iterator[Reading], each: float, args: argparse.Namespace
) -> None:
    frames, base = 0, 0.0
    for size in sorted(args.sizes):
        frames += fill(ledger, reports, size - frames - args.last * each, args.batch)
        some = list(islice(reports, args.last))
        frames += sum(len(r.frames) for r in some)
        took = sorted(timed(ledger, r) for r in some)
        median, high = statistics.median(took), took[int(0.95 * len(took))]
        base = base or median
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        there = ledger.count()["reports"]
        print(
            f"{frames:>9,} frames, {there:>7,} reports in {there / args.a_day:,.0f} days: "
            f"median {median:.1f} ms (bar {BAR_MS:.0f}), 95 of a hundred {high:.1f} ms, "
            f"{median / base:.2f} times the first (bar {BAR_GROWTH:.0f}); "
            f"file {place.stat().st_size / 2**20:,.0f} MiB, peak memory {peak:,.0f} MiB; "
            f"{time.process_time():,.0f} s of processor time so far",
            flush=True,
        )


def fill(ledger: Ledger, reports: Iterator[Reading], frames: float, batch: int) -> int:
    """Add reports, many at a time, until there are so many frames more → how many there are."""
    done = 0
    while done < frames:
        some = list(islice(reports, batch))
        ledger.add_all(some)
        done += sum(len(r.frames) for r in some)
    return done


def timed(ledger: Ledger, reading: Reading) -> float:
    """Milliseconds of processor time that adding a report takes."""
    start = time.process_time()
    ledger.add(reading)
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    raise SystemExit(main())
