"""`python -m bench.speed_read`: the whole reader against its bare encoder, in one run.

Texts are made of corpus sentences in their order, at the lengths of real news: the deciles of the
706 articles of LGL and TR-News. Both sides see the same texts; the bare encoder is run on the same
windows and batches that the reader makes, and both read as many reports side by side as there are
threads, as `vedette.pipeline.read_all` does. The whole pipeline (places, actors, dates, fusing)
stands beside them, and the reader on one report after the other with all threads on each. Each
number of threads has a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from quality.sets import CORPUS, read_bundle
from vedette import pipeline
from vedette.reader.decode import read
from vedette.reader.model import OnnxModel, shipped
from vedette.reader.tokens import Tokens, split_sentences, tokenize
from vedette.records import Report

WORDS = (70, 105, 140, 170, 220, 280, 345, 440, 580, 780)
"""Words of an article at the 5th, 15th … 95th percentile of LGL and TR-News."""
BUNDLES = "nf-0*.txt"


def texts(rounds: int, bundles: str = BUNDLES) -> list[Report]:
    """One text of each length a round, made of the corpus's documents: of the long ones, or of
    others whose files have such names."""
    sentences = [
        r["text"][a:b]
        for path in sorted((CORPUS / "bundles").glob(bundles))
        for r in read_bundle(path)["reports"]
        for a, b in r["sentences"]
    ]
    out, at = [], 0
    for n in range(rounds):
        for words in WORDS:
            taken: list[str] = []
            while sum(len(s.split()) for s in taken) < words:
                taken.append(sentences[at % len(sentences)])
                at += 1
            text = " ".join(taken)
            out.append(Report(id=f"{n}-{words}", text=text, date="2024-10-29", language="en"))
    return out


def tokens_of(reports: Sequence[Report], model: OnnxModel) -> list[Tokens]:
    return [tokenize(r.text, model.tokenizer, split_sentences(r.text)) for r in reports]


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def one(threads: int, rounds: int) -> dict[str, float]:
    """All figures for a number of threads, in this process."""
    os.environ["VEDETTE_THREADS"] = str(threads)
    reports = texts(rounds)
    cold = seconds(lambda: pipeline.read(reports[0]))
    model, all_threads = shipped(1), shipped()
    pieces = tokens_of(reports, model)
    total = sum(len(t.ids) for t in pieces)
    pool = ThreadPoolExecutor(threads)
    runs: dict[str, Callable[[], object]] = {
        "encoder": lambda: list(pool.map(model.encode, pieces)),
        "reader": lambda: list(pool.map(partial(read, model=model), reports)),
        "pipeline": lambda: list(pipeline.read_all(reports)),
        "one by one": lambda: [read(r, all_threads) for r in reports],
    }
    for run in runs.values():
        run()
    # The best of three turns, taken by turns, so that a busy moment hits all sides alike.
    took = {name: min(times) for name, times in _by_turns(runs).items()}
    return {
        "threads": threads,
        "reports": len(reports),
        "tokens": total,
        "cold s": cold,
        **{f"{name} tokens/s": total / s for name, s in took.items()},
        **{f"{name} reports/s": len(reports) / s for name, s in took.items()},
        "reader / encoder": took["encoder"] / took["reader"],
        "pipeline / encoder": took["encoder"] / took["pipeline"],
        "peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _by_turns(runs: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(3):
        for name, run in runs.items():
            out[name].append(seconds(run))
    return out


def main() -> None:
    """Print a table with a column for each number of threads."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--threads", type=int, nargs="*", default=[1, 2])
    p.add_argument("--rounds", type=int, default=4, help="of ten texts each")
    p.add_argument("--json", action="store_true", help="measure one number of threads here")
    a = p.parse_args()
    if a.json:
        print(json.dumps(one(a.threads[0], a.rounds)))
        return
    here = [sys.executable, "-m", "bench.speed_read", "--json", "--rounds", str(a.rounds)]
    found = [
        json.loads(
            subprocess.check_output([*here, "--threads", str(n)], cwd=Path(__file__).parents[1])
        )
        for n in a.threads
    ]
    for key in found[0]:
        print(f"{key:22}", *(f"{row[key]:10.2f}" for row in found))


if __name__ == "__main__":
    main()
