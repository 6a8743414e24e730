"""A place → the ledger there, ready for use: made where there is none, refused where it is of
another Vedette."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from vedette.ledger import migrations
from vedette.ledger.address import address, called, is_file
from vedette.ledger.faults import NoLedger, OtherSchema
from vedette.ledger.transactions import engine_of, keep_log, reading, writing


@contextmanager
def engine_at(place: str | Path) -> Iterator[Engine]:
    """The engine of a ledger's place, let go at the end. Nothing is opened yet. Raises
    `LedgerError` where the place is none."""
    engine = engine_of(address(place))
    try:
        yield engine
    finally:
        engine.dispose()


def check(engine: Engine, *, make: bool, at: str, wait: float) -> None:
    """See that there is a ledger of this Vedette. Raises `LedgerError` where there is not, and
    none is to be made."""
    name = called(engine.url)
    version = version_at(engine)
    if version is None and not make:
        raise NoLedger(f"there is no ledger {name}; `vedette init` makes one")
    if version is None:
        made(engine, at, wait)
    elif version != migrations.NEWEST:
        raise OtherSchema(other_schema(name, version))


def version_at(engine: Engine) -> int | None:
    """The schema of a ledger, None where there is no ledger. Raises `LedgerError` where there is
    something else."""
    if is_file(engine.url) and not Path(str(engine.url.database)).exists():
        return None
    with reading(engine) as connection:
        return migrations.version_of(connection, called(engine.url))


def made(engine: Engine, at: str, wait: float) -> None:
    """Make the tables of a ledger, unless another process has been quicker."""
    if is_file(engine.url):
        keep_log(engine, wait)
    with writing(engine, wait) as connection:
        if migrations.version_of(connection, called(engine.url)) is None:
            migrations.make(connection, at)


def other_schema(name: str, version: int) -> str:
    """What to do with a ledger of an earlier or later Vedette, in a sentence."""
    there = f"(schema {version}; this one has {migrations.NEWEST})"
    if version > migrations.NEWEST:
        return f"{name} was made by a later Vedette {there}: use that, or a later one"
    todo = f"`vedette init --ledger {name}` brings it up to date"
    return f"{name} was made by an earlier Vedette {there}: {todo}"
