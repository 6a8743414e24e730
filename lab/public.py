"""Public sets that a shipped model may be trained on → examples for one or two losses each.

UDS-IH2 (how sure it is that a thing happened), wikigold, UNER EWT and CrossNER politics (names),
OntoGUM (coreference) and the travel guides and papers of GUM (texts without political events).
Tokenised text is put together again, since the reader sees plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab.data import IGNORE, UNMARKED, Example
from lab.guard import checked
from quality.corpus import ordinary_files, sentences_of
from quality.sets import part_of
from vedette.reader.attributions import KINDS
from vedette.reader.links import PieceSpan
from vedette.reader.tokens import split_sentences, tokenize, windows
from vedette.records import Span

TOGETHER = 8
"""Sentences of a set without documents that make one text."""
NAMES = {
    "PER": "PER", "person": "PER", "politician": "PER", "ORG": "ORG", "organisation": "ORG",
    "politicalparty": "ORG", "LOC": "LOC", "location": "LOC", "country": "LOC",
}  # fmt: skip
"""Kinds of the name sets → ours; any other is MISC."""
BRACKET = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
"""Of a mention: both in one token, the opening, the closing."""


@dataclass
class Marked:
    """A text with spans (characters) and what is said of each."""

    text: str
    sentences: list[Span]
    spans: list[Span] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)


def together(sentences: Iterable[Sequence[str]]) -> tuple[Marked, list[list[Span]]]:
    """Tokens of sentences as plain text, and where each token lies."""
    text, spans, where = "", [], []
    for words in sentences:
        text += " " if text else ""
        start, places = len(text), []
        for i, word in enumerate(words):
            glued = i == 0 or re.fullmatch(r"[,.;:!?)\]%]|n't|'\w*", word) or words[i - 1] in "(["
            text += "" if glued else " "
            places.append((len(text), len(text) + len(word)))
            text += word
        spans.append((start, len(text)))
        where.append(places)
    return Marked(text=text, sentences=spans), where


def placed(
    x: Marked, tokenizer: Any, fill: Callable[[Example, list[tuple[tuple[int, int], Any]]], None]
) -> Iterator[Example]:
    """The windows of a text; `fill` is given the spans of each (in pieces) and their values."""
    tokens = tokenize(x.text, tokenizer, x.sentences)
    starts, ends = tokens.edges()
    found = [(starts.get(a), ends.get(b), v) for (a, b), v in zip(x.spans, x.values, strict=True)]
    for w in windows(tokens):
        inside = {
            (i - w.context, j - w.context): v
            for i, j, v in found
            if i is not None and j is not None and w.context <= i <= j < w.end
        }
        example = Example(
            ids=list(tokens.ids[w.context : w.end]),
            features=list(tokens.features[w.context : w.end]),
            sentence=list(tokens.sentence[w.context : w.end]),
        )
        fill(example, sorted(inside.items()))
        yield example


def grouped(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), TOGETHER):
        yield items[at : at + TOGETHER]


def certainty(path: Path) -> Iterator[Marked]:
    """UDS-IH2: predicates with the mean judgement, -3 (did not happen) to 3 (did)."""
    rows = [json.loads(line) for line in checked(path).read_text(encoding="utf-8").splitlines()]
    for group in grouped(rows):
        x, where = together([row["text"].split(" ") for row in group])
        for row, places in zip(group, where, strict=True):
            for target in row["targets"]:
                first, end = target["span1"]
                x.spans.append((places[first][0], places[end - 1][1]))
                x.values.append(float(target["label"]))
        yield x


def tagged(path: Path, word: int, tag: int, sep: str | None) -> list[list[tuple[str, str]]]:
    """Sentences of a file with a token a line: (token, tag)."""
    out: list[list[tuple[str, str]]] = [[]]
    for line in checked(path).read_text(encoding="utf-8").splitlines():
        columns = line.split(sep)
        if line.startswith("# "):
            continue
        if len(columns) > max(word, tag) and columns[word]:
            out[-1].append((columns[word], columns[tag]))
        elif out[-1]:
            out.append([])
    return [s for s in out if s]


def names(sentences: Sequence[list[tuple[str, str]]]) -> Iterator[Marked]:
    """IOB tags as names of a kind."""
    for group in grouped(sentences):
        x, where = together([[w for w, _ in s] for s in group])
        for s, places in zip(group, where, strict=True):
            for first, last, kind in runs([t for _, t in s]):
                x.spans.append((places[first][0], places[last][1]))
                x.values.append(KINDS.index(NAMES.get(kind, "MISC")))
        yield x


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First, last and kind of each name in IOB1 or IOB2 tags."""
    start = None
    for i, tag in enumerate((*tags, "O")):
        goes_on = start is not None and tag == "I-" + tags[start][2:]
        if start is not None and not goes_on:
            yield start, i - 1, tags[start][2:]
            start = None
        if tag != "O" and start is None:
            start = i


