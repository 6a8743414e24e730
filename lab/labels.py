"""The closed lists the heads choose from, made from the codebook; shipped as labels.json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from vedette import codebook

NONE = "NONE"


@dataclass(frozen=True)
class Labels:
    """Each list's order is the order of the model's outputs."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    kinds: tuple[str, ...]
    sectors: tuple[str, ...]
    roles: tuple[str, ...]


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
    )


def load(folder: Path) -> Labels:
    """The lists of a run or model folder."""
    raw = json.loads((folder / "labels.json").read_text())
    return Labels(**{k: tuple(v) for k, v in raw.items()})


def save(labels: Labels, folder: Path) -> None:
    """Write labels.json."""
    (folder / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n")
