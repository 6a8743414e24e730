"""An alarm as one HTML page that needs no network: what changed, compared with what, on which
events, and how it was told before. Everything is escaped, as in `vedette.export.page`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from vedette import __version__
from vedette.brief.entries import view
from vedette.export import words
from vedette.export.entries import heading
from vedette.export.page import asset, environment, policy
from vedette.export.svg import SPACE, add, hint, number
from vedette.records import Alarm, Entry, Point, Quote, Record, Series

WIDTH, HEIGHT, EDGE = 860.0, 180.0, 8.0
"""The picture's size in its own units."""
LANES = {"actual": "", "ahead": "ahead: not told as having happened", "denied": "told as not so"}
STATES = {
    "standing": "This alarm stands.",
    "corrected": "This alarm was corrected.",
    "withdrawn": "This alarm is withdrawn.",
}


MOST = 5
"""Most quotes of an event, one a report."""


class Row(Record, frozen=True):
    """An event for the page; each of its reports, with the words that tell it or ""; and how many
    of its reports are left out."""

    account: words.Account
    reports: tuple[tuple[str, str], ...]
    more: int


def to_page(
    states: Sequence[Alarm], entries: Sequence[Entry], series: Series, texts: Mapping[str, str]
) -> str:
    """The page of an alarm from all its states, the earliest first; the events of the last that the
    ledger still has, the series that it was seen in, and the texts of the events' reports, by their
    ids. Raises `IndexError` without a state."""
    alarm = states[-1]
    rows = [_row(entry, texts) for entry in entries]
    style = asset("page.css") + asset("alarm.css")
    there = {entry.event.id for entry in entries}
    return (
        environment()
        .from_string(asset("alarm.html.j2"))
        .render(
            alarm=alarm,
            states=states,
            said=STATES[alarm.state],
            lane=LANES[alarm.lane],
            rows=rows,
            gone=[event for event in alarm.events if event not in there],
            picture=picture(series, alarm),
            policy=policy(style),
            grades=words.GRADES,
            style=style,
            version=__version__,
        )
    )


def _row(entry: Entry, texts: Mapping[str, str]) -> Row:
    said = {quote.report: quote.text for quote in quotes(entry, texts)}
    # Reports whose own voice says so without a claim of its own have no words to quote.
    shown = sorted(entry.reports, key=lambda r: r.report not in said)[:MOST]
    return Row(
        account=words.account(view(entry), entry.event),
        reports=tuple((heading(r), said.get(r.report, "")) for r in shown),
        more=len(entry.reports) - len(shown),
    )


def quotes(entry: Entry, texts: Mapping[str, str]) -> tuple[Quote, ...]:
    """The very words of an event's claims, at most `MOST`, one a report: of each the first claim
    that says it is so, or else the first. `texts` are the reports' by their ids."""
    ordered = sorted(entry.claims, key=lambda claim: claim.id not in entry.vouching)
    found: dict[str, Quote] = {}
    for claim in ordered:
        start, end = claim.quote
        text = texts.get(claim.report, "")[start:end]
        if text:
            found.setdefault(
                claim.report, Quote(report=claim.report, start=start, end=end, text=text)
            )
    return tuple(found.values())[:MOST]


def picture(series: Series, alarm: Alarm) -> str:
    """The series as SVG: its band and score; the days of the alarm marked; gaps left open."""
    root = ET.Element("svg", {"xmlns": SPACE, "viewBox": f"0 0 {number(WIDTH)} {number(HEIGHT)}"})
    root.set("role", "img")
    hint(root, f"The score bin for bin, {alarm.since} to {alarm.until} marked")
    scale = _Scale(series.points)
    for n, point in enumerate(series.points):
        if alarm.since <= point.start <= alarm.until:
            add(root, "rect", "marked", x=scale.x(n), y=0.0, width=scale.step, height=HEIGHT)
    add(root, "line", "zero", x1=0.0, x2=WIDTH, y1=scale.y(0.0), y2=scale.y(0.0))
    for n, point in enumerate(series.points):
        if point.score is None or point.low is None or point.high is None:
            continue
        top = scale.y(point.high)
        tall = max(scale.y(point.low) - top, 0.5)
        bar = add(root, "rect", "band", x=scale.x(n), y=top, width=scale.step, height=tall)
        hint(bar, f"{point.start}: {point.score:.1f} ({point.low:.1f} to {point.high:.1f})")
        y = scale.y(point.score)
        add(root, "line", "score", x1=scale.x(n), x2=scale.x(n) + scale.step, y1=y, y2=y)
    return ET.tostring(root, encoding="unicode")


class _Scale:
    """Bins and scores → places in the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        known = [v for p in points if p.low is not None and p.high is not None
                 for v in (p.low, p.high)]  # fmt: skip
        self.low, self.high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
        self.step = WIDTH / max(len(points), 1)

    def x(self, n: int) -> float:
        return n * self.step

    def y(self, score: float) -> float:
        share = (self.high - score) / ((self.high - self.low) or 1.0)
        return EDGE + share * (HEIGHT - 2 * EDGE)
