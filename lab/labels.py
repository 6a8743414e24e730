"""The closed lists the heads choose from, made from the codebook; shipped as labels.json."""

from __future__ import annotations

import json
from pathlib import Path

from vedette import codebook
from vedette.reader.model import STATE, Labels, load_labels
from vedette.records import encode

__all__ = ["NONE", "STATE", "Labels", "from_codebook", "load_labels", "save"]

NONE = "NONE"


def from_codebook() -> Labels:
    """The lists of the codebook; a mode is TYPE.mode, and the bare TYPE is 'no mode'."""
    book = codebook.book()
    return Labels(
        types=(*book.types, NONE),
        modes=tuple(
            m for t in book.types.values() for m in (t.name, *(f"{t.name}.{x}" for x in t.modes))
        ),
        statuses=tuple(book.statuses),
        kinds=(*book.kinds, NONE),
        sectors=tuple(book.sectors),
        roles=tuple(r for r in book.roles if r != "about"),
        owners=(*book.actors, STATE),
    )


def save(labels: Labels, folder: Path) -> None:
    """Write labels.json."""
    (folder / "labels.json").write_text(json.dumps(json.loads(encode(labels)), indent=1) + "\n")
