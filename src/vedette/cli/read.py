"""`vedette read SOURCE…`: what reports say happened, who says so, and what that is worth."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from vedette.cli.intake import Receive, intake_options, listed, taking, to_day
from vedette.cli.output import written_to
from vedette.codebook.scales import WORDINGS
from vedette.records import Problem, Reading, Record, Report

FORMATS = ("table", "json", "jsonl", "md", "html")
MANY_SOURCES = 4
LONG_INPUT = 256 * 1024
"""Bytes of input from which a progress bar is worth its place."""


class Ask(Record, frozen=True):
    """What the user asked for."""

    sources: tuple[str, ...]
    date: str | None
    outlet: str | None
    title: str | None
    form: str
    explained: str | None
    output: str | None
    worldview: str | None = None
    wording: str = WORDINGS[0]
    columns: dict[str, str] | None = None
    links: bool = False
    since: str | None = None
    dry_run: bool = False


@dataclass
class Tally:
    """What has come so far: sources begun, reports read, reports that could not be."""

    sources: int = 0
    reports: int = 0
    lost: int = 0


class Rooms(Record, frozen=True):
    """The seams: where reports come from, and what reads them, in their order. `receive` must pull
    its sources one at a time, each when it has given all reports of the one before.
    """

    receive: Receive
    read: Callable[[Iterable[Report]], Iterable[Reading]]


def _viewer(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from vedette.resolve.place_worldview import viewers

    if value.upper() not in viewers():
        known = ", ".join(viewers())
        raise click.BadParameter(f"{value!r} has no view of its own; those that have: {known}")
    return value.upper()


WORDING = click.option(
    "--wording",
    type=click.Choice(WORDINGS),
    default=WORDINGS[0],
    show_default=True,
    help="Whose words grades are told in: STANAG 2511's or FM 2-22.3's.",
)


@click.command("read", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--date", callback=to_day, help="Day of reports that give none (2024-10-28).")
@click.option("--outlet", help="Outlet of reports that name none.")
@click.option("--title", help="Title of reports that have none.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table for eyes; json, jsonl for machines; md for notes; html for one page.",
)
@click.option("--explain", "explained", metavar="EVENT", help="Only why EVENT (e1 ...) is so.")
@click.option("--output", "-o", metavar="FILE", help="Write to FILE instead of the terminal.")
@click.option(
    "--worldview",
    callback=_viewer,
    metavar="STATE",
    help="Whose disputed places are: as STATE (RUS, CHN ...) sees it, not as ISO 3166 has it.",
)
@WORDING
@intake_options
@click.pass_context
def read_command(ctx: click.Context, /, **given: Any) -> None:
    """Read reports: files, folders, http(s) addresses, or - for standard input.

    Prints what each report says happened, who says so, and how credible that is by STANAG 2511.

    Exit status: 0 everything was read, 1 some report could not be, 2 wrong usage.
    """
    ask = Ask(**given)
    tally = Tally()
    if ask.dry_run:
        listed(_reports(ask, ctx.obj.receive if ctx.obj else _taken(ask), tally))
        ctx.exit(1 if tally.lost else 0)
    readings = _seen(ask, iter(_readings(ask, ctx.obj or _rooms(ask), tally)))
    encoding = None if ask.form == "table" else "utf-8"
    with written_to(ask.output, encoding=encoding) as out:
        _write(ask, _watched(ask, readings, tally), out)
        out.flush()
    ctx.exit(1 if tally.lost else 0)


def _rooms(ask: Ask) -> Rooms:
    from vedette.resolve.gazetteer import default_path

    if not default_path().exists():
        click.echo("building the index of places, once …", err=True)
    return Rooms(receive=_taken(ask), read=reader_of(ask.sources))


def _taken(ask: Ask) -> Receive:
    return taking(columns=ask.columns, links=ask.links, since=ask.since)


def reader_of(sources: Sequence[str]) -> Callable[[Iterable[Report]], Iterable[Reading]]:
    """What reads the reports of some sources, in their order.

    Standard input may be a pipe that waits: what it has given is read at once, none taken ahead.
    """
    from vedette import pipeline

    return partial(map, pipeline.read) if "-" in sources else pipeline.read_all


def _readings(ask: Ask, rooms: Rooms, tally: Tally) -> Iterable[Reading]:
    """Readings as their reports come; the tally is kept beside them."""
    return rooms.read(_reports(ask, rooms.receive, tally))


def _reports(ask: Ask, receive: Receive, tally: Tally) -> Iterator[Report]:
    """Reports as they come; problems are told and counted."""
    from vedette.ingest import Defaults

    defaults = Defaults(date=ask.date, outlet=ask.outlet, title=ask.title)
    for made in receive(_pulled(ask.sources, tally), defaults):
        if isinstance(made, Problem):
            tally.lost += made.lost
            tell(made)
        else:
            tally.reports += 1
            yield made


def _seen(ask: Ask, readings: Iterator[Reading]) -> Iterator[Reading]:
    """The readings with disputed places as the user wants them seen."""
    if ask.worldview is None:
        return readings
    from vedette.resolve.place_worldview import as_seen

    return map(partial(as_seen, view=ask.worldview), readings)


def _pulled(sources: Iterable[str], tally: Tally) -> Iterator[str]:
    for source in sources:
        tally.sources += 1
        yield source


def tell(problem: Problem) -> None:
    """Say a problem on standard error, without what would act on a terminal."""
    from vedette.export import words

    click.echo(f"problem: {words.told(problem)}", err=True)


def _write(ask: Ask, readings: Iterator[Reading], out: TextIO) -> None:
    from vedette.export import print_table, written

    if ask.explained is not None:
        out.writelines(_explained(readings, ask.explained, ask.wording))
    elif ask.form == "table":
        for nth, reading in enumerate(readings):
            out.write("\n" * (nth > 0))
            print_table(reading, out, wording=ask.wording)
    else:
        alone = len(ask.sources) == 1
        for piece in written(readings, ask.form, alone=alone, wording=ask.wording):
            out.write(piece)
            out.flush()


def _explained(readings: Iterator[Reading], event_id: str, wording: str) -> Iterator[str]:
    from vedette.export import explain

    known: list[str] = []
    found = False
    for reading in readings:
        ids = [event.id for event in reading.events]
        known.append(f"{reading.report.id} has {', '.join(ids) or 'none'}")
        if event_id in ids:
            found = True
            yield explain(reading, event_id, wording=wording)
    if known and not found:
        raise click.UsageError(f"no report has an event {event_id}: {'; '.join(known)}")


def _watched(ask: Ask, readings: Iterator[Reading], tally: Tally) -> Iterator[Reading]:
    """The same readings, with a progress bar on stderr while a long input is read."""
    if not _long(ask):
        yield from readings
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=False) as progress:
        bar = progress.add_task("reading", total=len(ask.sources))
        for reading in readings:
            said = f"{tally.reports} reports"
            progress.update(bar, completed=tally.sources - 1, description=said)
            yield reading


def _long(ask: Ask) -> bool:
    if not sys.stderr.isatty() or (ask.form == "table" and sys.stdout.isatty()):
        return False
    paths = [Path(source) for source in ask.sources if not source.startswith(("http", "-"))]
    large = any(p.is_dir() or (p.is_file() and p.stat().st_size > LONG_INPUT) for p in paths)
    return large or len(ask.sources) >= MANY_SOURCES
