"""Does a sentence say of an alarm only what the alarm says?

What changed must stand there in the alarm's own words, since the same words in another order say
the reverse ("more conflict or less cooperation"); all that is added are joining words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.brief.check import Fault
from vedette.brief.check_content import telling_stems
from vedette.brief.check_dates import Date, found, without_dates
from vedette.brief.wording import words
from vedette.records import Alarm

NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?")
JOINING = telling_stems("an alarm is corrected withdrawn; before since from to until")
"""Stems that a sentence may have beside the alarm's."""


def misread(text: str, alarm: Alarm) -> tuple[Fault, ...]:
    """What a sentence says that its alarm does not; () if nothing."""
    return tuple(Fault("alarm", what) for what in dict.fromkeys(_misread(text, alarm)))


def _misread(text: str, alarm: Alarm) -> Iterator[str]:
    own = " ".join((alarm.watch, alarm.what, alarm.compared, alarm.why, alarm.since, alarm.until))
    withdrawn = alarm.state == "withdrawn"
    if withdrawn != ("withdrawn" in text.casefold()):
        yield f"the alarm is {alarm.state}"
    if not withdrawn and changed(alarm).casefold() not in text.casefold():
        yield f"it does not say “{changed(alarm)}”"
    days = {_day(date) for date in found(own)}
    yield from (date.text for date in found(text) if _day(date) not in days)
    named = {w.text for w in words(own)}
    yield from (w.text for w in words(without_dates(text)) if w.capital and w.text not in named)
    numbers = set(NUMBER.findall(without_dates(own)))
    yield from (n for n in NUMBER.findall(without_dates(text)) if n not in numbers)
    known = telling_stems(own) | JOINING
    yield from sorted(telling_stems(without_dates(text)) - known)


def _day(date: Date) -> tuple[int | None, int | None, int | None]:
    return date.year, date.month, date.day


def changed(alarm: Alarm) -> str:
    """What the alarm says has changed: "more conflict or less cooperation, in events …"."""
    return alarm.what.partition(". From ")[0].removeprefix(f"{alarm.watch}: ")
