"""A series in columns: a table for eyes, CSV, JSON, Parquet, Arrow; and a plot."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from vedette.export.files.csv_file import Comma
from vedette.export.files.stream import MissingExtra
from vedette.records import Dyad, Point, Series, encode

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = (
    "start", "score", "low", "high", "events", "material_conflict", "verbal_conflict",
    "verbal_cooperation", "material_cooperation", "ungraded", "reports", "gap", "why",
)  # fmt: skip
"""Fields of a point, in the order in which they are written."""
NO_ARROW = "{} needs pyarrow; install it with: pip install 'vedette[parquet]'"
NO_PLOT = "a plot needs matplotlib; install it with: pip install 'vedette[plot]'"
WIDTH, HEIGHT = 10.0, 4.0
"""Inches of a plot."""


def title(of: Dyad) -> str:
    """Who a series is about, in words."""
    one, other = of.a or "anybody", of.b or "anybody"
    return f"{one} towards {other}" if of.directed else f"{one} and {other}"


def rows(series: Series) -> list[tuple[object, ...]]:
    """The points as rows of `COLUMNS`."""
    return [tuple(getattr(p, name) for name in COLUMNS) for p in series.points]


def as_json(series: Series, out: BinaryIO) -> None:
    """One document: what was asked, and the points."""
    told = {
        "a": series.of.a, "b": series.of.b, "by": series.by, "directed": series.of.directed,
        "per": series.per, "statuses": series.of.statuses, "left_out": series.left_out,
        "items": [dict(zip(COLUMNS, row, strict=True)) for row in rows(series)],
    }  # fmt: skip
    out.write(encode(told) + b"\n")


def as_csv(series: Series, out: BinaryIO) -> None:
    """A header and a line a bin; what a gap has not is empty."""
    text = io.StringIO()
    sink = csv.writer(text, Comma)
    sink.writerow(COLUMNS)
    sink.writerows(["" if v is None else v for v in row] for row in rows(series))
    out.write(text.getvalue().encode())


def as_parquet(series: Series, out: BinaryIO) -> None:
    """Raises `MissingExtra` where pyarrow is not installed."""
    try:
        from pyarrow import parquet
    except ImportError as fault:
        raise MissingExtra(NO_ARROW.format("parquet")) from fault
    parquet.write_table(_table(series), out, compression="zstd")


def as_arrow(series: Series, out: BinaryIO) -> None:
    """An Arrow IPC file. Raises `MissingExtra` where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError as fault:
        raise MissingExtra(NO_ARROW.format("arrow")) from fault
    table = _table(series)
    with pa.ipc.new_file(out, table.schema) as sink:
        sink.write_table(table)


def _table(series: Series) -> Any:
    import pyarrow as pa

    real = {"score", "low", "high"}
    kinds = {"start": pa.date32(), "gap": pa.bool_(), "why": pa.string()}
    schema = pa.schema(
        [(n, kinds.get(n, pa.float64() if n in real else pa.int64())) for n in COLUMNS]
    )
    columns = list(zip(*rows(series), strict=True)) or [()] * len(COLUMNS)
    columns[0] = tuple(date.fromisoformat(p.start) for p in series.points)
    arrays = [pa.array(v, f.type) for v, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def as_table(series: Series, out: BinaryIO) -> None:
    """For eyes: the score with its band, events by quad, reports; a gap says why it is one."""
    per = "per 100 reports" if series.per == "reports" else "in all"
    lines = [f"{title(series.of)}, by {series.by}; intensities {per}, nine chances in ten"]
    head = ("", "score", "from", "to", "events", "M-CONF", "V-CONF", "V-COOP", "M-COOP", "reports")
    lines.append(_line(head))
    lines += [_line(_cells(p)) for p in series.points]
    if series.left_out:
        lines.append(f"left out, since their days are not known so closely: {series.left_out}")
    out.write(("\n".join(lines) + "\n").encode())


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:10} " + " ".join(f"{c:>8}" for c in cells[1:])


def _cells(p: Point) -> list[str]:
    if p.score is None or p.low is None or p.high is None:
        return [p.start, p.why]
    scores = (f"{v:.1f}" for v in (p.score, p.low, p.high))
    quads = (
        p.material_conflict,
        p.verbal_conflict,
        p.verbal_cooperation,
        p.material_cooperation,
    )
    return [p.start, *scores, *map(str, (p.events, *quads, p.reports))]


Write = Callable[[Series, BinaryIO], None]
FORMATS: dict[str, Write] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "parquet": as_parquet,
    "arrow": as_arrow,
}
BINARY = {"parquet", "arrow"}
PLOTS = (".svg", ".png")


def plot(series: Series, path: Path) -> None:
    """Draw a series to an .svg or .png file: the score, its band, and the gaps in grey. The same
    series makes the same file. Raises `MissingExtra` where matplotlib is not installed."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as fault:
        raise MissingExtra(NO_PLOT) from fault
    kind = path.suffix[1:]
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    with mpl.rc_context({"svg.hashsalt": "vedette", "svg.fonttype": "none"}):
        figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
        _draw(series, figure.add_subplot())
        figure.savefig(path, format=kind, dpi=150, metadata=metadata)


def _draw(series: Series, axes: Axes) -> None:
    # Matplotlib counts days from 1970 as numpy does.
    days = np.array([p.start for p in series.points], dtype="datetime64[D]").astype(np.float64)
    score, low, high = (
        [math.nan if v is None else v for v in (getattr(p, name) for p in series.points)]
        for name in ("score", "low", "high")
    )
    axes.axhline(0, color="0.6", linewidth=0.8)
    axes.fill_between(days, low, high, step="post", alpha=0.25, linewidth=0)
    axes.step(days, score, where="post", linewidth=1.2)
    for day, after, point in zip(days, days[1:], series.points, strict=False):
        if point.gap:
            axes.axvspan(day, after, color="0.85", linewidth=0)
    axes.xaxis_date()
    per = " per 100 reports" if series.per == "reports" else ""
    # As plain text: a name with a dollar sign is no formula.
    axes.set_title(f"{title(series.of)}, by {series.by}", parse_math=False)
    axes.set_ylabel(f"PLOVER intensity{per}")
