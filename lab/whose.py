"""Which words of a report name a country or a body, as the resolver finds them: what teaches whose
an actor is. Gold spans of persons keep towns out of names, as the reader's own do later."""

from __future__ import annotations

from functools import cache
from typing import Any

from vedette.resolve.actors import countries_named
from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.toponyms import find_toponyms


@cache
def gazetteer() -> Gazetteer:
    """The index in the cache, opened once."""
    return Gazetteer.open()


def with_countries(bundle: dict[str, Any]) -> dict[str, Any]:
    """The bundle with `countries` in each report: (start, end, alpha-3 or body) of each name."""
    persons = {k for k, e in bundle["entities"].items() if e["kind"] == "PER"}
    for report in bundle["reports"]:
        text = report["text"]
        people = [(m["start"], m["end"]) for m in report["mentions"] if m["id"] in persons]
        named = {c.start: (c.text, c.country) for c in countries_named(text)}
        for t in find_toponyms(text, gazetteer=gazetteer(), persons=people):
            if t.place is not None and t.place.country is not None:
                named.setdefault(t.start, (t.text, t.place.country))
        report["countries"] = [(a, a + len(words), code) for a, (words, code) in named.items()]
    return bundle
