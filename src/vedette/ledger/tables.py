"""The ledger's tables. Facts (reports, judgements) are appended; all else is derived from
them and can be rebuilt."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

META = MetaData()
Name = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is ordered by its characters in every database, whatever language that speaks."""

versions = Table(
    "versions",
    META,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("what", Text, nullable=False),
)
"""Every step of `vedette.ledger.migrations` that this ledger has taken, and when."""

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

feeds = Table(
    "feeds",
    META,
    Column("name", Name, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("listed", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text),
    Column("why", Text, nullable=False),
    Column("since", Text),
    Column("asked", Text),
    Column("answered", Text),
    Column("newest", Text),
    Column("due", Text),
    Column("failures", Integer, nullable=False),
    Column("items", Integer, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
)
"""How each watched source is now (`vedette.records.Watched`); the only facts that change."""

feed_states = Table(
    "feed_states",
    META,
    Column("n", Integer, primary_key=True),
    Column("source", Name, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""A fact: that a watched source came to be in a state."""

feed_items = Table(
    "feed_items",
    META,
    Column("n", Integer, primary_key=True),
    Column("source", Name, nullable=False),
    Column("item", Name, nullable=False),
    Column("mark", Text, nullable=False),
    Column("read", Text),
    Column("due", Text, nullable=False),
    Column("page", Text),
    Column("tries", Integer, nullable=False),
    Column("through", Integer, nullable=False),
    Column("body", LargeBinary),
)
"""What watched sources have had, by what each item is known by, its mark, which is another when it
is edited, and when it was last read. `body` is there while it waits to be read, by way of its
`page`: not before `due`, after so many `tries`, `through` so many reports of it."""
Index("feed_items_by_item", feed_items.c.source, feed_items.c.item, unique=True)
_WAITS = feed_items.c.body.is_not(None)
Index("feed_items_waiting", feed_items.c.n, sqlite_where=_WAITS, postgresql_where=_WAITS)

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
    Column("key", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("report", Name, ForeignKey("reports.id"), nullable=False),
)
Index("keys_by_key", keys.c.key, keys.c.day, keys.c.report)

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
    Column("band", BigInteger, nullable=False, index=True),
    Column("report", Name, ForeignKey("reports.id"), nullable=False, index=True),
)
"""Of each report's sketch: those that share one may be copies."""

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

changes = Table(
    "changes",
    META,
    Column("one", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
)
"""One row: how often the ledger was written."""

DERIVED = (
    touched,
    facets,
    parties,
    entries,
    events,
    heirs,
    articles,
    identities,
    bands,
    copies,
    pairs,
    keys,
    accounts,
    told,
)
"""What can be made anew from the facts, in the order in which it may be emptied."""
