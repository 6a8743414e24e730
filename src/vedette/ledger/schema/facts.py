"""Facts: reports and what people ruled, only appended; and how often the ledger was changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from vedette.ledger.schema.base import META, Name

versions = Table(
    "versions",
    META,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("what", Text, nullable=False),
)
"""Every step of `vedette.ledger.migrations` that this ledger has taken, and when."""

changes = Table(
    "changes",
    META,
    Column("one", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
)
"""One row: how often the ledger was written."""

reports = Table(
    "reports",
    META,
    Column("id", Name, primary_key=True),
    Column("n", Integer, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("outlet", Text),
    Column("day", Integer),
    Column("model", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("seen", Text, nullable=False, server_default=""),
)
"""A fact: the fused reading of one report (`vedette.records.Reading`); `n` counts them as they
arrived, `seen` is when that was."""

judgements = Table(
    "judgements",
    META,
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("a", Name, nullable=False),
    Column("b", Name, nullable=False),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone", Text),
)
"""A fact: what a person ruled, and when that was undone. "one" and "two" are of two accounts;
"reliability" is of a source (`a`, its id) and its letter (`b`); "accept" and "correct" are of an
event (`a`, its id then) and a field of it (`b`)."""

undoings = Table(
    "undoings",
    META,
    Column("n", Integer, ForeignKey("judgements.n"), primary_key=True),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
)
"""A fact: who took a judgement back, and why, by its number."""

sources = Table(
    "sources",
    META,
    Column("n", Integer, ForeignKey("judgements.n"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""A fact: who was meant by a judgement of a source (`vedette.records.Source`), by its number."""

reviews = Table(
    "reviews",
    META,
    Column("n", Integer, ForeignKey("judgements.n"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""A fact: what a judgement "accept" or "correct" says of an event (`vedette.records.Review`)."""

reviewed = Table(
    "reviewed",
    META,
    Column("account", Name, primary_key=True),
    Column("n", Integer, ForeignKey("reviews.n"), primary_key=True),
)
"""A fact: the accounts that a review is of."""

problems = Table(
    "problems",
    META,
    Column("n", Integer, primary_key=True),
    Column("digest", Name, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("lost", Integer, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("times", Integer, nullable=False),
)
"""A fact: what could not be read (`vedette.records.Kept`), with the beginning of its bytes. The
same again only counts."""
