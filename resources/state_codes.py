"""Codes of states: ISO 3166 by pycountry, COW and Gleditsch-Ward by resources/actors/codes.yml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pycountry

from resources.actor_facts import Row, rows

COLUMNS = ("alpha3", "alpha2", "numeric", "name", "cow", "letters", "gw", "start", "end")
BEYOND_ISO = {"KOS": ("XK", "")}
"""States that ISO 3166 lacks → the user-assigned alpha-2 in general use, and no number."""


def table() -> Iterator[str]:
    """Lines of tab-separated values, the columns' names first; one line a spell of one number."""
    yield "\t".join(COLUMNS)
    spells: dict[str, list[Row]] = defaultdict(list)
    for row in rows("codes"):
        spells[row["id"]].append(row)
    names = {row["id"]: row["name"] for row in rows("codes") if "name" in row}
    names |= {state["id"]: state["name"] for state in rows("states")}
    for code in sorted({*names, *spells}):
        for spell in spells.get(code) or [{}]:
            yield "\t".join((code, *_iso(code), names[code], *_numbers(spell)))


def _iso(code: str) -> tuple[str, str]:
    """Alpha-2 and numeric code; those of a state that is gone are ISO 3166-3's."""
    if code in BEYOND_ISO:
        return BEYOND_ISO[code]
    found = pycountry.countries.get(alpha_3=code)
    if found is None:
        found = pycountry.historic_countries.get(alpha_3=code)
    if found is None:
        raise ValueError(f"{code} is no ISO 3166 code of a state, present or gone")
    return found.alpha_2, getattr(found, "numeric", "")


def _numbers(spell: Row) -> tuple[str, ...]:
    cow = spell.get("cow", "")
    told = (cow, spell.get("letters"), spell.get("gw", cow), spell.get("start"), spell.get("end"))
    return tuple("" if value is None else str(value) for value in told)
