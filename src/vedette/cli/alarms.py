"""`vedette alarms WATCHES`: what changed, told once to whoever wants to hear of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vedette.cli.intake import to_day
from vedette.cli.opened import HELP, LEDGER, opened
from vedette.cli.output import written_to
from vedette.cli.read import tell
from vedette.records import Alarm, Problem, Watch, change

if TYPE_CHECKING:
    from vedette.ledger import Ledger
    from vedette.watch.plan import Delivery, Plan

RECENT = datetime.timedelta(days=31)
"""Alarms of longer ago are kept, but nobody is woken for them unless --since says so."""
BEFORE, AFTER = datetime.timedelta(days=3 * 365), datetime.timedelta(days=182)
"""Days of the series that a page shows around its alarm."""


@click.command("alarms", context_settings=HELP)
@click.argument("watches", type=click.Path(path_type=Path))
@LEDGER
@click.option("--since", callback=to_day, metavar="DAY", help="Tell alarms of this day or later.")
@click.option(
    "--pages", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Write a page for each alarm.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be told; keep and send nothing.")
@click.pass_context
def alarms_command(
    ctx: click.Context,
    /,
    watches: Path,
    place: str,
    since: str | None,
    pages: Path | None,
    dry_run: bool,
) -> None:
    """Judge the watches of the file WATCHES (TOML) on a ledger, and tell each alarm once.

    An alarm whose events have changed since is told again as corrected, or as withdrawn. Exit
    status: 0 all was told; 1 some delivery failed, and is tried again the next time; 2 wrong usage.
    """
    plan = read_plan(watches)
    recent = since or (datetime.date.today() - RECENT).isoformat()
    failed = False
    with opened(place) as ledger:
        for watch in plan.watches:
            if dry_run:
                _preview(ledger, watch)
                continue
            ledger.settle_alarms(watch)
            for problem in _told(ledger, watch, plan, recent):
                failed = True
                tell(problem)
            if pages is not None:
                _write_pages(ledger, watch, pages)
        if not dry_run:
            _summary(ledger, plan, recent)
    ctx.exit(1 if failed else 0)


def read_plan(path: Path) -> Plan:
    """The watches and deliveries of a file; a usage error where it is none."""
    from vedette.plans import BadPlan
    from vedette.watch.plan import plan_of

    try:
        return plan_of(path)
    except BadPlan as fault:
        raise click.UsageError(str(fault)) from fault


def _preview(ledger: Ledger, watch: Watch) -> None:
    from vedette.watch.alarms import settled

    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for alarm in settled(ledger.judged(watch, at=at), ledger.alarms(watch.name), at=at):
        _print(alarm)


def _told(ledger: Ledger, watch: Watch, plan: Plan, since: str) -> Iterator[Problem]:
    """Tell a watch's alarms to all that want to hear of it; what fails comes out."""
    for name in watch.deliver:
        for alarm in ledger.undelivered(watch.name, name, since=since):
            problem = _send(alarm, plan.deliveries[name])
            if problem is not None:
                yield problem
                # Those after it would come before it.
                break
            ledger.deliver(alarm, name)


def _send(alarm: Alarm, delivery: Delivery) -> Problem | None:
    from vedette.watch.send import SENDERS

    if delivery.kind in SENDERS:
        return SENDERS[delivery.kind](alarm, delivery)
    _print(alarm)
    return None


def _print(alarm: Alarm) -> None:
    from vedette.export import words
    from vedette.watch.send.text import subject
    from vedette.watch.send.text import words as told

    click.echo(words.line(subject(alarm)))
    for line in told(alarm).splitlines():
        click.echo(f"  {words.line(line)}")


def _write_pages(ledger: Ledger, watch: Watch, folder: Path) -> None:
    from vedette.export.alarm import to_page
    from vedette.watch.alarms import LANES

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise click.BadParameter(f"{folder}: {fault.strerror}", param_hint="--pages") from fault
    for alarm in ledger.alarms(watch.name):
        since, until = (datetime.date.fromisoformat(d) for d in (alarm.since, alarm.until))
        of = change(
            watch.of,
            statuses=tuple(s for s in LANES[alarm.lane] if s in watch.of.statuses),
            since=(since - BEFORE).isoformat(),
            until=(until + AFTER).isoformat(),
        )
        found = [entry for event in alarm.events if (entry := ledger.entry(event)) is not None]
        texts: dict[str, str] = {}
        for entry in found:
            texts |= ledger.texts({report.report for report in entry.reports})
        series = ledger.series(of, watch.by, per=watch.per)
        page = to_page(ledger.alarm(alarm.id), found, series, texts)
        with written_to(str(folder / f"{alarm.id}.html"), option="--pages") as out:
            out.write(page)


def _summary(ledger: Ledger, plan: Plan, since: str) -> None:
    every = [a for watch in plan.watches for a in ledger.alarms(watch.name)]
    standing = [a for a in every if a.state != "withdrawn"]
    old = sum(a.until < since for a in standing)
    older = f", {old} of them from before {since}" if old else ""
    click.echo(f"{len(standing)} alarms stand in {len(plan.watches)} watches{older}", err=True)
