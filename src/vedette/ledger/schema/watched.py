"""The sources that are watched."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from vedette.ledger.schema.base import META, Name

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
