"""A desk that runs for a test: a real server in a thread, at a port of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from vedette.records import Place, Reading, change
from vedette.serve.app import desk
from vedette.serve.guards import Rules
from vedette.serve.run import listening, server

TOKEN = "a-token-that-nobody-guesses"


@contextmanager
def serving(place: str, *, rules: Rules = Rules(), **more: Any) -> Iterator[httpx.Client]:  # noqa: B008
    """A client of the desk of a ledger; the desk stops with it."""
    made = server(desk(place, rules=rules, **more))
    taken = listening("127.0.0.1", 0)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [taken]})
    thread.start()
    try:
        port = taken.getsockname()[1]
        # The first place that is looked up may have the gazetteer built.
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            yield client
    finally:
        made.should_exit = True
        thread.join(timeout=30)
        assert not thread.is_alive(), "the desk did not stop"


NKHATA_BAY = Place(
    name="Nkhata Bay", lat=-11.6, lon=34.3, country="MWI", gazetteer_id="geonames:924572",
    precision="town", reason="the only place of that name",
)  # fmt: skip


def placed(reading: Reading) -> Reading:
    """A reading whose attacks are where the harbour's reports say."""
    return change(
        reading,
        events=tuple(
            change(e, place=NKHATA_BAY) if e.type == "ASSAULT" else e for e in reading.events
        ),
    )


def started(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    """A desk in a process of its own, and its address."""
    line = [sys.executable, "-m", "vedette", "desk", "--port", "0", *arguments]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.match(r"(https?://\S+)", process.stdout.readline())
    assert found is not None
    return process, found[1]