def name_files(bench: Path) -> list[list[list[tuple[str, str]]]]:
    """The sentences of each name set."""
    ner = bench / "ner"
    return [
        tagged(ner / "wikigold" / "wikigold.conll.txt", 0, 1, " "),
        tagged(ner / "uner_ewt" / "en_ewt-ud-dev.iob2", 1, 2, "\t"),
        tagged(ner / "crossner_politics" / "train.txt", 0, 1, "\t"),
        tagged(ner / "crossner_politics" / "dev.txt", 0, 1, "\t"),
    ]


def coreference(path: Path) -> Marked:
    """OntoGUM: a document whose spans carry the number of their entity."""
    words: list[str] = []
    opened: dict[str, list[int]] = {}
    found: list[tuple[int, int, int]] = []
    for line in checked(path).read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 3:
            continue
        for alone, begun, ended in BRACKET.findall(columns[2]):
            if begun:
                opened.setdefault(begun, []).append(len(words))
            else:
                start = len(words) if alone else opened[ended].pop()
                found.append((start, len(words), int(alone or ended)))
        words.append(columns[1])
    x, (where,) = together([words])
    x.sentences = list(split_sentences(x.text))
    x.spans = [(where[a][0], where[b][1]) for a, b, _ in found]
    x.values = [entity for _, _, entity in found]
    return x


def peaceful(folder: Path) -> Iterator[Marked]:
    """GUM documents without any political event, as far as a careful reading showed."""
    for path in ordinary_files(folder, trained=True):
        x, _ = together([[s] for s in sentences_of(checked(path))])
        yield x


def _certain(x: Example, found: list[tuple[PieceSpan, Any]]) -> None:
    x.only = frozenset({"certainty"})
    x.triggers, x.certainty = [s for s, _ in found], [v for _, v in found]
    for field_ in (x.types, x.modes, x.statuses):
        field_ += [IGNORE] * len(found)


def _named(x: Example, found: list[tuple[PieceSpan, Any]]) -> None:
    x.only = frozenset({"names", "name"})
    x.names, x.name_kinds = [s for s, _ in found], [v for _, v in found]


def _same(x: Example, found: list[tuple[PieceSpan, Any]]) -> None:
    x.only = frozenset({"entity"})
    x.mentions, x.entities = [s for s, _ in found], [v for _, v in found]
    for field_ in (x.kinds, x.sectors):
        field_ += [IGNORE] * len(found)


def _without_event(x: Example, found: list[tuple[PieceSpan, Any]]) -> None:
    x.only = UNMARKED


def examples(bench: Path, tokenizer: Any) -> list[Example]:
    """All examples of the public sets; of wikigold, UNER and OntoGUM a fifth is kept to measure."""
    out: list[Example] = []
    for text in certainty(bench / "uds_ih2" / "train.jsonl"):
        out += placed(text, tokenizer, _certain)
    for sentences in name_files(bench):
        for i, text in enumerate(names(sentences)):
            if part_of(i) == "train":
                out += placed(text, tokenizer, _named)
    for i, path in enumerate(sorted((bench / "gum" / "ontogum").glob("*.conll"))):
        if part_of(i) == "train":
            out += placed(coreference(path), tokenizer, _same)
    for text in peaceful(bench / "gum" / "conllu"):
        out += placed(text, tokenizer, _without_event)
    return out
