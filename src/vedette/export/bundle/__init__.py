"""Reviewed reports → a bundle in the corpus's markup, for the next training."""

from vedette.export.bundle.ledger import status_of
from vedette.export.bundle.write import write

__all__ = ["status_of", "write"]
