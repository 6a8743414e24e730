"""What a measurement gives: figures of one set, with the digest of its data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from vedette.records import Record

ROOT = Path(__file__).resolve().parents[1]
BENCH = Path(os.environ.get("VEDETTE_BENCH", ROOT.parent / "shared" / "bench"))
"""The public sets, which are not in the repository."""


class Figure(Record, frozen=True, kw_only=True):
    """One number in percent, unless the metric says another unit.

    `reference` is what is published, or was recomputed, for the same task on the same or a sister
    set; `bar` is what we want to reach.
    """

    metric: str
    value: float
    bar: str = ""
    reference: str = ""


class Measured(Record, frozen=True, kw_only=True):
    """All figures of a set. `data` says how much of it there is, and its digest."""

    set: str
    data: str
    figures: tuple[Figure, ...]


class NotHere(Exception):
    """A public set is not at hand; the sentence says where it was looked for."""


def bench(*parts: str) -> Path:
    """A file or folder of the public sets. Raises `NotHere`."""
    path = BENCH.joinpath(*parts)
    if not path.exists():
        raise NotHere(f"not at hand: {'/'.join(parts)} (VEDETTE_BENCH names the folder)")
    return path


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over contents in the order of the names, its first 12 digits."""
    h = hashlib.sha256()
    for p in sorted(paths):
        h.update(p.read_bytes())
    return h.hexdigest()[:12]


def percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def f1(hits: float, found: float, gold: float) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return percent(2 * hits, found + gold)


def lines(measured: Measured) -> list[str]:
    """A set's part of the table, as text."""
    out = [f"{measured.set}  ({measured.data})"]
    for f in measured.figures:
        beside = "; ".join(x for x in (f.bar and f"bar {f.bar}", f.reference) if x)
        out.append(f"  {f.metric:44} {f.value:7.2f}  {beside}".rstrip())
    return out
