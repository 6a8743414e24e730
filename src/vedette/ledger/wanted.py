"""Which events of a ledger are asked for."""

from __future__ import annotations

from typing import Protocol, TypeVar

from vedette.records import Record

T = TypeVar("T")


class Wanted(Record, frozen=True, kw_only=True):
    """What an event must be; an empty field asks for nothing, and every other must hold.

    `types` are PLOVER types or "TYPE.mode"; `countries` ISO alpha-3 codes (or KOS) of its place;
    `places` ids of the gazetteer, or the name of a place that it does not have.
    `actors` are who takes part on either side: a code ("RUS/MIL", or "RUS" for all that belong to
    it), an id, or a name in full. `since` and `until` are ISO days that the event's own days must
    touch; an event without a day touches none. `grades` are credibilities, 1 to 6. `words` must
    all be in one report that tells the event (as in `Ledger.search`).

    Events come the earliest first, unless `newest_first`; those without a day count as earlier
    than all. `after` is the `vedette.ledger.position` of the last event that one has.
    """

    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    grades: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    words: str = ""
    after: tuple[int, str] | None = None
    newest_first: bool = False


class Mark(Record, frozen=True, kw_only=True):
    """An event of an answer: its first day (an ordinal), its id, and the number of the change in
    which it came to be as it is. Of an event under one number there is one form."""

    day: int
    event: str
    n: int


class Keeps(Protocol[T]):
    """Keeps what was made of events, and may forget it."""

    def get(self, mark: Mark, /) -> T | None: ...

    def put(self, mark: Mark, made: T, /) -> None: ...


EVERYTHING = Wanted()
