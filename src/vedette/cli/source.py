"""`vedette source …`: how reliable a source is held to be, and what became of its claims."""

from __future__ import annotations

import difflib
import getpass
import sys
from typing import TYPE_CHECKING

import click

from vedette.cli.opened import HELP, LEDGER, opened
from vedette.cli.read import WORDING
from vedette.codebook.scales import LETTERS
from vedette.records import Letter, Source

if TYPE_CHECKING:
    from vedette.ledger import Ledger

SOME = 5
"""Most sources that a message names."""


@click.group("source", context_settings=HELP)
def source() -> None:
    """Sources of a ledger: their letters (reliability, A to F) and what became of their claims."""


@source.command("set", context_settings=HELP)
@click.argument("name")
@click.argument("letter", metavar="LETTER", type=click.Choice(LETTERS, case_sensitive=False))
@click.option("--why", "reason", required=True, help="The reason, kept with the judgement.")
@LEDGER
def set_command(name: str, letter: Letter, reason: str, place: str) -> None:
    """Give the source NAME a LETTER, A to F. The latest stands, all are kept; it can be undone."""
    with opened(place) as ledger:
        found = _one(ledger, name)
        try:
            given = ledger.rate(found, letter, why=reason, who=getpass.getuser())
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
        silent = not ledger.tracks([found])[found.id].events
    hint = "; the ledger has no claim of it yet" if silent else ""
    click.echo(f"judgement {given.number}: {_called(found)} is {given.letter}{hint}")


@source.command("show", context_settings=HELP)
@click.argument("name")
@LEDGER
@WORDING
def show_command(name: str, place: str, wording: str) -> None:
    """Show the letter of the source NAME, all letters that it was given, what became of its claims,
    and the letter that these would bear out, which nothing applies."""
    from vedette.export.sources import about

    with opened(place) as ledger:
        found = _one(ledger, name)
        record = ledger.tracks([found])[found.id]
        given = [r for r in ledger.rated() if set(r.source.voices) & set(found.voices)]
    click.echo(about(found, given, record, wording=wording), nl=False)


@source.command("list", context_settings=HELP)
@LEDGER
def list_command(place: str) -> None:
    """List every source of the ledger: its letter, and what became of its claims."""
    from vedette.export.sources import print_sources

    with opened(place) as ledger:
        found = ledger.sources(rostered)
        letters = ledger.letters(ledger.entries())
        print_sources(found, letters, ledger.tracks(found), sys.stdout)


def rostered(name: str) -> tuple[Source, ...]:
    """The actors of the roster that bear a name; all of them for an id."""
    from vedette.resolve.actor_roster import entries, find

    found = entries() if ":" in name else find(name)
    return tuple(Source(names=e.names, voices=(e.id,)) for e in found)


def _one(ledger: Ledger, name: str) -> Source:
    """The one source of a name or id. Raises a usage error where there is none, or several."""
    found = ledger.source(name, rostered)
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(_called(s) for s in found[:SOME])
        raise click.UsageError(f"{name} may be one of {len(found)} sources; ask by id: {some}")
    known = {n.casefold(): n for s in ledger.sources(rostered) for n in s.names}
    near = difflib.get_close_matches(name.casefold(), known, n=SOME)
    hint = f"; near it are {', '.join(known[n] for n in near)}" if near else ""
    raise click.UsageError(f"neither ledger nor roster knows a source {name}{hint}")


def _called(source: Source) -> str:
    from vedette.export.words import line

    return line(f"{source.name} [{source.id}]")
