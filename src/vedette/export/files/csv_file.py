"""CSV (RFC 4180): the flat columns, a header, commas."""

from __future__ import annotations

import csv

from vedette.export.files.cells import table
from vedette.export.files.columns import COLUMNS, row


class Comma(csv.excel):
    """What spreadsheets write, with the line ends of Unix."""

    lineterminator = "\n"


write = table([c.name for c in COLUMNS], lambda entry, _: (row(entry),), Comma)
