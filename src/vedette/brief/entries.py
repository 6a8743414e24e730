"""What a sentence may cite: an event with all that reports and ledger hold of it.

A report's event and the ledger's are looked at alike: `view` makes a reading of an entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from vedette.records import Alarm, Claim, Entity, Entry, Event, Reading, Record, Report


class Shelf(Protocol):
    """Where an entry's reports are looked up; a ledger is one."""

    def reading(self, report: str) -> Reading | None:
        """What was read in a report."""

    def accounts(self, event: str) -> list[str]:
        """Ids of an event's accounts, "REPORT.e3"."""


class Library(Shelf, Protocol):
    """A shelf where citations are looked up too."""

    def find(self, beginning: str) -> list[Entry]:
        """The event of this id; else all whose ids begin so."""

    def events_in(self, report: str) -> list[str]:
        """Ids of the events that a report tells."""

    def alarm(self, alarm: str) -> list[Alarm]:
        """All states of one alarm, the earliest first; none where there is no such alarm."""


class Cited(Record, frozen=True, kw_only=True):
    """An event; `view` names its voices and holds its claims; `accounts` are the readings that tell
    it, each with the event's id there; `dates` are the days of its reports, `outlets` their names;
    `remarks` are what else is to be known of it, such as that a person has corrected it.
    """

    event: Event
    view: Reading
    accounts: tuple[tuple[Reading, str], ...]
    dates: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def claims(self) -> tuple[Claim, ...]:
        """All claims about the event, in the order of its record."""
        known = {claim.id: claim for claim in self.view.claims}
        return tuple(known[each] for each in self.event.claims if each in known)

    def local(self, claim: Claim) -> tuple[Reading, Claim] | None:
        """The reading that a claim stands in, and the claim as it is there."""
        name = claim.id.rpartition("#")[2]
        for reading, _ in self.accounts:
            if claim.report in ("", reading.report.id):
                found = next((c for c in reading.claims if c.id == name), None)
                if found is not None:
                    return reading, found
        return None


def view(entry: Entry) -> Reading:
    """The entry as a reading without a text."""
    outlets = (Entity(id=i, name=name, kind="ORG") for i, name in entry.outlets.items())
    return Reading(
        model="",
        report=Report(id=entry.event.id, text=entry.event.id),
        entities=(*entry.entities, *outlets),
        events=(entry.event,),
        claims=entry.claims,
        origins=entry.origins,
        verdicts=entry.verdicts,
    )


def of_entry(entry: Entry, shelf: Shelf, remarks: Sequence[str] = ()) -> Cited:
    """An event of the ledger, with what was read in its reports."""
    return Cited(
        event=entry.event,
        view=view(entry),
        accounts=tuple(_accounts(entry, shelf)),
        dates=tuple(r.date for r in entry.reports if r.date is not None),
        outlets=tuple(r.outlet for r in entry.reports if r.outlet is not None),
        remarks=tuple(remarks),
    )


def _accounts(entry: Entry, shelf: Shelf) -> Iterator[tuple[Reading, str]]:
    for account in shelf.accounts(entry.event.id):
        report, _, event = account.partition(".")
        reading = shelf.reading(report)
        if reading is not None:
            yield reading, event


def of_reading(event: Event, reading: Reading) -> Cited:
    """An event of one report."""
    report = reading.report
    return Cited(
        event=event,
        view=reading,
        accounts=((reading, event.id),),
        dates=(report.date,) if report.date is not None else (),
        outlets=(report.outlet,) if report.outlet is not None else (),
    )
