"""How sure the reader is that a thing happened, against people: UDS-IH2 (Rudinger et al. 2018).

Given the annotated predicate, the statuses' probabilities are turned into one number, -3 (did not
happen) to 3 (did), with the weight of each status that was learnt beside the model (`sure.*` in
its thresholds). Predicates are of every kind, most of them no political event.
"""

from __future__ import annotations

import numpy as np

from lab.public import Marked, certainty
from quality.figures import Figure, Measured, bench, digest_of
from vedette.reader.choice import softmax
from vedette.reader.model import OnnxModel, Spans, shipped
from vedette.reader.tokens import tokenize


def expected(text: Marked, model: OnnxModel) -> list[tuple[float, float]]:
    """(judged, expected) of each predicate whose edges are edges of word pieces."""
    tokens = tokenize(text.text, model.tokenizer, text.sentences)
    starts, ends = tokens.edges()
    kept = [
        ((starts[a], ends[b]), value)
        for (a, b), value in zip(text.spans, text.values, strict=True)
        if a in starts and b in ends
    ]
    if not kept:
        return []
    spans = tuple(span for span, _ in kept)
    status = softmax(model.score(model.encode(tokens), Spans(triggers=spans)).status)
    sure = np.array([model.thresholds[f"sure.{s}"] for s in model.labels.statuses])
    return list(zip((v for _, v in kept), (status @ sure).tolist(), strict=True))


def measure() -> Measured:
    """Pearson's r and the mean absolute error."""
    path = bench("uds_ih2", "dev.jsonl")
    model = shipped()
    both = np.array([pair for text in certainty(path) for pair in expected(text, model)])
    judged, ours = both[:, 0], both[:, 1]
    figures = (
        Figure(metric="Pearson r x 100", value=100 * float(np.corrcoef(judged, ours)[0, 1]),
               bar="75", reference="its test part: Rudinger 2018 about 77"),
        Figure(metric="mean absolute error (-3..3)", value=float(np.abs(judged - ours).mean()),
               reference="its test part: always 3 2.26, Rudinger 2018 0.96"),
    )  # fmt: skip
    data = f"{len(both)} predicates, {digest_of([path])}"
    return Measured(set="certainty", data=data, figures=figures)
