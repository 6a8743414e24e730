"""Another data set's events beside the ledger's."""

from __future__ import annotations

import datetime

from vedette.records.base import Record
from vedette.records.entries import Entry


class Coded(Record, frozen=True, kw_only=True):
    """An event of another data set, which has no report here.

    `id` is its own there, `day` the ISO day, `type` PLOVER's. `actors` and `recipients` are their
    countries, and `country` that of the place ("" where it is not known), alpha-3 or KOS; `place`
    is its name.
    """

    id: str
    day: str
    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    country: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        datetime.date.fromisoformat(self.day)


class Imported(Record, frozen=True, kw_only=True):
    """Events of another data set that a ledger holds under a name: how many, of which format, from
    which source, and when they were taken in (ISO time)."""

    name: str
    form: str
    source: str
    at: str
    events: int


class Share(Record, frozen=True, kw_only=True):
    """Of a day, a country or a type (`key`), or of all: how many events another data set has and
    how many of those the ledger has too; and the reverse."""

    key: str
    theirs: int = 0
    theirs_found: int = 0
    ours: int = 0
    ours_found: int = 0


class Compared(Record, frozen=True, kw_only=True):
    """A data set beside the ledger. `ours` are the ledger's actual events between the data set's
    first and last days, `since` and `until`. Examples are the earliest."""

    imported: Imported
    since: str
    until: str
    total: Share
    days: tuple[Share, ...]
    countries: tuple[Share, ...]
    types: tuple[Share, ...]
    both: tuple[tuple[Coded, Entry], ...]
    only_theirs: tuple[Coded, ...]
    only_ours: tuple[Entry, ...]
