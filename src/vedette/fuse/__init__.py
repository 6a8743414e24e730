"""Reading with ids → events, claims, origins and grades. Imports records, codebook, stems."""

from vedette.fuse.stage import fuse

__all__ = ["fuse"]
