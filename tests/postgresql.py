"""A PostgreSQL server of the tests' own, in a folder that goes with it.

Debian's package is enough; no server of the machine is touched. A machine without it skips what
needs it, unless NEED_POSTGRESQL says that it must be there.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

New = Callable[[], str]
"""Gives the place of a ledger that is not there yet."""
USER = "postgres"


def binaries() -> Path | None:
    """The folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parts[-3])
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """A running server; `new` gives the address of a database with nothing in it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self._number = itertools.count()
        self._maker: psycopg.Connection | None = None

    def run(self, program: str, *arguments: str) -> None:
        # The server refuses to be root.
        other = ("runuser", "-u", USER, "--") if os.geteuid() == 0 else ()
        line = (*other, str(self.programs / program), *arguments)
        done = subprocess.run(line, capture_output=True, text=True, cwd=self.folder)
        assert done.returncode == 0, done.stdout + done.stderr

    def new(self) -> str:
        name = f"ledger{next(self._number)}"
        # One connection, where createdb would start three programs for each test.
        if self._maker is None:
            self._maker = psycopg.connect(self._place("postgres"), autocommit=True)
        self._maker.execute(f"CREATE DATABASE {name}")
        return self._place(name)

    def close(self) -> None:
        if self._maker is not None:
            self._maker.close()

    def _place(self, name: str) -> str:
        return f"postgresql://{USER}@/{name}?host={self.folder}"


def copied(name: str, place: str, *, fill: Callable[[str], None]) -> None:
    """Make the ledger at a place, which has nothing in it, a copy of the database of a name on its
    server, filled first where it is not there yet."""
    url = make_url(place)
    with psycopg.connect(host=str(url.query["host"]), user=USER, dbname="postgres") as db:
        db.autocommit = True
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            db.execute(f"CREATE DATABASE {name}")
            fill(str(url.set(database=name)))
        db.execute(f"DROP DATABASE {url.database}")
        db.execute(f"CREATE DATABASE {url.database} TEMPLATE {name}")


@contextmanager
def server() -> Iterator[Server]:
    """A server that nobody reaches but through its folder. Skips the test where there is none."""
    programs = binaries()
    if programs is None:
        missing = "PostgreSQL is not installed (Debian's package postgresql)"
        if os.environ.get("NEED_POSTGRESQL"):
            pytest.fail(missing)
        pytest.skip(missing)
    # A socket's path is short, and pytest's folders are not.
    folder = Path(tempfile.mkdtemp(prefix="vedette-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    running = Server(programs, folder)
    data = str(folder / "data")
    try:
        # A language's order of letters: the ledger's must not depend on it.
        running.run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync",
                    "--locale-provider=icu", "--icu-locale=en", "--locale=C.UTF-8")  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        log = str(folder / "log")
        running.run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield running
        finally:
            running.close()
            running.run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
