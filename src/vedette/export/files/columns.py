"""The columns of a table of events: of CSV, Parquet and GeoJSON's properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal, TypeVar

from vedette.records import Flat, Record, values

T = TypeVar("T")
Kind = Literal["text", "texts", "real", "count", "day"]
SOME = 1_000
"""Events that are made columns of at a time: few enough to stay near at hand."""


class Column(Record, frozen=True, kw_only=True):
    """A field of `Flat`: its name in snake case, and what it holds. `texts` are several."""

    name: str
    kind: Kind
    what: str


def _sides(side: Literal["actor", "recipient"], who: str) -> tuple[Column, ...]:
    """The columns of one side of an event."""
    codes, countries = "their codes, country and sector (`RUS/MIL`)", "their countries, ISO alpha-3"
    return (
        Column(name=f"{side}_names", kind="texts", what=f"{who}, by name"),
        Column(name=f"{side}_codes", kind="texts", what=codes),
        Column(name=f"{side}_countries", kind="texts", what=f"{countries}, each once"),
    )


def _figures(role: str) -> tuple[Column, ...]:
    """The columns of one kind of number."""
    return (
        Column(name=f"{role}_low", kind="real", what=f"least {role}"),
        Column(name=f"{role}_best", kind="real", what=f"{role}, where all accounts agree"),
        Column(name=f"{role}_high", kind="real", what=f"most {role}"),
    )


COLUMNS: tuple[Column, ...] = (
    Column(name="event_id", kind="text", what="the ledger's id"),
    Column(name="type", kind="text", what="PLOVER type"),
    Column(name="mode", kind="text", what="PLOVER mode"),
    Column(name="contexts", kind="texts", what="PLOVER contexts"),
    Column(name="status", kind="text", what="`actual`, `future` …"),
    Column(name="quad", kind="text", what="`V-COOP`, `M-COOP`, `V-CONF` or `M-CONF`"),
    Column(name="intensity", kind="real", what="PLOVER's score, -10 to 10"),
    Column(name="cameo", kind="text", what="CAMEO code by crosswalk"),
    *_sides("actor", "who did it"),
    *_sides("recipient", "to whom"),
    Column(name="place_name", kind="text", what="where"),
    Column(name="country", kind="text", what="ISO alpha-3, or KOS, of the place"),
    Column(name="admin1", kind="text", what="first-level region"),
    Column(name="latitude", kind="real", what="degrees, WGS 84"),
    Column(name="longitude", kind="real", what="degrees, WGS 84"),
    Column(name="gazetteer_id", kind="text", what="`geonames:…` or `iso:…`"),
    Column(
        name="place_precision",
        kind="text",
        what="`point`, `town`, `district`, `region`, `country` or `sea`",
    ),
    Column(name="start_date", kind="day", what="first day; empty where open or not known"),
    Column(name="end_date", kind="day", what="last day; empty where open or not known"),
    Column(name="date_precision", kind="text", what="`day`, `month` …"),
    Column(name="date_text", kind="text", what="the report's words for it"),
    *_figures("killed"),
    *_figures("injured"),
    *_figures("size"),
    *_figures("amount"),
    Column(name="amount_unit", kind="text", what="of the amount, where all have the same"),
    Column(name="credibility", kind="count", what="1 to 6 (STANAG 2511)"),
    Column(name="rule", kind="text", what="why that grade"),
    Column(name="origins", kind="texts", what="who first knew"),
    Column(name="origin_count", kind="count", what="how many those are"),
    Column(name="claim_count", kind="count", what="how many claims there are about it"),
    Column(name="denial_count", kind="count", what="how many of those deny or doubt it"),
    Column(
        name="reports", kind="texts", what="ids of the reports that tell it, the earliest first"
    ),
    Column(name="report_count", kind="count", what="how many those are"),
    Column(name="outlets", kind="texts", what="their outlets, each once"),
    Column(name="first_report_date", kind="day", what="day of the earliest report"),
)


def rows(events: Iterable[Flat]) -> Iterator[tuple[Any, ...]]:
    """Events in the order of `COLUMNS`, which is that of the fields of `Flat`."""
    return values(events)


def columns(events: Sequence[Flat]) -> list[tuple[Any, ...]]:
    """Of each column the values of some events; there must be one."""
    return list(zip(*rows(events), strict=True))


def some(found: Iterable[T], many: int = SOME) -> Iterator[list[T]]:
    """Things a list at a time."""
    rest = iter(found)
    while group := list(islice(rest, many)):
        yield group
