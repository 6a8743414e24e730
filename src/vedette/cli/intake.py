"""What `read` and `fuse` take in: the options that say so, and a look at it without reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

import click

from vedette.records import Problem, Report

if TYPE_CHECKING:
    from vedette.ingest import Defaults

Receive = Callable[[Iterable[str], "Defaults"], Iterable[Report | Problem]]
"""Sources and defaults → their reports, and a problem for each fault."""


def to_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The value of a day's option as an ISO day."""
    if value is None:
        return None
    from vedette.ingest import day

    found = day(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2024-10-28")
    return found


def columns_option(read: Callable[[str], dict[str, str]], help: str) -> Callable[..., Any]:
    """The option that says which column of a table is what; `read` makes the mapping of it, or
    raises `ValueError` with a sentence."""

    def mapped(
        ctx: click.Context, param: click.Parameter, value: str | None
    ) -> dict[str, str] | None:
        try:
            return None if value is None else read(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return click.option("--columns", callback=mapped, metavar="MAPPING", help=help)


def _columns(words: str) -> dict[str, str]:
    from vedette.ingest import columns_of

    return columns_of(words)


_OPTIONS = (
    columns_option(
        _columns,
        "Columns of CSV files, where their names do not tell (text=body,date=published).",
    ),
    click.option("--links", is_flag=True, help="Fetch what feed items without full text link to."),
    click.option("--since", callback=to_day, help="Leave out reports known to be older."),
    click.option("--dry-run", is_flag=True, help="Only list the reports that would be read."),
)


def intake_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of what is taken in: columns, links, since, dry_run."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def taking(*, columns: dict[str, str] | None, links: bool, since: str | None) -> Receive:
    """What gives the reports of sources, by those options."""
    from vedette.ingest import ingest

    return partial(ingest, columns=columns, links=links, since=since)


class Pulled:
    """Sources one after the other, and which of them is at hand."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self.now = ""

    def __iter__(self) -> Iterator[str]:
        for source in self._sources:
            self.now = source
            yield source


def listed(reports: Iterable[Report]) -> None:
    """Print a line for each report: day, id, outlet, words, title."""
    from vedette.export import words

    for report in reports:
        size = f"{len(report.text.split()):,} words"
        told = (report.date or "no date", report.id, report.outlet or "no outlet", size)
        click.echo(words.line(" · ".join([*told, report.title or "no title"])))
