"""Tokens → spans and all scores on them: the part of reading that runs the model."""

from __future__ import annotations

from vedette.reader import links, spans
from vedette.reader.model import Encoded, Floats, Reader, Scores, Spans
from vedette.reader.spans import Scored
from vedette.reader.tokens import Tokens
from vedette.records import Record, Span


class Found(Record, frozen=True, kw_only=True):
    """Spans and all scores on them, before anything is chosen. `qk` is `Encoded.qk`."""

    tokens: Tokens
    qk: Floats
    spans: Spans
    scores: Scores
    triggers: tuple[Scored, ...]
    mentions: tuple[Scored, ...]
    names: tuple[Scored, ...]
    cues: tuple[Scored, ...]
    sources: tuple[Scored, ...]


def find(tokens: Tokens, model: Reader) -> Found:
    """Spans above the thresholds, and what the heads say of them and their pairs."""
    encoded: Encoded = model.encode(tokens)

    def above(head: int, threshold: str) -> tuple[Scored, ...]:
        least = model.thresholds[threshold]
        return tuple(spans.best_spans(encoded.qk, tokens.sentence, head=head, least=least))

    found = {
        "triggers": above(spans.TRIGGER, "candidate"),
        "mentions": above(spans.MENTION, "mention"),
        "names": above(spans.NAME, "names"),
        "cues": above(spans.CUE, "cues"),
        "sources": above(spans.SOURCE, "sources"),
    }
    at = {k: tuple(s.span for s in v) for k, v in found.items()}
    asked = Spans(
        **at,
        role_pairs=links.role_pairs(at["triggers"], at["mentions"], tokens.sentence),
        trigger_pairs=links.same_pairs(at["triggers"], tokens.sentence, tokens.ids, directed=True),
        mention_pairs=links.same_pairs(at["mentions"], tokens.sentence, tokens.ids),
        said_pairs=links.role_pairs(at["cues"], at["sources"], tokens.sentence),
    )
    scores = model.score(encoded, asked)
    return Found(tokens=tokens, qk=encoded.qk, spans=asked, scores=scores, **found)


def text_span(tokens: Tokens, span: links.PieceSpan) -> Span:
    """Characters of the text that the pieces cover."""
    return tokens.offsets[span[0]][0], tokens.offsets[span[1]][1]
