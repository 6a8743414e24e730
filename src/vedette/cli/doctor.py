"""`vedette doctor`: what is installed, which model and data, whether the ledger is sound."""

from __future__ import annotations

import datetime
import hashlib
import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files

import click
from click.core import ParameterSource

from vedette import __version__
from vedette.cli.opened import HELP, LEDGER

NAME = re.compile(r"[\w.-]+")
WRONG = "  WRONG: "
MB = 1e6


@click.command("doctor", context_settings=HELP)
@LEDGER
@click.pass_context
def doctor_command(ctx: click.Context, /, place: str) -> None:
    """Say what is installed, which model and data are in use, and whether the ledger is sound.

    The ledger is read through, which takes a minute for some 100,000 reports. Exit status: 0 all is
    well, 1 something is wrong, and the lines with WRONG say what.
    """
    asked = ctx.get_parameter_source("place") is not ParameterSource.DEFAULT
    wrong = False
    for part in (_installed(), _model(), _data(), _ledger(place, must=asked)):
        for line in part:
            click.echo(line)
            wrong |= line.startswith(WRONG)
    ctx.exit(1 if wrong else 0)


def _installed() -> Iterator[str]:
    yield f"vedette {__version__}, Python {platform.python_version()}, {platform.platform()}"
    for name in filter(None, map(NAME.match, _required())):
        try:
            yield f"  {name[0]} {version(name[0])}"
        except PackageNotFoundError:
            yield f"{WRONG}{name[0]} is not installed: pip install vedette"
    try:
        yield f"  psycopg {version('psycopg')}"
    except PackageNotFoundError:
        yield "  psycopg is not installed; a ledger in PostgreSQL needs it (vedette[postgres])"


def _required() -> Iterator[str]:
    try:
        needed = requires("vedette")
    except PackageNotFoundError:
        return
    yield from (each for each in needed or () if "extra ==" not in each)


def _model() -> Iterator[str]:
    from vedette.reader.model import changed, digest, folder_in_use, name_of

    folder = folder_in_use()
    try:
        yield f"model {name_of(folder)} ({digest(folder)})"
        yield f"  {folder}"
        for name in changed(folder):
            yield f"{WRONG}{name} is missing or not the one that the model was made with"
    except (OSError, ValueError) as fault:
        yield f"model in {folder}"
        yield f"{WRONG}it cannot be read: {fault}"


def _data() -> Iterator[str]:
    from vedette.resolve.gazetteer import default_path

    index = default_path()
    there = index.exists()
    size = f"{index.stat().st_size / MB:.0f} MB" if there else "`read` will build it"
    yield f"places {index.stem.partition('-')[2]}, {size}"
    yield f"  {index}"
    for name in ("roster.jsonl", "states.tsv"):
        found = files("vedette.data").joinpath(name)
        yield f"data {name} ({hashlib.sha256(found.read_bytes()).hexdigest()[:12]})"


def _ledger(place: str, *, must: bool) -> Iterator[str]:
    from vedette.ledger import LedgerError, health

    try:
        found = health(place)
    except LedgerError as fault:
        yield f"{WRONG}{fault}"
        return
    if found is None:
        yield f"ledger {place}"
        yield f"{WRONG}there is none" if must else "  there is none yet"
        return
    yield f"ledger {found.name}"
    yield f"  {found.database}, schema {found.schema}, {found.size / MB:.1f} MB"
    if found.rows:
        yield "  " + ", ".join(f"{n:,} {name}" for name, n in found.rows.items())
    yield from (f"{WRONG}{fault}" for fault in found.faults)
    if not found.faults:
        yield "  sound"
        yield from _sources(place)


def _sources(place: str) -> Iterator[str]:
    """How each watched source is. One that is down is no fault of anything here."""
    from vedette.export.watched import status
    from vedette.ledger import Ledger

    with Ledger(place, make=False) as ledger:
        watched = ledger.watched()
    now = datetime.datetime.now(datetime.UTC)
    for source in watched:
        yield from (f"  {line}" for line in status(source, now))
