"""SVG elements: numbers short, texts as rows in their style, whatever was cut as a tooltip."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from vedette.export.cards import STYLES, Row
from vedette.export.layers import Point
from vedette.export.typeset import runs_right_to_left

SPACE = "http://www.w3.org/2000/svg"
ROUND = 7.0
"""Radius of the corners of lines."""


def number(value: float) -> str:
    """12.50 → "12.5": a tenth of a pixel is as fine as anybody sees."""
    return f"{round(value, 1) + 0.0:g}"


def add(parent: ET.Element, tag: str, kind: str = "", **attributes: float | str) -> ET.Element:
    """A new element of a class; `_` in an attribute's name stands for `-`."""
    given = {"class": kind} if kind else {}
    for name, value in attributes.items():
        given[name.replace("_", "-")] = value if isinstance(value, str) else number(value)
    return ET.SubElement(parent, tag, given)


def hint(parent: ET.Element, text: str) -> None:
    """What a pointer that rests on the element is told."""
    if text:
        add(parent, "title").text = text


def write(parent: ET.Element, row: Row, kind: str, *, at: Point = (0.0, 0.0)) -> None:
    """A row of text; one that runs from right to left is set to the right of its room."""
    style = STYLES[row.style]
    serif, _, bold = style.face.partition("-")
    backwards = runs_right_to_left(row.text)
    text = add(
        parent, "text", " ".join(filter(None, (serif, bold, kind))),
        x=at[0] + row.x + (row.room if backwards else 0.0), y=at[1] + row.y, font_size=style.size,
    )  # fmt: skip
    if backwards:
        text.set("direction", "rtl")
    if style.spacing:
        text.set("letter-spacing", f"{style.spacing}em")
    text.text = row.text


def bent(points: Sequence[Point]) -> str:
    """A path along points at right angles to each other, its corners rounded."""
    out = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        out.append(f"L{_at(_towards(corner, before))}Q{_at(corner)} {_at(_towards(corner, after))}")
    return "".join([*out, f"L{_at(points[-1])}"])


def flowing(points: Sequence[Point]) -> str:
    """A path through pairs of points: a curve within each pair, straight from pair to pair."""
    out = [f"M{_at(points[0])}"]
    for n in range(0, len(points), 2):
        (x1, y1), (x2, y2) = points[n : n + 2]
        half = (x1 + x2) / 2
        out.append(f"L{_at((x1, y1))}" if n else "")
        out.append(f"C{_at((half, y1))} {_at((half, y2))} {_at((x2, y2))}")
    return "".join(out)


def _at(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _towards(corner: Point, other: Point) -> Point:
    """The point at which the rounding of a corner begins."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    part = min(ROUND, length / 2) / length if length else 0.0
    return corner[0] + dx * part, corner[1] + dy * part
