"""The corpus table: bundles the shipped model never saw, by the corpus's own scorer.

`ordinary` counts false events in real texts without any: travel guides and papers of GUM of which
the model was not trained on a part (see lab/public).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, NotHere, bench, digest_of
from quality.predict import predict
from quality.sets import digest, own, paths_of, read_bundle, test_part
from vedette import pipeline
from vedette.records import Report

BARS = {
    "trigger F1": "86",
    "typed F1": "73",
    "status accuracy": "91",
    "status macro-F1": "65",
    "role micro F1": "62",
    "role by F1": "76",
    "role actor F1": "68",
    "claim F1": "42",
    "identity within B3": "94",
    "false events per 1000 words": "at most 0.5",
}


def scores(gold: Sequence[dict[str, Any]], pred: Iterable[dict[str, Any]]) -> dict[str, float]:
    """The scorer's figures (corpus/score.py)."""
    result: dict[str, float] = own("score").score(gold, list(pred))
    return result


def measure(paths: Sequence[Path] | None = None, *, name: str = "corpus") -> Measured:
    """The scorer's figures on some bundles, by default on the test part."""
    paths = test_part() if paths is None else paths
    gold = [read_bundle(p) for p in paths]
    found = scores(gold, predict(gold))
    figures = tuple(Figure(metric=k, value=v, bar=BARS.get(k, "")) for k, v in found.items())
    return Measured(set=name, data=f"{len(paths)} bundles, {digest(paths)}", figures=figures)


def real() -> Measured:
    """The same on real defence and diplomacy texts: those whose numbers end in 3, as in the corpus;
    texts like them were trained on."""
    paths = paths_of(bench("re3d_frames"), "test")
    if not paths:
        raise NotHere("no re-*3.txt in re3d_frames")
    return measure(paths, name="re3d")


def ordinary() -> Measured:
    """False events in real texts that tell none."""
    texts = list(ordinary_texts(bench("gum", "conllu")))
    events = sum(len(pipeline.read(report).events) for report in texts)
    words = sum(len(r.text.split()) for r in texts)
    figure = Figure(metric="false events per 1000 words", value=1000 * events / words)
    files = digest_of(ordinary_files(bench("gum", "conllu")))
    return Measured(set="ordinary", data=f"{len(texts)} texts, {files}", figures=(figure,))


PEACEFUL = ("academic", "voyage")
"""Genres of GUM that tell few political events."""
NOT_PEACEFUL = (
    "coron", "fortlee", "chatham", "lodz", "athens", "york", "isfahan", "discrimination",
    "epistemic",
)  # fmt: skip
"""Their documents that tell some: wars, founders, complaints."""


def ordinary_files(folder: Path, *, trained: bool = False) -> list[Path]:
    """The documents without any event; every third is measured, the others are trained on."""
    kept = []
    for path in sorted(folder.glob("*.conllu")):
        _, genre, name = path.stem.split("_", 2)
        if genre in PEACEFUL and name not in NOT_PEACEFUL:
            kept.append(path)
    return [p for i, p in enumerate(kept) if (i % 3 != 0) == trained]


def sentences_of(path: Path) -> list[str]:
    """The sentences of a CoNLL-U file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [s.removeprefix("# text = ").strip() for s in lines if s.startswith("# text = ")]


def ordinary_texts(folder: Path) -> Iterator[Report]:
    for path in ordinary_files(folder):
        yield Report(id=path.stem, text=" ".join(sentences_of(path)), language="en")
