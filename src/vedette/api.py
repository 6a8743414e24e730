"""What `import vedette` offers: one call from a text to its reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette import ingest, pipeline
from vedette.reader import relate as pairs
from vedette.reader.model import shipped
from vedette.reader.relate import Pair, Relation
from vedette.records import Problem, Reading, Span

__all__ = ["Pair", "Relation", "read", "relate", "relate_many"]


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


def relate(sentence: str, *, source: Span, target: Span) -> Relation:
    """What the source does to the target in a sentence: PLOVER types with their probabilities.

    `source` and `target` are character spans, end exclusive. Raises `ValueError` where one holds
    no words or the two overlap.

    >>> sentence = "Poland condemned Belarus for the arrests."
    >>> vedette.relate(sentence, source=(0, 6), target=(17, 24)).type
    'ACCUSE'
    """
    return next(relate_many([Pair(sentence=sentence, source=source, target=target)]))


def relate_many(asked: Iterable[Pair]) -> Iterator[Relation]:
    """`relate` for any number of pairs, in batches."""
    return pairs.relate_many(asked, shipped())
