"""`python -m bench.speed_ledger`: what a ledger costs as a store: storing, opening, asking.

Storing alone is what reports cost without being read or compared: readings of the corpus's stories
under other names (`bench.speed_fuse`), written with their words as facts, `--batch` in one
transaction. Then events are written under new names, on other days and in other countries, up to
`--events`, and the ledger is opened anew and asked for its first events of every kind, `--limit` at
a time: the median of `--turns`. Clock time, since a database works in other processes too.

`--ledger` names a place that is new: a file, or postgresql://…; without it a temporary file.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.speed_fuse import stories, stream
from vedette.ledger import Ledger, Wanted
from vedette.ledger.ledger import report_id
from vedette.records import Entry, Reading, change

BAR_STORED, BAR_OPEN_MS, BAR_ASKED_MS = 3_000, 100.0, 50.0
ASKED = {
    "no filter": Wanted(),
    "a type": Wanted(types=("ASSAULT",)),
    "a mode": Wanted(types=("MOBILIZE.troops",)),
    "a country": Wanted(countries=("UKR",)),
    "a grade": Wanted(grades=(1,)),
    "a status": Wanted(statuses=("requested",)),
    "a month": Wanted(since="2020-06-01", until="2020-06-30"),
    "from a day on": Wanted(since="2024-01-01"),
    "all at once": Wanted(
        types=("PROTEST", "COERCE"),
        countries=("FJI",),
        grades=(1, 2),
        statuses=("actual",),
        since="2021-01-01",
    ),
    "what is not there": Wanted(types=("ACCUSE",), countries=("ATA",), grades=(5,)),
    "an actor": Wanted(actors=("RUS",)),
}
"""Questions, from the widest to one with no answer."""
KINDS = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONSULT", "ACCUSE", "AID", "RETREAT")
STATUSES = ("actual",) * 8 + ("future", "hypothetical", "requested", "historical", "negated")
COUNTRIES = ("UKR", "USA", "SDN", "ISR", "RUS", "CHN", "MMR", "COL", "FJI", "MWI", "SYR", "MLI")
GRADES = (3,) * 10 + (2,) * 4 + (6,) * 3 + (4, 4, 5, 1)
FIRST, DAYS = datetime.date(2016, 1, 1), 10 * 365


def chunks(found: Iterator[Reading], size: int) -> Iterator[list[Reading]]:
    while some := list(islice(found, size)):
        yield some


def numbered(found: Iterator[Reading]) -> Iterator[Reading]:
    """The readings under the ids of reports that are like no other."""
    for n, r in enumerate(found):
        report = change(r.report, outlet=f"{r.report.outlet} {n}")
        yield change(r, report=change(report, id=report_id(report)))


def stored(ledger: Ledger, found: Iterator[Reading], batch: int) -> float:
    """Seconds that storing takes."""
    took = 0.0
    for some in chunks(numbered(found), batch):
        start = time.perf_counter()
        with ledger._write() as store:
            store.add_reports([(reading, "bench") for reading in some])
            store.add_texts([reading.report for reading in some])
        took += time.perf_counter() - start
    return took


def varied(entries: Sequence[Entry], rng: random.Random, number: int) -> Entry:
    """An entry as another event."""
    entry = entries[number % len(entries)]
    day = (FIRST + datetime.timedelta(days=rng.randrange(DAYS))).isoformat()
    event = entry.event
    when = event.when and change(event.when, start=day, end=day)
    place = event.place and change(event.place, country=rng.choice(COUNTRIES))
    new = change(
        event,
        id=f"{rng.getrandbits(48):012x}.e{number}",
        type=rng.choice(KINDS),
        status=rng.choice(STATUSES),
        grade=change(event.grade, credibility=rng.choice(GRADES)),
        when=when,
        place=place,
    )
    return change(entry, event=new)


def fill(ledger: Ledger, entries: Sequence[Entry], events: int, rng: random.Random) -> None:
    for first in range(0, events, 2_000):
        some = [varied(entries, rng, n) for n in range(first, min(events, first + 2_000))]
        with ledger._write() as store:
            store.replace_entries((), some)


def median(do: Callable[[], object], turns: int) -> float:
    """Milliseconds, the median of some turns after a first that is not counted."""
    took = []
    for _ in range(turns + 1):
        start = time.perf_counter()
        do()
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took[1:])


def opened(place: str) -> None:
    with Ledger(place, make=False):
        pass


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.speed_ledger", description=__doc__)
    parser.add_argument("--ledger", help="a new place; else a temporary file")
    parser.add_argument("--reports", type=int, default=20_000, help="reports to store alone")
    parser.add_argument("--batch", type=int, default=500, help="reports in one transaction")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--limit", type=int, default=50, help="events that a question wants")
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--stories", type=int, default=100, help="bundles to resample")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        run(args.ledger or str(Path(folder) / "bench.db"), args)
    return 0


def run(place: str, args: argparse.Namespace) -> None:
    pool = stories(args.stories)
    with Ledger(place) as ledger:
        for reading in (r for story in pool[:20] for r in story):
            ledger.add(reading)
        entries = list(ledger.entries())
        took = stored(ledger, islice(stream(pool, DAYS, args.seed), args.reports), args.batch)
        print(f"{args.reports:,} reports stored alone: {args.reports / took:,.0f}/s "
              f"(bar {BAR_STORED:,})", flush=True)  # fmt: skip
        start = time.perf_counter()
        fill(ledger, entries, args.events, random.Random(args.seed))
        took = time.perf_counter() - start
        print(f"{args.events:,} events written: {args.events / took:,.0f}/s", flush=True)
    print(f"opened: {median(lambda: opened(place), args.turns):.1f} ms (bar {BAR_OPEN_MS:.0f})")
    with Ledger(place, make=False) as ledger:
        for name, wanted in ASKED.items():
            found = 0

            def ask(wanted: Wanted = wanted) -> None:
                nonlocal found
                found = len(list(islice(ledger.entries(wanted), args.limit)))

            ms = median(ask, args.turns)
            print(f"{name}: {found} of at most {args.limit} events in {ms:.1f} ms "
                  f"(bar {BAR_ASKED_MS:.0f})", flush=True)  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB")


if __name__ == "__main__":
    raise SystemExit(main())
