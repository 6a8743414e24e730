"""What stands in each box of a picture: lines of text in their places, and the height they need."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.brief import grammar, phrases
from vedette.brief.entries import view
from vedette.export import words
from vedette.export.chains import Sheet, Voice
from vedette.export.typeset import Style, wrap
from vedette.records import Entry, Heading, Record

STYLES = {
    "headline": Style(face="serif-bold", size=27, leading=32),
    "stand": Style(face="serif", size=16, leading=22),
    "column": Style(face="sans-bold", size=11, leading=14, spacing=0.04),
    "event": Style(face="serif-bold", size=21, leading=25),
    "kicker": Style(face="sans", size=11, leading=15),
    "name": Style(face="sans-bold", size=13.5, leading=17),
    "title": Style(face="serif-bold", size=14.5, leading=18),
    "said": Style(face="sans", size=11, leading=15),
    "quote": Style(face="serif", size=14, leading=18.5),
    "label": Style(face="sans-bold", size=10.5, leading=13),
    "digit": Style(face="serif-bold", size=46, leading=46),
    "small": Style(face="sans", size=11.5, leading=16),
    "strong": Style(face="sans-bold", size=11.5, leading=16),
}
"""Every kind of text of a picture, in pixels; the class of the same name gives its colour."""
PAD = 12.0
"""Between the border of a box and its text."""
LEAST = 58.0
"""Height of a voice's box, so that brackets have room for their ends."""


class Part(Record, frozen=True):
    """A text to be set in at most `most` lines, `gap` pixels below the one before."""

    text: str
    style: str
    most: int = 2
    gap: float = 0.0
    indent: float = 0.0
    mark: str = ""
    """A letter that hangs at the left of an indented text."""


class Row(Record, frozen=True):
    """A line in its place: `x` and baseline `y` from the corner of its box, `room` to its right."""

    text: str
    style: str
    x: float
    y: float
    room: float


class Card(Record, frozen=True):
    """A box's rows, its size, and its text in full where a row is cut."""

    rows: tuple[Row, ...]
    width: float
    height: float
    full: str


def card(
    parts: Iterable[Part],
    width: float,
    *,
    pad: float = PAD,
    least: float = 0.0,
    more: str = "",
) -> Card:
    """Parts one below the other; empty ones are left out. `more` is told beside the full text."""
    rows: list[Row] = []
    full: list[str] = []
    y, cut = PAD, False
    for part in (p for p in parts if p.text):
        style = STYLES[part.style]
        room = width - 2 * pad - part.indent
        set_ = wrap(words.line(part.text), style, room, part.most)
        y += part.gap if rows else 0.0
        for nth, text in enumerate(set_.lines):
            y += style.leading
            baseline = y - (style.leading - style.size) / 2 - 0.2 * style.size
            rows.append(
                Row(text=text, style=part.style, x=pad + part.indent, y=baseline, room=room)
            )
            if part.mark and nth == 0:
                rows.append(Row(text=part.mark, style="strong", x=pad, y=baseline, room=room))
        full.append(words.line(part.text))
        cut = cut or set_.cut
    told = [*(full if cut else ()), *((words.line(more),) if more else ())]
    return Card(rows=tuple(rows), width=width, height=max(least, y + PAD), full=" · ".join(told))


def event_card(entry: Entry, width: float) -> Card:
    """What happened, by whom, where and when; its credibility as a digit, in words, and why."""
    seen, event = view(entry), entry.event
    account = words.account(seen, event, entry.reports)
    fact = event.status == "actual"
    digit = STYLES["digit"]
    grade = STYLES["name"].leading
    noun = phrases.phrase(event.type, event.mode).noun
    top = [
        Part(text="" if fact else words.SECTIONS[event.status], style="kicker"),
        Part(text=grammar.capital(noun), style="event", most=4),
        Part(text=phrases.onto(seen, event), style="stand", gap=4, most=4),
        Part(text=phrases.by(seen, event), style="stand", most=4),
        Part(text=f"in {account.where}" if account.where else "", style="stand", most=3),
        Part(text=account.when, style="stand"),
        Part(text=account.figures, style="stand", most=3),
        Part(text=str(event.grade.credibility), style="digit", gap=14),
        Part(
            text=grammar.capital(words.GRADES[event.grade.credibility]), style="name",
            gap=-digit.leading + (digit.leading - 2 * grade) / 2, indent=36,
        ),
        Part(text="credibility, of 1 to 6", style="kicker", indent=36),
        Part(text=account.short_rule, style="small", most=6, gap=10),
    ]  # fmt: skip
    return card(top, width, pad=0.0)


def voice_card(voice: Voice, width: float) -> Card:
    """How somebody knows, and who it is."""
    parts = (
        Part(text=voice.name, style="name"),
        Part(text=voice.how, style="kicker", gap=1),
    )
    return card(parts, width, least=LEAST, more=voice.why)


def sheet_card(sheet: Sheet, width: float) -> Card:
    """A report: day, outlet, title, and its words under those who say them."""
    known = sheet.heading
    parts = [
        Part(text=outlet(known), style="name"),
        Part(text=known.title or "", style="title", gap=1),
        Part(text=grammar.moment(known.date) if known.date else "no date", style="kicker", gap=1),
    ]
    for passage in sheet.passages:
        parts.append(Part(text="; ".join(passage.said), style="said", gap=8, most=3))
        parts.append(Part(text=f"“{passage.words}”", style="quote", most=4))
    if not sheet.passages:
        parts.append(Part(text="retells it, which adds no witness", style="said", gap=8))
    return card(parts, width)


def subject(entry: Entry) -> str:
    """The event as a noun phrase."""
    return words.line(phrases.noun(view(entry), entry.event))


def outlet(report: Heading) -> str:
    """Who published a report."""
    return report.outlet or f"Report {report.report}"


def headline(entry: Entry, against: int) -> str:
    """ "Five reports, two origins, one against"."""
    parts = [grammar.counted(len(entry.reports), "report")]
    parts.append(grammar.counted(len(entry.origins), "origin"))
    parts += [f"{grammar.number(against)} against"] if against else []
    return grammar.capital(", ".join(parts))
