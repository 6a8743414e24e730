"""sources.toml → Plan: which sources are watched, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from vedette.plans import BadPlan, Check, Unlike, address, fields_of, flag, line, one_of, tables_of
from vedette.records import Letter, Record, change

Kind = Literal["feed", "page", "folder", "warc"]
UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_SPAN = re.compile(r"(\d{1,5})\s?([smhd])")
_WEB = ("feed", "page")
_OFTEN: Mapping[str, int] = {"feed": 60, "page": 60, "folder": 1, "warc": 1}
"""Seconds between two looks at a source, at least."""


class Source(Record, frozen=True, kw_only=True):
    """A source to be watched. `address` is a URL, or of folders and web archives a path; it is
    looked at `every` so many seconds, and something new is expected within `expect` seconds.

    `outlet` stands for whatever its items name; `letter` is how reliable that outlet is held to be.
    `links` says that items without full text are read where they link to; `columns` maps fields of
    a report to columns of its tables.
    """

    name: str
    kind: Kind = "feed"
    address: str
    every: float = 600
    expect: float = 86_400
    outlet: str | None = None
    letter: Letter | None = None
    links: bool = True
    columns: dict[str, str] | None = None

    @property
    def on_the_web(self) -> bool:
        return self.kind in _WEB


class Plan(Record, frozen=True, kw_only=True):
    """All sources, and what holds for all: a `contact` told to servers, hosts of the own network
    that may be asked, the seconds between two requests to one host, and those that an answer may
    take."""

    sources: tuple[Source, ...]
    contact: str | None = None
    private_hosts: tuple[str, ...] = ()
    pause: float = 2.0
    timeout: float = 30.0


def plan_of(path: Path) -> Plan:
    """The plan in a file. Raises `BadPlan` with all that is wrong with it."""
    given = tables_of(path)
    faults: list[str] = []
    listed = given.pop("source", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise BadPlan(f"{path}: sources are written as [[source]]")
    shared = fields_of(given, _SHARED, f"{path}", faults)
    sources = [_source(each, f"{path}, source {n}", faults) for n, each in enumerate(listed, 1)]
    if not listed:
        faults.append(f"{path}: there is no [[source]] in it")
    found = [_beside(path, source) for source in sources if source is not None]
    faults += _twice(found, f"{path}")
    if faults:
        raise BadPlan("\n".join(faults))
    return Plan(sources=tuple(found), **shared)


def _source(given: dict[str, Any], where: str, faults: list[str]) -> Source | None:
    if isinstance(given.get("name"), str):
        where = f"{where} ({given['name']})"
    before = len(faults)
    fields = fields_of(given, _OF_SOURCE, where, faults)
    kind = fields.get("kind", "feed")
    key = "url" if kind in _WEB else "path"
    at, other = fields.pop("url", None), fields.pop("path", None)
    if key == "path":
        at, other = other, at
    if "name" not in given:
        faults.append(f"{where}: it has no name")
    if at is None and key not in given:
        faults.append(f"{where}: a {kind} needs a {key}")
    if other is not None:
        faults.append(f"{where}: a {kind} is known by its {key}")
    if fields.get("every", _OFTEN[kind]) < _OFTEN[kind]:
        least = f"{_OFTEN[kind]} s"
        faults.append(f"{where}: a {kind} is looked at every {least} at most, not {given['every']}")
    if fields.get("letter") is not None and "outlet" not in given:
        faults.append(f"{where}: a letter is of an outlet; name it")
    return None if len(faults) > before else Source(address=at, **fields)


def _beside(path: Path, source: Source) -> Source:
    """A source whose path counts from the folder of the file that lists it."""
    if source.on_the_web:
        return source
    return change(source, address=str(path.parent / source.address))


def _twice(sources: list[Source], where: str) -> Iterator[str]:
    for field in ("name", "address"):
        values = [getattr(source, field) for source in sources]
        for value in sorted({v for v in values if values.count(v) > 1}):
            yield f"{where}: there are two sources with the {field} {value}"


def _seconds(value: Any) -> float:
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Unlike('a time such as "30s", "10m", "6h" or "2d"')
    return float(match[1]) * UNITS[match[2]]


def _hosts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise Unlike("a list of host names")
    return tuple(v.strip().lower() for v in value)


def _columns(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise Unlike('fields and their columns, as {text = "story"}')
    return value


_SHARED: Mapping[str, Check] = {
    "contact": line,
    "private_hosts": _hosts,
    "pause": _seconds,
    "timeout": _seconds,
}
_OF_SOURCE: Mapping[str, Check] = {
    "name": line,
    "kind": one_of(*get_args(Kind)),
    "url": address,
    "path": line,
    "every": _seconds,
    "expect": _seconds,
    "outlet": line,
    "letter": one_of(*get_args(Letter)),
    "links": flag,
    "columns": _columns,
}
KEYS = (*_SHARED, *_OF_SOURCE)
"""Everything that a file of sources may say."""
