"""`vedette report ID`: one report of a ledger, its versions and what each has changed."""

from __future__ import annotations

import click

from vedette.cli.opened import HELP, LEDGER, opened


@click.command("report", context_settings=HELP)
@click.argument("report", metavar="ID")
@LEDGER
def report_command(report: str, place: str) -> None:
    """Show the report ID of a ledger: whence it comes, which events it tells, and, where the
    article was edited, all its versions, what each has changed, and what was withdrawn."""
    from vedette.export.report import about

    with opened(place) as ledger:
        found = ledger.reports(report)
        if not found:
            raise click.UsageError(f"the ledger has no report {report}")
        if len(found) > 1:
            some = ", ".join(found[:5])
            raise click.UsageError(f"{report} begins the ids of {len(found)} reports ({some} …)")
        reading = ledger.reading(found[0])
        assert reading is not None
        shown = about(reading, ledger.versions(found[0]), ledger.tells(found[0]))
    click.echo(shown, nl=False)
