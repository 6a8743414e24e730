"""What all tables share."""

from __future__ import annotations

from sqlalchemy import MetaData, Text

META = MetaData()

Name = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is ordered by its characters in every database, whatever language that speaks."""
