"""An event of the ledger as a picture, SVG: who knew, who was told, where it stands.

From left to right: the event with its grade; the origins, joined by brackets that say whether they
are independent; those who were told; the reports with their words. It needs no network, runs no
script, and no text of a report acts as markup. The same entry makes the same bytes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from importlib import resources
from string import ascii_lowercase

from vedette.export import cards, words
from vedette.export.brackets import Bracket, brackets
from vedette.export.cards import STYLES, Card, Part, Row, card
from vedette.export.chains import EVENT, Chains, chains
from vedette.export.entries import Told
from vedette.export.layers import Box, Plan, Point, Spot, plan, widened
from vedette.export.svg import SPACE, add, bent, flowing, hint, write
from vedette.records import Copy, Entry, Record

EVENT_WIDTH, VOICE_WIDTH, SHEET_WIDTH = 250.0, 196.0, 340.0
GAP = 64.0
"""Between two columns."""
TRACK = 25.0
"""Between two brackets, the words along one included."""
LABEL = 76.0
"""Length of the words along a bracket, at most."""
MARGIN = 32.0
TOP = 112.0
"""Height of headline and column heads."""
FOOT = 34.0
"""Between the boxes and the notes below them."""
TRUNK, DENIAL_TRUNK = 26.0, 14.0
"""Distance from the event of the lines to those who vouch for it, and to those who deny it."""
NOTES = "Why the brackets say so"
SCALE = f"Credibility by STANAG 2511: {words.LEGEND}."
KEY_WIDTH = 320.0
SAMPLE = 40.0
"""Length of a line in the key."""
HEADS = ("What is said to have happened", "Who knew", "Who was told", "Where it stands")
LANES = {"origin": 0, "teller": 0, "against": 1, "other": 2}
SOFT = frozenset({"kicker", "said", "small", "stand"})
"""Kinds of text that stand back."""
VERDICTS: dict[str, str] = {
    "independent": "shown independent",
    "dependent": "shown dependent",
    "cannot tell": "cannot tell",
}


class Drawing(Record, frozen=True):
    """All that is to be drawn, in place: boxes by id (`EVENT`, voices, "report:ID") with their
    cards, brackets of verdicts and of repeated reports, and how large it is."""

    headline: str
    chains: Chains
    cards: dict[str, Card]
    plan: Plan
    verdicts: tuple[Bracket, ...]
    copies: tuple[Bracket, ...]
    top: float
    width: float


class Joined(Record, frozen=True):
    """A bracket to be drawn: from the boxes' `side` to its own `x`, in the form and with the word
    of a verdict or a copy (`kind`) on the two `ids`, and why."""

    bracket: Bracket
    side: float
    x: float
    form: str
    word: str
    kind: str
    ids: tuple[str, str]
    why: str


def to_svg(entry: Entry, told: Told, copies: Sequence[Copy] = ()) -> str:
    """The picture of an entry, an XML document. `told` gives a claim's words in its report,
    `copies` which of its reports repeats which."""
    drawing = lay_out(entry, chains(entry, told, copies))
    key = entry.event.id
    svg = ET.Element(
        "svg", {"xmlns": SPACE, "role": "img", "aria-labelledby": f"{key}-title {key}-desc"}
    )
    add(svg, "title", id=f"{key}-title").text = f"{drawing.headline}: {cards.subject(entry)}"
    add(svg, "desc", id=f"{key}-desc").text = " ".join(_described(entry, drawing))
    add(svg, "style").text = (
        resources.files("vedette.export").joinpath("picture.css").read_text(encoding="utf-8")
    )
    paper = add(svg, "rect", "paper")
    _head(svg, entry, drawing)
    body = add(svg, "g", transform=f"translate({MARGIN:g},{drawing.top:g})")
    _lines(body, drawing)
    for box, spot in drawing.plan.spots.items():
        _box(body, box, spot, drawing)
    _brackets(body, drawing)
    height = _foot(svg, entry, drawing)
    for name, value in (("width", drawing.width), ("height", height)):
        paper.set(name, f"{value:.0f}")
        svg.set(name, f"{value:.0f}")
    svg.set("viewBox", f"0 0 {drawing.width:.0f} {height:.0f}")
    ET.indent(svg)
    return f"{ET.tostring(svg, encoding='unicode')}\n"


def lay_out(entry: Entry, found: Chains) -> Drawing:
    """Every box, line and bracket of an entry's chains in its place."""
    last = max((v.column for v in found.voices), default=0) + 1
    made = {EVENT: cards.event_card(entry, EVENT_WIDTH)}
    made |= {v.id: cards.voice_card(v, VOICE_WIDTH) for v in found.voices}
    made |= {_sheet(s.id): cards.sheet_card(s, SHEET_WIDTH) for s in found.sheets}
    columns = {EVENT: 0, **{v.id: v.column for v in found.voices}}
    columns |= {_sheet(s.id): last for s in found.sheets}
    lanes = {v.id: LANES[v.part] for v in found.voices}
    margins = {v.id: 18.0 for v in found.voices if v.part == "origin" and found.verdicts}
    boxes = [
        Box(
            id=i,
            column=columns[i],
            width=c.width,
            height=c.height,
            margin=margins.get(i, 11),
            lane=lanes.get(i, 0),
        )
        for i, c in made.items()
    ]
    sheets = {s.id for s in found.sheets}
    steps = [(a, _sheet(b) if b in sheets else b) for a, b in found.steps]
    placed = plan(boxes, steps, [GAP] * last)
    judged = brackets([(v.a, v.b) for v in found.verdicts], placed.spots, words=LABEL)
    repeated = brackets(
        [(_sheet(c.of), _sheet(c.report)) for c in found.copies], placed.spots, words=LABEL
    )
    placed = widened(placed, placed.spots[EVENT].right, _tracks(judged) * TRACK)
    right = max(s.right for s in placed.spots.values())
    used = right + _tracks(repeated) * TRACK + (12 if repeated else 0)
    against = sum(v.part == "against" for v in found.voices)
    return Drawing(
        headline=cards.headline(entry, against),
        chains=found, cards=made, plan=placed, verdicts=judged, copies=repeated,
        top=TOP, width=used + 2 * MARGIN,
    )  # fmt: skip


