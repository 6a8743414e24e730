"""Codes of states: ISO 3166, Correlates of War, Gleditsch and Ward.

The table is built of resources/actors. It knows the members of the UN, states that are partly
recognised, and those that went in or after 1990; it knows no territories beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Literal

from vedette.records import Record

System = Literal["cow", "gw"]
"""Correlates of War's list of states, or Gleditsch and Ward's."""


class Spell(Record, frozen=True, kw_only=True):
    """A state's numbers from one ISO day to another (both count; None is open).

    `start` is None also where a state is older than 1945, and Gleditsch and Ward's day else;
    `letters` are the Correlates of War's. A number is None where that list has no such state.
    """

    cow: int | None
    letters: str
    gw: int | None
    start: str | None
    end: str | None

    def holds(self, date: str) -> bool:
        return (self.start or date) <= date <= (self.end or date)


class State(Record, frozen=True, kw_only=True):
    """A state by ISO 3166 (Kosovo is KOS, XK and has no number), with its spells in order."""

    alpha3: str
    alpha2: str
    numeric: str
    name: str
    spells: tuple[Spell, ...]

    def number(self, system: System, date: str | None = None) -> int | None:
        """Its number on an ISO day, or the latest; None where it had none.

        >>> state("SRB").number("gw", "2001-01-01"), state("SRB").number("gw")
        (345, 340)
        """
        held = [spell for spell in self.spells if date is None or spell.holds(date)]
        return getattr(held[-1], system) if held else None


def state(code: str) -> State | None:
    """The state of an ISO alpha-3, alpha-2 or numeric code, in any case; None for no state's.

    >>> state("UA").alpha3, state("804").alpha3
    ('UKR', 'UKR')
    """
    return _by_iso().get(code.strip().upper())


def numbered(system: System, number: int, date: str | None = None) -> State | None:
    """The state that had a number on an ISO day, or had it last; None for no state's.

    >>> numbered("cow", 345, "1995-01-01").alpha3
    'SRB'
    """
    found: State | None = None
    for one in states().values():
        for spell in one.spells:
            if getattr(spell, system) == number and (date is None or spell.holds(date)):
                found = one
    return found


@cache
def states() -> Mapping[str, State]:
    """All states by alpha-3."""
    text = files("vedette").joinpath("data", "states.tsv").read_text("utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines()[1:]]
    return {code: _state(list(found)) for code, found in groupby(rows, key=lambda row: row[0])}


def _state(rows: list[tuple[str, ...]]) -> State:
    alpha3, alpha2, numeric, name, *_ = rows[0]
    spells = tuple(_spell(*row[4:]) for row in rows)
    return State(alpha3=alpha3, alpha2=alpha2, numeric=numeric, name=name, spells=spells)


def _spell(cow: str, letters: str, gw: str, start: str, end: str) -> Spell:
    return Spell(
        cow=int(cow) if cow else None,
        letters=letters,
        gw=int(gw) if gw else None,
        start=start or None,
        end=end or None,
    )


@cache
def _by_iso() -> Mapping[str, State]:
    """Every code → its state; a state that is gone yields its letters to a living one."""
    found = sorted(states().values(), key=lambda one: one.spells[-1].end is None)
    return {code: one for one in found for code in (one.alpha2, one.numeric, one.alpha3) if code}
