"""`python -m quality.relations [PLV.tsv]`: `relate` on sentences with source and target marked.

The file has columns marked_sentence, gold_root and gold_penta (PLOVER roots; YIELD is CONCEDE or
RETREAT; quads 0 to 4 as in the set). It is for measuring only and is not in this repository; the
model never saw it. Every sentence has a root there, so NONE is left out of the choice.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import vedette
from lab.data import read_marked
from vedette import codebook

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "bench" / "plv" / "plv_dev.tsv"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def pair_of(marked: str) -> vedette.Pair:
    """A sentence with <s>…</s> and <t>…</t> as a pair; of a side marked twice the first.

    A side that is not marked, or lies inside the other, is the longer rest of the sentence.
    """
    text, spans = read_marked(marked)
    sides = {side: (start, end) for start, end, side in reversed(spans)}
    source = sides["s"] if "s" in sides else _beside(text, sides["t"])
    target = sides.get("t", source)
    apart = target[1] <= source[0] or source[1] <= target[0]
    other = target if apart else _beside(text, source)
    return vedette.Pair(sentence=text, source=source, target=other)


def _beside(text: str, side: tuple[int, int]) -> tuple[int, int]:
    rest = ((0, side[0]), (side[1], len(text)))
    return max(rest, key=lambda span: span[1] - span[0])


def roots(pairs: Iterable[vedette.Pair]) -> Iterator[str]:
    """The likeliest PLOVER type of each pair, neither NONE nor CLAIM."""
    for r in vedette.relate_many(pairs):
        yield max((t for t in r.types if t not in ("NONE", "CLAIM")), key=lambda t: r.types[t])


def macro_f1(gold: list[str], found: list[str]) -> float:
    """The mean over gold labels of their F1."""
    hits = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    sizes, guesses = Counter(gold), Counter(found)
    scores = [2 * hits[k] / (sizes[k] + guesses[k]) for k in sizes]
    return 100 * sum(scores) / len(scores)


def accuracy(gold: list[str], found: list[str]) -> float:
    return 100 * sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold)


def main() -> None:
    """Print the figures."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = list(roots(pair_of(row["marked_sentence"]) for row in rows))
    gold = [row["gold_root"] for row in rows]
    named = [YIELD.get(t, t) for t in found]
    quads = codebook.book().quads
    quad = [str(quads[codebook.quad(t)].number) for t in found]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    print(f"{path.name} {digest}, {len(rows)} sentences")
    print(f"root macro-F1 {macro_f1(gold, named):5.1f}  accuracy {accuracy(gold, named):5.1f}")
    print(f"quad accuracy {accuracy([r['gold_penta'] for r in rows], quad):5.1f}")


if __name__ == "__main__":
    main()
