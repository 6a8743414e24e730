"""What a time expression is counted from: the report's day, the time named before, the tense."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable
from typing import Literal

from vedette.records import Record
from vedette.resolve.date_values import Time, Unresolved
from vedette.resolve.date_words import Cue

Tense = Literal["past", "future"]


class Setting(Record, frozen=True, kw_only=True):
    """`anchor` is the report's day, `previous` the time last named, `cue` the word before.

    With a `previous` and no `anchor` the text is a narrative: months and days without a year are
    those of the time last named.
    """

    anchor: datetime.date | None
    previous: Time | None = None
    tense: Tense | None = None
    cue: Cue = ""

    @property
    def narrative(self) -> bool:
        return self.anchor is None and self.previous is not None

    @property
    def dated(self) -> bool:
        """Was the time last named a day or a month?"""
        return self.previous is not None and self.previous.unit in ("clock", "day", "month")

    @property
    def ahead(self) -> bool:
        """Is the time to come? A deadline ("by June") is, where no tense is known."""
        return self.tense == "future" or (self.tense is None and self.cue in ("by", "within"))

    def here(self) -> datetime.date:
        """The report's day, or in a narrative the day last named."""
        if self.anchor is not None:
            return self.anchor
        if self.previous is not None and self.previous.start is not None:
            return self.previous.start
        raise Unresolved("no report date to count from")

    def then(self, unit: str = "day") -> datetime.date:
        """The day last named, or else the report's; a month or year last named counts no days."""
        known = self.previous
        exact = known is not None and (unit in COARSE or known.unit in ("day", "clock"))
        if known is not None and known.start is not None and (exact or self.narrative):
            return known.start
        return self.here()


COARSE = frozenset({"month", "year", "decade", "century", "quarter", "season"})

Rule = tuple[str, Callable[[re.Match[str], Setting], Time | None]]
"""A pattern for a whole expression, and what it means; None passes it to the next rule."""


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled on first use: import stays quick."""
    return re.compile(pattern)


def first_match(rules: tuple[Rule, ...], words: str, setting: Setting) -> Time | None:
    """What the first rule that knows the words makes of them."""
    for pattern, meaning in rules:
        match = compiled(pattern).fullmatch(words)
        if match is not None:
            time = meaning(match, setting)
            if time is not None:
                return time
    return None


def nearest(times: tuple[Time, ...], setting: Setting) -> Time:
    """Of the same date in several years the one meant: on the tense's side, or else the nearest.

    A tense that would lead more than eleven months away is not believed.
    """
    here = setting.here()
    gaps = {time: (time.start - here).days for time in times if time.start is not None}
    side = [t for t, gap in gaps.items() if (0 <= gap < 330 if setting.ahead else -330 < gap <= 0)]
    sure = setting.tense is not None or setting.cue == "by"
    return min(side if side and sure else gaps, key=lambda time: abs(gaps[time]))
