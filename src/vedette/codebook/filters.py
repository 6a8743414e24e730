"""What a user writes to choose events (a type, a country, grades) → the codebook's own forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import cast

from vedette.codebook import book, find
from vedette.codebook.states import state
from vedette.records import Status

ANY = "any"
"""Instead of a status: all of them."""


# A desk is asked for the same few types all day; finding one goes through the whole codebook.
@functools.lru_cache(maxsize=1_000)
def type_named(name: str) -> str:
    """A type or TYPE.mode in any case, as the codebook writes it. Raises `ValueError` for another
    name, with the nearest that there is."""
    head, _, mode = name.partition(".")
    code = f"{head.upper()}.{mode.lower()}" if mode else head.upper()
    kinds = find(code).keys()
    if kinds.isdisjoint({"type", "mode"}):
        raise ValueError(f"{name} is a {next(iter(kinds))} of the codebook, not a type")
    return code


def country_named(code: str) -> str:
    """An ISO code of any form → alpha-3 (or KOS). Raises `ValueError` for what is no code."""
    found = state(code)
    if found is not None:
        return found.alpha3
    if re.fullmatch("[A-Za-z]{3}", code):
        return code.upper()
    raise ValueError(f"{code!r} is no code of a country; write it as UKR or UA")


def grades_named(grades: str) -> range:
    """ "2" and "1-3" → the credibilities that are meant. Raises `ValueError` for others."""
    match = re.fullmatch("([1-6])(?:-([1-6]))?", grades)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise ValueError(f"{grades!r} is no grade; write 2, or 1-3; the worst is 6")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def types_named(names: Iterable[str]) -> tuple[str, ...]:
    """The same of several types. Raises `ValueError` for the first that there is not."""
    return tuple(map(type_named, names))


def countries_named(codes: Iterable[str]) -> tuple[str, ...]:
    """The same of several countries."""
    return tuple(map(country_named, codes))


def credibilities_named(grades: Iterable[str]) -> tuple[int, ...]:
    """The credibilities that several grades mean, each once and in order."""
    return tuple(sorted({each for some in grades for each in grades_named(some)}))


def statuses_named(names: Iterable[str]) -> tuple[Status, ...]:
    """Statuses of the codebook; none where all are asked for. Raises `ValueError` for others."""
    found, known = tuple(names), (*book().statuses, ANY)
    for name in found:
        if name not in known:
            raise ValueError(f"{name!r} is no status; there are {', '.join(known)}")
    return () if ANY in found else cast(tuple[Status, ...], found)
