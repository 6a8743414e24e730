"""The checker's vocabulary (`cues.toml`), made into patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from vedette.brief.evidence import Evidence
from vedette.codebook.common import common_words
from vedette.records import Record

Pattern = re.Pattern[str]


class Cue(Record, frozen=True, kw_only=True):
    """Words of one sense, and what the cited rows must hold to bear them out: an event of one of
    the statuses or types, or a claim of one of the stances; or a claim of any other than
    `not_stances`. No field at all asks for nothing."""

    name: str
    words: Pattern
    statuses: frozenset[str]
    types: frozenset[str]
    stances: frozenset[str]
    not_stances: frozenset[str]

    def licensed(self, held: Evidence) -> bool:
        """Whether the cited rows bear such words out."""
        events = {e.status for e in held.events} & self.statuses
        types = {e.type for e in held.events} & self.types
        return bool(events or types or any(self.takes(v.stance) for v in held.voices))

    def takes(self, stance: str) -> bool:
        """Whether a claim of a stance is told with such words."""
        if self.not_stances:
            return stance not in self.not_stances
        return stance in self.stances


def whole(words: list[str]) -> Pattern:
    """Any of some patterns, as whole words."""
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)


@cache
def table() -> dict[str, Cue]:
    """All cues by name, "status.future" and "verbs.deny"."""
    raw = _raw()
    return {
        f"{kind}.{name}": _cue(kind, name, row)
        for kind in ("status", "verbs")
        for name, row in raw[kind].items()
    }


def _cue(kind: str, name: str, row: dict[str, list[str]]) -> Cue:
    statuses = row.get("statuses", [name] if kind == "status" else [])
    return Cue(
        name=f"{kind}.{name}",
        words=whole(row["words"]),
        statuses=frozenset(statuses),
        types=frozenset(row.get("types", [])),
        stances=frozenset(row.get("stances", [])),
        not_stances=frozenset(row.get("not_stances", [])),
    )


@cache
def needed() -> dict[str, tuple[Cue, ...]]:
    """Status or type → the cues of which a sentence about it must have one."""
    return {key: tuple(table()[n] for n in found) for key, found in _raw()["needed"].items()}


@cache
def of_record() -> Pattern:
    """What is said of the ledger itself, not of the world."""
    return whole(_raw()["record"]["words"])


@cache
def deeds() -> Pattern:
    """Verbs with the one who does it before them and the one it is done to behind them."""
    return whole(_raw()["sides"]["words"])


@cache
def listed(name: str) -> frozenset[str]:
    """A list of small words."""
    return frozenset(_raw()["lists"][name].split())


@cache
def openers() -> frozenset[str]:
    """Common words that often open a sentence with a capital letter, and say little."""
    return frozenset(_raw()["common"]["words"].split())


@cache
def common() -> frozenset[str]:
    """Words that may open a sentence with a capital letter and are no names."""
    return openers() | common_words()


@cache
def anywhere() -> frozenset[str]:
    """Titles and the like, whose capital letter names nobody."""
    return frozenset(w.casefold() for w in _raw()["common"]["anywhere"])


@cache
def kinds() -> dict[str, frozenset[int]]:
    """A noun → the numbers of its kinds; nouns of one kind may stand for each other."""
    rows = [set(row.split()) for row in _raw()["kinds"]["rows"]]
    return {w: frozenset(n for n, row in enumerate(rows) if w in row) for row in rows for w in row}


@cache
def _raw() -> dict[str, dict[str, Any]]:
    text = files("vedette.brief").joinpath("cues.toml").read_text("utf-8")
    return tomllib.loads(text)
