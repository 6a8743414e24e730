"""`vedette check DRAFT`: does a text say only what the rows of the ledger that it cites hold?"""

from __future__ import annotations

from typing import TextIO

import click

from vedette.cli.opened import HELP, LEDGER, opened


@click.command("check", context_settings=HELP)
@click.argument("draft", type=click.File("r", encoding="utf-8"))
@LEDGER
@click.pass_context
def check_command(ctx: click.Context, draft: TextIO, place: str) -> None:
    """Check each sentence of DRAFT (Markdown or plain text; - for standard input) against the
    events and claims that it cites as [ID].

    A name, number, date, place, status or speaker that the cited rows do not hold is refused, and
    so is a sentence that cites nothing. Exit status: 0 nothing is refused, 1 something is, 2 wrong
    usage.
    """
    from vedette.brief.draft import judged
    from vedette.export.words import line

    try:
        text = draft.read()
    except UnicodeDecodeError as fault:
        raise click.UsageError(f"{draft.name} is not UTF-8 text") from fault
    refused = 0
    with opened(place) as ledger:
        for found in judged(text, ledger):
            refused += bool(found.faults)
            click.echo(f"{'refused' if found.faults else 'ok':<8}{line(found.sentence.text)}")
            for why in found.faults:
                click.echo(f"{'':<8}line {found.sentence.line}, {why.kind}: {line(why.what)}")
    ctx.exit(1 if refused else 0)
