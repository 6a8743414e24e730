"""A sentence with two marked sides → what the first does to the second, by PLOVER.

For checking records that exist already: source and target are given, nothing is looked for. The
model is the one that reads reports, and it looks twice: at the sentence with the two sides marked,
for which it was trained on the project's pairs, and at the sentence as it stands, for the acts in
it that the source does and the target takes part in. Each look has half of the say, the second as
far as it found such an act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from vedette.reader.choice import choose, mode_of, sigmoid, softmax
from vedette.reader.links import PieceSpan, role_pairs
from vedette.reader.model import Floats, Labels, OnnxModel, Spans
from vedette.reader.spans import TRIGGER, best_spans
from vedette.reader.tokens import CASES, SOURCE, TARGET, Tokens, split_sentences, tokenize
from vedette.records import Record, Span, change

NONE = "NONE"
CLAIM = "CLAIM"
BATCH = 32
"""Pairs that go through the model at once."""
LEAST = -3.0
"""Logit above which a trigger is an act that may be meant."""
SIDES = {"recipient": 1.0, "actor": 0.7, "where": 0.5}
"""Role of the target in the act → how well it shows that the act is directed at it."""
UNSURE = (0.05, 0.1)
"""What a source, a target counts for at least in any act of the sentence."""
CERTAIN = 0.5
"""Weight of all acts together from which the second look has its full half."""


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

    `types` has the probability of each PLOVER type and of NONE (that of CLAIM, which is no act of
    one side towards another, is 0); they sum to 1 and are not calibrated.
    """

    type: str
    mode: str | None
    status: str | None
    types: dict[str, float]


def relate_many(pairs: Iterable[Pair], model: OnnxModel) -> Iterator[Relation]:
    """A relation for each pair, in their order; a batch at a time, so that any number will do."""
    rest = iter(pairs)
    while batch := list(islice(rest, BATCH)):
        plain = [tokenize(p.sentence, model.tokenizer, split_sentences(p.sentence)) for p in batch]
        got = model.relate([_marked(p, t) for p, t in zip(batch, plain, strict=True)])
        first = softmax(got.type)
        for i, (pair, tokens) in enumerate(zip(batch, plain, strict=True)):
            second, say = _second_look(pair, tokens, model)
            types = (1 - say) * first[i] + say * second
            yield _relation(model.labels, types, got.mode[i], got.status[i])


def _second_look(pair: Pair, tokens: Tokens, model: OnnxModel) -> tuple[Floats, float]:
    """The type's probabilities by the acts in the sentence, and the share of the say they have."""
    sides = [_pieces(tokens, side) for side in (pair.source, pair.target)]
    encoded = model.encode(tokens)
    acts = best_spans(encoded.qk, tokens.sentence, head=TRIGGER, least=LEAST)
    if not acts:
        return np.zeros(len(model.labels.types), np.float32), 0.0
    spans = tuple(a.span for a in acts)
    pairs = role_pairs(spans, sides, tokens.sentence)
    scores = model.score(encoded, Spans(triggers=spans, mentions=tuple(sides), role_pairs=pairs))
    roles = np.zeros((len(acts), 2, len(model.labels.roles)))
    roles[pairs[:, 0], pairs[:, 1]] = 1 / (1 + np.exp(-scores.role))
    number = model.labels.roles.index
    does = roles[:, 0, number("actor")] + UNSURE[0]
    takes = np.max([w * roles[:, 1, number(r)] for r, w in SIDES.items()], 0) + UNSURE[1]
    weight = np.array([sigmoid(a.score) for a in acts]) * does * takes
    types = weight @ softmax(scores.type) / weight.sum()
    return np.asarray(types, dtype=np.float32), 0.5 * min(1.0, weight.sum() / CERTAIN)


def _pieces(tokens: Tokens, side: Span) -> PieceSpan:
    """First and last piece inside a span of characters."""
    inside = [i for i, (a, b) in enumerate(tokens.offsets) if side[0] <= a and b <= side[1]]
    if not inside:
        raise ValueError("a side of a pair has no word of its own")
    return inside[0], inside[-1]


def _marked(pair: Pair, tokens: Tokens) -> Tokens:
    """The pieces of the sentence, those of the two sides marked in their features."""
    features = list(tokens.features)
    for i, (start, end) in enumerate(tokens.offsets):
        for mark, side in ((SOURCE, pair.source), (TARGET, pair.target)):
            if side[0] <= start and end <= side[1]:
                features[i] += CASES * mark
    return change(tokens, features=tuple(features))


def _relation(labels: Labels, types: Floats, modes: Floats, statuses: Floats) -> Relation:
    types = np.where(np.array(labels.types) == CLAIM, 0, types)
    types = types / types.sum()
    best = choose(labels.types, types).value
    known = {name: float(p) for name, p in zip(labels.types, types, strict=True)}
    if best == NONE:
        return Relation(type=NONE, mode=None, status=None, types=known)
    mode = mode_of(best, labels.modes, modes).value
    status = choose(labels.statuses, softmax(statuses)).value
    return Relation(type=best, mode=mode.partition(".")[2] or None, status=status, types=known)
