"""An event as one flat row: the columns of CSV, Parquet and GeoJSON's properties."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Literal

from vedette.brief import names
from vedette.export.files import story
from vedette.records import Entity, Entry, Record

Kind = Literal["text", "texts", "real", "count", "day"]
Value = str | list[str] | float | int | datetime.date | None


class Side(Record, frozen=True, kw_only=True):
    """Who is on one side of an event: names, codes, and countries, each of those once."""

    names: list[str]
    codes: list[str]
    countries: list[str]


class Seen(Record, frozen=True, kw_only=True):
    """What several columns of an entry are made of, found once: its sides, and its figures by
    role."""

    actor: Side
    recipient: Side
    figures: dict[str, story.Span]


NOBODY = Side(names=[], codes=[], countries=[])
NOTHING = story.Span()


class Column(Record, frozen=True, kw_only=True):
    """A column: its name in snake case, what it holds, and how that is found.

    `of` is given the entry and what was seen in it. `texts` is a list, `day` a date.
    """

    name: str
    kind: Kind
    what: str
    of: Callable[[Entry, Seen], Value]


def _texts(values: Iterable[str | None]) -> list[str]:
    return [v for v in values if v is not None]


def _sides(side: Literal["actor", "recipient"], who: str) -> tuple[Column, ...]:
    """The columns of one side of an event."""
    of = attrgetter(side)
    return (
        Column(
            name=f"{side}_names", kind="texts", what=f"{who}, by name",
            of=lambda _, s: of(s).names,
        ),
        Column(
            name=f"{side}_codes", kind="texts", what="their codes, country and sector (`RUS/MIL`)",
            of=lambda _, s: of(s).codes,
        ),
        Column(
            name=f"{side}_countries", kind="texts", what="their countries, ISO alpha-3, each once",
            of=lambda _, s: of(s).countries,
        ),
    )  # fmt: skip


def _side(known: Mapping[str, Entity], ids: Sequence[str]) -> Side:
    if not ids:
        return NOBODY
    there = story.parties(known, ids)
    return Side(
        names=[x.name for x in there],
        codes=_texts([x.actor for x in there]),
        countries=list(dict.fromkeys(_texts([x.country for x in there]))),
    )


def _figures(role: str) -> tuple[Column, ...]:
    """The columns of one kind of number."""

    def of(bound: str) -> Callable[[Entry, Seen], Value]:
        return lambda _, s: getattr(s.figures.get(role, NOTHING), bound)

    return (
        Column(name=f"{role}_low", kind="real", what=f"least {role}", of=of("low")),
        Column(
            name=f"{role}_best", kind="real", of=of("best"),
            what=f"{role}, where all accounts agree",
        ),
        Column(name=f"{role}_high", kind="real", what=f"most {role}", of=of("high")),
    )  # fmt: skip


def _place(field: str) -> Callable[[Entry, Seen], Value]:
    return lambda e, _: None if e.event.place is None else getattr(e.event.place, field)


def _event(field: str) -> Callable[[Entry, Seen], Value]:
    of = attrgetter(f"event.{field}")
    return lambda e, _: of(e)


COLUMNS: tuple[Column, ...] = (
    Column(name="event_id", kind="text", what="the ledger's id", of=_event("id")),
    Column(name="type", kind="text", what="PLOVER type", of=_event("type")),
    Column(name="mode", kind="text", what="PLOVER mode", of=_event("mode")),
    Column(
        name="contexts", kind="texts", what="PLOVER contexts",
        of=lambda e, _: list(e.event.contexts),
    ),
    Column(name="status", kind="text", what="`actual`, `future` …", of=_event("status")),
    Column(name="quad", kind="text", what="`V-COOP`, `M-COOP`, `V-CONF` or `M-CONF`",
           of=_event("quad")),
    Column(name="intensity", kind="real", what="PLOVER's score, -10 to 10", of=_event("intensity")),
    Column(name="cameo", kind="text", what="CAMEO code by crosswalk", of=_event("cameo")),
    *_sides("actor", "who did it"),
    *_sides("recipient", "to whom"),
    Column(name="place_name", kind="text", what="where", of=_place("name")),
    Column(name="country", kind="text", what="ISO alpha-3, or KOS, of the place",
           of=_place("country")),
    Column(name="admin1", kind="text", what="first-level region", of=_place("admin1")),
    Column(name="latitude", kind="real", what="degrees, WGS 84", of=_place("lat")),
    Column(name="longitude", kind="real", what="degrees, WGS 84", of=_place("lon")),
    Column(name="gazetteer_id", kind="text", what="`geonames:…` or `iso:…`",
           of=_place("gazetteer_id")),
    Column(name="place_precision", kind="text",
           what="`point`, `town`, `district`, `region`, `country` or `sea`",
           of=_place("precision")),
    Column(name="start_date", kind="day", what="first day; empty where open or not known",
           of=lambda e, _: story.date(story.start_day(e.event))),
    Column(name="end_date", kind="day", what="last day; empty where open or not known",
           of=lambda e, _: story.date(story.last_day(e.event))),
    Column(name="date_precision", kind="text", what="`day`, `month` …",
           of=lambda e, _: None if e.event.when is None else e.event.when.precision),
    Column(name="date_text", kind="text", what="the report's words for it",
           of=lambda e, _: None if e.event.when is None else e.event.when.raw),
    *_figures("killed"),
    *_figures("injured"),
    *_figures("size"),
    *_figures("amount"),
    Column(name="amount_unit", kind="text", what="of the amount, where all have the same",
           of=lambda e, _: story.unit(e.event, "amount")),
    Column(name="credibility", kind="count", what="1 to 6 (STANAG 2511)",
           of=lambda e, _: e.event.grade.credibility),
    Column(name="rule", kind="text", what="why that grade", of=lambda e, _: e.event.grade.rule),
    Column(name="origins", kind="texts", what="who first knew",
           of=lambda e, _: [o.name for o in e.origins]),
    Column(name="origin_count", kind="count", what="how many those are",
           of=lambda e, _: len(e.origins)),
    Column(name="claim_count", kind="count", what="how many claims there are about it",
           of=lambda e, _: len(e.claims)),
    Column(name="denial_count", kind="count", what="how many of those deny or doubt it",
           of=lambda e, _: len([c for c in e.claims if c.stance in names.AGAINST])),
    Column(name="reports", kind="texts", what="ids of the reports that tell it, the earliest first",
           of=lambda e, _: [r.report for r in e.reports]),
    Column(name="report_count", kind="count", what="how many those are",
           of=lambda e, _: len(e.reports)),
    Column(name="outlets", kind="texts", what="their outlets, each once",
           of=lambda e, _: list(dict.fromkeys(_texts([r.outlet for r in e.reports])))),
    Column(name="first_report_date", kind="day", what="day of the earliest report",
           of=lambda e, _: story.date(story.told_day(e))),
)  # fmt: skip


def row(entry: Entry) -> tuple[Value, ...]:
    """An event in the order of `COLUMNS`."""
    known = story.known(entry)
    event = entry.event
    seen = Seen(
        actor=_side(known, event.actors),
        recipient=_side(known, event.recipients),
        figures={role: story.figures(event, role) for role in {f.role for f in event.figures}},
    )
    return tuple([column.of(entry, seen) for column in COLUMNS])
