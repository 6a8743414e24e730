"""What a user writes to choose events (a type, a country, grades) → the codebook's own forms."""

from __future__ import annotations

import functools
import re

from vedette.codebook import find
from vedette.codebook.states import state

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
