"""A process that is killed while it adds reports: none lost that was said to be in, none twice, no
half of one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from postgresql import New

from bench.speed_fuse import stories, stream
from vedette.ledger import Ledger, health
from vedette.ledger.ledger import report_id
from vedette.records import encode, pack

REPORTS, KILLS = 200, 8
ADDING = """
import sys
from vedette.ledger import Ledger
from vedette.records import Reading, unpack
with open(sys.argv[2], "rb") as file, Ledger(sys.argv[1]) as ledger:
    for reading in unpack(file.read(), list[Reading]):
        print(ledger.add(reading), flush=True)
"""


def added(place: str, read: Path, rng: random.Random, until: int) -> Iterator[str]:
    """Ids of reports that a process said to have added before it was killed, about `until` reports
    from the first; without a kill if there are no more."""
    line = [sys.executable, "-c", ADDING, place, str(read)]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as out:
        for number, said in enumerate(out, 1):
            yield said.strip()
            if number == until:
                time.sleep(rng.random() / 50)
                process.kill()
    assert process.wait() in (0, -9)


def test_a_killed_process_leaves_whole_reports(new: New, tmp_path: Path) -> None:
    read = list(islice(stream(stories(30), 5, 7), REPORTS))
    file = tmp_path / "readings"
    file.write_bytes(pack(read))
    rng = random.Random(7)
    place, said = new(), set[str]()
    for kill in sorted(rng.sample(range(1, REPORTS), KILLS)):
        said |= set(added(place, file, rng, kill))
        check(place, said, {report_id(r.report) for r in read})
    said |= set(added(place, file, rng, REPORTS + 1))
    check(place, said, said)
    with Ledger(place) as ledger, Ledger(new()) as whole:
        for reading in read:
            whole.add(reading)
        assert exported(ledger) == exported(whole)


def check(place: str, said: set[str], every: set[str]) -> None:
    """What was said to be in is in, nothing else but reports that were being added, all whole."""
    found = health(place)
    assert found is not None
    assert found.faults == ()
    with Ledger(place) as ledger, ledger._read() as store:
        kept = [r.report.id for r in store.readings()]
    assert len(kept) == len(set(kept))
    assert said <= set(kept) <= every


def exported(ledger: Ledger) -> list[bytes]:
    return [encode(e) for e in ledger.entries()]
