"""A sentence with two marked sides → what the first does to the second, by PLOVER.

For checking records that exist already: source and target are given, nothing is looked for. The
model is the one that reads reports; it was trained on the project's pairs for this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from vedette.reader.choice import choose, mode_of, softmax
from vedette.reader.model import Floats, Labels, OnnxModel
from vedette.reader.tokens import CASES, SOURCE, TARGET, Tokens, split_sentences, tokenize
from vedette.records import Record, Span, change

NONE = "NONE"
BATCH = 32
"""Pairs that go through the model at once."""


class Pair(Record, frozen=True, kw_only=True):
    """A sentence with the character spans of its source and target.

    Raises `ValueError` where a span holds no words of the sentence, or the two share some.
    """

    sentence: str
    source: Span
    target: Span

    def __post_init__(self) -> None:
        for name, (start, end) in (("source", self.source), ("target", self.target)):
            inside = 0 <= start < end <= len(self.sentence)
            if not inside or not self.sentence[start:end].strip():
                raise ValueError(f"the {name} {start}..{end} holds no words of the sentence")
        if self.source[0] < self.target[1] and self.target[0] < self.source[1]:
            raise ValueError("source and target share words")


class Relation(Record, frozen=True, kw_only=True):
    """The likeliest type, its mode or None, and its status (None where the type is NONE).

    `types` has the probability of each PLOVER type and of NONE; they sum to 1 and are the model's
    own, not calibrated.
    """

    type: str
    mode: str | None
    status: str | None
    types: dict[str, float]


def relate_many(pairs: Iterable[Pair], model: OnnxModel) -> Iterator[Relation]:
    """A relation for each pair, in their order; read in batches, so that any number will do."""
    rest = iter(pairs)
    while batch := list(islice(rest, BATCH)):
        got = model.relate([_marked(p, model) for p in batch])
        types = softmax(got.type)
        for i in range(len(batch)):
            yield _relation(model.labels, types[i], got.mode[i], got.status[i])


def _marked(pair: Pair, model: OnnxModel) -> Tokens:
    """The pieces of the sentence, those of the two sides marked in their features."""
    tokens = tokenize(pair.sentence, model.tokenizer, split_sentences(pair.sentence))
    features = list(tokens.features)
    for i, (start, end) in enumerate(tokens.offsets):
        for mark, side in ((SOURCE, pair.source), (TARGET, pair.target)):
            if side[0] <= start and end <= side[1]:
                features[i] += CASES * mark
    return change(tokens, features=tuple(features))


def _relation(labels: Labels, types: Floats, modes: Floats, statuses: Floats) -> Relation:
    best = choose(labels.types, types).value
    known = {name: float(p) for name, p in zip(labels.types, types, strict=True)}
    if best == NONE:
        return Relation(type=NONE, mode=None, status=None, types=known)
    mode = mode_of(best, labels.modes, modes).value
    status = choose(labels.statuses, softmax(statuses)).value
    return Relation(type=best, mode=mode.partition(".")[2] or None, status=status, types=known)
