"""`vedette export`: the events of a ledger in the formats of the field's tools."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from vedette.cli.opened import HELP, LEDGER, at_hand, opened
from vedette.cli.output import complete
from vedette.cli.wanted import filtered
from vedette.export import bundle
from vedette.export.files import FORMATS, MissingExtra
from vedette.ledger import Wanted
from vedette.records import Annotated

BUNDLE = "bundle"
"""The one format of reports, not events."""
NONE_REVIEWED = "nobody has reviewed an event of the ledger's reports; --all writes all of them"
ACTUAL = ("actual",)


@click.command("export", context_settings=HELP)
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice((*FORMATS, BUNDLE)),
    help="What is written.",
)
@LEDGER
@click.option("--out", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
@filtered(ACTUAL)
@click.option("--all", "everything", is_flag=True, help="For bundle: also what nobody reviewed.")
def export_command(form: str, place: str, out: str | None, everything: bool, **wanted: Any) -> None:
    """Write the events of a ledger to a file, for other tools.

    Only events that are told as having happened, unless --status says otherwise. An event must
    pass each kind of filter that is given.
    """
    if form == BUNDLE:
        if Wanted(**wanted) != Wanted(statuses=ACTUAL):
            raise click.UsageError("a bundle is of whole reports; it takes no filter of events")
        _bundle(place, out, everything=everything)
        return
    if everything:
        raise click.UsageError(f"--all is for --format {BUNDLE}")
    chosen = FORMATS[form]
    if chosen.binary and out is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not text; write it to a file with --out")
    with opened(place) as ledger, sink(out) as made:
        try:
            asked = Wanted(**wanted)
            write: Callable[..., None] = chosen.write
            if chosen.rated is not None:
                write = chosen.rated(ledger.letters(ledger.entries(asked)))
            events: Iterator[Any] = ledger.flat(asked) if chosen.flat else ledger.entries(asked)
            write(events, at_hand(ledger), made)
        except MissingExtra as fault:
            raise click.UsageError(str(fault)) from fault


def _bundle(place: str, out: str | None, *, everything: bool) -> None:
    """Write the reports that people reviewed in the corpus's markup; a report without a day, which
    that has no form for, is left out and told."""
    undated: list[str] = []
    with opened(place) as ledger:
        dated = _dated(ledger.annotated(everything=everything), undated)
        first = next(dated, None)
        if first is not None:
            name = Path(out).stem if out not in (None, "-") else BUNDLE
            with sink(out) as made:
                for line in bundle.write(chain((first,), dated), name):
                    made.write(f"{line}\n".encode())
    if undated:
        click.echo(f"left out, since they have no day: {', '.join(undated)}", err=True)
    if first is None:
        none = "the ledger has no report with a day" if everything else NONE_REVIEWED
        raise click.UsageError(none)


def _dated(reports: Iterable[Annotated], undated: list[str]) -> Iterator[Annotated]:
    for one in reports:
        if one.reading.report.date is None:
            undated.append(one.reading.report.id)
        else:
            yield one


@contextlib.contextmanager
def sink(out: str | None) -> Iterator[BinaryIO]:
    """Where to write to: a file that appears when it is complete, or standard output."""
    if out is None or out == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with complete(Path(out), _made, option="--out") as made:
        yield made


def _made(path: Path) -> BinaryIO:
    return path.open("wb")
