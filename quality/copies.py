"""Copies found: rewrites made by rules, copies that the corpus names, and pairs of ECB+.

`python -m quality.copies` prints the figures, `python -m quality.copies pairs` what is said of each
pair of ECB+ that shares most 8-grams (weak labels, only to be looked at).
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, NotHere, bench, digest_of, lines, percent
from quality.sets import CORPUS, digest, paths_of, read_bundle, report_of
from quality.subeditor import Rewrite, lifted, rewrites, sentences
from vedette.fuse.copies import Copied, Text, text_of, verdict
from vedette.fuse.sketches import Sketch, candidates, sketch
from vedette.records import Record, Report, change

REWRITES, LIFTED = 500, 100
SENTENCES = 3
"""Least length of a report that a sub-editor has something to do with."""
STORY = 5
"""Bundles of more reports are collections of leads that have nothing to do with each other."""
STRONG = 0.8
PAIRS = 97
ECB = "ecbplus/ecbplus_traindev.jsonl"
LONG = 40
"""Words: shorter texts of ECB+ are single sentences."""


class Stories(Record, frozen=True, kw_only=True):
    """The bundles of a part that tell one story each, and what the corpus says of copies."""

    bundles: dict[str, list[Report]]
    of: dict[str, str]
    """Report → the report it is a copy or rewrite of."""
    kinds: dict[str, str]

    def root(self, report: str) -> str:
        """The report at the end of the copies of copies."""
        return self.root(self.of[report]) if report in self.of else report


def stories(paths: Sequence[Path]) -> Stories:
    """The stories of bundle files."""
    bundles: dict[str, list[Report]] = {}
    of: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for bundle in map(read_bundle, paths):
        if len(bundle["reports"]) > STORY:
            continue
        bundles[bundle["bundle"]] = [report_of(bundle, raw) for raw in bundle["reports"]]
        for raw, report in zip(bundle["reports"], bundles[bundle["bundle"]], strict=True):
            kind, _, number = raw["kind"].partition(" of ")
            kinds[report.id] = kind
            if number:
                of[report.id] = f"{bundle['bundle']}-{number}"
    return Stories(bundles=bundles, of=of, kinds=kinds)


def _bundle(report: str) -> str:
    return report.rsplit("-", 1)[0]


def _called(found: Copied | None) -> bool:
    """Whether the verdict says that the text itself is another's."""
    return found is not None and found.kind != "quotation"


def measure(part: str = "test") -> Measured:
    """All figures on the corpus."""
    paths = paths_of(CORPUS / "bundles", part)
    s = stories(paths)
    texts = {r.id: text_of(r) for rs in s.bundles.values() for r in rs}
    source = [t.report for t in texts.values() if len(sentences(t.report)) >= SENTENCES]
    made = [(w, text_of(w.report)) for w in rewrites(source, REWRITES)]
    c = _rewritten(s, texts, made)
    _parts(source, texts, c)
    _gold(s, texts, c)
    _candidates(made, texts | _background(part), c)
    data = f"{REWRITES} rewrites of {len(source)} reports, {c['pairs']} pairs of one story"
    return Measured(set="copies", data=f"{data}, {digest(paths)}", figures=tuple(_figures(c)))


def _rewritten(
    s: Stories, texts: Mapping[str, Text], made: Sequence[tuple[Rewrite, Text]]
) -> Counter[str]:
    """Rewrites against their source, and against other reports of the story."""
    c: Counter[str] = Counter()
    for w, text in made:
        found = verdict(texts[w.of], text)
        c["found"] += _called(found)
        c["strong"] += w.strength >= STRONG
        c["strong found"] += w.strength >= STRONG and _called(found)
        c["dates"] += found is not None and found.ground in ("citation", "date")
        c["dated"] += _right(found, w.of, "citation", "date")
        bare = verdict(_undated(texts[w.of]), _undated(text))
        c["sure"] += bare is not None and bare.ground == "content"
        c["sure right"] += _right(bare, w.of, "content")
        for other in s.bundles[_bundle(w.of)]:
            if s.root(other.id) != s.root(w.of):
                c["pairs"] += 1
                c["false"] += _called(verdict(texts[other.id], text))
    for reports in s.bundles.values():
        for a, b in combinations(reports, 2):
            if s.root(a.id) != s.root(b.id):
                c["pairs"] += 1
                c["false"] += _called(verdict(texts[a.id], texts[b.id]))
    return c


