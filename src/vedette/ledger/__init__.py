"""Readings → a ledger on disk: one event for many reports. Imports records, fuse."""

from vedette.ledger.ledger import Ledger

__all__ = ["Ledger"]
