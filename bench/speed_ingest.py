"""`python -m bench.speed_ingest`: files to a ledger, against the reader alone, in one run.

Reports of the lengths of real news (`bench.speed_read`: the deciles of LGL and TR-News) are made of
the corpus, sentence after sentence, so that several tell one story; when it is used up it begins
anew with other names. With `--alike` only its long documents are used, so that each sentence comes
some sixty times in 2,000 reports, and every report has parts of a great many others. They have
their outlets and days and stand in files of JSON lines, as
`vedette fuse` takes them in: read, resolved, fused, and added to one ledger that grows. By turns
with each file the reader alone reads the same reports, so that a busy moment hits both alike. Both
use as many threads as `VEDETTE_THREADS` says, by default one; the rates are by this process's
processor time, those by the clock stand in brackets. The ledger is a file, which is written and
flushed within that time.
"""

from __future__ import annotations

import argparse
import datetime
import os
import resource
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.speed_fuse import renamed
from bench.speed_ledger import BAR_MIB, Took, timed
from bench.speed_read import BUNDLES, WORDS, texts
from vedette import pipeline
from vedette.ingest import ingest
from vedette.ledger import Ledger
from vedette.reader.decode import read
from vedette.reader.model import OnnxModel, shipped
from vedette.records import Problem, Report, change, encode

BAR = 0.6
OUTLETS, DAYS, FIRST = 40, 60, datetime.date(2024, 9, 1)


def reports(many: int, bundles: str) -> list[Report]:
    """So many reports, no two the same, of the bundles whose files have such names."""
    rounds = -(-many // len(WORDS))
    return [
        change(
            report,
            text=renamed(report.text, 1 + n // len(WORDS)),
            outlet=f"Outlet {n % OUTLETS}",
            date=(FIRST + datetime.timedelta(days=n * DAYS // many)).isoformat(),
        )
        for n, report in enumerate(texts(rounds, bundles)[:many])
    ]


def written(found: Sequence[Report], path: Path) -> None:
    """A file of JSON lines."""
    fields = ("id", "text", "outlet", "date", "language")
    lines = (encode({f: getattr(r, f) for f in fields}) for r in found)
    path.write_bytes(b"\n".join(lines))


def taken_in(path: Path, ledger: Ledger) -> None:
    """What `vedette fuse` does with a file."""
    for reading in pipeline.read_all(_reports(path)):
        ledger.add(reading)


def _reports(path: Path) -> Iterator[Report]:
    for found in ingest([str(path)]):
        assert not isinstance(found, Problem), found
        yield found


def read_alone(found: Sequence[Report], model: OnnxModel) -> None:
    for report in found:
        read(report, model)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.speed_ingest", description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--file", type=int, default=50, help="reports in a file")
    parser.add_argument("--alike", action="store_true", help="of few sentences, again and again")
    args = parser.parse_args(argv)
    os.environ.setdefault("VEDETTE_THREADS", "1")
    every = reports(args.reports, BUNDLES if args.alike else "*.txt")
    model = shipped()
    read_alone(every[:2], model)
    alone, whole = Took(0, 0), Took(0, 0)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "bench.db") as ledger:
        for at in range(0, len(every), args.file):
            some, path = every[at : at + args.file], Path(folder) / f"{at}.jsonl"
            written(some, path)
            alone = alone.and_(timed(partial(read_alone, some, model)))
            whole = whole.and_(timed(partial(taken_in, path, ledger)))
            told(at + len(some), alone, whole)
        print(", ".join(f"{n:,} {what}" for what, n in ledger.count().items()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB (bar {BAR_MIB:,})")
    return 0


def told(many: int, alone: Took, whole: Took) -> None:
    """Print both rates, and the one as a part of the other."""
    print(f"{many:>6,} reports: reader {many / alone.own:.2f}/s ({many / alone.clock:.2f}), "
          f"to the ledger {many / whole.own:.2f}/s ({many / whole.clock:.2f}): "
          f"{alone.own / whole.own:.2f} (bar {BAR})", flush=True)  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