def _right(found: Copied | None, of: str, *grounds: str) -> bool:
    """Whether one of these grounds told the direction, and rightly."""
    return found is not None and found.ground in grounds and found.of == of


def _undated(text: Text) -> Text:
    return change(text, report=change(text.report, date=None, outlet=None))


def _parts(source: Sequence[Report], texts: Mapping[str, Text], c: Counter[str]) -> None:
    """Two to four sentences of a report in a story of its own."""
    rng = random.Random(0)
    for n in range(LIFTED):
        report, host = rng.sample(source, 2)
        if _bundle(report.id) != _bundle(host.id):
            c["lifted"] += 1
            text = text_of(lifted(report, host, n).report)
            c["lifted found"] += _called(verdict(texts[report.id], text))


def _gold(s: Stories, texts: Mapping[str, Text], c: Counter[str]) -> None:
    """The copies and rewrites that the corpus names."""
    for report, of in s.of.items():
        found = verdict(texts[of], texts[report])
        kind = s.kinds[report]
        c[kind] += 1
        c[f"{kind} found"] += _called(found)
        c["gold right"] += found is not None and _called(found) and found.of == of


def _background(part: str) -> dict[str, Text]:
    """Every other report of the corpus, to search among."""
    others = [p for p in ("train", "dev", "test") if p != part]
    paths = [path for p in others for path in paths_of(CORPUS / "bundles", p)]
    bundles = map(read_bundle, paths)
    reports = (report_of(b, raw) for b in bundles for raw in b["reports"])
    return {r.id: text_of(r) for r in reports}


def _candidates(
    made: Sequence[tuple[Rewrite, Text]], texts: Mapping[str, Text], c: Counter[str]
) -> None:
    """Whether a rewrite's source is among the candidates, and how many those are."""
    table: dict[int, list[str]] = defaultdict(list)
    for report, text in texts.items():
        found = sketch(text.words)
        c["keys"] += len(found.bands)
        for band in found.bands:
            table[band].append(report)
    c["texts"] = len(texts)
    for w, text in made:
        near = near_to(sketch(text.words), table)
        c["near"] += len(near)
        c["near source"] += w.of in near


