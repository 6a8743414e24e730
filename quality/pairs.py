"""`relate` on the test part of corpus/pairs: each tenth line (counted from 0 those that end in 3).

A sentence that another line of the train part has too, with other sides, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

import vedette
from lab.data import read_pair
from quality.figures import Figure, Measured, digest_of, percent
from quality.relations import macro_f1
from quality.sets import CORPUS, part_of

Line = tuple[str, str, str, list[tuple[int, int, str]]]


def lines() -> Iterator[tuple[str, Line]]:
    """Part, and label, status, sentence and spans, of every line."""
    for path in sorted((CORPUS / "pairs").glob("*.tsv")):
        for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield part_of(i), read_pair(line)


def measure() -> Measured:
    """Type (NONE included), and of the right types mode and status."""
    every = list(lines())
    seen = {text for part, (_, _, text, _) in every if part == "train"}
    test = [line for part, line in every if part == "test" and line[2] not in seen]
    pairs = []
    for _, _, text, spans in test:
        side = {name: (start, end) for start, end, name in spans}
        pairs.append(vedette.Pair(sentence=text, source=side["s"], target=side["t"]))
    found = list(vedette.relate_many(pairs))
    gold = [label.partition(".")[0] for label, *_ in test]
    best = [r.type for r in found]
    right = [(line, r) for line, r, g in zip(test, found, gold, strict=True) if r.type == g]
    acts = [(line, r) for line, r in right if r.type != "NONE"]
    modes = sum((label.partition(".")[2] or None) == r.mode for (label, *_), r in acts)
    statuses = sum(status == r.status for (_, status, *_), r in acts)
    figures = (
        Figure(metric="type macro-F1", value=macro_f1(gold, best)),
        Figure(metric="type accuracy", value=percent(len(right), len(gold))),
        Figure(metric="mode accuracy", value=percent(modes, len(acts))),
        Figure(metric="status accuracy", value=percent(statuses, len(acts))),
    )
    files = digest_of((CORPUS / "pairs").glob("*.tsv"))
    return Measured(set="pairs", data=f"{len(test)} pairs, {files}", figures=figures)
