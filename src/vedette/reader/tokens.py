"""Text → sentences → word pieces → windows for the encoder, with offsets into the original text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.records import Record, Span
from vedette.sentences import spans_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 320
"""Most word pieces in one window, without the two special ones."""
CONTEXT = 64
"""Most word pieces of earlier sentences that a following window sees again."""

LONGEST = 2_000
"""Characters of a sentence; the longest of the corpus has 906."""
HEADING = 6
"""Most words of a heading inside a text."""

TYPEWRITER = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
"""Quotes and dashes of the printer → of the typewriter, one character for one: how a text is set
says nothing about what it tells."""

LOWER, TITLE, UPPER, MIXED = range(4)
"""Case of a word piece: the encoder is uncased, so its case is a feature of its own."""
CASES = 4
PLAIN, SOURCE, TARGET = range(3)
"""Mark of a word piece: whether it belongs to the source or target of a pair to be related."""
FEATURES = 3 * CASES


class Tokens(Record, frozen=True, kw_only=True):
    """The word pieces of one text: ids, features (mark * CASES + case), offsets, sentence numbers.

    All four have one entry a piece; `sentences` are spans of the text.
    """

    ids: tuple[int, ...]
    features: tuple[int, ...]
    offsets: tuple[Span, ...]
    sentence: tuple[int, ...]
    sentences: tuple[Span, ...]

    def edges(self) -> tuple[dict[int, int], dict[int, int]]:
        """The piece that begins, and the piece that ends, at a character."""
        starts = {start: i for i, (start, _) in enumerate(self.offsets)}
        return starts, {end: i for i, (_, end) in enumerate(self.offsets)}

    def names(self) -> tuple[int, ...]:
        """The pieces that begin a word with a capital."""
        before = (None, *(end for _, end in self.offsets))
        begins = zip(self.features, self.offsets, before, strict=False)
        return tuple(
            i
            for i, (feature, (start, _), end) in enumerate(begins)
            if feature % CASES != LOWER and start != end
        )


class Window(Record, frozen=True, kw_only=True):
    """Pieces [context, end) go through the encoder; the states of [start, end) are kept."""

    context: int
    start: int
    end: int


@cache
def load_tokenizer(path: Path) -> Tokenizer:
    """The model's tokenizer, without truncation or padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of sentences, blank edges left out. Blank lines and headings end a sentence, and so
    does a blank where one is longer than `LONGEST`: spans are looked for within a sentence, and a
    text without stops would take the square of its length."""
    text = text.translate(TYPEWRITER)
    out: list[Span] = []
    for start, end in spans_of(text):
        piece = text[start:end]
        body = piece.strip()
        if body:
            first = start + piece.index(body)
            for whole in _without_heading(text, first, first + len(body)):
                out += _pieces(text, *whole)
    return tuple(out)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence in pieces of at most `LONGEST` characters, cut at a blank where there is one."""
    while end - start > LONGEST:
        cut = max(text.rfind(blank, start + 1, start + LONGEST) for blank in " \n\t")
        cut = cut if cut > start else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield start, end


def _without_heading(text: str, start: int, end: int) -> list[Span]:
    """A sentence, its first line apart where that is a heading: a short line of its own that no
    stop ends, with a capital after it. Wrapped lines are longer, or begin amid a line."""
    line, broken, rest = text[start:end].partition("\n")
    own_line = start == 0 or text[start - 1] in "\r\n"
    short = len(line.split()) <= HEADING and line.rstrip()[-1:] not in ".!?:,;"
    if not (broken and own_line and short and rest.lstrip()[:1].isupper()):
        return [(start, end)]
    return [(start, start + len(line.rstrip())), (end - len(rest.lstrip()), end)]


def case_of(word: str) -> int:
    """LOWER (or no letters), TITLE, UPPER (two letters or more) or MIXED."""
    if word == word.lower():
        return LOWER
    if len(word) > 1 and word == word.upper():
        return UPPER
    return TITLE if word[1:] == word[1:].lower() else MIXED


def tokenize(text: str, tokenizer: Tokenizer, sentences: Sequence[Span]) -> Tokens:
    """Word pieces of each sentence, numbered through the text."""
    text = text.translate(TYPEWRITER)
    ids: list[int] = []
    features: list[int] = []
    offsets: list[Span] = []
    number: list[int] = []
    pieces = tokenizer.encode_batch([text[a:b] for a, b in sentences], add_special_tokens=False)
    for i, (encoded, (base, _)) in enumerate(zip(pieces, sentences, strict=True)):
        ids += encoded.ids
        spans = [(base + a, base + b) for a, b in encoded.offsets]
        offsets += spans
        features += [case_of(text[a:b]) for a, b in spans]
        number += [i] * len(spans)
    return Tokens(
        ids=tuple(ids),
        features=tuple(features),
        offsets=tuple(offsets),
        sentence=tuple(number),
        sentences=tuple(sentences),
    )


def _first_of_sentence(tokens: Tokens, at: int, least: int) -> int:
    """The earliest piece not before `least` with which a whole sentence before `at` begins."""
    first = at
    while first > least:
        start = first - 1
        while start > 0 and tokens.sentence[start - 1] == tokens.sentence[first - 1]:
            start -= 1
        if start < least:
            break
        first = start
    return first


def _last_of_sentence(tokens: Tokens, start: int, most: int) -> int:
    """The end of the last whole sentence that fits before `most`; `most` if none does."""
    end = min(most, len(tokens.ids))
    if end == len(tokens.ids):
        return end
    cut = end
    while cut > start and tokens.sentence[cut - 1] == tokens.sentence[cut]:
        cut -= 1
    return cut if cut > start else end


def windows(tokens: Tokens, size: int = WINDOW, overlap: int = CONTEXT) -> tuple[Window, ...]:
    """Windows of whole sentences that cover every piece once, each after some sentences again.

    A sentence longer than a window is cut where the window is full.
    """
    out: list[Window] = []
    start = 0
    while start < len(tokens.ids):
        context = _first_of_sentence(tokens, start, max(0, start - overlap))
        end = _last_of_sentence(tokens, start, context + size)
        out.append(Window(context=context, start=start, end=end))
        start = end
    return tuple(out)
