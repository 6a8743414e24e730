"""watches.toml → Plan: what is watched for which change, and where alarms go."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from vedette.codebook import book
from vedette.codebook.filters import country_named, type_named
from vedette.records import Change, Dyad, Per, Record, Status, Step, Watch
from vedette.records import change as changed

WATCHED: tuple[Status, ...] = ("actual", "future", "hypothetical", "requested", "negated")
"""Statuses that a watch may ask for. What is told as history is no news."""
WORST = 5
"""The worst credibility that says anything; 6 is a missing value."""


class BadPlan(ValueError):
    """A file of watches that cannot be used: a sentence a line, for the user."""


class Delivery(Record, frozen=True, kw_only=True):
    """Where alarms go. Passwords and keys are in the environment: `secret` is a variable's name."""

    name: str
    kind: str
    path: str = ""
    url: str = ""
    secret: str = ""
    host: str = ""
    port: int = 587
    tls: str = "starttls"
    user: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    title: str = "Vedette: alarms"


class Plan(Record, frozen=True, kw_only=True):
    """All watches, and all deliveries by their names."""

    watches: tuple[Watch, ...]
    deliveries: dict[str, Delivery]


TERMINAL = Delivery(name="terminal", kind="terminal")
Reader = Callable[[Any], Any]
"""A value of TOML → a field. Raises `ValueError` with what it should be."""


def plan_of(path: Path) -> Plan:
    """The plan in a file; paths in it count from its folder. Raises `BadPlan` with all that is
    wrong with it."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadPlan(f"{path} cannot be read: {fault.strerror}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadPlan(f"{path} is not TOML: {fault}") from fault
    faults = [f"{path}: {name} is not known; there are [[watch]] and [deliver.NAME]"
              for name in given if name not in ("watch", "deliver")]  # fmt: skip
    deliveries = _deliveries(given.get("deliver", {}), path, faults)
    watches = _watches(given.get("watch", []), path, faults)
    for watch in watches:
        unknown = [name for name in watch.deliver if name not in deliveries]
        faults += [f"{path}, watch {watch.name}: there is no [deliver.{n}]" for n in unknown]
    names = [watch.name for watch in watches]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults += [f"{path}: two watches are called {name}" for name in twice]
    if faults:
        raise BadPlan("\n".join(faults))
    return Plan(watches=tuple(watches), deliveries=deliveries)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is a text that is not empty")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("is a list of texts")
    return tuple(_text(each) for each in value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is true or false")
    return value


def _one_of(*values: str) -> Reader:
    def read(value: Any) -> str:
        if value not in values:
            raise ValueError(f"is one of {', '.join(values)}")
        return str(value)

    return read


def _number(least: int, most: int) -> Reader:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"is a whole number from {least} to {most}")
        return value

    return read


def _each(read: Reader) -> Reader:
    return lambda value: tuple(read(each) for each in _texts(value))


def _actors(value: Any) -> tuple[str, ...]:
    found = _texts(value)
    if len(found) > 2:
        raise ValueError("is one or two actors")
    return found


def _web(value: Any) -> str:
    if not _text(value).startswith(("https://", "http://")):
        raise ValueError("is an http or https address")
    return str(value)


def _change(value: Any) -> Change:
    if not isinstance(value, dict) or not value.keys() <= {"kind", "false_alarms_per_year"}:
        raise ValueError("is a table of kind and false_alarms_per_year")
    rate = value.get("false_alarms_per_year", 1.0)
    if not isinstance(rate, int | float) or isinstance(rate, bool):
        raise ValueError("needs a number of false_alarms_per_year")
    return Change(kind=value.get("kind", "level"), false_alarms_per_year=float(rate))


def _sector(value: Any) -> str:
    if _text(value).upper() not in book().sectors:
        raise ValueError(f"is one of {', '.join(book().sectors)}")
    return str(value).upper()


WATCH: Mapping[str, Reader] = {
    "name": _text,
    "actors": _actors,
    "directed": _flag,
    "sector": _sector,
    "types": _each(type_named),
    "places": _each(country_named),
    "min_grade": _number(1, WORST),
    "statuses": _each(_one_of(*WATCHED)),
    "by": _one_of(*get_args(Step)),
    "per": _one_of(*get_args(Per)),
    "change": _change,
    "deliver": _texts,
}
"""Fields of a [[watch]]."""
DELIVER: Mapping[str, tuple[Mapping[str, Reader], Mapping[str, Reader]]] = {
    "file": ({"path": _text}, {}),
    "feed": ({"path": _text}, {"title": _text}),
    "webhook": ({"url": _web, "secret": _text}, {}),
    "mail": (
        {"host": _text, "sender": _text, "to": _texts},
        {"port": _number(1, 65_535), "tls": _one_of("starttls", "tls", "none"), "user": _text,
         "secret": _text},
    ),
}  # fmt: skip
"""Kind of a delivery → the fields that it needs, and those that it may have."""


def _fields(
    given: Mapping[str, Any], readers: Mapping[str, Reader], where: str, faults: list[str]
) -> dict[str, Any]:
    """The fields that are right; what is wrong with the others goes to `faults`."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in readers:
            faults.append(f"{where}: {name} is not known; there are {', '.join(readers)}")
            continue
        try:
            found[name] = readers[name](value)
        except ValueError as fault:
            faults.append(f"{where}: {name}: {fault}")
    return found


