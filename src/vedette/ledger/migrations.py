"""From the tables of an earlier Vedette to today's, a step at a time; and a new ledger's tables.

A step changes facts only. What is derived is thrown away and made anew from them, where a step
says so, so that its tables need no steps.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, insert, inspect, select

from vedette.ledger import search
from vedette.ledger import tables as t
from vedette.ledger.faults import LedgerError
from vedette.records import Record

UNVERSIONED = {"reports", "judgements", "told", "accounts", "events"}
"""Tables by which a ledger from before versions is known."""


class Step(Record, frozen=True):
    """A change of the tables, and whether what is derived must be made anew after it."""

    what: str
    run: Callable[[Connection], None]
    derive: bool = False


def _numbered(connection: Connection) -> None:
    """Reports are counted as they arrived; only files are that old."""
    if "n" in {c["name"] for c in inspect(connection).get_columns("reports")}:
        return
    for line in (
        "ALTER TABLE reports RENAME TO reports_before",
        "CREATE TABLE reports (id TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL UNIQUE,"
        " source TEXT NOT NULL, outlet TEXT, day INTEGER, model TEXT NOT NULL, body BLOB NOT NULL)",
        "INSERT INTO reports (id, n, source, outlet, day, model, body) SELECT id,"
        " row_number() OVER (ORDER BY rowid), source, outlet, day, model, body"
        " FROM reports_before ORDER BY rowid",
        "DROP TABLE reports_before",
    ):
        connection.exec_driver_sql(line)


def _seen(connection: Connection) -> None:
    """When a report was seen; of earlier ones nobody knows."""
    if "seen" not in {c["name"] for c in inspect(connection).get_columns("reports")}:
        line = "ALTER TABLE reports ADD COLUMN seen TEXT NOT NULL DEFAULT ''"
        connection.exec_driver_sql(line)


def _only_new_tables(_: Connection) -> None:
    """No fact changes its form; tables that no ledger had are made after the steps."""


STEPS: tuple[Step, ...] = (
    Step("reports counted, versions kept, words indexed", _numbered, derive=True),
    Step("problems kept", _only_new_tables),
    Step("versions of an article told apart from reports", _seen, derive=True),
    Step("events and their parties in columns, changes counted", _only_new_tables, derive=True),
    Step("alarms kept, and to whom they were told", _only_new_tables),
    Step("sources watched", _only_new_tables),
    Step("events accepted and corrected", _only_new_tables, derive=True),
    Step("events of other data sets taken in", _only_new_tables),
    Step("events found by their place, undoings kept", _only_new_tables, derive=True),
    Step("changes of each event numbered", _only_new_tables, derive=True),
    Step("events kept as rows of a table beside their entries", _only_new_tables, derive=True),
    Step("reports looked up by season", _only_new_tables, derive=True),
    Step("who acts on whom kept, what is only denied told so", _only_new_tables, derive=True),
)
NEWEST = len(STEPS)


def version_of(connection: Connection, name: str) -> int | None:
    """How many steps the ledger `name` has taken; None where there are no tables at all. Raises
    `LedgerError` where the tables are of something else."""
    tables = set(inspect(connection).get_table_names())
    if t.versions.name in tables:
        return int(connection.execute(select(func.max(t.versions.c.n))).scalar_one())
    if tables >= UNVERSIONED:
        return 0
    # Others may have tables beside ours on a server; a file of others is theirs.
    taken = tables & t.META.tables.keys() if connection.dialect.name != "sqlite" else tables
    if taken:
        raise LedgerError(f"{name} is no ledger: it has a table {min(taken)} of something else")
    return None


def make(connection: Connection, at: str) -> None:
    """The tables of a new ledger."""
    t.META.create_all(connection)
    search.make(connection)
    _stamp(connection, 0, at)


def migrate(connection: Connection, name: str, at: str) -> bool:
    """Take the steps that the ledger `name` lacks → whether what is derived, which is empty then,
    must be made anew."""
    version = version_of(connection, name) or 0
    steps = STEPS[version:]
    derive = any(step.derive for step in steps)
    if derive:
        for table in t.DERIVED:
            table.drop(connection, checkfirst=True)
    for step in steps:
        step.run(connection)
    t.META.create_all(connection)
    if derive:
        connection.exec_driver_sql("DROP TABLE IF EXISTS texts")
        search.make(connection)
    _stamp(connection, version, at)
    return derive


def _stamp(connection: Connection, version: int, at: str) -> None:
    rows = [{"n": n, "at": at, "what": s.what} for n, s in enumerate(STEPS, 1) if n > version]
    if rows:
        connection.execute(insert(t.versions), rows)
