"""The hand-written facts in resources/actors, as rows by their list."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "actors"
BODIES = frozenset({"UNO", "EUR", "NATO", "IGO", "NGO", "MNC", "IMG"})
"""Codes that stand where a country would and are none."""
WORDS = ("known_until", "common", "plain", "generic")
"""Lists of single words, not of rows."""
LISTS = {
    "ministries": ("GOV", "a ministry"),
    "forces": ("MIL", "an armed force"),
    "police": ("COP", "a police force"),
    "services": ("SPY", "an intelligence service"),
    "paramilitary": ("PRM", "a militia of the state"),
    "parliament": ("LEG", "a parliament or a part of it"),
    "courts": ("JUD", "a court"),
    "parties": ("PTY", "a party"),
    "bodies": ("GOV", "a body of its own name"),
}
"""A state's lists of bodies → the sector of what stands there, and what it is called."""

Row = dict[str, Any]


def entries() -> Iterator[tuple[str, str, Row]]:
    """(file, list, row) of every file, in the order of the files' names."""
    for name, lists in _files().items():
        for kind, found in lists.items():
            if kind not in WORDS:
                yield from ((name, kind, row) for row in found)


def rows(kind: str) -> Iterator[Row]:
    """The rows of one list, of all files that have it."""
    for lists in _files().values():
        yield from lists.get(kind, ())


def words(kind: str) -> list[str]:
    """One of the lists of single words."""
    return [str(word) for lists in _files().values() for word in lists.get(kind, ())]


@cache
def _files() -> dict[str, dict[str, list[Any]]]:
    paths = sorted(FOLDER.glob("*.yml"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {path.name: yaml.load(path.read_bytes(), Loader=loader) for path in paths}


def names_of(item: str | Row) -> list[str]:
    """All names of a body, which is written as a bare name, as name and aliases, or as names."""
    if isinstance(item, str):
        return [item]
    return [*item["names"]] if "names" in item else [item["name"], *item.get("aliases", ())]


def state_bodies(state: Row) -> Iterator[tuple[str, list[str], tuple[str, ...], Row]]:
    """(list, names, sectors, row) of every body of a state; a bare name's row is empty."""
    for kind, (sector, _) in LISTS.items():
        for item in state.get(kind) or ():
            row = {} if isinstance(item, str) else item
            told = row.get("sectors") or [row.get("sector", sector)]
            yield kind, names_of(item), tuple(told), row


def first_day(date: object) -> str:
    """The first day of a day, month or year: 1991 → "1991-01-01"."""
    text = str(date)
    return text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text


def last_day(date: object) -> str:
    """The last day of a day, month or year: "1991-06" → "1991-06-30"."""
    text = str(date)
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        return f"{text}-{calendar.monthrange(year, month)[1]}"
    return text
