"""The ledger that a verb is asked of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from vedette.ledger import Ledger
    from vedette.records import Reading

Verb = TypeVar("Verb", bound=Callable[..., Any])
RECENT = 64
"""Readings of reports that are kept at hand."""
HELP = {"help_option_names": ["-h", "--help"]}
LEDGER = click.option(
    "--ledger",
    "place",
    default="vedette.db",
    show_default=True,
    envvar="VEDETTE_LEDGER",
    help="The ledger: a file, or postgresql://USER@HOST/DATABASE.",
)


def table_or_lines(what: str) -> Callable[[Verb], Verb]:
    """The option of verbs that print what a ledger has, for eyes or for machines."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(("table", "jsonl")),
        default="table",
        show_default=True,
        help=f"table for eyes; jsonl for machines, {what} a line.",
    )


@contextmanager
def opened(place: str, *, make: bool = False, wait: float = 30.0) -> Iterator[Ledger]:
    """The ledger at a place, made where there is none if `make`; a change waits so many seconds
    for another process's. What is wrong with it is told in a sentence: a usage error where there
    is none, else an error."""
    from vedette.ledger import Ledger

    with told(), Ledger(place, make=make, wait=wait) as ledger:
        yield ledger


def at_hand(ledger: Ledger) -> Callable[[str], Reading | None]:
    """The readings of a ledger's reports, the latest kept: neighbours in time share reports."""
    return lru_cache(RECENT)(ledger.reading)


@contextmanager
def told() -> Iterator[None]:
    """What is wrong with a ledger, as a sentence of the command."""
    from vedette.ledger import LedgerError, NoLedger

    try:
        yield
    except NoLedger as fault:
        raise click.UsageError(str(fault)) from fault
    except LedgerError as fault:
        raise click.ClickException(str(fault)) from fault