def near_to(found: Sketch, table: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """The candidates of a sketch in a table of key → reports."""
    shared = Counter(report for band in found.bands for report in table.get(band, ()))
    return candidates(shared, found.need)


def _figures(c: Counter[str]) -> Iterator[Figure]:
    found, gold = c["found"], c["copy found"] + c["rewrite found"]
    told = f"of {c['strong']}"
    shares = (
        ("rewrites found", found, REWRITES, "≥ 95", ""),
        ("of those called copies, copies", found, found + c["false"], "≥ 98", ""),
        (f"rewrites of strength {STRONG} and more found", c["strong found"], c["strong"], "", told),
        ("who was first, citation or date: right", c["dated"], c["dates"], "", f"of {c['dates']}"),
        ("who was first, text alone: right", c["sure right"], c["sure"], "", f"of {c['sure']}"),
        ("parts taken over found", c["lifted found"], c["lifted"], "", f"of {c['lifted']}"),
        ("source among the candidates", c["near source"], REWRITES, "", f"of {c['texts']} texts"),
        ("named copies found", c["copy found"], c["copy"], "", f"of {c['copy']}"),
        ("named rewrites found", c["rewrite found"], c["rewrite"], "", f"of {c['rewrite']}"),
        ("of those, direction right", c["gold right"], gold, "", f"of {gold}"),
    )
    for metric, part, whole, bar, note in shares:
        yield Figure(metric=metric, value=percent(part, whole), bar=bar, reference=note)
    yield Figure(metric="candidates a report (number)", value=c["near"] / REWRITES)
    yield Figure(metric="keys a report (number)", value=c["keys"] / c["texts"])


def documents(split: str) -> dict[str, tuple[str, Report]]:
    """Document → its story and its text, of a split of ECB+. Raises `NotHere`."""
    out = {}
    with bench(ECB).open(encoding="utf-8") as rows:
        for raw in map(json.loads, rows):
            if split in (raw["split"], "all"):
                text = _text(raw)
                name = raw["doc"]
                out[name] = (raw["subtopic"], Report(id=name, text=text, outlet=name))
    return out


def _text(raw: Mapping[str, Any]) -> str:
    """The text of a tokenised document, a sentence a line, without the line of the URL."""
    first = int("ecbplus" in str(raw["doc"]))
    found: dict[int, list[str]] = defaultdict(list)
    for token, sentence in zip(raw["tokens"], raw["sent"], strict=True):
        found[int(sentence)].append(str(token))
    text = "\n".join(" ".join(words) for n, words in sorted(found.items()) if n >= first)
    text = re.sub(r" ([,.;:!?%)]|n't\b|'s\b)", r"\1", text)
    return text.replace("`` ", '"').replace(" ''", '"').replace("$ ", "$").replace("( ", "(")


def measure_ecb(split: str = "dev") -> Measured:
    """Rewrites of real news, against other reports of one story that share no eight words in a
    row, which are taken to be different. Raises `NotHere`."""
    found = documents(split)
    texts = {name: text_of(report) for name, (_, report) in found.items()}
    grams = {name: _grams(text.words.words) for name, text in texts.items()}
    c: Counter[str] = Counter()
    for a, b in combinations([n for n in texts if len(texts[n].words.words) >= LONG], 2):
        if found[a][0] == found[b][0] and not grams[a] & grams[b]:
            c["pairs"] += 1
            c["false"] += _called(verdict(texts[a], texts[b]))
    source = [t.report for t in texts.values() if len(sentences(t.report)) >= SENTENCES]
    for w in rewrites(source, REWRITES):
        c["found"] += _called(verdict(texts[w.of], text_of(w.report)))
    near = near_pairs()
    c["near"] = sum(verdict(a, b) is not None for _, a, b in near)
    figures = (
        Figure(metric="rewrites found", value=percent(c["found"], REWRITES)),
        Figure(metric="different reports called copies", value=percent(c["false"], c["pairs"])),
        Figure(metric="pairs of most common 8-grams found", value=percent(c["near"], len(near))),
    )
    data = f"{len(texts)} documents, {c['pairs']} different pairs, {len(near)} near pairs"
    return Measured(
        set="copies in ECB+", data=f"{data}, {digest_of([bench(ECB)])}", figures=figures
    )


def _grams(words: Sequence[str], size: int = 8) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + size]) for n in range(len(words) - size + 1)}


def near_pairs() -> list[tuple[float, Text, Text]]:
    """The pairs of ECB+ that share most 8-grams, and what part of them. Raises `NotHere`."""
    texts = {name: text_of(report) for name, (_, report) in documents("all").items()}
    rows = bench("ecbplus", "near_dup_pairs.tsv").read_text("utf-8").splitlines()[1:]
    pairs = [(float(c), a, b) for c, a, b, _ in (row.split("\t") for row in rows)]
    return [(c, texts[a], texts[b]) for c, a, b in pairs if a in texts and b in texts][:PAIRS]


def pairs() -> Iterator[str]:
    """What is said of each near pair, a line each."""
    for contained, a, b in near_pairs():
        found = verdict(a, b)
        said = found.why if found else "nothing shows that one repeats the other"
        kind = found.kind if found else "-"
        yield f"{contained:.2f}  {kind:10}  {a.report.id} {b.report.id}: {said}"


def main() -> None:
    if sys.argv[1:] == ["pairs"]:
        print("\n".join(pairs()))
        return
    print("\n".join(lines(measure())))
    try:
        print("\n".join(lines(measure_ecb())))
    except NotHere as gone:
        print(gone)


if __name__ == "__main__":
    main()
