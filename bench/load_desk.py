"""`python -m bench.load_desk`: a desk under load: many clients who ask filters of a large ledger.

A ledger of `--events` is made as in `bench.speed_ledger` (or `--ledger` names one that is there), a
real server is started, and `--clients` ask it for `--seconds`: lists of events, and the map, the
timeline and the network of what passes the same filters, which are drawn anew each time, so that
few answers are kept ready. First everybody rests `--pause` seconds between two questions, as people
do; then nobody rests. Times are clock times from the question to the last byte of the answer,
by the kind of question; memory is the server's at its peak, and the processor's time that an answer
took it does not depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from bench import speed_ledger
from bench.speed_ledger import COUNTRIES, FIRST, KINDS, SECTORS
from vedette.ledger import Ledger

BAR_MS, BAR_MIB = 100.0, 1024
VIEWS = ("events",) * 6 + ("places", "timeline", "network", "claims")
"""What is asked, as often as the page asks it."""


LONGEST = 4.0
"""Seconds that somebody rests at most: after five the server takes the connection for left."""
FIRST_VIEW = ("/api/desk", "/api/events", "/api/places", "/api/timeline")


class Answer(NamedTuple):
    """How long an answer to a kind of question took, in ms, and whether it was one."""

    view: str
    ms: float
    ok: bool


def question(rng: random.Random) -> tuple[str, str]:
    """A view and the address of a question: some filters, each of them as often as not."""
    view = rng.choice(VIEWS)
    asked: list[tuple[str, str]] = []
    if rng.random() < 0.5:
        asked += [("type", kind) for kind in rng.sample(KINDS, rng.randint(1, 3))]
    if rng.random() < 0.5:
        asked += [("country", code) for code in rng.sample(COUNTRIES, rng.randint(1, 2))]
    if rng.random() < 0.3:
        asked.append(("actor", f"{rng.choice(COUNTRIES)}/{rng.choice(SECTORS)}"))
    if rng.random() < 0.3:
        asked.append(("grade", rng.choice(("1-2", "1-3", "3", "2"))))
    if rng.random() < 0.7:
        since = FIRST.replace(year=rng.randint(2016, 2024), month=rng.randint(1, 12))
        until = since.replace(year=since.year + 1, day=rng.randint(1, 28))
        asked += [("since", since.isoformat()), ("until", until.isoformat())]
    return view, f"/api/{view}?{urlencode(asked)}"


async def client(port: int, rng: random.Random, pause: float, until: float) -> list[Answer]:
    """One who asks over one connection until a moment."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    await asyncio.sleep(rng.random() * pause)
    while time.perf_counter() < until:
        view, path = question(rng)
        start = time.perf_counter()
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
        writer.write(head.encode())
        status, _ = await answered(reader)
        answers.append(Answer(view, 1000 * (time.perf_counter() - start), status == 200))
        await asyncio.sleep(min(rng.expovariate(1 / pause), LONGEST) if pause else 0)
    writer.close()
    return answers


async def answered(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    assert length is not None
    return int(head.split(maxsplit=2)[1]), await reader.readexactly(int(length[1]))


async def first_view(port: int) -> float:
    """Seconds that a page's first questions take, one after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    start = time.perf_counter()
    for path in FIRST_VIEW:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        status, _ = await answered(reader)
        assert status == 200, path
    writer.close()
    return time.perf_counter() - start


async def load(port: int, clients: int, pause: float, seconds: float, seed: int) -> list[Answer]:
    until = time.perf_counter() + seconds
    asking = (client(port, random.Random(seed + n), pause, until) for n in range(clients))
    return [answer for found in await asyncio.gather(*asking) for answer in found]


@contextmanager
def running(place: str) -> Iterator[tuple[int, int]]:
    """The port and process of a desk."""
    line = [sys.executable, "-m", "vedette", "desk", "--ledger", place, "--port", "0"]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r":(\d+)/", process.stdout.readline())
    assert found is not None
    try:
        yield int(found[1]), process.pid
    finally:
        process.terminate()
        process.communicate()


def peak(pid: int) -> float:
    """MiB that a process had at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    assert found is not None
    return int(found[1]) / 1024


def worked(pid: int) -> float:
    """Seconds of processor time that a process took so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, ms: Sequence[float]) -> str:
    cuts = statistics.quantiles(ms, n=100, method="inclusive") if len(ms) > 1 else list(ms) * 99
    return f"  {name:<9} {len(ms):>6} p50 {cuts[49]:6.1f}  p95 {cuts[94]:6.1f}  p99 {cuts[98]:6.1f}"


def run(place: str, args: argparse.Namespace) -> None:
    with Ledger(place, make=False) as ledger:
        print(f"{ledger.count()['events']:,} events, {args.clients} clients", flush=True)
    with running(place) as (port, pid):
        for when in ("at once", "then"):
            print(f"a page's first questions {when}: {asyncio.run(first_view(port)):.2f} s")
        for pause in (args.pause, 0.0):
            before = worked(pid)
            found = asyncio.run(load(port, args.clients, pause, args.seconds, args.seed))
            cost = 1000 * (worked(pid) - before) / len(found)
            rest = f"resting {pause:g} s" if pause else "without rest"
            faults = sum(not answer.ok for answer in found)
            print(f"{rest}: {len(found) / args.seconds:,.0f} answers/s, {faults} faults; "
                  f"{cost:.1f} ms of a processor each; ms (bar p95 {BAR_MS:.0f})")  # fmt: skip
            print(told("all", [answer.ms for answer in found]))
            for view in sorted({answer.view for answer in found}):
                mine = [answer.ms for answer in found if answer.view == view]
                print(told(view, mine), flush=True)
        print(f"memory at its peak {peak(pid):,.0f} MiB (bar {BAR_MIB:,})")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.load_desk", description=__doc__)
    parser.add_argument("--ledger", help="a ledger that is there; else a temporary one")
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--reports", type=int, default=5_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args(argv)
    if args.ledger is not None:
        run(args.ledger, args)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "bench.db")
        own = argparse.Namespace(**vars(args), batch=500, stories=100, own=20_000)
        speed_ledger.made(place, own)
        run(place, args)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
