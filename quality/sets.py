"""The corpus bundles and their split by number; used by measuring and by training."""

from __future__ import annotations

import hashlib
import importlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vedette.records import Report

CORPUS = Path(__file__).parent.parent / "corpus"
PARTS = {"3": "test", "8": "dev"}
"""By the last digit of a bundle's number; the rest is trained on."""


def part_of(number: int) -> str:
    """train, dev (thresholds, choice of epoch) or test."""
    return PARTS.get(str(number)[-1], "train")


def paths_of(folder: Path, part: str) -> list[Path]:
    """The bundle files of one part, in the order of their names."""
    found = sorted(folder.glob("*-[0-9]*.txt"))
    return [p for p in found if part_of(int(p.stem.split("-")[1])) == part]


def test_part() -> list[Path]:
    """The committed bundles that no shipped model was trained on or chosen by."""
    return paths_of(CORPUS / "bundles", "test")


def own(module: str) -> Any:
    """A module of the corpus, which is no package: its reader `corpus` or its scorer `score`."""
    if str(CORPUS) not in sys.path:
        sys.path.insert(0, str(CORPUS))
    return importlib.import_module(module)


def read_bundle(path: Path) -> dict[str, Any]:
    """One bundle through the corpus's own reader (see corpus/corpus.py for the shape)."""
    bundle: dict[str, Any] = own("corpus").read(str(path))
    return bundle


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents, its first 12 digits."""
    h = hashlib.sha256()
    for p in sorted(paths):
        h.update(p.name.encode() + b"\0" + p.read_bytes())
    return h.hexdigest()[:12]


def report_of(bundle: dict[str, Any], raw: dict[str, Any]) -> Report:
    """A report of a bundle, without its annotation."""
    return Report(
        id=f"{bundle['bundle']}-{raw['n']}",
        text=raw["text"],
        title=raw["title"] or None,
        outlet=raw["outlet"],
        date=raw["date"],
        language="en",
    )
