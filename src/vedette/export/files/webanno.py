"""W3C Web Annotation: one page of annotations, one for each claim, on the words it is made in.

(Web Annotation Data Model, W3C Recommendation 2017.) Positions are code points of the report's
text, as the model has them and the ledger too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from vedette.brief.entries import view
from vedette.export import words
from vedette.export.files.story import Readings
from vedette.export.files.stream import document
from vedette.records import Claim, Entry, Reading, Report

AROUND = 32
"""Characters before and after the quoted words, by which they are found again."""
HEAD = (
    '{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:vedette:annotations",'
    '"type":"AnnotationPage","items":['
)


def _annotations(entries: Iterable[Entry], readings: Readings) -> Iterator[dict[str, object]]:
    for entry in entries:
        seen = view(entry)
        for claim in entry.claims:
            reading = readings(claim.report)
            if reading is not None:
                yield _annotation(entry, seen, claim, reading.report)


def _annotation(entry: Entry, seen: Reading, claim: Claim, report: Report) -> dict[str, object]:
    event = entry.event
    return {
        "id": _urn("claim", event.id, claim.id),
        "type": "Annotation",
        "motivation": ["describing", "classifying"],
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": words.said(seen, claim),
                "format": "text/plain",
                "language": "en",
            },
            *(
                {"type": "TextualBody", "purpose": "classifying", "value": value}
                for value in (words.code(event), event.status, claim.stance, claim.basis)
            ),
            {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": _urn("event", event.id),
            },
        ],
        "target": _target(report, claim),
    }


def _target(report: Report, claim: Claim) -> dict[str, object]:
    start, end = claim.quote
    text = report.text
    return {
        "type": "SpecificResource",
        "source": report.url or _urn("report", report.id),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _urn(*parts: str) -> str:
    return f"urn:vedette:{':'.join(quote(p, safe='') for p in parts)}"


write = document(HEAD, _annotations, "]}")
