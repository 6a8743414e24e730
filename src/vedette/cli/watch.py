"""`vedette watch SOURCES`: feeds, pages, folders and web archives read as they change."""

from __future__ import annotations

import getpass
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vedette.cli.intake import listed, to_day
from vedette.cli.opened import HELP, LEDGER, opened
from vedette.cli.read import tell
from vedette.cli.source import rostered
from vedette.records import Problem, Reading, Report

if TYPE_CHECKING:
    from vedette.feeds import Means, Plan, Tally
    from vedette.ledger import Ledger

PATIENCE = 600.0
"""Seconds that it waits for another process to write: a ledger may be rebuilt meanwhile."""
IN_FILE = "the file of watched sources gives it to {outlet}"
"""The reason of a letter that stands there."""


@click.command("watch", context_settings=HELP)
@click.argument("sources", type=click.Path(path_type=Path))
@LEDGER
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option("--status", is_flag=True, help="Only say how each source is.")
@click.option("--since", callback=to_day, help="Leave out reports known to be older.")
@click.option("--dry-run", is_flag=True, help="Only list what --once would read now.")
@click.pass_context
def watch_command(
    ctx: click.Context,
    /,
    sources: Path,
    place: str,
    once: bool,
    status: bool,
    since: str | None,
    dry_run: bool,
) -> None:
    """Watch the sources listed in the file SOURCES (TOML), and add what is new to a ledger.

    Goes on until it is told to stop (Ctrl-C, SIGTERM); the report in hand is finished first. Exit
    status: 0 it was stopped, or all was read; 1 with --once, some source or report could not be
    read; 2 wrong usage.
    """
    plan = _plan(sources)
    if status:
        with opened(place) as ledger:
            _print_status(plan, ledger)
        return
    with _listing(place) if dry_run else opened(place, make=True, wait=PATIENCE) as ledger:
        if not dry_run:
            _rate(plan, ledger)
        tally = _watched(plan, ledger, since or "", once=once or dry_run, dry=dry_run)
    ctx.exit(1 if (once or dry_run) and tally.failed + tally.lost else 0)


def _plan(path: Path) -> Plan:
    from vedette.feeds import plan_of
    from vedette.plans import BadPlan

    try:
        return plan_of(path)
    except BadPlan as fault:
        raise click.UsageError(str(fault)) from fault


def _watched(plan: Plan, ledger: Ledger, since: str, *, once: bool, dry: bool) -> Tally:
    from vedette.feeds import Watch

    means = _means(ledger, since, dry=dry)
    watch = Watch(plan, ledger, means)
    with means.stop.listening():
        watch.run(once=once)
    done = watch.tally
    waiting = sum(w.waiting for w in ledger.watched())
    click.echo(
        f"{'stopped' if means.stop.asked else 'done'}; looks at sources: {done.looks},"
        f" failed: {done.failed}; reports read: {done.reports}, not readable: {done.lost};"
        f" items that wait: {waiting}",
        err=True,
    )
    return done


def _means(ledger: Ledger, since: str, *, dry: bool) -> Means:
    from vedette import pipeline
    from vedette.export import words
    from vedette.feeds import Means, Stop, SystemClock

    clock = SystemClock()

    def problem(made: Problem, source: str) -> None:
        tell(made)
        ledger.keep(made, source=source)

    def say(source: str, what: str) -> None:
        at = clock.now().isoformat(timespec="seconds")
        click.echo(words.line(f"{at} {source}: {what}"), err=dry)
        sys.stdout.flush()

    return Means(
        read=_only_listed if dry else pipeline.read,
        problem=problem,
        say=say,
        clock=clock,
        stop=Stop(),
        since=since,
    )


def _only_listed(report: Report) -> Reading:
    listed([report])
    return Reading(model="none", report=report)


@contextmanager
def _listing(place: str) -> Iterator[Ledger]:
    """A ledger for the moment, which knows of sources what the real one does."""
    from vedette.ledger import Ledger, NoLedger

    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "dry.db")) as passing:
        try:
            with Ledger(place, make=False) as ledger:
                ledger.feeds.copied_to(passing.feeds)
        except NoLedger:
            pass
        yield passing


def _rate(plan: Plan, ledger: Ledger) -> None:
    """Give outlets the letters that stand in the file, each only once: a person's later judgement
    is not overruled by it."""
    given = {r.why: r.letter for r in ledger.rated()}
    for source in plan.sources:
        why = IN_FILE.format(outlet=source.outlet)
        if source.outlet is None or source.letter is None or given.get(why) == source.letter:
            continue
        who = ledger.outlet(source.outlet, rostered)
        ledger.rate(who, source.letter, why=why, who=getpass.getuser())


def _print_status(plan: Plan, ledger: Ledger) -> None:
    from vedette.export.watched import status
    from vedette.feeds import SystemClock

    known = {w.name: w for w in ledger.watched()}
    now = SystemClock().now()
    for source in plan.sources:
        if source.name in known:
            click.echo("\n".join(status(known[source.name], now)))
        else:
            click.echo(f"{source.name}: not asked yet")
