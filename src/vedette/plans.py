"""Files of TOML that people write (sources, watches) → checked fields. Imports nothing of ours.

All that is wrong with a file is told at once, a sentence a line; a file with a fault is not used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Check = Callable[[Any], Any]
"""A value of TOML → a field. Raises `Unlike`, or `ValueError` with a sentence of its own."""


class BadPlan(ValueError):
    """A file that cannot be used: a sentence a line, for the user."""


class Unlike(ValueError):
    """A value is not what it should be; its words say that, without "is"."""


def tables_of(path: Path) -> dict[str, Any]:
    """What a file of TOML says. Raises `BadPlan` where it cannot be read or is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadPlan(f"{path} cannot be read: {fault.strerror}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadPlan(f"{path} is not TOML: {fault}") from fault


def fields_of(
    given: Mapping[str, Any], known: Mapping[str, Check], where: str, faults: list[str]
) -> dict[str, Any]:
    """The sound fields of a table; `faults` is told of the others."""
    found: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            faults.append(f"{where}: it knows no {key}; it knows {', '.join(known)}")
            continue
        try:
            found[key] = known[key](value)
        except Unlike as fault:
            faults.append(f"{where}: {key} is {fault}, not {value!r}")
        except ValueError as fault:
            faults.append(f"{where}: {key}: {fault}")
    return found


def text(value: Any) -> str:
    """Words, some at least."""
    if not isinstance(value, str) or not value.strip():
        raise Unlike("a text that is not empty")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of such, one at least."""
    if not isinstance(value, list) or not value:
        raise Unlike("a list of texts")
    return tuple(text(each) for each in value)


def line(value: Any) -> str:
    """Words that stand on one line, without what nobody sees."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Unlike("a line of text")
    return value.strip()


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unlike("true or false")
    return value


def address(value: Any) -> str:
    """A web address."""
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s/]\S{0,1990}", value):
        raise Unlike("an http or https address")
    return value


def one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        if value not in allowed:
            raise Unlike(f"one of {', '.join(allowed)}")
        return str(value)

    return check


def whole(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Unlike(f"a whole number from {least} to {most}")
        return value

    return check


def each(check: Check) -> Check:
    """The same check for all values of a list."""
    return lambda value: tuple(check(one) for one in texts(value))