def _sheet(report: str) -> str:
    return f"report:{report}"


def _tracks(found: Iterable[Bracket]) -> int:
    return max((b.track + 1 for b in found), default=0)


def _described(entry: Entry, drawing: Drawing) -> Iterable[str]:
    grade = entry.event.grade
    yield f"Credibility {grade.credibility}, {words.GRADES[grade.credibility]}: {grade.rule}."
    for voice in drawing.chains.voices:
        yield f"{voice.name} {voice.how}."
    names = {o.id: o.name for o in entry.origins}
    for v in drawing.chains.verdicts:
        yield f"{names[v.a]} and {names[v.b]}: {v.value}, {v.reason}."


def _head(svg: ET.Element, entry: Entry, drawing: Drawing) -> None:
    """The headline, and a head over each column."""
    room = drawing.width - 2 * MARGIN
    add(svg, "rect", "mark", x=MARGIN, y=26, width=room, height=3)
    _set(svg, drawing.headline, "headline", (MARGIN, 62), room=room)
    lefts = {0: 0.0}
    for box, spot in drawing.plan.spots.items():
        column = next((v.column for v in drawing.chains.voices if v.id == box), 0)
        if column in (1, 2):
            lefts[column] = spot.x
    lefts[3] = max(s.x for s in drawing.plan.spots.values())
    for column, left in sorted(lefts.items()):
        _set(svg, HEADS[column], "column", (MARGIN + left, 92), "soft")


