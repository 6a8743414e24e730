"""Names in web, encyclopedia and political text: how well spans of names are found.

wikigold and UNER are the parts that training leaves out (groups of sentences whose number ends in 3
or 8); CrossNER politics too, with its many kinds taken together as PER, ORG, LOC and MISC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lab.public import Marked, name_files, names
from quality.figures import BENCH, Figure, Measured, bench, digest_of, f1
from quality.sets import part_of
from vedette.reader.attributions import KINDS
from vedette.reader.decode import read
from vedette.reader.model import shipped
from vedette.records import Report, Span

SETS = {
    "wikigold": "",
    "uner_ewt": "its test part: XLM-R large about 85",
    "crossner_politics": "another task: zero-shot, its nine kinds, about 72",
}


def kept() -> Iterator[tuple[str, list[Marked]]]:
    """The texts of each set that training leaves out."""
    for name in SETS:
        bench("ner", name)
    files = name_files(BENCH)
    joined = {"wikigold": files[:1], "uner_ewt": files[1:2], "crossner_politics": files[2:]}
    for name, parts in joined.items():
        yield name, [x for p in parts for i, x in enumerate(names(p)) if part_of(i) != "train"]


def measure() -> Iterator[Measured]:
    """F1 of spans, and of spans with kind."""
    folder = bench("ner")
    for name, texts in kept():
        c: Counter[str] = Counter()
        for x in texts:
            gold = dict(zip(x.spans, (KINDS[v] for v in x.values), strict=True))
            reading = read(Report(id=name, text=x.text, language="en"), shipped())
            ours: dict[Span, str] = {(n.start, n.end): n.kind for n in reading.names}
            c.update(gold=len(gold), found=len(ours), hit=len(gold.keys() & ours.keys()))
            c["kind"] += len(gold.items() & ours.items())
        figures = (
            Figure(metric="spans F1", value=f1(c["hit"], c["found"], c["gold"])),
            Figure(metric="spans and kinds F1", value=f1(c["kind"], c["found"], c["gold"]),
                   reference=SETS[name]),
        )  # fmt: skip
        files = digest_of(p for p in (folder / name).glob("*") if "LICENSE" not in p.name)
        data = f"{c['gold']} names, {files}"
        yield Measured(set=f"names {name}", data=data, figures=figures)
