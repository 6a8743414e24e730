"""Learn the weights of `vedette.fuse.compare`: `python -m lab.same_event`.

From gold readings of the corpus's train part, and from the reader's own of the dev part, since the
ledger compares what was read, with its slips: pairs of accounts of different reports of one bundle
(one event or two), and of different bundles, which are never one event. The corpus has few wars in
which the same happens again next day; so each pair of one event stands some times more as two, one
of them moved by days and with other figures, where it is dated to a day. Logistic regression over
the bins. Five minutes. `--words` writes the table of rare words too, with which `lab.stories` was
learnt as well.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from quality.gold import gold_events, readings
from quality.ledger import undated
from quality.sets import CORPUS, paths_of, read_bundle, report_of
from vedette import pipeline
from vedette.fuse import fuse
from vedette.fuse.accounts import Account, accounts
from vedette.fuse.compare import bins
from vedette.fuse.words import stems
from vedette.records import change

SRC = Path(__file__).parent.parent / "src" / "vedette"
LEAST = 2
"""Texts in which a stem must stand to be in the table of rare words."""
STRANGERS = 30_000
"""Pairs of different bundles to learn from."""
AGAIN = 6
"""Times that a pair of one event stands as two (see above)."""
READ = 3.0
"""What a pair that the reader read counts against an annotated one, of which there are more."""
UNDATED = 0.2
"""Share of the pairs that stand a second time as of reports without a date."""
CAUTION = {"ties: no": 2.0, "ties: one": 1.0, "published: unknown": 1.0}
"""Logits taken off what is learnt, where two have little in common or no date: what to learn from
is mostly of one story, a ledger of hundreds, and two events told as one count as confirmed."""
Bins = dict[str, float]


def write_rarity(texts: Iterable[str]) -> None:
    """rarity.tsv: stem → log((N + 1) / (n + 0.5)), for N texts of which n have it."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(stems(text)))
        total += 1
    rows = [f"# of {total} texts of the train part of the corpus (lab/same_event.py)\n"]
    for stem, n in sorted(counts.items()):
        if n >= LEAST:
            rows.append(f"{stem}\t{math.log((total + 1) / (n + 0.5)):.2f}\n")
    (SRC / "data" / "rarity.tsv").write_text("".join(rows), encoding="utf-8")


def told(part: str) -> Iterator[list[tuple[Account, str]]]:
    """For each bundle its accounts with the gold event of each."""
    for path in paths_of(CORPUS / "bundles", part):
        found = (a for r in readings(read_bundle(path)) for a in accounts(fuse(r)))
        yield [(a, a.event) for a in found]


def read(part: str) -> Iterator[list[tuple[Account, str]]]:
    """As `told`, from the shipped reader: each account with the gold event that most of its
    triggers are of, or with a name of its own."""
    for path in paths_of(CORPUS / "bundles", part):
        bundle = read_bundle(path)
        found: list[tuple[Account, str]] = []
        for raw, reading in zip(
            bundle["reports"],
            pipeline.read_all([report_of(bundle, r) for r in bundle["reports"]]),
            strict=True,
        ):
            gold = gold_events(raw, reading)
            found += [(a, gold.get(a.event, a.id)) for a in accounts(reading)]
        yield found


def pairs(bundles: list[list[tuple[Account, str]]], strangers: int) -> Iterator[tuple[Bins, bool]]:
    """Bins of each pair of accounts of different reports, and whether they are of one event."""
    rng = random.Random(7)
    for told_ in bundles:
        for (a, x), (b, y) in itertools.combinations(told_, 2):
            if a.report != b.report:
                yield binned(a, b), x == y
                if rng.random() < UNDATED:
                    yield binned(undated(a), undated(b)), x == y
                moved = (again(b, rng) for _ in range(AGAIN if x == y else 0))
                yield from ((binned(a, later), False) for later in moved if later is not None)
    by_type: dict[str, list[tuple[int, Account]]] = {}
    for n, told_ in enumerate(bundles):
        for a, _ in told_:
            by_type.setdefault(a.type, []).append((n, a))
    kinds = [k for k, found in by_type.items() for _ in found]
    for _ in range(strangers):
        (n, a), (m, b) = rng.sample(by_type[rng.choice(kinds)], 2)
        if n != m:
            yield binned(a, b), False
            if rng.random() < UNDATED:
                yield binned(undated(a), undated(b)), False


def binned(a: Account, b: Account) -> Bins:
    """The bins of a pair, each 1."""
    return dict.fromkeys((name for name, _ in bins(a, b)), 1.0)


def again(a: Account, rng: random.Random) -> Account | None:
    """The like of it some days later, with half or twice the figures; None where no day is told."""
    if not a.times or any(w.start is None or w.start[:10] != (w.end or "")[:10] for w in a.times):
        return None
    days = datetime.timedelta(days=rng.choice((1, 1, 1, 2, 3)))
    moved = [str(datetime.date.fromisoformat((w.start or "")[:10]) + days) for w in a.times]
    factor = rng.choice((0.4, 0.5, 2.0, 3.0))
    return change(
        a,
        times=tuple(change(w, start=d, end=d) for w, d in zip(a.times, moved, strict=True)),
        figures=tuple(
            change(
                f,
                low=f.low and round(f.low * factor),
                best=f.best and round(f.best * factor),
                high=f.high and round(f.high * factor),
            )
            for f in a.figures
        ),
    )


def write_weights(model: LogisticRegression, names: list[str]) -> None:
    """weights.toml: a table a comparison, a line a bin."""
    tables: dict[str, dict[str, float]] = {}
    for name, weight in zip(names, model.coef_[0].tolist(), strict=True):
        comparison, _, bin_ = name.partition(": ")
        tables.setdefault(comparison, {})[bin_] = weight - CAUTION.get(name, 0.0)
    out = [
        "# Weights of the bins of vedette.fuse.compare, learnt by lab/same_event.py on the train\n"
        "# part of the corpus (logistic regression); their sum with the bias is a logit.\n"
        f"bias = {model.intercept_[0]:.3f}\n"
    ]
    for comparison, found in tables.items():
        out.append(f"\n[weights.{comparison}]\n")
        out += [f'"{bin_}" = {weight:.3f}\n' for bin_, weight in sorted(found.items())]
    (SRC / "fuse" / "weights.toml").write_text("".join(out), encoding="utf-8")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--words", action="store_true", help="write the table of rare words too")
    p.add_argument("--strength", type=float, default=0.3, help="inverse of the regularisation")
    a = p.parse_args()
    if a.words:
        write_rarity(
            r["text"]
            for path in paths_of(CORPUS / "bundles", "train")
            for r in read_bundle(path)["reports"]
        )
    gold = list(pairs(list(told("train")), STRANGERS))
    own = list(pairs(list(read("dev")), STRANGERS // 5))
    found = gold + own
    weight = [1.0] * len(gold) + [READ] * len(own)
    vectors = DictVectorizer()
    x = vectors.fit_transform([b for b, _ in found])
    y = [same for _, same in found]
    model = LogisticRegression(C=a.strength, max_iter=2000).fit(x, y, weight)
    print(len(y), "pairs,", sum(y), "of one event; accuracy", model.score(x, y))
    write_weights(model, list(vectors.feature_names_))


if __name__ == "__main__":
    main()
