"""bytes → Report. Imports records, codebook.

`ingest` reads files, folders, standard input and http(s) addresses; `report_of` takes a string;
`coded` reads the events of other data sets, which have no reports. A fault of the input is a
`Problem` beside what was read, never an exception.
"""

from vedette.ingest.answer import Answer, Fetched
from vedette.ingest.coded import CODED, coded, coded_columns, coded_file
from vedette.ingest.dates import day
from vedette.ingest.fetch import Fetch, Limits, Request, ask, fetch_url
from vedette.ingest.sources import ingest
from vedette.ingest.table import columns_of
from vedette.ingest.text import LONGEST, Defaults, report_of

__all__ = [
    "CODED",
    "LONGEST",
    "Answer",
    "Defaults",
    "Fetch",
    "Fetched",
    "Limits",
    "Request",
    "ask",
    "coded",
    "coded_columns",
    "coded_file",
    "columns_of",
    "day",
    "fetch_url",
    "ingest",
    "report_of",
]