def _watches(given: Any, path: Path, faults: list[str]) -> list[Watch]:
    if not isinstance(given, list) or not given or not all(isinstance(w, dict) for w in given):
        faults.append(f"{path}: watches are written as [[watch]], one at least")
        return []
    found = (_watch(each, f"{path}, watch {n}", faults) for n, each in enumerate(given, 1))
    return [watch for watch in found if watch is not None]


def _watch(given: dict[str, Any], where: str, faults: list[str]) -> Watch | None:
    before = len(faults)
    fields = _fields(given, WATCH, where, faults)
    if "name" not in given:
        faults.append(f"{where}: it has no name")
    if not {"actors", "types", "places"} & given.keys():
        faults.append(f"{where}: it watches everything; give actors, types or places")
    if len(faults) > before:
        return None
    a, b = (*fields.get("actors", ()), None, None)[:2]
    of = Dyad(
        a=a,
        b=b,
        directed=fields.get("directed", False),
        sector=fields.get("sector"),
        types=fields.get("types", ()),
        countries=fields.get("places", ()),
        grades=tuple(range(1, fields.get("min_grade", WORST) + 1)),
        statuses=fields.get("statuses", ("actual",)),
    )
    return Watch(
        name=fields["name"],
        of=of,
        by=fields.get("by", "week"),
        per=fields.get("per", "reports"),
        change=fields.get("change", Change()),
        deliver=fields.get("deliver", (TERMINAL.name,)),
    )


def _deliveries(given: Any, path: Path, faults: list[str]) -> dict[str, Delivery]:
    found = {TERMINAL.name: TERMINAL}
    if not isinstance(given, dict):
        faults.append(f"{path}: deliveries are written as [deliver.NAME]")
        return found
    for name, each in given.items():
        one = _delivery(name, each, f"{path}, deliver.{name}", faults)
        if one is not None:
            found[name] = changed(one, path=str(path.parent / one.path)) if one.path else one
    return found


def _delivery(name: str, given: Any, where: str, faults: list[str]) -> Delivery | None:
    kind = given.pop("kind", None) if isinstance(given, dict) else None
    if not isinstance(kind, str) or kind not in DELIVER:
        faults.append(f"{where}: its kind is one of {', '.join(DELIVER)}")
        return None
    before = len(faults)
    needed, others = DELIVER[kind]
    fields = _fields(given, {**needed, **others}, where, faults)
    faults += [f"{where}: a {kind} needs {name}" for name in needed if name not in given]
    if name == TERMINAL.name:
        faults.append(f"{where}: terminal is always there; choose another name")
    return None if len(faults) > before else Delivery(name=name, kind=kind, **fields)
