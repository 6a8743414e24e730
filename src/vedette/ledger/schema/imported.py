"""Events of other data sets, to be compared with."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from vedette.ledger.schema.base import META, Name

imports = Table(
    "imports",
    META,
    Column("name", Name, primary_key=True),
    Column("format", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("events", Integer, nullable=False),
)
"""A fact: events of another data set that were taken in under a name, to be compared with."""

coded = Table(
    "coded",
    META,
    Column("import", Name, ForeignKey("imports.name"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("type", Name, nullable=False),
    Column("country", Name, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A fact: an event of another data set (`vedette.records.Coded`). It is none of the ledger's."""
Index("coded_by_type", coded.c["import"], coded.c.type, coded.c.day)

coded_parties = Table(
    "coded_parties",
    META,
    Column("import", Name, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("country", Name, primary_key=True),
    ForeignKeyConstraint(["import", "n"], ["coded.import", "coded.n"]),
    sqlite_with_rowid=False,
)
"""The countries of those who take part in it, on either side."""
