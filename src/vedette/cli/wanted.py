"""Filters of events, as options of verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from vedette.cli.intake import to_day
from vedette.codebook import book
from vedette.codebook.filters import ANY, country_named, grades_named, type_named

T = TypeVar("T")
Verb = TypeVar("Verb", bound=Callable[..., Any])


def _types(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the codebook's types and modes, as it writes them."""
    return tuple(_each(type_named, given))


def _countries(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """ISO codes of any form → alpha-3."""
    return tuple(_each(country_named, given))


def _grades(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[int, ...]:
    """ "2" and "1-3" → the credibilities that are meant."""
    return tuple(sorted(set().union(*_each(grades_named, given))))


def _each(meant: Callable[[str], T], given: Iterable[str]) -> list[T]:
    try:
        return [meant(one) for one in given]
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from fault


def _statuses(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return () if ANY in given else given


TYPES = click.option(
    "--type", "types", multiple=True, callback=_types, help="ASSAULT, ASSAULT.drone …"
)
GRADES = click.option(
    "--grade", "grades", multiple=True, callback=_grades, help="Credibility: 2, or 1-3."
)
COUNTRIES = click.option(
    "--country", "countries", multiple=True, callback=_countries, help="Where: UKR …"
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
        callback=_statuses,
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
