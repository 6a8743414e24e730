"""What a time expression is counted from, and how the grammar's rules are written down."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vedette.resolve.date_days import Unresolved
from vedette.resolve.date_kinds import Kind
from vedette.resolve.date_leads import Cue
from vedette.resolve.date_values import Time
from vedette.resolve.date_zones import Zone

Tense = Literal["past", "future"]


@dataclass(slots=True, kw_only=True, eq=False)
class Setting:
    """`anchor` is the report's day, `previous` the time last named, `cue` the word before.

    With a `previous` and no `anchor` the text is a narrative: months and days without a year are
    those of the time last named. `zone` is that of clock times that name none, `country` the ISO
    alpha-3 code of the state whose fiscal years are meant.

    The setting notes what it was asked while an expression was valued (`from_day`,
    `from_previous`, `by_side`): that is the reason for the value. One serves one expression.
    """

    anchor: datetime.date | None
    previous: Time | None = None
    tense: Tense | None = None
    cue: Cue = ""
    zone: Zone | None = None
    country: str | None = None
    from_day: bool = False
    from_previous: bool = False
    by_side: bool = False

    @property
    def narrative(self) -> bool:
        return self.anchor is None and self.previous is not None

    @property
    def dated(self) -> bool:
        """Was the time last named a day or a month?"""
        return self.previous is not None and self.previous.unit in ("clock", "day", "month")

    @property
    def last(self) -> datetime.date | None:
        """The first day of the time last named; of "until May" its last, the only one it has."""
        if self.previous is None:
            return None
        return self.previous.start or self.previous.end

    @property
    def sided(self) -> bool:
        """Is it known on which side of the report's day the time lies?"""
        return self.tense is not None or self.cue in ("by", "within")

    @property
    def ahead(self) -> bool:
        """Is the time to come? A deadline ("by June") is, where no tense is known."""
        self.by_side = self.by_side or self.sided
        return self.tense == "future" or (self.tense is None and self.cue in ("by", "within"))

    def today(self) -> datetime.date:
        """The report's day."""
        if self.anchor is None:
            raise Unresolved("no report date to count from")
        self.from_day = True
        return self.anchor

    def here(self) -> datetime.date:
        """The report's day, or in a narrative the day last named."""
        last = self.last
        if self.anchor is None and last is not None:
            self.from_previous = True
            return last
        return self.today()

    def then(self, unit: str = "day") -> datetime.date:
        """The day last named, or else the report's; a month or year last named counts no days."""
        known, last = self.previous, self.last
        if known is None or last is None:
            return self.here()
        if unit in COARSE or known.unit in ("day", "clock") or self.anchor is None:
            self.from_previous = True
            return last
        return self.here()


COARSE = frozenset({"month", "year", "decade", "century", "quarter", "season"})

Meaning = Callable[[Setting], Time | None]
"""What words mean: the time they name in a setting. None: not this; `Unresolved`: why not."""

Read = Callable[[str], Meaning | None]
"""What a part of an expression means, or None where the grammar does not know it."""

Take = Callable[[str, Read], Meaning | None]
"""Takes an expression apart, reads its parts and says what the whole means."""


class Rule(NamedTuple):
    """A pattern of a whole expression and what a match means.

    `needs` are the kinds of word without which the pattern cannot match: most rules are passed
    over by that alone.
    """

    needs: Kind
    pattern: str
    meaning: Callable[[re.Match[str], Setting], Time | None]


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled on first use: import stays quick."""
    return re.compile(pattern)


def nearest(days: Sequence[datetime.date], setting: Setting) -> datetime.date:
    """Of the same date in several years the one meant: on the tense's side, or else the nearest.

    A tense that would lead more than eleven months away is not believed.
    """
    here = setting.here()
    if setting.tense is not None or setting.cue == "by":
        low, high = (0, 330) if setting.ahead else (-329, 1)
        side = [day for day in days if low <= (day - here).days < high]
        days = side or days
    return min(days, key=lambda day: abs((day - here).days))
