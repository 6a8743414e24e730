"""watches.toml → Plan: what is watched for which change, and where alarms go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from vedette.codebook import book
from vedette.codebook.filters import country_named, type_named
from vedette.plans import (
    BadPlan,
    Check,
    Unlike,
    address,
    each,
    fields_of,
    flag,
    one_of,
    tables_of,
    text,
    texts,
    whole,
)
from vedette.records import Change, Dyad, Per, Record, Status, Step, Watch
from vedette.records import change as changed

WATCHED: tuple[Status, ...] = ("actual", "future", "hypothetical", "requested", "negated")
"""Statuses that a watch may ask for. What is told as history is no news."""
WORST = 5
"""The worst credibility that says anything; 6 is a missing value."""


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


def plan_of(path: Path) -> Plan:
    """The plan in a file; paths in it count from its folder. Raises `BadPlan` with all that is
    wrong with it."""
    given = tables_of(path)
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


def _actors(value: Any) -> tuple[str, ...]:
    found = texts(value)
    if len(found) > 2:
        raise Unlike("one or two actors")
    return found


def _change(value: Any) -> Change:
    if not isinstance(value, dict) or not value.keys() <= {"kind", "false_alarms_per_year"}:
        raise Unlike("a table of kind and false_alarms_per_year")
    rate = value.get("false_alarms_per_year", 1.0)
    if not isinstance(rate, int | float) or isinstance(rate, bool):
        raise ValueError("needs a number of false_alarms_per_year")
    return Change(kind=value.get("kind", "level"), false_alarms_per_year=float(rate))


def _sector(value: Any) -> str:
    if text(value).upper() not in book().sectors:
        raise Unlike(f"one of {', '.join(book().sectors)}")
    return text(value).upper()


WATCH: Mapping[str, Check] = {
    "name": text,
    "actors": _actors,
    "directed": flag,
    "sector": _sector,
    "types": each(type_named),
    "places": each(country_named),
    "min_grade": whole(1, WORST),
    "statuses": each(one_of(*WATCHED)),
    "by": one_of(*get_args(Step)),
    "per": one_of(*get_args(Per)),
    "change": _change,
    "deliver": texts,
}
"""Fields of a [[watch]]."""
DELIVER: Mapping[str, tuple[Mapping[str, Check], Mapping[str, Check]]] = {
    "file": ({"path": text}, {}),
    "feed": ({"path": text}, {"title": text}),
    "webhook": ({"url": address, "secret": text}, {}),
    "mail": (
        {"host": text, "sender": text, "to": texts},
        {"port": whole(1, 65_535), "tls": one_of("starttls", "tls", "none"), "user": text,
         "secret": text},
    ),
}  # fmt: skip
"""Kind of a delivery → the fields that it needs, and those that it may have."""


def _watches(given: Any, path: Path, faults: list[str]) -> list[Watch]:
    if not isinstance(given, list) or not given or not all(isinstance(w, dict) for w in given):
        faults.append(f"{path}: watches are written as [[watch]], one at least")
        return []
    found = (_watch(w, f"{path}, watch {n}", faults) for n, w in enumerate(given, 1))
    return [watch for watch in found if watch is not None]


def _watch(given: dict[str, Any], where: str, faults: list[str]) -> Watch | None:
    before = len(faults)
    fields = fields_of(given, WATCH, where, faults)
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
    for name, table in given.items():
        one = _delivery(name, table, f"{path}, deliver.{name}", faults)
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
    fields = fields_of(given, {**needed, **others}, where, faults)
    faults += [f"{where}: a {kind} needs {name}" for name in needed if name not in given]
    if name == TERMINAL.name:
        faults.append(f"{where}: terminal is always there; choose another name")
    return None if len(faults) > before else Delivery(name=name, kind=kind, **fields)
