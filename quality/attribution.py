"""Who says what in US political news: PolNeAR (Newell et al. 2018), its development part.

Sources, cues and contents are compared by overlap (one character is enough), one to one, and by
exact span. Of several annotators of a text the first is taken. Our content is what the cue's
sentence holds beside cue and source; theirs may run over sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from lab import attributions
from quality.figures import Figure, Measured, bench, digest_of, f1, percent
from vedette.reader.decode import read
from vedette.reader.model import OnnxModel, shipped
from vedette.records import Reading, Record, Report, Span

SPAN = re.compile(r"(?P<id>T\d+)\t(?P<kind>\w+) (?P<ends>[\d ;]+)\t")


class Attributions(Record, frozen=True, kw_only=True):
    """All spans of one text by their part in an attribution."""

    source: frozenset[Span]
    cue: frozenset[Span]
    content: frozenset[Span]


HUMAN = {
    "source": "human exact F1 73.9",
    "cue": "human exact F1 68.1",
    "content": "human exact F1 64.1",
}


def gold(path: Path) -> Attributions:
    """A brat file. Of a span in pieces the whole stretch counts."""
    found: dict[str, set[Span]] = {"Source": set(), "Cue": set(), "Content": set()}
    for m in map(SPAN.match, path.read_text(encoding="utf-8").splitlines()):
        if m and m["kind"] in found:
            numbers = [int(n) for n in re.findall(r"\d+", m["ends"])]
            found[m["kind"]].add((min(numbers), max(numbers)))
    return Attributions(**{k.lower(): frozenset(v) for k, v in found.items()})


def told(reading: Reading) -> Attributions:
    """What the reading says of it."""
    said = reading.attributions
    return Attributions(
        source=frozenset(a.source for a in said if a.source is not None),
        cue=frozenset(a.cue for a in said),
        content=frozenset(a.content for a in said if a.content is not None),
    )


def same(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many of the first overlap with one of the second, one to one, in order of the text."""
    rest, hits = sorted(b), 0
    for x in sorted(a):
        match = next((y for y in rest if x[0] < y[1] and y[0] < x[1]), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits


def texts() -> Iterator[tuple[Path, Path]]:
    """Each text with its first annotation."""
    for text in sorted(bench("polnear_dev", "text").glob("*.txt")):
        marked = sorted(bench("polnear_dev", "attributions").glob(f"{text.stem}*.ann"))
        if marked:
            yield text, marked[0]


def counted(pairs: Iterable[tuple[Attributions, Attributions]]) -> Counter[str]:
    """Spans right by overlap and exactly, of what is right and what we say."""
    c: Counter[str] = Counter()
    for right, ours in pairs:
        for part in HUMAN:
            a, b = getattr(right, part), getattr(ours, part)
            c.update({f"{part} gold": len(a), f"{part} found": len(b)})
            c.update({f"{part} overlap": same(a, b), f"{part} exact": len(a & b)})
    return c


def measure() -> Measured:
    """F1 of sources, cues and contents."""
    files = list(texts())

    def both(text: Path, marked: Path) -> tuple[Attributions, Attributions]:
        body = text.read_text(encoding="utf-8")
        return gold(marked), told(read(Report(id=text.stem, text=body, language="en"), shipped()))

    c = counted(both(*pair) for pair in files)
    figures = []
    for part, human in HUMAN.items():
        hit, exact, found, marks = (c[f"{part} {x}"] for x in ("overlap", "exact", "found", "gold"))
        bar = "75" if part == "source" else ""
        figures += [
            Figure(metric=f"{part} precision, overlap", value=percent(hit, found)),
            Figure(metric=f"{part} recall, overlap", value=percent(hit, marks)),
            Figure(metric=f"{part} F1, overlap", value=f1(hit, found, marks), bar=bar),
            Figure(metric=f"{part} F1, exact", value=f1(exact, found, marks), reference=human),
        ]
    data = f"PolNeAR, {len(files)} articles, {digest_of(m for _, m in files)}"
    return Measured(set="attribution", data=data, figures=tuple(figures))


def passages(part: str = "test", model: OnnxModel | None = None) -> Measured:
    """The same on a part of corpus/attributions, and how many cues have their own source."""
    lines = list(attributions.passages(attributions.FOLDER, part))
    c: Counter[str] = Counter()
    for line in lines:
        text, sources, cues = attributions.read_passage(line)
        reading = read(Report(id="x", text=text, language="en"), model or shipped())
        ours = told(reading)
        right = Attributions(
            source=frozenset(s for s, _ in sources),
            cue=frozenset(s for s, _ in cues),
            content=frozenset(),
        )
        c += counted([(right, ours)])
        number = dict(cues)
        owner = dict(sources)
        for a in reading.attributions:
            if a.cue in number:
                c["cues"] += 1
                c["owned"] += (owner.get(a.source, -1) if a.source else 0) == number[a.cue]
    figures = (
        *(
            Figure(
                metric=f"{part} F1, exact",
                value=f1(c[f"{part} exact"], c[f"{part} found"], c[f"{part} gold"]),
            )
            for part in ("source", "cue")
        ),
        Figure(metric="right cues with their own source", value=percent(c["owned"], c["cues"])),
    )
    files = digest_of(attributions.FOLDER.glob("*.txt"))
    data = f"corpus/attributions, {len(lines)} passages, {files}"
    return Measured(set="attribution passages", data=data, figures=figures)
