"""Judgements of people on events: given, kept and undone."""

from __future__ import annotations

from collections.abc import Collection

from vedette.fuse.clusters import pair
from vedette.fuse.corrections import NOWHERE, checked, value_of
from vedette.ledger import reviews
from vedette.ledger.settling import members_of, settle
from vedette.ledger.verbs.opened import Opened
from vedette.records import Judgement, Place, Review, ReviewField


class Judging(Opened):
    """Takes judgements on events."""

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, undone or not, the earliest first."""
        with self._read() as store:
            return tuple(reviews.every(store))

    def merge(self, a: str, b: str, *, why: str, who: str) -> list[int]:
        """Rule that two events are one → numbers of the judgements. Raises `KeyError` for an
        event that is not there, `ValueError` for one event given twice and for an empty reason."""
        _reasoned(why)
        with self._write() as store:
            one, other = (members_of(store, e) for e in (a, b))
            if one == other:
                raise ValueError(f"{a} is one event already")
            # Every account of both: one that is only ruled with a few would fall from the group.
            ruled = [pair(one[0], account) for account in (*one[1:], *other)]
            numbers = store.rule("one", ruled, why, who, self._clock())
            settle(store, {*one, *other})
        return numbers

    def split(self, event: str, apart: Collection[str], *, why: str, who: str) -> list[int]:
        """Rule that some accounts of an event are of another. Raises `KeyError` for an event or
        account that is not there, `ValueError` for all or none of them and for an empty reason."""
        _reasoned(why)
        if not apart:
            raise ValueError(f"no account of {event} is named that is of another event")
        with self._write() as store:
            every = members_of(store, event)
            unknown = sorted(set(apart) - set(every))
            if unknown:
                raise KeyError(f"{event} has no account {unknown[0]}")
            rest = sorted(set(every) - set(apart))
            if not rest:
                raise ValueError(f"all accounts of {event} are named; none would be left of it")
            ruled = [pair(a, b) for a in sorted(apart) for b in rest]
            numbers = store.rule("two", ruled, why, who, self._clock())
            settle(store, every)
        return numbers

    def undo(self, judgement: int, *, why: str = "", who: str = "") -> None:
        """Take a judgement back; what it did is undone. Raises `KeyError` where none stands."""
        with self._write() as store:
            ruled = store.undo(judgement, self._clock(), why, who)
            if ruled is None:
                raise KeyError(f"no judgement {judgement} stands")
            settle(store, {*ruled, *reviews.accounts(store, judgement)})

    def accept(self, event: str, *, why: str, who: str) -> int:
        """Say that an event is right as it is → the judgement's number. Raises `KeyError` for an
        event that is not there, `ValueError` for an empty reason."""
        return self._review(event, None, "", None, why, who)

    def correct(self, event: str, field: str, value: str | Place, *, why: str, who: str) -> int:
        """Say what a field of an event should be → the judgement's number; the latest wins, and
        the grade is worked out anew.

        `field` is type ("ASSAULT.drone"), status, place (a `Place`, or "none"), when ("2024-03-04"
        or "2024-03-04/2024-03-06") or rejected ("yes": it is no such event; it is no longer among
        the events, and its history stays). Raises `KeyError` for an event that is not there,
        `ValueError` for another field, a value that it cannot have, and an empty reason.
        """
        place = value if isinstance(value, Place) else None
        known, text = checked(field, value.name if isinstance(value, Place) else value)
        if known == "place" and place is None and text != NOWHERE:
            raise ValueError(f"{text!r} is no place of the gazetteer; give a place, or {NOWHERE!r}")
        return self._review(event, known, text, place, why, who)

    def _review(
        self,
        event: str,
        field: ReviewField | None,
        value: str,
        place: Place | None,
        why: str,
        who: str,
    ) -> int:
        _reasoned(why)
        with self._write() as store:
            every = members_of(store, event)
            entry = store.entry(event)
            was = value_of(entry.event, field) if entry is not None and field is not None else ""
            review = Review(
                event=event, accounts=tuple(every), field=field, value=value, was=was, place=place
            )
            number = reviews.add(store, review, why, who, self._clock())
            settle(store, every)
        return number

    def history(self, event: str) -> tuple[Judgement, ...]:
        """Every judgement that an event (also a rejected one) is or was under, the earliest first:
        merges, splits, acceptances, corrections. Raises `KeyError` for an event that is not
        there."""
        with self._read() as store:
            return tuple(reviews.history(store, members_of(store, event)))


def _reasoned(why: str) -> None:
    """Raises `ValueError` for a judgement without a reason."""
    if not why.strip():
        raise ValueError("a judgement is given for a reason; the reason is empty")
