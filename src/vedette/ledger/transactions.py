"""Readers beside one writer, in a file as in PostgreSQL.

A reader sees the ledger as it was when its transaction began. A writer has the ledger to itself:
another waits, and is told who holds it when it has waited too long. In a file the lock is SQLite's
own, and the note beside it only says whose it is; in PostgreSQL it is an advisory lock, which the
server gives back when its holder is gone.
"""

from __future__ import annotations

import datetime
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError

from vedette.ledger.address import called, is_file
from vedette.ledger.faults import Busy, told

T = TypeVar("T")
WAIT = 30.0
"""Seconds that a writer waits for another."""
TRY = 0.2
"""Seconds between two tries for the lock of a file; Ctrl-C is heard as often."""
LOCK = 0x7EDE77E
"""First half of the advisory lock's key; the second is of the schema that holds the tables."""
TAKE = text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))")
HOLDER = text(
    "SELECT a.application_name, a.pid, a.xact_start FROM pg_locks l JOIN pg_stat_activity a"
    " USING (pid) WHERE l.locktype = 'advisory' AND l.classid = :lock AND l.granted"
    " AND l.objid::bigint = hashtext(current_schema())::bigint & 4294967295"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def engine_of(url: URL) -> Engine:
    """Connections to a ledger. None is made yet."""
    if is_file(url):
        engine = create_engine(url, connect_args={"timeout": TRY})
        event.listen(engine, "connect", _careful)
        event.listen(engine, "begin", _begin)
        return engine
    # A server shows 63 bytes of an application's name.
    name = f"vedette {socket.gethostname()[:40]} {os.getpid()}"
    return create_engine(url, connect_args={"application_name": name, "connect_timeout": 10})


def _careful(connection: Any, _: Any) -> None:
    """Nothing is lost that was said to be kept, even by a power cut; no row without its report.
    64 MiB of pages stay at hand: SQLite's own 2 make a long answer half as slow again."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for line in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"):
        cursor.execute(f"PRAGMA {line}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # The driver's own BEGIN comes after the first reads, and never before a change of tables.
    options = connection.get_execution_options()
    if not options.get("unbegun"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger. Raises `LedgerError` where the world does
    not let it."""
    # SQLite knows no other level than this.
    options: Any = {} if is_file(engine.url) else {"isolation_level": "REPEATABLE READ"}
    with told(called(engine.url)), engine.connect() as plain:
        connection = plain.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, wait: float = WAIT) -> Iterator[Connection]:
    """A transaction that has the ledger to itself: all of it or nothing. Raises `Busy` after
    `wait` seconds, `LedgerError` where the world does not let it."""
    with told(called(engine.url)):
        if is_file(engine.url):
            with _file(engine, wait) as connection:
                yield connection
        else:
            with engine.connect() as connection, connection.begin():
                _take(engine, connection, wait)
                yield connection


@contextmanager
def _file(engine: Engine, wait: float) -> Iterator[Connection]:
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with _patiently(engine.url, wait, connection.begin):
            note = _note(engine.url)
            since = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            note.write_text(f"{socket.gethostname()}\n{os.getpid()}\n{since}\n", encoding="utf-8")
            try:
                yield connection
            finally:
                # Before the lock is given back, or it would be the next writer's note.
                note.unlink(missing_ok=True)


def keep_log(engine: Engine, wait: float) -> None:
    """Have a file keep its changes in a log beside it, so that readers need not wait. For good."""

    def switch() -> None:
        # Within a transaction there is no switching.
        with engine.connect() as connection:
            unbegun = connection.execution_options(unbegun=True)
            unbegun.exec_driver_sql("PRAGMA journal_mode = WAL")

    with told(called(engine.url)):
        _patiently(engine.url, wait, switch)


def _patiently(url: URL, wait: float, do: Callable[[], T]) -> T:
    """What `do` gives as soon as no other process has the file locked."""
    until = time.monotonic() + wait
    while True:
        try:
            return do()
        except OperationalError as fault:
            if not _is_busy(fault):
                raise
            if time.monotonic() >= until:
                raise _busy(url, *_noted(url), wait) from fault


def _is_busy(fault: OperationalError) -> bool:
    return str(getattr(fault.orig, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def _note(url: URL) -> Path:
    return Path(f"{url.database}-writer")


def _noted(url: URL) -> tuple[str | None, str | None, str | None]:
    """Host, process and time that the writer of a file has noted."""
    try:
        host, process, since = _note(url).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None, None, None
    return host, process, since


def _take(engine: Engine, connection: Connection, wait: float) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(1000 * wait))}")
    try:
        connection.execute(TAKE, {"lock": LOCK})
    except OperationalError as fault:
        if getattr(fault.orig, "sqlstate", None) != "55P03":
            raise
        raise _busy(engine.url, *_held(engine), wait) from fault


def _held(engine: Engine) -> tuple[str | None, str | None, str | None]:
    """Host, process and time of the writer that a server knows."""
    with engine.connect() as connection:
        found = connection.execute(HOLDER, {"lock": LOCK}).first()
    if found is None:
        return None, None, None
    name, pid, since = found
    at = since.astimezone(datetime.UTC).isoformat(timespec="seconds") if since else None
    match str(name).split(" "):
        case ["vedette", host, process]:
            return host, process, at
    return "the server", str(pid), at


def _busy(url: URL, host: str | None, process: str | None, since: str | None, wait: float) -> Busy:
    if host is None:
        who = "another process"
    else:
        who = f"process {process} on {host}" + (f" since {since}" if since else "")
    return Busy(f"{called(url)} is being written by {who}; waited {wait:g} seconds")
