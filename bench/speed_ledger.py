"""`python -m bench.speed_ledger`: what a ledger costs as a store: storing, opening, asking.

Storing alone is what reports cost without being read or compared: readings of the corpus's stories
under other names (`bench.speed_fuse`), written with their words as facts, `--batch` in one
transaction. Then events are written under new names, on other days, in other countries, done by
others and told by the stored reports, up to `--own`, and those are copied under other ids up to
`--events` (`bench.resample`, straight into the tables). The ledger is opened anew and asked for
its first events of every kind, `--limit` at a time, and for counts of its events: the median of
`--turns`. At last its events are exported (`--export N`: at most so many), as `vedette export`
does.

Times are by the clock, since a database works in other processes too; in brackets stands this
process's own processor time, which a busy machine does not change as much.

`--ledger` names a place: a file, or postgresql://…; without it a temporary file. A ledger that is
there already is only opened and asked.
"""

from __future__ import annotations

import argparse
import datetime
import io
import itertools
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import insert

from bench.resample import resample
from bench.speed_fuse import stories, stream
from vedette.export.files import FORMATS
from vedette.ledger import Ledger, NoLedger, Wanted, tables
from vedette.ledger.ledger import report_id
from vedette.records import Entity, Entry, Flat, Reading, change

BAR_STORED, BAR_OPEN_MS, BAR_ASKED_MS = 3_000, 100.0, 50.0
BAR_EXPORTED, BAR_MIB = 50_000, 1_024
RARE = "embargo"
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
    "a country's actors": Wanted(actors=("RUS",)),
    "a code": Wanted(actors=("SDN/MIL",)),
    "a name": Wanted(actors=("Person 77",)),
    "an actor in a country": Wanted(actors=("RUS",), countries=("FJI",), statuses=("negated",)),
    "an actor where nobody is": Wanted(actors=("RUS",), countries=("ATA",)),
    "two actors, newest first": Wanted(actors=("RUS", "UKR"), newest_first=True),
    "newest first": Wanted(statuses=("actual",), newest_first=True),
    "the middle of a long answer": Wanted(statuses=("actual",), after=(737_500, "")),
    "rare words": Wanted(words=RARE),
    "common words": Wanted(words="said"),
    "words and filters": Wanted(words="said", types=("AID",), countries=("MLI",), grades=(1,)),
}
"""Questions, from the widest to one with no answer."""
KINDS = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONSULT", "ACCUSE", "AID", "RETREAT")
STATUSES = ("actual",) * 8 + ("future", "hypothetical", "requested", "historical", "negated")
COUNTRIES = ("UKR", "USA", "SDN", "ISR", "RUS", "CHN", "MMR", "COL", "FJI", "MWI", "SYR", "MLI")
GRADES = (3,) * 10 + (2,) * 4 + (6,) * 3 + (4, 4, 5, 1)
SECTORS, PEOPLE = ("GOV", "MIL", "REB", "CVL", "LEG"), 5_000
FIRST, DAYS, LATE = datetime.date(2016, 1, 1), 10 * 365, 30


def chunks(found: Iterator[Reading], size: int) -> Iterator[list[Reading]]:
    while some := list(islice(found, size)):
        yield some


def numbered(found: Iterator[Reading]) -> Iterator[Reading]:
    """The readings under the ids of reports that are like no other."""
    for n, r in enumerate(found):
        report = change(r.report, outlet=f"{r.report.outlet} {n}")
        yield change(r, report=change(report, id=report_id(report)))


class Took(NamedTuple):
    """Seconds: by the clock, and of this process's own processor time."""

    clock: float
    own: float

    def __str__(self) -> str:
        return f"{1000 * self.clock:,.1f} ms ({1000 * self.own:,.1f})"

    def and_(self, other: Took) -> Took:
        return Took(self.clock + other.clock, self.own + other.own)

    def rate(self, many: int) -> str:
        return f"{many / self.clock:,.0f}/s ({many / self.own:,.0f})"


def timed(do: Callable[[], object]) -> Took:
    start, own = time.perf_counter(), time.process_time()
    do()
    return Took(time.perf_counter() - start, time.process_time() - own)


def stored(ledger: Ledger, found: Iterator[Reading], batch: int) -> tuple[Took, list[str]]:
    """What storing takes, and the reports' ids."""
    took: list[Took] = []
    ids: list[str] = []
    for some in chunks(numbered(found), batch):
        ids += [reading.report.id for reading in some]
        took.append(timed(partial(store_some, ledger, some)))
    return Took(*map(sum, zip(*took, strict=True))), ids


def store_some(ledger: Ledger, some: Sequence[Reading]) -> None:
    with ledger._write() as store:
        store.add_reports([(reading, "bench") for reading in some])
        store.add_texts([reading.report for reading in some])


def person(number: int) -> Entity:
    """Somebody of a country."""
    country = COUNTRIES[number % len(COUNTRIES)]
    code = f"{country}/{SECTORS[number % len(SECTORS)]}"
    name = f"Person {number}"
    return Entity(id=f"per:{number}", name=name, kind="PER", country=country, actor=code)


