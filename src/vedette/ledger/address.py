"""Where a ledger is: a file, or a PostgreSQL database."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from vedette.ledger.faults import LedgerError

POSTGRESQL = "postgresql://"


def address(place: str | Path) -> URL:
    """The address of a ledger: of a file, or of postgresql://USER@HOST/DATABASE. Raises
    `LedgerError` where it is another address, or what PostgreSQL needs is not installed."""
    written = str(place)
    if "://" not in written:
        return URL.create("sqlite", database=written)
    if not written.startswith(POSTGRESQL):
        raise LedgerError(f"{written} is no ledger: it is a file, or {POSTGRESQL}HOST/DATABASE")
    if importlib.util.find_spec("psycopg") is None:
        raise LedgerError("a ledger in PostgreSQL needs: pip install 'vedette[postgres]'")
    try:
        return make_url(written).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as fault:
        raise LedgerError(f"{written} is no address of a database: {fault}") from fault


def called(url: URL) -> str:
    """A ledger's address for the eyes: without a password."""
    if is_file(url):
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def is_file(url: URL) -> bool:
    return url.drivername == "sqlite"


def files(url: URL) -> list[Path]:
    """The files that a ledger in a file consists of, those that are there."""
    name = str(url.database)
    every = (Path(name + end) for end in ("", "-wal", "-shm"))
    return [path for path in every if path.exists()]
