"""corpus/attributions: passages with every source and cue marked → examples.

`[words|1]` is a source, `{words|1}` a cue of the source with that number; 0 has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lab.data import Example
from lab.guard import check_sentences, checked
from quality.sets import part_of
from vedette.reader.tokens import WINDOW, split_sentences, tokenize
from vedette.records import Span

FOLDER = Path(__file__).parent.parent / "corpus" / "attributions"
MARK = re.compile(r"[\[{](?P<words>[^\[\]{}|]+)\|(?P<number>\d+)[\]}]")

Marks = list[tuple[Span, int]]


def read_passage(line: str) -> tuple[str, Marks, Marks]:
    """The plain text, its sources and its cues, each with its number."""
    text, at = "", 0
    sources: Marks = []
    cues: Marks = []
    for m in MARK.finditer(line):
        text += line[at : m.start()]
        span = (len(text), len(text) + len(m["words"]))
        (sources if line[m.start()] == "[" else cues).append((span, int(m["number"])))
        text += m["words"]
        at = m.end()
    return text + line[at:], sources, cues


def passages(folder: Path, part: str) -> Iterator[str]:
    """The lines of one part, by their number in the file."""
    for path in sorted(folder.glob("*.txt")):
        lines = checked(path).read_text(encoding="utf-8").splitlines()
        kept = [s for s in lines if s.strip() and not s.startswith("#")]
        yield from (s for i, s in enumerate(kept) if part_of(i) == part)


def example(line: str, tokenizer: Any) -> Example:
    """One passage as a window of its own."""
    text, sources, cues = read_passage(line)
    sentences = split_sentences(text)
    check_sentences(text[start:end] for start, end in sentences)
    tokens = tokenize(text, tokenizer, sentences)
    starts, ends = tokens.edges()
    x = Example(
        ids=list(tokens.ids),
        features=list(tokens.features),
        sentence=list(tokens.sentence),
        only=frozenset({"sources", "cues", "says"}),
    )
    numbers: tuple[list[int], list[int]] = ([], [])
    for marks, spans, kept in ((sources, x.sources, numbers[0]), (cues, x.cues, numbers[1])):
        for (a, b), n in marks:
            if a in starts and b in ends:
                spans.append((starts[a], ends[b]))
                kept.append(n)
    for i, n in enumerate(numbers[1]):
        _join(x, i, [j for j, m in enumerate(numbers[0]) if m == n])
    return x


def _join(x: Example, cue: int, sources: list[int]) -> None:
    """All of its sources in the cue's sentence are right, else the nearest; the rest is masked."""
    here = x.sentence[x.cues[cue][0]]
    where = {j: x.sentence[x.sources[j][0]] for j in sources}
    near = [j for j in sources if where[j] == here]
    if not near and sources:
        near = [min(sources, key=lambda j: (abs(where[j] - here), where[j] > here))]
    x.says |= {(cue, j) for j in near}
    x.masked |= {(cue, j) for j in sources if j not in near}


def examples(folder: Path, part: str, tokenizer: Any) -> list[Example]:
    """The passages of one part, too long ones left out."""
    found = (example(s, tokenizer) for s in passages(folder, part))
    return [x for x in found if len(x.ids) <= WINDOW]
