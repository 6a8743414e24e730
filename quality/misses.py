"""What the reader is known to get wrong, a file each: `quality/misses/known` and `fixed`.

A miss is a text, what must be read in it, and why it matters. `python -m quality.misses` says which
known ones come right now (move them to `fixed`) and which fixed ones are wrong again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vedette import pipeline
from vedette.records import Frame, Reading, Report

FOLDER = Path(__file__).parent / "misses"


def files(kind: str) -> list[Path]:
    """`kind` is "known" or "fixed"."""
    return sorted((FOLDER / kind).glob("*.toml"))


def read(path: Path) -> tuple[Reading, dict[str, Any]]:
    """The miss's text as it is read now, and the file."""
    miss = tomllib.loads(path.read_text(encoding="utf-8"))
    report = Report(
        id=path.stem, text=miss["text"].strip(), date=miss["date"], outlet=miss.get("outlet"),
        language="en",
    )  # fmt: skip
    return pipeline.read(report), miss


def wrong(path: Path) -> list[str]:
    """A sentence for each thing that is not read as the file says."""
    reading, miss = read(path)
    return [line for want in miss["must"] for line in _unmet(reading, want)]


def _unmet(reading: Reading, want: dict[str, Any]) -> Iterator[str]:
    found = _frames_at(reading, want["trigger"])
    if want.get("absent"):
        yield from (f"{want['trigger']!r} is read as {f.type}" for f in found)
        return
    if not found:
        yield f"{want['trigger']!r} is not read"
    for f in found[:1]:
        typed = f"{f.type}.{f.mode}" if "." in want.get("type", "") else f.type
        if typed != want.get("type", typed):
            yield f"{want['trigger']!r} is {typed}, not {want['type']}"
        if f.status != want.get("status", f.status):
            yield f"{want['trigger']!r} is {f.status}, not {want['status']}"
        for role, words in want.get("roles", {}).items():
            fill = [reading.mention(m).text for m in f.roles.get(role, ())]
            if not any(words in text for text in fill):
                yield f"{role} of {want['trigger']!r} is {fill}, without {words!r}"


def _frames_at(reading: Reading, words: str) -> list[Frame]:
    """Frames whose trigger overlaps with these words of the text."""
    start = reading.report.text.index(words)
    end = start + len(words)
    return [f for f in reading.frames if f.trigger[0] < end and start < f.trigger[1]]


def main() -> None:
    """What should move, and where."""
    for path in files("known"):
        print(f"{path.stem}: {'; '.join(wrong(path)) or 'comes right: move it to fixed'}")
    for path in files("fixed"):
        if faults := wrong(path):
            print(f"{path.stem}, fixed before: {'; '.join(faults)}")


if __name__ == "__main__":
    main()
