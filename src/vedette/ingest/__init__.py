"""bytes → Report. Imports records.

`ingest` reads files, folders, standard input and http(s) addresses; `report_of` takes a string.
A fault of the input is a `Problem` beside the reports, never an exception.
"""

from vedette.ingest.answer import Answer, Fetched
from vedette.ingest.dates import day
from vedette.ingest.fetch import Fetch, Limits, Request, ask, fetch_url
from vedette.ingest.sources import ingest
from vedette.ingest.table import columns_of
from vedette.ingest.text import LONGEST, Defaults, report_of

__all__ = [
    "LONGEST",
    "Answer",
    "Defaults",
    "Fetch",
    "Fetched",
    "Limits",
    "Request",
    "ask",
    "columns_of",
    "day",
    "fetch_url",
    "ingest",
    "report_of",
]
