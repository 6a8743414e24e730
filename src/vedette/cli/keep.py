"""`vedette init` and `vedette rebuild`: a ledger's tables, made, brought up to date, made anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from vedette.cli.opened import HELP, LEDGER, opened, told


@click.command("init", context_settings=HELP)
@LEDGER
def init_command(place: str) -> None:
    """Make a ledger, or bring one of an earlier Vedette up to date.

    What is derived is made anew where its form has changed; reports and judgements stay as they
    are. All or nothing: if it is broken off, the ledger is as it was.
    """
    from vedette.ledger import NEWEST, bring_up

    with told(), progress("deriving anew") as tell:
        before = bring_up(place, tell)
    if before is None:
        click.echo(f"made (schema {NEWEST})")
    elif before == NEWEST:
        click.echo(f"up to date already (schema {NEWEST})")
    else:
        click.echo(f"brought up from schema {before} to {NEWEST}")


@click.command("rebuild", context_settings=HELP)
@LEDGER
def rebuild_command(place: str) -> None:
    """Derive all events anew from the reports and judgements.

    What comes out is the same, byte for byte, unless Vedette itself has changed. All or nothing;
    readers see what was before until it is done.
    """
    with opened(place) as ledger:
        with progress("rebuilding") as tell:
            ledger.rebuild(tell)
        counted = ledger.count()
    click.echo(f"{counted['events']} events of {counted['reports']} reports")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how many of how many are done, on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    bars = Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
    with bars:
        bar = bars.add_task(what, total=None)
        yield lambda done, every: bars.update(bar, completed=done, total=every)
