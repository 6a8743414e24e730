"""A ledger's events → a file that the field's tools open. One module a format, one table."""

from vedette.export.files.table import FORMATS, Format, MissingExtra

__all__ = ["FORMATS", "Format", "MissingExtra"]
