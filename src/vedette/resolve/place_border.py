"""The border of two countries: "the Lebanon-Israel border" is a place, though no table has it."""

from __future__ import annotations

import re

from vedette.resolve.gazetteer import Candidate, countries

_BETWEEN = re.compile(r"border between (.{2,40}) and (.{2,40})")
_BESIDE = re.compile(r"(.{2,40}?)(?: ?[-–/] ?| and )(.{2,40}) (?:border|frontier)")
_WITH = re.compile(r"(.{2,40}?)(?:['’]s?)? (?:border|frontier) with (.{2,40})")
_LONGEST = 100


def border_of(text: str) -> Candidate | None:
    """The border that a phrase names, with the codes of its two states, and no point: it is a line.

    >>> border_of("the Lebanon-Israel border").gazetteer_id
    'vedette:border-ISR-LBN'
    """
    phrase = " ".join(text.split()).removeprefix("the ")
    if len(phrase) > _LONGEST:
        return None
    for pattern in (_BETWEEN, _BESIDE, _WITH):
        found = pattern.fullmatch(phrase)
        states = {countries().code(name) for name in found.groups()} if found is not None else set()
        codes = sorted(code for code in states if code is not None)
        if len(codes) == 2:
            return _border(codes[0], codes[1])
    return None


def _border(one: str, other: str) -> Candidate:
    names = sorted(countries().by_iso[code].name for code in (one, other))
    return Candidate(
        gazetteer_id=f"vedette:border-{one}-{other}",
        name=f"{names[0]}–{names[1]} border",
        lat=None,
        lon=None,
        country=None,
        feature="border",
    )
