"""`vedette search WORDS…`: the reports of a ledger in which words stand."""

from __future__ import annotations

import sys

import click

from vedette.cli.opened import HELP, LEDGER, opened, table_or_lines


@click.command("search", context_settings=HELP)
@click.argument("words", nargs=-1, required=True)
@LEDGER
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1), help="Most reports."
)
@table_or_lines("a report")
@click.pass_context
def search_command(
    ctx: click.Context, /, words: tuple[str, ...], place: str, limit: int, form: str
) -> None:
    """Find reports by their WORDS, all of which must be there; "a phrase" must be there as it is.

    Words are found in all their forms (shell, shelled, shelling). The best come first. Exit
    status: 0 something was found, 1 nothing, 2 wrong usage.
    """
    from vedette.export import found as shown

    # A shell takes the quotes of a phrase away.
    asked = " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)
    with opened(place) as ledger:
        hits = ledger.search(asked, limit=limit)
    if form == "table":
        shown.print_found(hits, sys.stdout)
    else:
        sys.stdout.writelines(shown.as_lines(hits))
    ctx.exit(0 if hits else 1)
