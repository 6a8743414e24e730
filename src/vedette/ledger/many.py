"""Many rows at once, given to the driver as they are.

SQLAlchemy looks at every value of every row on its way. The drivers need that of no row of ours,
which are text, numbers, bytes and None; it is a third of what storing a report would cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg

MANY = 900
"""Most values in one IN (…): SQLite allowed 999 for long."""
Row = Mapping[str, Any]
"""Column → value."""
COPIED = 200
"""Rows from which on PostgreSQL takes them as a copy."""
DIALECTS: Mapping[str, Dialect] = {
    # Its driver takes values by their names as well, as PostgreSQL's does.
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": psycopg.dialect(),  # type: ignore[no-untyped-call]
}


def put(db: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, all with the same columns; none is nothing."""
    if len(rows) >= COPIED and db.dialect.name == "postgresql":
        _copy(db, table, rows)
    elif rows:
        db.exec_driver_sql(_insert(table, tuple(rows[0]), db.dialect.name), rows)


def run(db: Connection, statement: ClauseElement, rows: Sequence[Row]) -> None:
    """Run a statement, which is kept for good, with each of some rows; none is nothing."""
    if rows:
        db.exec_driver_sql(_written(statement, db.dialect.name), rows)


def _copy(db: Connection, table: Table, rows: Sequence[Row]) -> None:
    """PostgreSQL's own way for many rows."""
    columns = tuple(rows[0])
    quoted = ", ".join(map(db.dialect.identifier_preparer.quote, columns))
    cursor: Any = db.connection.cursor()
    with cursor, cursor.copy(f"COPY {table.name} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in columns])


@cache
def _insert(table: Table, columns: tuple[str, ...], dialect: str) -> str:
    return str(insert(table).compile(dialect=DIALECTS[dialect], column_keys=columns))


@cache
def _written(statement: ClauseElement, dialect: str) -> str:
    return str(statement.compile(dialect=DIALECTS[dialect]))
