"""`vedette import`: another data set's events beside the ledger's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from vedette.cli.opened import HELP, LEDGER, opened
from vedette.cli.read import tell
from vedette.records import Coded, Problem

FORMS = ("polecat", "csv")


def _columns(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> dict[str, str] | None:
    if value is None:
        return None
    from vedette.ingest import coded_columns

    try:
        return coded_columns(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("import", context_settings=HELP)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", required=True, type=click.Choice(FORMS), help="Of FILE.")
@click.option("--name", required=True, help="What the data set is called in the ledger.")
@click.option(
    "--columns",
    callback=_columns,
    metavar="MAPPING",
    help="Which column is what, where their names do not tell (day=when,type=what).",
)
@click.option("--replace", is_flag=True, help="In the place of what was taken in under the name.")
@LEDGER
@click.pass_context
def import_command(
    ctx: click.Context,
    /,
    file: Path,
    form: str,
    name: str,
    columns: dict[str, str] | None,
    replace: bool,
    place: str,
) -> None:
    """Take the events of another data set in, to be compared with.

    They have no reports, so they never become events of the ledger. All or nothing, but for rows
    that cannot be read, which are told and kept as problems. Exit status: 0 every row was taken in,
    1 some row could not be, 2 wrong usage.
    """
    from vedette.ingest import coded_file

    faults: list[Problem] = []

    def events() -> Iterator[Coded]:
        for made in coded_file(file, form, columns=columns or {}):
            if isinstance(made, Problem):
                faults.append(made)
                tell(made)
            else:
                yield made

    with opened(place, make=True) as ledger:
        try:
            told = ledger.take_in(name, events(), form=form, source=str(file), replace=replace)
            click.echo(f"{told.events} events taken in as {told.name}")
        except ValueError as fault:
            raise click.UsageError(str(fault)) from fault
        finally:
            for problem in faults:
                ledger.keep(problem, source=str(file))
    ctx.exit(1 if faults else 0)