def _set(
    parent: ET.Element, text: str, style: str, at: Point, kind: str = "ink", *, room: float = 0.0
) -> None:
    """One line of our own words, its baseline at a point."""
    write(parent, Row(text=text, style=style, x=0, y=0, room=room), kind, at=at)


def _lines(body: ET.Element, drawing: Drawing) -> None:
    """The lines under the boxes, and at the event a dot where they vouch for it, a bar where they
    deny it."""
    against = {v.id for v in drawing.chains.voices if v.part == "against"}
    event = drawing.plan.spots[EVENT]
    apart = 7 if against else 0
    for (a, b), points in drawing.plan.routes.items():
        denies = a in against or b in against
        if a == EVENT:
            start = (event.right, event.middle + (apart if denies else -apart))
            path = _from_event(start, points[-1], DENIAL_TRUNK if denies else TRUNK)
        else:
            path = flowing(points)
        _step(body, path, denies)
    if any(v.part == "origin" for v in drawing.chains.voices):
        add(body, "circle", "dot", cx=event.right, cy=event.middle - apart, r=3.2)
    if against:
        y = event.middle + apart
        add(body, "path", "deny", d=f"M{event.right:g},{y - 6:g}V{y + 6:g}", stroke_width=3)


def _from_event(start: Point, end: Point, trunk: float) -> str:
    """A line from the event along the trunk that it shares with others of its kind."""
    if abs(start[1] - end[1]) < 1:
        return bent([(start[0], end[1]), end])
    x = start[0] + trunk
    return bent([start, (x, start[1]), (x, end[1]), end])


def _step(parent: ET.Element, path: str, denies: bool) -> None:
    """A line from left to right: solid where it is told on, dashed where it is denied."""
    line = add(parent, "path", "deny" if denies else "flow", d=path)
    if denies:
        line.set("stroke-dasharray", "7 4")


def _box(body: ET.Element, box: str, spot: Spot, drawing: Drawing) -> None:
    """A box with its text, under the name of what it stands for."""
    part = next((v.part for v in drawing.chains.voices if v.id == box), None)
    kind = part or ("event" if box == EVENT else "sheet")
    made = drawing.cards[box]
    group = add(body, "g", data_box=box, transform=f"translate({spot.x:.1f},{spot.y:.1f})")
    hint(group, made.full)
    add(group, "rect", f"box {kind}", width=spot.width, height=spot.height)
    if kind == "origin":
        add(group, "rect", "mark", width=4, height=spot.height)
    elif kind in ("sheet", "event"):
        add(group, "rect", f"mark {kind}", width=spot.width, height=2)
    for row in made.rows:
        soft = "denial" if kind == "against" and row.style == "kicker" else "soft"
        write(group, row, soft if row.style in SOFT else "ink")


def _brackets(body: ET.Element, drawing: Drawing) -> None:
    """All brackets, and upon them the words of each, so that no line runs through words."""
    joined = _joined(drawing)
    for each in joined:
        x, side, (top, bottom) = each.x, each.side, (each.bracket.top, each.bracket.bottom)
        path = bent([(side, top), (x, top), (x, bottom), (side, bottom)])
        add(body, "path", "halo", d=path, stroke_width=7)
        stroke(body, path, each.form)
    for n, each in enumerate(joined):
        label = f"{letter(n)} {each.word}"
        length = STYLES["label"].width(label)
        turn = f"translate({each.x - 6:.1f},{each.bracket.middle:.1f}) rotate(-90)"
        group = add(body, "g", transform=turn)
        group.set(f"data-{each.kind}", f"{each.ids[0]} {each.ids[1]}")
        hint(group, words.line(each.why))
        add(group, "rect", "paper", x=-length / 2 - 2, y=-9, width=length + 4, height=12)
        _set(group, label, "label", (-length / 2, 0))


