"""Derived of each report: its accounts, what is like it, and the article that it is of."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, Table

from vedette.ledger.schema.base import META, Name

told = Table(
    "told",
    META,
    Column("report", Name, ForeignKey("reports.id"), primary_key=True),
    Column("crowded", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A report's claims, events and entities in common ids (`vedette.fuse.joined.Told`); whether it had
more reports near it than were compared with it."""

accounts = Table(
    "accounts",
    META,
    Column("id", Name, primary_key=True),
    Column("report", Name, ForeignKey("reports.id"), nullable=False, index=True),
    Column("event", Name, nullable=False, index=True),
    Column("cuts", Integer, nullable=False, server_default="0"),
    Column("body", LargeBinary, nullable=False),
)
"""`vedette.fuse.accounts.Account`, the event that it is of, and how often its part of the ledger
was cut (`vedette.ledger.crowds`)."""

keys = Table(
    "keys",
    META,
    Column("season", Integer, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("report", Name, ForeignKey("reports.id"), primary_key=True),
    Column("weight", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What each report is looked up by (`vedette.fuse.keys`). Seasons are stretches of days
(`vedette.ledger.store.nearby`): those of a report and of whom it is compared with lie together, so
that finding them costs the same in however long a ledger."""

pairs = Table(
    "pairs",
    META,
    Column("a", Name, ForeignKey("accounts.id"), primary_key=True),
    Column("b", Name, ForeignKey("accounts.id"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
)
"""Logits of compared accounts, the lesser id first."""

copies = Table(
    "copies",
    META,
    Column("report", Name, ForeignKey("reports.id"), primary_key=True),
    Column("of", Name, ForeignKey("reports.id"), primary_key=True, index=True),
    Column("body", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    META,
    Column("season", Integer, primary_key=True),
    Column("band", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("report", Name, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Of each report's sketch: those that share one may be copies. Seasons as of `keys`."""

identities = Table(
    "identities",
    META,
    Column("key", BigInteger, nullable=False, index=True),
    Column("report", Name, ForeignKey("reports.id"), nullable=False),
)
"""Keys of each report that other versions of its article share (`vedette.fuse.versions`)."""

articles = Table(
    "articles",
    META,
    Column("report", Name, ForeignKey("reports.id"), primary_key=True),
    Column("stands", Name, ForeignKey("reports.id"), nullable=False, index=True),
)
"""Of an article in several versions: each of them, and which one stands for all."""

heirs = Table(
    "heirs",
    META,
    Column("old", Name, primary_key=True),
    Column("new", Name, nullable=False, index=True),
)
"""Accounts of versions that do not stand, with those that tell the same in the one that does."""
