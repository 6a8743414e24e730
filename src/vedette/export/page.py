"""Readings as one HTML page that needs no network and lets no text of a report act as markup.

Everything is escaped by the template; styles and script are the page's own and are allowed by
their digest, so that nothing else could run even if it got in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from vedette import __version__
from vedette.brief import Sentence, bottom_line, names
from vedette.codebook.scales import WORDINGS, scale
from vedette.export import marks, words
from vedette.export.marks import Piece
from vedette.export.words import Account
from vedette.records import Claim, Entity, Event, Problem, Reading, Record, Toponym

if TYPE_CHECKING:
    from jinja2 import Environment


class Voice(Record, frozen=True):
    """A claim for the page: who, how they know, and the report's words."""

    id: str
    said: str
    quote: str
    why: str


class Card(Record, frozen=True):
    """An event for the page: its account, and what stands behind its grade."""

    event: Event
    account: Account
    voices: tuple[Voice, ...]
    chains: tuple[tuple[str, ...], ...]
    verdicts: tuple[str, ...]


class Chapter(Record, frozen=True):
    """One reading for the page. `key` makes its anchors differ from those of other readings."""

    key: str
    title: str
    header: str
    url: str
    language: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    line: tuple[Sentence, ...]
    sections: Mapping[str, Sequence[Card]]
    statuses: Mapping[str, str]
    toponyms: tuple[Toponym, ...]
    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]


def to_html(readings: Sequence[Reading], *, wording: str = WORDINGS[0]) -> str:
    """One self-contained page: text at the left, record at the right, words and rows linked."""
    style, script = asset("page.css"), asset("page.js")
    return (
        environment()
        .from_string(asset("page.html.j2"))
        .render(
            chapters=[_chapter(each, f"r{nth}") for nth, each in enumerate(readings, start=1)],
            policy=policy(style, script),
            grades=words.GRADES,
            scale=scale(wording),
            script=script,
            style=style,
            version=__version__,
        )
    )


def environment() -> Environment:
    """Templates that escape everything."""
    import jinja2

    made = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    made.filters["clean"] = words.clean
    return made


def policy(style: str, script: str = "") -> str:
    """What a page may do: show itself in its own style, run its own script, and nothing else."""
    run = f"script-src {_digest(script)}; " if script else ""
    return (
        f"default-src 'none'; style-src {_digest(style)}; {run}base-uri 'none'; form-action 'none'"
    )


def asset(name: str) -> str:
    """A file of this room, as text."""
    return resources.files("vedette.export").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _chapter(reading: Reading, key: str) -> Chapter:
    url = reading.report.url or ""
    return Chapter(
        key=key,
        title=words.title(reading),
        header=words.header(reading),
        url=words.line(url) if url.startswith(("https://", "http://")) else "",
        language=reading.report.language or "",
        paragraphs=tuple(tuple(pieces) for pieces in marks.paragraphs(reading)),
        line=bottom_line(reading),
        sections=_sections(reading),
        statuses={event.id: event.status for event in reading.events},
        toponyms=tuple({each.text: each for each in reading.toponyms}.values()),
        entities=reading.entities,
        problems=reading.problems,
    )


def _sections(reading: Reading) -> dict[str, list[Card]]:
    cards = {event.id: _card(reading, event) for event in reading.events}
    groups = words.sections(reading)
    return {heading: [cards[row.id] for row in rows] for heading, rows in groups.items()}


def _card(reading: Reading, event: Event) -> Card:
    origins = [origin for origin in reading.origins if origin.id in event.origins]
    known = {origin.id: origin.name for origin in origins}
    return Card(
        event=event,
        account=words.account(reading, event),
        voices=tuple(_voice(reading, claim) for claim in names.claims_of(reading, event)),
        chains=tuple(
            tuple(names.name_of(reading, each) for each in origin.chain) or (origin.name,)
            for origin in origins
        ),
        verdicts=tuple(
            f"{known[each.a]} and {known[each.b]}: {each.value}. {each.reason}"
            for each in names.verdicts_on(reading, event)
        ),
    )


def _voice(reading: Reading, claim: Claim) -> Voice:
    return Voice(
        id=claim.id,
        said=words.said(reading, claim),
        quote=words.line(reading.report.quote(claim.quote)),
        why=claim.why,
    )
