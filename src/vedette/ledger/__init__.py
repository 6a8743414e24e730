"""The ledger on disk: reports in, events with their origins and grades out."""

from vedette.ledger.ledger import Ledger

__all__ = ["Ledger"]
