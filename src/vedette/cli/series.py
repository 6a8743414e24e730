"""`vedette series A B`: how two sides dealt with each other, bin for bin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import click

from vedette.cli.export import sink
from vedette.cli.intake import to_day
from vedette.cli.opened import HELP, LEDGER, opened
from vedette.cli.wanted import GRADES, TYPES, statuses
from vedette.codebook import book
from vedette.export.files import MissingExtra
from vedette.export.series import BINARY, FORMATS, PLOTS, plot
from vedette.records import Dyad, Per, Step


def _plot(_: click.Context, __: click.Parameter, given: Path | None) -> Path | None:
    if given is not None and given.suffix not in PLOTS:
        raise click.BadParameter(f"{given} ends neither in .svg nor in .png")
    return given


def _sector(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    if given is not None and given.upper() not in book().sectors:
        raise click.BadParameter(f"{given} is no sector; there are {', '.join(book().sectors)}")
    return given and given.upper()


@click.command("series", context_settings=HELP)
@click.argument("a")
@click.argument("b", required=False)
@LEDGER
@click.option(
    "--by", type=click.Choice(get_args(Step)), default="week", show_default=True, help="Bins."
)
@click.option("--directed", is_flag=True, help="Only what A does to B.")
@click.option("--sector", callback=_sector, help="Whoever acts has this sector: MIL, GOV …")
@TYPES
@GRADES
@statuses(("actual",))
@click.option("--since", callback=to_day, metavar="DAY", help="From the bin of this day.")
@click.option("--until", callback=to_day, metavar="DAY", help="To the bin of this day.")
@click.option(
    "--per", type=click.Choice(get_args(Per)), default="reports", show_default=True,
    help="Scores per 100 reports of their bin, or as they are.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="table",
              show_default=True, help="What is written.")  # fmt: skip
@click.option("--out", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--plot", "picture", type=click.Path(path_type=Path), callback=_plot, metavar="FILE",
    help="Draw it to FILE (.svg or .png) too.",
)  # fmt: skip
def series_command(
    place: str, by: Step, per: Per, form: str, out: str | None, picture: Path | None, **asked: Any
) -> None:
    """Conflict and cooperation between A and B: country codes, actor codes, ids, or names in full.

    Without B, between A and anybody. What the score and its band are is told in docs/watch.md.
    """
    if form in BINARY and out is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not text; write it to a file with --out")
    with opened(place) as ledger:
        try:
            found = ledger.series(Dyad(**asked), by, per=per)
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
    try:
        with sink(out) as made:
            FORMATS[form](found, made)
        if picture is not None:
            plot(found, picture)
    except MissingExtra as fault:
        raise click.UsageError(str(fault)) from fault
    except OSError as fault:
        raise click.ClickException(f"{fault.filename}: {fault.strerror}") from fault
