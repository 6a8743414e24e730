"""Alarms that were told, and to whom."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from vedette.ledger.schema.base import META, Name

alarms = Table(
    "alarms",
    META,
    Column("n", Integer, primary_key=True),
    Column("id", Name, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("watch", Name, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
)
"""A fact: a state in which an alarm was told (`vedette.records.Alarm`); its latest stands."""

deliveries = Table(
    "deliveries",
    META,
    Column("n", Integer, ForeignKey("alarms.n"), primary_key=True),
    Column("target", Name, primary_key=True),
    Column("at", Text, nullable=False),
)
"""A fact: to whom a state of an alarm was told, and when."""