def _joined(drawing: Drawing) -> list[Joined]:
    """The verdicts at the left of the origins, then the copies at the right of the reports."""
    spots, found = drawing.plan.spots, drawing.chains
    return [
        *(
            Joined(
                bracket=b, side=spots[v.a].x, x=spots[v.a].x - 12 - b.track * TRACK,
                form=v.value, word=v.value, kind="verdict", ids=(v.a, v.b), why=v.reason,
            )
            for b, v in zip(drawing.verdicts, found.verdicts, strict=True)
        ),
        *(
            Joined(
                bracket=b, side=spots[_sheet(c.of)].right,
                x=spots[_sheet(c.of)].right + 24 + b.track * TRACK,
                form="copy", word="repeats", kind="copy", ids=(c.of, c.report), why=c.why,
            )
            for b, c in zip(drawing.copies, found.copies, strict=True)
        ),
    ]  # fmt: skip


def stroke(parent: ET.Element, path: str, kind: str) -> None:
    """A line that is told from others by its form, not by a colour: solid, double, dotted."""
    if kind == "dependent":
        add(parent, "path", "line", d=path, stroke_width=5)
        add(parent, "path", "halo", d=path, stroke_width=2.2)
    elif kind == "cannot tell":
        dots = {"stroke_dasharray": "0 4.6", "stroke_linecap": "round"}
        add(parent, "path", "line", d=path, stroke_width=2.2, **dots)
    else:
        add(parent, "path", "line", d=path, stroke_width=2 if kind == "independent" else 1)


def letter(n: int) -> str:
    """0 → "a", 25 → "z", 26 → "aa"."""
    return (letter(n // 26 - 1) if n > 25 else "") + ascii_lowercase[n % 26]


def _foot(svg: ET.Element, entry: Entry, drawing: Drawing) -> float:
    """The reasons behind the brackets and the key, below the boxes → where the picture ends."""
    top = drawing.top + max(s.bottom for s in drawing.plan.spots.values()) + FOOT
    room = drawing.width - 2 * MARGIN
    add(svg, "rect", "mark", x=MARGIN, y=top, width=room, height=1)
    notes = _notes(entry, drawing.chains)
    wide = room - KEY_WIDTH
    made = card([Part(text=NOTES if notes else "", style="strong"), *notes], wide + 2 * cards.PAD)
    for row in made.rows:
        kind = "ink" if row.style == "strong" else "soft"
        write(svg, row, kind, at=(MARGIN - cards.PAD, top))
    end = _key(svg, drawing, (MARGIN + (wide if notes else 0.0), top + 26))
    end = max(end, top + made.height) + 8
    _set(svg, f"Vedette, event {entry.event.id}. {SCALE}", "said", (MARGIN, end + 8), "soft")
    return end + 28


def _notes(entry: Entry, found: Chains) -> list[Part]:
    names = {o.id: o.name for o in entry.origins}
    told = [
        f"{names[v.a]} and {names[v.b]}: {VERDICTS[v.value]}; {v.reason}" for v in found.verdicts
    ]
    told += [c.why for c in found.copies]
    return [
        Part(text=text, mark=letter(n), style="small", most=3, gap=3, indent=24)
        for n, text in enumerate(told)
    ]


def _key(svg: ET.Element, drawing: Drawing, at: Point) -> float:
    """A sample of each kind of line that is there, one below the other."""
    found = {v.value for v in drawing.chains.verdicts}
    samples = {k: said for k, said in VERDICTS.items() if k in found}
    x, y = at
    for kind, said in samples.items():
        stroke(svg, f"M{x:g},{y - 4:g}h{SAMPLE:g}", kind)
        _set(svg, f"Two origins: {said}", "small", (x + SAMPLE + 12, y), "soft")
        y += 18
    told = [(False, "who vouches for it, who was told, where it stands")]
    if any(v.part == "against" for v in drawing.chains.voices):
        told.append((True, "who denies or doubts it"))
    for denies, said in told:
        _step(svg, f"M{x:g},{y - 4:g}h{SAMPLE:g}", denies)
        _set(svg, said, "small", (x + SAMPLE + 12, y), "soft")
        y += 18
    return y
