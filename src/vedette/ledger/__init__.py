"""Readings → a ledger on disk: one event for many reports. Imports records, fuse, watch."""

from vedette.fuse.corrections import NOWHERE
from vedette.ledger.faults import LedgerError, NoLedger
from vedette.ledger.health import Health, health
from vedette.ledger.ledger import Ledger, bring_up
from vedette.ledger.migrations import NEWEST
from vedette.ledger.overview import Looked
from vedette.ledger.rows import position
from vedette.ledger.wanted import Mark, Wanted

__all__ = [
    "NEWEST",
    "NOWHERE",
    "Health",
    "Ledger",
    "LedgerError",
    "Looked",
    "Mark",
    "NoLedger",
    "Wanted",
    "bring_up",
    "health",
    "position",
]
