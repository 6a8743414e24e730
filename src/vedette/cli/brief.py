"""`vedette brief`: what a ledger has learnt, as a page that somebody could sign."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vedette.cli.alarms import read_plan
from vedette.cli.fuse import entry_of
from vedette.cli.opened import HELP, LEDGER, opened
from vedette.cli.output import written_to
from vedette.cli.read import WORDING

if TYPE_CHECKING:
    from vedette.brief.brief import Brief
    from vedette.brief.dossier import Dossier
    from vedette.ledger import Ledger
    from vedette.records import Watch

KEY = "VEDETTE_WRITER_KEY"


@click.command("brief", context_settings=HELP)
@LEDGER
@click.option(
    "--since",
    default="24h",
    show_default=True,
    metavar="TIME",
    help="What the ledger has learnt since: 24h, 7d, or an ISO day or time in UTC.",
)
@click.option(
    "--events", multiple=True, metavar="ID", help="These events instead, whenever learnt."
)
@click.option("--watch", metavar="NAME", help="Only what a watch is of, by its name in --watches.")
@click.option(
    "--watches",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file of watches (TOML), as for `vedette alarms`.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "html", "json")),
    default="md",
    show_default=True,
    help="Markdown, a page that prints well, or JSON.",
)
@click.option("--out", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--writer",
    metavar="URL",
    help="Let a chat-completions endpoint word it; what fails the checks is thrown away.",
)
@click.option(
    "--writer-model",
    default="default",
    show_default=True,
    metavar="NAME",
    help="The model's name at the writer.",
)
@WORDING
def brief_command(
    place: str,
    since: str,
    events: tuple[str, ...],
    watch: str | None,
    watches: Path | None,
    form: str,
    out: str | None,
    writer: str | None,
    writer_model: str,
    wording: str,
) -> None:
    """Write a brief of what the ledger has learnt: each sentence with the events and claims that it
    rests on, and checked against them.

    --since counts from when the ledger learnt of an event, whenever that happened; each event is
    told with its own day. The key of a writer is read from VEDETTE_WRITER_KEY.
    """
    from vedette.brief.brief import brief

    if events and watch is not None:
        raise click.UsageError("--events names the events and --watch has its own; choose")
    now, of = datetime.datetime.now(datetime.UTC), _watch(watch, watches)
    with opened(place) as ledger:
        dossier = _dossier(ledger, since, events, of, now)
        made = brief(dossier)
        if writer is not None:
            made = _reworded(made, dossier, writer, writer_model)
    with written_to(out, option="--out") as sink:
        sink.write(_formed(made, form, wording))


def _watch(name: str | None, file: Path | None) -> Watch | None:
    """The watch of a name in a file; None where neither is given."""
    if name is None and file is None:
        return None
    if name is None or file is None:
        raise click.UsageError("a watch is given as --watch NAME --watches FILE")
    found = {each.name: each for each in read_plan(file).watches}
    if name not in found:
        said = f"{file} has no watch {name!r}; it has {', '.join(map(repr, sorted(found)))}"
        raise click.BadParameter(said, param_hint="--watch")
    return found[name]


def _dossier(
    ledger: Ledger,
    since: str,
    events: tuple[str, ...],
    watch: Watch | None,
    now: datetime.datetime,
) -> Dossier:
    from vedette.brief.dossier import Dossier
    from vedette.brief.learnt import clock, edited, learnt, since_when, stale

    if events:
        entries = tuple(entry_of(ledger, each) for each in events)
        return Dossier(
            entries=entries,
            shelf=ledger,
            asked="the events that were named",
            generated=clock(now),
            newest=ledger.newest_day(),
            stale=stale(ledger.watched(), now),
            edited=edited(ledger, entries),
        )
    try:
        return learnt(ledger, since_when(since, now), now, watch)
    except (ValueError, OverflowError) as fault:
        raise click.BadParameter(str(fault), param_hint="--since") from fault


def _reworded(made: Brief, dossier: Dossier, url: str, model: str) -> Brief:
    """The brief in a writer's words where they pass; how many did not is told on standard error."""
    from vedette.brief.writer import written
    from vedette.export.words import line
    from vedette.ingest.chat import chat

    try:
        ask = chat(url, model=model, key=os.environ.get(KEY))
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="--writer") from fault
    found = written(made, dossier, ask)
    if found.problem is not None:
        click.echo(
            line(f"{found.problem.where}: {found.problem.what}; {found.problem.why}"), err=True
        )
    every = found.kept + found.refused
    click.echo(f"writer: {found.kept} of {every} sentences kept, {found.refused} refused", err=True)
    return found.brief


def _formed(made: Brief, form: str, wording: str) -> str:
    from vedette.export import brief as shown

    if form == "html":
        return shown.to_page(made, wording=wording)
    if form == "json":
        return json.dumps(shown.to_json(made), ensure_ascii=False, indent=1) + "\n"
    return shown.to_markdown(made, wording=wording)
