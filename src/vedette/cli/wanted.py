"""Filters of events, as options of verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from vedette.cli.intake import to_day
from vedette.codebook import book
from vedette.codebook.filters import (
    ANY,
    countries_named,
    credibilities_named,
    statuses_named,
    types_named,
)

T = TypeVar("T")
Verb = TypeVar("Verb", bound=Callable[..., Any])


def _as(meant: Callable[[Iterable[str]], tuple[T, ...]]) -> Callable[..., tuple[T, ...]]:
    """What makes of an option's values what the codebook means by them."""

    def callback(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[T, ...]:
        try:
            return meant(given)
        except ValueError as fault:
            raise click.BadParameter(str(fault)) from fault

    return callback


TYPES = click.option(
    "--type", "types", multiple=True, callback=_as(types_named), help="ASSAULT, ASSAULT.drone …"
)
GRADES = click.option(
    "--grade", "grades", multiple=True, callback=_as(credibilities_named),
    help="Credibility: 2, or 1-3.",
)  # fmt: skip
COUNTRIES = click.option(
    "--country", "countries", multiple=True, callback=_as(countries_named), help="Where: UKR …"
)
ACTORS = click.option(
    "--actor", "actors", multiple=True, help="Who, on either side: RUS/MIL, RUS, a name."
)
SINCE = click.option("--since", callback=to_day, metavar="DAY", help="Events of this day or later.")
UNTIL = click.option(
    "--until", callback=to_day, metavar="DAY", help="Events of this day or earlier."
)


def statuses(default: tuple[str, ...]) -> Callable[[Verb], Verb]:
    """The option of statuses; `default` are those that are meant where none is given."""
    return click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice((*book().statuses, ANY)),
        default=default,
        show_default=True,
        callback=_as(statuses_named),
        help="Whether it happened; any for all.",
    )


def filtered(default: tuple[str, ...]) -> Callable[[Verb], Verb]:
    """The options that a verb takes as the fields of `vedette.ledger.Wanted`, with the statuses
    that are meant where none is given."""

    def with_all(verb: Verb) -> Verb:
        for option in (statuses(default), GRADES, UNTIL, SINCE, ACTORS, COUNTRIES, TYPES):
            verb = option(verb)
        return verb

    return with_all
