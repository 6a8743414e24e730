"""Derived of all reports: events, and what they are asked for by."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from vedette.ledger.schema.base import META, Name

events = Table(
    "events",
    META,
    Column("id", Name, primary_key=True),
    Column("type", Name, nullable=False),
    Column("mode", Name, nullable=False),
    Column("status", Name, nullable=False),
    Column("quad", Name, nullable=False),
    Column("intensity", Float),
    Column("grade", Integer, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("country", Name, nullable=False),
    Column("place", Name, nullable=False),
    Column("place_name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Name, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What an event is searched and counted by. Text is empty where it is not known (`place` is the
gazetteer's id, else the name), as is the mode of a type without modes; days are 0 there, so that
every database puts them first, and a day that is open on one side reaches all there."""
_E = events.c
_SEARCHED = ("last_day", "type", "mode", "status", "grade", "country")
Index("events_by_day", _E.first_day, _E.id, *(_E[name] for name in _SEARCHED))

entries = Table(
    "entries",
    META,
    Column("event", Name, ForeignKey("events.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""`vedette.records.Entry` of every event; apart from the columns, which are read by the million."""

flat = Table(
    "flat",
    META,
    Column("first_day", Integer),
    Column("event", Name),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("first_day", "event"),
    sqlite_with_rowid=False,
)
"""`vedette.records.Flat` of every event, in the order of answers. Rows go by the columns of the
event."""

parties = Table(
    "parties",
    META,
    Column("event", Name, ForeignKey("events.id"), primary_key=True),
    Column("side", Name, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("id", Name, nullable=False),
    Column("code", Name, nullable=False),
    Column("country", Name, nullable=False),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Who takes part in an event: actors ("a") and recipients ("r"), numbered on their side, by voice;
`code` is "RUS/MIL", empty where it is not known, as is the country."""

facets = Table(
    "facets",
    META,
    Column("key", Name),
    Column("first_day", Integer),
    Column("event", Name),
    *(Column(name, _E[name].type, nullable=False) for name in _SEARCHED),
    PrimaryKeyConstraint("key", "first_day", "event", postgresql_include=_SEARCHED),
    sqlite_with_rowid=False,
)
"""An event under each word that it may be asked for by (`vedette.ledger.rows.keys_of`: a type, a
mode, a status, a grade, a country, a place, and all that a party is called), in the order of the
answer, so that a limit ends the search, and with all else that it is searched by, so that a search
looks up no event that it does not give. Rows go by the columns of the event, as there is no index
of it."""

touched = Table(
    "touched",
    META,
    Column("event", Name, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The change (`changes`) in which an event came, changed or went last, so that whoever knows an
earlier state reads no more than what is new. An event without a name: all were made anew."""
Index("touched_by_n", touched.c.n)
