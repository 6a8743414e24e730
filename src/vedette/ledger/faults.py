"""What can go wrong with a ledger as a whole, in a sentence for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError


class LedgerError(Exception):
    """The ledger cannot be used: what is wrong, and what to do. Its text is for the user.

    LedgerError
    ├── NoLedger     there is none at this place
    ├── OtherSchema  it is of an earlier or a later Vedette
    └── Busy         another process was writing for longer than one would wait
    """


class NoLedger(LedgerError):
    """There is no ledger at this place."""


class OtherSchema(LedgerError):
    """The ledger is of an earlier or a later Vedette."""


class Busy(LedgerError):
    """Another process is writing."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """What the world does to a database (no disk, no server, not a database) as a `LedgerError`
    about the ledger `name`. Faults of our own statements stay what they are."""
    try:
        yield
    except DatabaseError as fault:
        # Its subclasses but one are of a statement: a constraint, a syntax, a value.
        if type(fault) not in (DatabaseError, OperationalError):
            raise
        said = " ".join(str(fault.orig).split())
        raise LedgerError(f"the ledger {name} cannot be used: {said}") from fault