def varied(entries: Sequence[Entry], rng: random.Random, number: int, of: int) -> Entry:
    """An entry as another event, one of so many that come in the order of their days, about."""
    entry = entries[number % len(entries)]
    late = number * DAYS // of + rng.randrange(-LATE, LATE)
    day = (FIRST + datetime.timedelta(days=late)).isoformat()
    event = entry.event
    when = event.when and change(event.when, start=day, end=day)
    place = event.place and change(event.place, country=rng.choice(COUNTRIES))
    sides = (event.actors, event.recipients)
    actors, recipients = ([person(rng.randrange(PEOPLE)) for _ in side] for side in sides)
    new = change(
        event,
        actors=tuple(e.id for e in actors),
        recipients=tuple(e.id for e in recipients),
        id=f"{rng.getrandbits(48):012x}.e{number}",
        type=rng.choice(KINDS),
        status=rng.choice(STATUSES),
        grade=change(event.grade, credibility=rng.choice(GRADES)),
        when=when,
        place=place,
    )
    people = {e.id: e for e in (*entry.entities, *actors, *recipients)}
    return change(entry, event=new, entities=tuple(people.values()))


def fill(ledger: Ledger, entries: Sequence[Entry], reports: Sequence[str], events: int) -> None:
    """Write events as the ledger does, each told by one of the reports."""
    rng = random.Random(7)
    for first in range(0, events, 2_000):
        some = [varied(entries, rng, n, events) for n in range(first, min(events, first + 2_000))]
        ids = [entry.event.id for entry in some]
        told = [{"id": i, "event": i, "report": rng.choice(reports), "body": b""} for i in ids]
        with ledger._write() as store:
            store.replace_entries((), some)
            store.db.execute(insert(tables.accounts), told)


def count_all(ledger: Ledger) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a desk counts, of everything and of a month."""
    actual = Wanted(statuses=("actual",))
    for name, wanted in (
        ("all that happened", actual),
        ("a month", change(actual, since="2020-06-01", until="2020-06-30")),
        ("an actor", change(actual, actors=("SDN/MIL",))),
    ):
        yield f"places of {name}", partial(ledger.places, wanted)
        yield f"weeks of {name}", partial(ledger.timeline, wanted, "week")
        yield f"pairs of {name}", partial(ledger.pairs, wanted)
        yield f"network of {name}", partial(ledger.network, wanted)


def median(do: Callable[[], object], turns: int) -> Took:
    """The median of some turns after a first that is not counted."""
    took = [timed(do) for _ in range(turns + 1)][1:]
    return Took(*map(statistics.median, zip(*took, strict=True)))


def opened(place: str) -> None:
    with Ledger(place, make=False):
        pass


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.speed_ledger", description=__doc__)
    parser.add_argument("--ledger", help="a new place; else a temporary file")
    parser.add_argument("--reports", type=int, default=20_000, help="reports to store alone")
    parser.add_argument("--batch", type=int, default=500, help="reports in one transaction")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--own", type=int, default=20_000, help="of these events as many are "
                        "written as the ledger does; the others are copies of them")  # fmt: skip
    parser.add_argument("--limit", type=int, default=50, help="events that a question wants")
    parser.add_argument("--export", type=int, help="events to export; else all that happened")
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--stories", type=int, default=100, help="bundles to resample")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        run(args.ledger or str(Path(folder) / "bench.db"), args)
    return 0


def made(place: str, args: argparse.Namespace) -> None:
    pool = stories(args.stories)
    with Ledger(place) as ledger:
        for reading in (r for story in pool[:20] for r in story):
            ledger.add(reading)
        entries = list(ledger.entries())
        some = islice(stream(pool, 100, args.seed), args.reports)
        took, reports = stored(ledger, some, args.batch)
        print(f"{args.reports:,} reports stored alone: {took.rate(args.reports)} "
              f"(bar {BAR_STORED:,})", flush=True)  # fmt: skip
        own = min(args.events, args.own)
        took = timed(lambda: fill(ledger, entries, reports, own))
        print(f"{own:,} events written: {took.rate(own)}", flush=True)
        took = timed(lambda: resample(ledger, reports, args.events))
        print(f"copied up to {args.events:,}: {took}", flush=True)


def exported(ledger: Ledger, form: str, most: int) -> None:
    """A format written as `vedette export` does, of all that happened."""
    actual = Wanted(statuses=("actual",))
    counted = itertools.count()

    def events() -> Iterator[Flat]:
        for event, _ in zip(islice(ledger.flat(actual), most), counted, strict=False):
            yield event

    with tempfile.TemporaryFile() as file:
        write = FORMATS[form].write
        # A library is brought in once.
        write(islice(ledger.flat(actual), 1), ledger.reading, io.BytesIO())
        took = timed(lambda: write(events(), ledger.reading, file))
        size = file.tell() / 2**20
    bar = f" (bar {BAR_EXPORTED:,})" if form == "parquet" else ""
    many = next(counted)
    print(f"{form}: {many:,} events, {size:,.0f} MiB, {took.rate(many)}{bar}", flush=True)


def run(place: str, args: argparse.Namespace) -> None:
    with suppress(NoLedger), Ledger(place, make=False) as ledger:
        print(", ".join(f"{n:,} {what}" for what, n in ledger.count().items()))
        args.events = 0
    if args.events:
        made(place, args)
    print(f"opened: {median(lambda: opened(place), args.turns)} (bar {BAR_OPEN_MS:.0f})")
    with Ledger(place, make=False) as ledger:
        for name, wanted in ASKED.items():
            found = 0

            def ask(wanted: Wanted = wanted) -> None:
                nonlocal found
                found = len(list(ledger.entries(wanted, args.limit)))

            took = median(ask, args.turns)
            print(f"{name}: {found} of at most {args.limit} events in {took} "
                  f"(bar {BAR_ASKED_MS:.0f})", flush=True)  # fmt: skip
        for name, count in count_all(ledger):
            print(f"{name}: {median(count, 1)}", flush=True)
        for form in ("parquet", "csv"):
            exported(ledger, form, args.export)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB (bar {BAR_MIB:,})")


if __name__ == "__main__":
    raise SystemExit(main())
