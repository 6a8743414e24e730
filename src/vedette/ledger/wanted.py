"""Which events of a ledger are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.records import Entity, Entry, Record


class Wanted(Record, frozen=True, kw_only=True):
    """What an event must be; an empty field asks for nothing, and every other must hold.

    `types` are PLOVER types or "TYPE.mode"; `countries` ISO alpha-3 codes (or KOS) of its place.
    `actors` are who takes part on either side: a code ("RUS/MIL", or "RUS" for all that belong to
    it), an id, or a name in full. `since` and `until` are ISO days that the event's own days must
    touch; an event without a day touches none. `grades` are credibilities, 1 to 6.
    """

    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    grades: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()

    def has(self, entry: Entry) -> bool:
        """Whether an event has one of the modes and actors; its row cannot tell those."""
        return self._has_mode(entry) and self._has_actor(entry)

    def _has_mode(self, entry: Entry) -> bool:
        event = entry.event
        names = {event.type, f"{event.type}.{event.mode}"}
        return not self.types or not names.isdisjoint(self.types)

    def _has_actor(self, entry: Entry) -> bool:
        if not self.actors:
            return True
        sides = {*entry.event.actors, *entry.event.recipients}
        known = {name for e in entry.entities if e.id in sides for name in _names(e)}
        return any(a.casefold() in known for a in self.actors)


def _names(entity: Entity) -> Iterator[str]:
    """All that somebody may be asked for by, in small letters."""
    yield entity.id.casefold()
    yield entity.name.casefold()
    if entity.country is not None:
        yield entity.country.casefold()
    parts = (entity.actor or "").casefold().split("/")
    yield from ("/".join(parts[:n]) for n in range(1, len(parts) + 1))


EVERYTHING = Wanted()
