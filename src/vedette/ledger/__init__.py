"""Readings → a ledger on disk: one event for many reports. Imports records, fuse."""

from vedette.ledger.ledger import Ledger
from vedette.ledger.wanted import Wanted

__all__ = ["Ledger", "Wanted"]
