"""Refuses, by digest, to train on what may only be measured on.

`measure_only.txt` holds the SHA-256 (first 16 digits) of each such file of the public sets, and
of each sentence of plv_dev without its marks: those could come back one by one.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "measure_only.txt"
FILES = ("plv/plv_dev.tsv", "geo/*.xml", "ecbplus/near_dup_pairs.tsv", "polnear_dev/*/*")
SENTENCES = "plv/plv_dev.tsv"
WORD = re.compile(r"\w+")


class MeasureOnly(Exception):
    """A training set holds what its licence, or our word, lets us only measure on."""


@cache
def refused() -> frozenset[str]:
    """The digests."""
    return frozenset(line.split()[0] for line in LIST.read_text().splitlines())


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def of_sentence(text: str) -> str:
    """The digest of its words, so that quotes, spaces and case do not hide it."""
    words = WORD.findall(re.sub(r"</?[st]>", "", text).lower())
    return digest(" ".join(words).encode())


def checked(path: Path, refuse: frozenset[str] | None = None) -> Path:
    """The path, if its file may be trained on. Raises `MeasureOnly`."""
    if digest(path.read_bytes()) in (refused() if refuse is None else refuse):
        raise MeasureOnly(f"{path} may be measured on, not trained on")
    return path


def check_sentences(texts: Iterable[str], refuse: frozenset[str] | None = None) -> None:
    """Raises `MeasureOnly` at the first sentence that may not be trained on."""
    known = refused() if refuse is None else refuse
    for text in texts:
        if of_sentence(text) in known:
            raise MeasureOnly(f"a sentence that may only be measured on: {text[:60]!r}")


def listed(bench: Path) -> list[str]:
    """The lines of `measure_only.txt` for a folder of public sets."""
    files = sorted(p for pattern in FILES for p in bench.glob(pattern))
    out = [f"{digest(p.read_bytes())} {p.relative_to(bench)}" for p in files]
    with (bench / SENTENCES).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        sentences = dict.fromkeys(of_sentence(row["marked_sentence"]) for row in rows)
    return out + [f"{d} a sentence of {SENTENCES}" for d in sentences]


if __name__ == "__main__":
    LIST.write_text("\n".join(listed(Path(sys.argv[1]))) + "\n")
