"""A desk under ingest, readers and review: nothing lost, no lock shown to a user, a clean stop.

For as many seconds as VEDETTE_SOAK says, ten if it says nothing (`make soak`: half an hour).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from postgresql import New
from serving import started

from bench.speed_fuse import stories, stream
from vedette.ledger import Ledger, health
from vedette.records import encode, pack

SECONDS = float(os.environ.get("VEDETTE_SOAK", "10"))
BEFORE, A_SECOND = 30, 2
"""Reports that are there at the beginning, and that come in each second."""
INGEST = """
import sys, time
from vedette.ledger import Ledger
from vedette.records import Reading, unpack
over = time.monotonic() + float(sys.argv[4])
with open(sys.argv[2], "rb") as file, Ledger(sys.argv[1]) as ledger:
    for reading in unpack(file.read(), list[Reading]):
        print(ledger.add(reading), flush=True)
        time.sleep(float(sys.argv[3]))
        if time.monotonic() > over:
            break
"""
ASKED = (
    "/api/desk", "/api/events", "/api/events?status=any&order=oldest", "/api/events?q=said",
    "/api/events?type=ASSAULT&grade=1-3", "/api/claims?status=any", "/api/places?status=any",
    "/api/timeline?by=week", "/api/network", "/api/reports", "/api/origins", "/api/judgements",
    "/api/search?q=government",
)  # fmt: skip
GONE = 404
"""An event may have become part of another since it was listed."""


class Users:
    """Everybody who uses the desk at a time, and what they were shown that they should not be."""

    def __init__(self, url: str) -> None:
        self.url, self.over = url, threading.Event()
        self.wrong: list[str] = []
        self.done = {"read": 0, "judged": 0}

    def each(self, what: Callable[[httpx.Client, random.Random], None], seed: int) -> None:
        """One of them, at it until it is over."""
        with httpx.Client(base_url=self.url, timeout=60) as client:
            rng = random.Random(seed)
            while not self.over.is_set():
                what(client, rng)
                self.over.wait(rng.random() / 4)

    def ask(self, client: httpx.Client, method: str, path: str, **more: Any) -> Any:
        """What is answered; None where the event is gone."""
        answer = client.request(method, path, **more)
        if answer.status_code >= 400 and answer.status_code != GONE:
            self.wrong.append(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.status_code < 400 else None

    def read(self, client: httpx.Client, rng: random.Random) -> None:
        found = self.ask(client, "GET", rng.choice(ASKED))
        rows = found.get("items", []) if found else []
        if rows and "line" in rows[0]:
            self.ask(client, "GET", f"/api/events/{rng.choice(rows)['id']}")
        self.done["read"] += 1

    def review(self, client: httpx.Client, rng: random.Random) -> None:
        """Merge two events, or rate a source; and now and then think better of it."""
        rows = self.ask(client, "GET", "/api/events?status=any&limit=200")["items"]
        one, other = rng.sample(rows, 2)
        said = {"why": "soak", "who": "tester"}
        merge = {"kind": "merge", "a": one["id"], "b": other["id"], **said}
        ruled = self.ask(client, "POST", "/api/judgements", json=merge)
        for number in ruled["numbers"] if ruled and rng.random() < 0.7 else []:
            self.ask(client, "POST", f"/api/judgements/{number}/undo", json=said)
        self.done["judged"] += 1

    def listen(self, client: httpx.Client, rng: random.Random) -> None:
        with client.stream("GET", "/api/live") as answer:
            for line in answer.iter_lines():
                if self.over.is_set() and not line:
                    return


def test_a_desk_in_use_loses_nothing_and_shows_no_lock(new: New, tmp_path: Path) -> None:
    read = list(islice(stream(stories(30), 5, 7), BEFORE + int(SECONDS * A_SECOND)))
    with Ledger(place := new()) as ledger:
        for reading in read[:BEFORE]:
            ledger.add(reading)
    (file := tmp_path / "readings").write_bytes(pack(read[BEFORE:]))
    desk, url = started("--ledger", place)
    line = [sys.executable, "-c", INGEST, place, str(file), str(1 / A_SECOND), str(SECONDS)]
    ingest = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    users = Users(url)
    roles = (users.read, users.read, users.read, users.review, users.listen)
    threads = [threading.Thread(target=users.each, args=(r, n)) for n, r in enumerate(roles)]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    said, _ = ingest.communicate(timeout=60)
    users.over.set()
    with Ledger(place) as ledger:
        # Whoever listens hears of this, and goes.
        ledger.add(read[0])
    for thread in threads:
        thread.join(timeout=60)
    desk.terminate()
    _, complaints = desk.communicate(timeout=60)

    assert not users.wrong, users.wrong[:3]
    assert (desk.returncode, complaints, ingest.returncode) == (0, "", 0)
    assert min(users.done.values()) > 3, users.done
    sound = health(place)
    assert sound is not None
    assert not sound.faults
    with Ledger(place) as ledger:
        assert all(ledger.reading(report) is not None for report in said.split())
        # However busy the machine, what was taken is there, and once.
        assert len(set(said.split())) == len(said.split()) > SECONDS / 10
        assert ledger.count()["reports"] == BEFORE + len(said.split())
        kept = [encode(entry) for entry in ledger.entries()]
        ledger.rebuild()
        assert [encode(entry) for entry in ledger.entries()] == kept
