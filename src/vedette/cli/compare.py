"""`vedette import` and `compare`: another data set's events beside the ledger's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from vedette.cli.intake import columns_option
from vedette.cli.opened import HELP, LEDGER, opened, table_or_lines
from vedette.cli.read import tell
from vedette.records import Coded, Problem

FORMS = ("polecat", "csv")


def _columns(words: str) -> dict[str, str]:
    from vedette.ingest import coded_columns

    return coded_columns(words)


@click.command("import", context_settings=HELP)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", required=True, type=click.Choice(FORMS), help="Of FILE.")
@click.option("--name", required=True, help="What the data set is called in the ledger.")
@columns_option(
    _columns, "Which column is what, where their names do not tell (day=when,type=what)."
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


@click.command("compare", context_settings=HELP)
@click.argument("name")
@click.option(
    "--days", default=1, show_default=True, type=click.IntRange(0, 31), help="Most days apart."
)
@click.option(
    "--examples", default=3, show_default=True, type=click.IntRange(0), help="Of each kind."
)
@table_or_lines("a count or an example")
@LEDGER
def compare_command(name: str, days: int, examples: int, form: str, place: str) -> None:
    """Say how many events of the data set NAME are in the ledger, and the reverse, by type, country
    and day, with examples of what is in one alone.

    Two events may be one where type, days and countries agree as far as both tell them; a data set
    that counts reports may have many for one.
    """
    from vedette.export import compared as shown

    with opened(place) as ledger:
        try:
            found = ledger.compared(name, days=days, examples=examples)
        except KeyError as fault:
            known = ", ".join(i.name for i in ledger.imports()) or "none"
            raise click.UsageError(f"{fault.args[0]}; there are: {known}") from fault
    sys.stdout.writelines((shown.as_lines if form == "jsonl" else shown.as_table)(found))
