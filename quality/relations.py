"""`relate` on sentences with source and target marked.

The file has columns marked_sentence, gold_root and gold_penta (PLOVER roots; YIELD is CONCEDE or
RETREAT; quads 0 to 4 as in the set). It is for measuring only and is not in this repository; the
model was not trained on it, but it was developed on it: its confusions guided the pairs. Every
sentence has a root there, so NONE is left out of the choice.

In the set YIELD is one class of one quad, material cooperation, as in the codebook before
PLOVER 2.0, which counts CONCEDE as verbal. So the quad is measured twice: by our codebook, where
each CONCEDE that is found counts as wrong, and by the set's own, as its references are.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator

import vedette
from lab.data import read_marked
from quality.figures import Figure, Measured, bench, digest_of
from vedette import codebook

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


def measure() -> Measured:
    """Macro-F1 and accuracy of the root, accuracy of the quad class."""
    path = bench("plv", "plv_dev.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = list(roots(pair_of(row["marked_sentence"]) for row in rows))
    gold = [row["gold_root"] for row in rows]
    named = [YIELD.get(t, t) for t in found]
    quads = codebook.book().quads
    quad = [str(quads[codebook.quad(t)].number) for t in found]
    own = {t: str(quads[codebook.quad("RETREAT")].number) for t in YIELD}
    theirs = [own.get(t, q) for t, q in zip(found, quad, strict=True)]
    right = [row["gold_penta"] for row in rows]
    sister = "sister set: zero-shot RoBERTa-large"
    figures = (
        Figure(metric="root macro-F1", value=macro_f1(gold, named), bar="76",
               reference=f"{sister} 82.1, a 22M encoder trained on this set 80.4"),
        Figure(metric="root accuracy", value=accuracy(gold, named),
               reference=f"{sister} 83.5, trained on this set 82.9"),
        Figure(metric="quad accuracy", value=accuracy(right, quad), bar="88"),
        Figure(metric="quad accuracy, YIELD as in the set", value=accuracy(right, theirs),
               bar="88", reference=f"{sister} 89.3"),
    )  # fmt: skip
    data = f"{len(rows)} sentences, {digest_of([path])}"
    return Measured(set="plv", data=data, figures=figures)
