"""Reading with ids → Reading with events, claims, origins and grades. Imports records, codebook."""

from vedette.fuse.stage import fuse

__all__ = ["fuse"]
