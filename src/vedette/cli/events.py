"""`vedette events`: the events of a ledger, those that one asks for."""

from __future__ import annotations

import sys
from typing import Any

import click

from vedette.cli.opened import HELP, LEDGER, at_hand, opened, table_or_lines
from vedette.cli.read import WORDING
from vedette.cli.wanted import filtered
from vedette.codebook.filters import ANY

MANY = 50
"""Events that a terminal is given unasked."""


@click.command("events", context_settings=HELP)
@LEDGER
@filtered((ANY,))
@click.option("--words", default="", help="In one of its reports: all of them, as for search.")
@click.option(
    "--limit", type=click.IntRange(1), default=MANY, show_default=True, help="The newest."
)
@table_or_lines("an event")
@WORDING
@click.pass_context
def events_command(
    ctx: click.Context, /, place: str, form: str, wording: str, limit: int, **wanted: Any
) -> None:
    """List the events of a ledger, the newest first, by what they are told to be.

    An event must pass each kind of filter that is given; but for days and words, each can be given
    several times. Exit status: 0 something was found, 1 nothing, 2 wrong usage.
    """
    from vedette.export import entries as shown
    from vedette.ledger import Wanted

    with opened(place) as ledger:
        found = list(ledger.entries(Wanted(**wanted, newest_first=True), limit + 1))
        some, more = found[:limit], len(found) > limit
        letters = ledger.letters(some)
        if some and form == "table":
            shown.print_entries(some, sys.stdout, letters, read=at_hand(ledger), wording=wording)
        else:
            sys.stdout.writelines(shown.as_lines(some, letters))
    if not some:
        click.echo("no event of the ledger is so", err=True)
        ctx.exit(1)
    if more:
        click.echo(f"these are the newest {limit}; --limit shows more", err=True)
