"""Reports as the world delivers them: cut short, mistyped, shouted. Everything annotated stays.

The length of the text never changes, so that spans stay right; what is cut away is no longer among
the report's sentences.
"""

from __future__ import annotations

import random
from typing import Any

TYPED_WRONG, LOUD, CUT = 0.5, 0.2, 0.6
"""Share of the noisy reports with typing errors, with a headline in capitals, cut."""
LEAST = 0.4
"""Of a report's sentences, kept by a cut."""


def noisy(bundle: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The bundle with each report changed in some of these ways."""
    return {**bundle, "reports": [_report(r, rng) for r in bundle["reports"]]}


def _report(report: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    text, sentences = report["text"], report["sentences"]
    if rng.random() < LOUD:
        text = shouted(text, sentences[0][1])
    if rng.random() < TYPED_WRONG:
        text = mistyped(text, rng.uniform(0.02, 0.1), rng)
    if rng.random() < CUT:
        size = max(1, round(rng.uniform(LEAST, 1) * len(sentences)))
        # A cut mostly takes the end, as a feed or a broken page does.
        start = rng.choice((0, 0, len(sentences) - size))
        sentences = sentences[start : start + size]
    return {**report, "text": text, "sentences": sentences}


def shouted(text: str, end: int) -> str:
    """The first `end` characters in capitals; a letter whose capital is two letters stays."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text[:end]) + text[end:]


def mistyped(text: str, share: float, rng: random.Random) -> str:
    """In a share of the longer words two neighbouring letters swapped, or one struck twice."""
    out, at = list(text), 0
    for word in text.split(" "):
        if len(word) > 4 and word.isalpha() and rng.random() < share:
            i = at + rng.randrange(1, len(word) - 1)
            out[i : i + 2] = rng.choice(((out[i + 1], out[i]), (out[i], out[i])))
        at += len(word) + 1
    return "".join(out)
