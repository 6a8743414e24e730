"""Bundles of public texts without their words: `python -m lab.skeleton fill|strip …`.

Real news is annotated by the project's scheme, but its words are not the project's to give. What is
kept in `lab/real` is each bundle with a "~" for every letter of its text, and for each line the
place in the public document (ECB+, GUM) where it begins. `fill` puts the words back from the public
sets; `strip` makes the skeletons of annotated bundles.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "real"
BLANK = "~"
MARK = re.compile(r"\[|\{|\|[a-z][a-z0-9_]*[\]}]")
"""What the markup adds to a line: an opening, or "|id]"."""
SAME = str.maketrans({**dict.fromkeys('“”‘’"`', "'"), "[": "(", "]": ")"})
"""Marks that an annotator may have put for others of one length."""
TOPIC = re.compile(r"=== \S+ \| topic: (\S+ \S+)")
LINE = re.compile(r"([HS]:) (?:@(\d+) )?(.*)")


class Unknown(Exception):
    """A skeleton's document is not among the public sets, or is another version."""


@cache
def documents(bench: Path) -> dict[str, str]:
    """Id ("ecb 4_12ecb", "gum news_asylum") → its text without spaces."""
    out: dict[str, str] = {}
    with (bench / "ecbplus" / "ecbplus_traindev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            doc = json.loads(line)
            out[f"ecb {doc['doc']}"] = squeezed(" ".join(doc["tokens"]))
    for path in sorted((bench / "gum" / "conllu").glob("GUM_*.conllu")):
        rows = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(r.removeprefix("# text = ") for r in rows if r.startswith("# text = "))
        out[f"gum {path.stem.removeprefix('GUM_')}"] = squeezed(text)
    return out


def squeezed(text: str) -> str:
    """The text without spaces; quotation marks of two characters are one."""
    return re.sub(r"\s+", "", text.replace("``", '"').replace("''", '"'))


def _alike(text: str) -> str:
    return text.translate(SAME)


def stripped(bundle: str, bench: Path) -> Iterator[str]:
    """The lines of a skeleton. A line that is not in its document stays as it is."""
    source = _source(bundle, bench)
    alike = _alike(source)
    at = 0
    for line in bundle.splitlines():
        if line[:2] not in ("H:", "S:"):
            yield line
            continue
        told = line[2:].strip()
        letters = squeezed(MARK.sub("", told))
        found = alike.find(_alike(letters), at)
        found = found if found >= 0 else alike.find(_alike(letters))
        if found < 0:
            yield line
            continue
        at = found + len(letters)
        yield f"{line[:2]} @{found} {_blanked(told)}"


def _blanked(told: str) -> str:
    out: list[str] = []
    end = 0
    for mark in MARK.finditer(told):
        out += [re.sub(r"\S", BLANK, told[end : mark.start()]), mark.group()]
        end = mark.end()
    return "".join((*out, re.sub(r"\S", BLANK, told[end:])))


def filled(skeleton: str, bench: Path) -> Iterator[str]:
    """The lines of the bundle with the document's words. Raises `Unknown`."""
    source = _source(skeleton, bench)
    for line in skeleton.splitlines():
        parts = LINE.fullmatch(line)
        if parts is None or parts[2] is None:
            yield line
            continue
        size = parts[3].count(BLANK)
        letters = iter(source[int(parts[2]) :][:size].translate(_PLAIN))
        yield f"{parts[1]} " + "".join(next(letters) if c == BLANK else c for c in parts[3])


_PLAIN = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "|": "/", "`": "'"})
"""Marks that the markup keeps for itself."""


def _source(bundle: str, bench: Path) -> str:
    topic = TOPIC.match(bundle)
    name = topic[1] if topic is not None else bundle[:40]
    if name not in documents(bench):
        raise Unknown(f"no document {name!r} in {bench}")
    return documents(bench)[name]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("way", choices=("fill", "strip"))
    p.add_argument("folder", type=Path, help="of bundles: made by fill, read by strip")
    p.add_argument("--bench", type=Path, required=True, help="folder of the public sets")
    a = p.parse_args()
    start, end, make = (
        (FOLDER, a.folder, filled) if a.way == "fill" else (a.folder, FOLDER, stripped)
    )
    end.mkdir(parents=True, exist_ok=True)
    for path in sorted(start.glob("*.txt")):
        lines = make(path.read_text(encoding="utf-8"), a.bench)
        (end / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
