"""The ledger's tables. Facts (reports, judgements) are appended; all else is derived from
them and can be rebuilt."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

META = MetaData()

reports = Table(
    "reports",
    META,
    Column("id", Text, primary_key=True),
    Column("n", Integer, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("outlet", Text),
    Column("day", Integer),
    Column("model", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A fact: the fused reading of one report (`vedette.records.Reading`); `n` counts them as they
arrived."""

judgements = Table(
    "judgements",
    META,
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone", Text),
)
"""A fact: what a person ruled on two accounts ("one" or "two"), and when that was undone."""

told = Table(
    "told",
    META,
    Column("report", Text, primary_key=True),
    Column("crowded", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A report's claims, events and entities in common ids (`vedette.fuse.joined.Told`); whether it had
more reports near it than were compared with it."""

accounts = Table(
    "accounts",
    META,
    Column("id", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("event", Text, nullable=False, index=True),
    Column("cuts", Integer, nullable=False, server_default="0"),
    Column("body", LargeBinary, nullable=False),
)
"""`vedette.fuse.accounts.Account`, the event that it is of, and how often its part of the ledger
was cut (`vedette.ledger.crowds`)."""

keys = Table(
    "keys",
    META,
    Column("key", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("report", Text, nullable=False),
)
Index("keys_by_key", keys.c.key, keys.c.day, keys.c.report)

pairs = Table(
    "pairs",
    META,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True, index=True),
    Column("score", Float, nullable=False),
)
"""Logits of compared accounts, the lesser id first."""

copies = Table(
    "copies",
    META,
    Column("report", Text, primary_key=True),
    Column("of", Text, primary_key=True, index=True),
    Column("body", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    META,
    Column("band", BigInteger, nullable=False, index=True),
    Column("report", Text, nullable=False, index=True),
)
"""Of each report's sketch: those that share one may be copies."""

events = Table(
    "events",
    META,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("country", Text),
    Column("reports", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""`vedette.records.Entry` of every event, with what it is searched by."""
Index("events_by_day", events.c.first_day, events.c.id)
