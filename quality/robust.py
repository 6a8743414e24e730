"""Whether a report reads the same when it only looks different.

Each change keeps the length of the text, so that places can be compared. What is counted is a
frame's trigger, type and status; agreement is F1 between the frames of the report as it is and as
it is changed, where the words are the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quality.figures import Figure, Measured, f1
from quality.sets import digest, read_bundle, report_of, test_part
from vedette.reader.decode import read
from vedette.reader.model import shipped
from vedette.reader.tokens import split_sentences
from vedette.records import Report, Span, change

Frames = set[tuple[Span, str, str]]
CURLY = str.maketrans({"'": "’", "-": "–"})
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
LINE = 64
"""Columns of a wrapped text."""
TYPOS = 0.06
"""Share of the longer words of small letters that have two of them swapped."""


def wrapped(text: str, title: int) -> str:
    """Lines broken at spaces, as mail programs do; the headline's own break stays."""
    out, column = list(text), 0
    for i, c in enumerate(text):
        column = 0 if c == "\n" else column + 1
        if c == " " and column >= LINE and i > title:
            out[i], column = "\n", 0
    return "".join(out)


def smart(text: str, title: int) -> str:
    """Curly quotes that open and close, and dashes for hyphens."""
    out, open_ = [], False
    for c in text:
        if c == '"':
            out.append("”" if open_ else "“")
            open_ = not open_
        else:
            out.append(c)
    return "".join(out).translate(CURLY)


def straight(text: str, title: int) -> str:
    """Typewriter quotes and hyphens."""
    return text.translate(STRAIGHT)


def loud(text: str, title: int) -> str:
    """The headline in capitals; a letter whose capital is two letters stays."""
    upper = (c.upper() if len(c.upper()) == 1 else c for c in text[:title])
    return "".join(upper) + text[title:]


def typos(text: str, title: int) -> str:
    """Two inner letters swapped in some of the longer words."""
    rng, out, at = random.Random(len(text)), list(text), 0
    for word in text.split(" "):
        if len(word) > 5 and word.isalpha() and word.islower() and rng.random() < TYPOS:
            i = at + rng.randrange(1, len(word) - 2)
            out[i], out[i + 1] = out[i + 1], out[i]
        at += len(word) + 1
    return "".join(out)


CHANGES: dict[str, Callable[[str, int], str]] = {
    "line breaks": wrapped,
    "smart punctuation": smart,
    "typewriter punctuation": straight,
    "headline in capitals": loud,
    "typing errors": typos,
}


def frames(report: Report) -> Frames:
    return {(f.trigger, f.type, f.status) for f in read(report, shipped()).frames}


def reports(paths: Sequence[Path]) -> Iterator[tuple[Report, int]]:
    """The reports of some bundles, with the end of their headline."""
    for path in paths:
        bundle = read_bundle(path)
        for raw in bundle["reports"]:
            report = report_of(bundle, raw)
            yield report, len(report.title or "")


def agreement(
    originals: Sequence[tuple[Report, int, Frames]], changed: Callable[[Report, int], Report]
) -> float:
    """F1 over all reports, of frames whose trigger stands in both texts."""
    both = ours = theirs = 0
    for report, title, told in originals:
        other = changed(report, title)
        a, b = (
            {f for f in found if report.text[slice(*f[0])] == other.text[slice(*f[0])]}
            for found in (told, frames(other))
        )
        both, ours, theirs = both + len(a & b), ours + len(a), theirs + len(b)
    return f1(both, ours, theirs)


def halved(report: Report, title: int) -> Report:
    """The first half, to the end of a sentence."""
    sentences = split_sentences(report.text)
    end = next((b for _, b in sentences if b * 2 >= len(report.text)), len(report.text))
    return change(report, text=report.text[:end])


def measure(every: int = 1) -> Measured:
    """Agreement under each change, on every n-th bundle of the test part."""
    paths = test_part()[::every]

    def as_changed(how: Callable[[str, int], str]) -> Callable[[Report, int], Report]:
        return lambda report, title: change(report, text=how(report.text, title))

    originals = [(report, title, frames(report)) for report, title in reports(paths)]
    values = {name: agreement(originals, as_changed(how)) for name, how in CHANGES.items()}
    values["cut in half"] = agreement(originals, halved)
    figures = tuple(Figure(metric=k, value=v, bar="95") for k, v in values.items())
    return Measured(set="robust", data=f"{len(paths)} bundles, {digest(paths)}", figures=figures)
