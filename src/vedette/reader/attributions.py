"""Names, and who says something, as the model finds them; no event is needed for either."""

from __future__ import annotations

from typing import Any, cast

from vedette.reader.choice import choose, sigmoid, softmax
from vedette.reader.find import Found, text_span
from vedette.records import Attribution, Name, Span

KINDS = ("PER", "ORG", "LOC", "MISC", "NONE")
"""Of names, in the order of the model's output."""
EDGES = " \t\r\n\u00a0,;:."


def names(found: Found) -> tuple[Name, ...]:
    """In the order of the text."""
    out: list[Name] = []
    for s, p in zip(found.names, softmax(found.scores.name), strict=True):
        kind = choose(KINDS, p)
        if kind.value != "NONE":
            start, end = text_span(found.tokens, s.span)
            score = sigmoid(s.score) * kind.score
            out.append(Name(start=start, end=end, kind=cast(Any, kind.value), score=score))
    return tuple(out)


def attributions(found: Found, text: str, least: float) -> tuple[Attribution, ...]:
    """Each cue with its likeliest source, if that is likelier than `least` (a logit)."""
    best: dict[int, tuple[float, int]] = {}
    pairs = found.spans.said_pairs[:, :2].tolist()
    for (i, j), score in zip(pairs, found.scores.says.tolist(), strict=True):
        if score > least:
            best[i] = max(best.get(i, (score, j)), (score, j))
    out = []
    for i, cue in enumerate(found.cues):
        source = text_span(found.tokens, found.sources[best[i][1]].span) if i in best else None
        said = text_span(found.tokens, cue.span)
        sentence = found.tokens.sentences[found.tokens.sentence[cue.span[0]]]
        joined = sigmoid(best[i][0]) if i in best else 1 - sigmoid(least)
        out.append(
            Attribution(
                cue=said,
                source=source,
                content=content_of(text, sentence, said, source),
                score=sigmoid(cue.score) * joined,
            )
        )
    return tuple(out)


def content_of(text: str, sentence: Span, cue: Span, source: Span | None) -> Span | None:
    """The longest part of the sentence before, between or after cue and source, without blanks and
    stops at its edges; None where no word is left."""
    taken = sorted(s for s in (cue, source) if s is not None and sentence[0] <= s[0] < sentence[1])
    parts, at = [], sentence[0]
    for start, end in (*taken, (sentence[1], sentence[1])):
        parts.append(_trimmed(text, at, start))
        at = max(at, end)
    longest = max(parts, key=lambda s: s[1] - s[0])
    return longest if longest[0] < longest[1] else None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end
