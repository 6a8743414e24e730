"""What `import vedette` offers: one call from a text to its reading."""

from __future__ import annotations

from vedette import ingest, pipeline
from vedette.records import Problem, Reading


def read(
    text: str,
    *,
    date: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one report. `date` (an ISO day) and `outlet` are used where the text does not say.

    Raises `ValueError` with a clear sentence where the text is no report that can be read: it is
    empty, binary, too long or not in English. What is wrong but can be read past is in
    `Reading.problems`.

    >>> reading = vedette.read("Jakarta recalled its envoy on Monday.", date="2024-10-29")
    """
    found = ingest.report_of(text, date=date, outlet=outlet, title=title, url=url)
    if isinstance(found, Problem):
        raise ValueError(f"{found.what}: {found.why}")
    return pipeline.read(found)
