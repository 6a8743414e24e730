"""The ledger's tables. Facts (reports, judgements) are appended; all else is derived from
them and can be rebuilt."""

from __future__ import annotations

from vedette.ledger.schema.accounts import (
    accounts,
    articles,
    bands,
    copies,
    heirs,
    identities,
    keys,
    pairs,
    told,
)
from vedette.ledger.schema.alarms import alarms, deliveries
from vedette.ledger.schema.base import META
from vedette.ledger.schema.events import entries, events, facets, flat, parties, touched
from vedette.ledger.schema.facts import (
    changes,
    judgements,
    problems,
    reports,
    reviewed,
    reviews,
    sources,
    undoings,
    versions,
)
from vedette.ledger.schema.imported import coded, coded_parties, imports
from vedette.ledger.schema.watched import feed_items, feed_states, feeds

__all__ = [
    "DERIVED",
    "META",
    "accounts",
    "alarms",
    "articles",
    "bands",
    "changes",
    "coded",
    "coded_parties",
    "copies",
    "deliveries",
    "entries",
    "events",
    "facets",
    "feed_items",
    "feed_states",
    "feeds",
    "flat",
    "heirs",
    "identities",
    "imports",
    "judgements",
    "keys",
    "pairs",
    "parties",
    "problems",
    "reports",
    "reviewed",
    "reviews",
    "sources",
    "told",
    "touched",
    "undoings",
    "versions",
]

DERIVED = (
    touched,
    facets,
    flat,
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
