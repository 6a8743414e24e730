"""`vedette accept`, `correct`, `history`: what a person found of an event, and what was ruled."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from vedette.cli.fuse import entry_of, ruled
from vedette.cli.opened import HELP, LEDGER, opened
from vedette.records import Judgement, Place

if TYPE_CHECKING:
    from vedette.ledger import Ledger

WHY = click.option("--why", "reason", required=True, help="The reason, kept with the judgement.")


@click.command("accept", context_settings=HELP)
@click.argument("event")
@WHY
@LEDGER
def accept_command(event: str, reason: str, place: str) -> None:
    """Say that an EVENT is right as it is. It can be undone."""
    with opened(place) as ledger:
        found = entry_of(ledger, event).event.id
        ruled(lambda: [ledger.accept(found, why=reason, who=getpass.getuser())])


@click.command("correct", context_settings=HELP)
@click.argument("event")
@click.argument("field", metavar="FIELD")
@click.argument("value")
@WHY
@LEDGER
def correct_command(event: str, field: str, value: str, reason: str, place: str) -> None:
    """Say what a FIELD of an EVENT should be: type (ASSAULT.drone), status (actual, future …),
    place (an id of the gazetteer, a name, "London, CAN", or none), when (2024-03-04, or
    2024-03-04/2024-03-06), or rejected (yes: it is no such event).

    The latest correction wins over the machine; the grade is worked out anew. It can be undone.
    """
    from vedette.ledger import NOWHERE

    given = _place(value) if field == "place" and value != NOWHERE else value
    with opened(place) as ledger:
        found = entry_of(ledger, event).event.id
        ruled(lambda: [ledger.correct(found, field, given, why=reason, who=getpass.getuser())])


@click.command("history", context_settings=HELP)
@click.argument("event")
@LEDGER
def history_command(event: str, place: str) -> None:
    """List every judgement that an EVENT, also a rejected one, is or was under."""
    from vedette.export import words

    with opened(place) as ledger:
        for judged in ledger.history(_known(ledger, event)):
            said = f"{judged.number}  {judged.at}  {judged.who}: {judged.what} ({judged.why})"
            click.echo(words.line(said + _undone(judged)))


def _undone(judged: Judgement) -> str:
    if judged.undone is None:
        return ""
    by = f" by {judged.undone_by}" if judged.undone_by else ""
    why = f" ({judged.undone_why})" if judged.undone_why else ""
    return f"; undone {judged.undone}{by}{why}"


def _known(ledger: Ledger, event: str) -> str:
    """The id of an event, also of a rejected one, of which the whole id is needed."""
    try:
        ledger.accounts(event)
    except KeyError:
        return entry_of(ledger, event).event.id
    return event


def _place(asked: str) -> Place:
    """The one place that is meant. Raises a usage error where there is none, or several."""
    from vedette.resolve.gazetteer import Gazetteer
    from vedette.resolve.place_named import one_named

    with Gazetteer.open() as gazetteer:
        try:
            return one_named(asked, gazetteer)
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
