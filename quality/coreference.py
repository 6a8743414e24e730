"""Coreference in encyclopedia, interviews and news: OntoGUM (Zhu et al. 2021), what training skips.

Once given the annotated mentions, and once end to end. The reader finds what takes part in events,
OntoGUM marks whatever is named twice, so that end to end most of its mentions are not looked for.
The score is CoNLL-2012's mean of MUC, B3 and CEAFe, by `scorch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lab.public import Marked, coreference
from quality.figures import Figure, Measured, NotHere, bench, digest_of
from quality.sets import part_of
from vedette.reader import links
from vedette.reader.choice import cluster
from vedette.reader.decode import read
from vedette.reader.model import OnnxModel, Spans, shipped
from vedette.reader.tokens import tokenize
from vedette.records import Report, Span

Sets = list[set[Any]]


def files() -> list[Path]:
    """The documents that training leaves out."""
    every = sorted(bench("gum", "ontogum").glob("*.conll"))
    return [p for i, p in enumerate(every) if part_of(i) != "train"]


def sets_of(pairs: Iterable[tuple[Span, Any]], name: str) -> Sets:
    """Clusters of at least two mentions; a mention is (document, span)."""
    out: dict[Any, set[Any]] = {}
    for span, entity in pairs:
        out.setdefault(entity, set()).add((name, span))
    return [s for s in out.values() if len(s) > 1]


def given(x: Marked, model: OnnxModel) -> Iterator[tuple[Span, Any]]:
    """The annotated mentions with the number of their cluster."""
    tokens = tokenize(x.text, model.tokenizer, x.sentences)
    starts, ends = tokens.edges()
    kept = sorted({(starts[a], ends[b]) for a, b in x.spans if a in starts and b in ends})
    pairs = links.same_pairs(kept, tokens.sentence, tokens.ids)
    asked = Spans(mentions=tuple(kept), mention_pairs=pairs)
    scores = model.score(model.encode(tokens), asked).entity
    numbers = cluster(len(kept), pairs, scores, model.thresholds["entity"])
    for (i, j), n in zip(kept, numbers, strict=True):
        yield (tokens.offsets[i][0], tokens.offsets[j][1]), n


def found(x: Marked, model: OnnxModel) -> Iterator[tuple[Span, Any]]:
    """The reader's own mentions with their entity."""
    for m in read(Report(id="x", text=x.text, language="en"), model).mentions:
        if m.entity is not None:
            yield m.span, m.entity


def measure() -> Measured:
    """CoNLL F1, given mentions and end to end. Needs the extra `quality`."""
    try:
        import scorch.scores
    except ImportError as missing:
        raise NotHere("scorch is not installed: pip install -e '.[quality]'") from missing

    model, paths = shipped(), files()
    gold: Sets = []
    with_given: Sets = []
    with_found: Sets = []
    for path in paths:
        x = coreference(path)
        gold += sets_of(zip(x.spans, x.values, strict=True), path.stem)
        with_given += sets_of(given(x, model), path.stem)
        with_found += sets_of(found(x, model), path.stem)
    figures = (
        Figure(metric="CoNLL F1, given mentions",
               value=100 * float(scorch.scores.conll2012(gold, with_given))),
        Figure(metric="CoNLL F1, end to end", reference="SpanBERT about 65",
               value=100 * float(scorch.scores.conll2012(gold, with_found))),
    )  # fmt: skip
    data = f"{len(paths)} documents, {digest_of(paths)}"
    return Measured(set="coreference", data=data, figures=figures)
