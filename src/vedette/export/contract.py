"""A reading in the shape that the world sees: the contract, and its JSON Schema.

The contract holds less than a reading. Model scores, verdicts and the names of origins stay inside;
`explain` and the page show them. Offsets are characters of `report.text`, end exclusive.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from vedette import __version__
from vedette.records import Event, Frame, Place, Reading, Record, Toponym

PLACE = ("name", "lat", "lon", "country", "admin1", "gazetteer_id", "precision", "reason")
ROWS: dict[str, tuple[str, ...]] = {
    "report": ("id", "title", "text", "outlet", "date", "url", "language", "kind"),
    "mentions": ("id", "start", "end", "text", "kind", "entity", "value"),
    "attributions": ("cue", "source", "content"),
    "toponyms": ("start", "end", "text", "reason"),
    "entities": ("id", "name", "kind", "country", "sectors", "actor", "wikidata", "reason"),
    "frames": ("id", "event", "type", "mode", "status", "trigger", "sentence", "score"),
    "events": (
        "id", "type", "mode", "contexts", "status", "quad", "intensity", "cameo", "actors",
        "recipients", "claims", "origins",
    ),
    "figures": ("role", "low", "best", "high", "by"),
    "claims": ("id", "frame", "speaker", "stance", "basis", "from", "about", "quote"),
    "problems": ("where", "what", "why"),
    "when": ("start", "end", "precision", "raw"),
    "place": PLACE,
}  # fmt: skip
"""The keys of every row of the contract, in their order; nested rows are added by name."""
FIELDS = {"from": "sources"}
"""Keys of the contract whose field has another name, because `from` is a word of Python."""


def to_contract(reading: Reading) -> dict[str, Any]:
    """One report's reading as plain dicts and lists: the keys of the contract and no others."""
    return {
        "vedette": __version__,
        "model": reading.model,
        "report": _row(reading.report, "report"),
        "mentions": [_row(each, "mentions") for each in reading.mentions],
        "attributions": [_row(each, "attributions") for each in reading.attributions],
        "toponyms": [_toponym(each) for each in reading.toponyms],
        "entities": [_row(each, "entities") for each in reading.entities],
        "frames": [_frame(each) for each in reading.frames],
        "events": [event_row(each) for each in reading.events],
        "claims": [_row(each, "claims") for each in reading.claims],
        "problems": [_row(each, "problems") for each in reading.problems],
    }


def schema() -> dict[str, Any]:
    """The contract as JSON Schema 2020-12; it allows no key that the contract does not name."""
    path = resources.files("vedette").joinpath("data", "reading.schema.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _row(record: Record, name: str) -> dict[str, Any]:
    return {key: _plain(getattr(record, FIELDS.get(key, key))) for key in ROWS[name]}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else _row(place, "place")


def _toponym(toponym: Toponym) -> dict[str, Any]:
    row = _row(toponym, "toponyms")
    reason = row.pop("reason")
    return {**row, "place": _place(toponym.place), "reason": reason}


def _frame(frame: Frame) -> dict[str, Any]:
    roles = {role: list(ids) for role, ids in frame.roles.items() if ids}
    return {**_row(frame, "frames"), "roles": roles}


def event_row(event: Event) -> dict[str, Any]:
    """One event in the shape of the contract."""
    grade = event.grade
    row = _row(event, "events")
    claims, origins = row.pop("claims"), row.pop("origins")
    return {
        **row,
        "place": _place(event.place),
        "when": None if event.when is None else _row(event.when, "when"),
        "figures": [_row(figure, "figures") for figure in event.figures],
        "claims": claims,
        "origins": origins,
        "grade": {
            "credibility": grade.credibility,
            "rule": grade.rule,
            "words": [quote.text for quote in grade.words],
        },
    }
