"""Reading → Reading with ids. Imports records, codebook."""

from vedette.resolve.stage import resolve

__all__ = ["resolve"]
