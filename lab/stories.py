"""Learn the weights of `vedette.fuse.stories` and `vedette.fuse.mentions`: `python -m lab.stories`.

Stories: pairs of reports of ECB+ train, and of different bundles of the corpus's train part, which
are never one story. Mentions: pairs of triggers in one gold story of ECB+ train. Logistic
regression over the bins; how well two groups must fit to be one is chosen by leaving out topics in
turn. It also writes retold.tsv. Five minutes.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from quality import ecb
from quality.sets import CORPUS, own, paths_of, read_bundle, report_of
from vedette.fuse import mentions, stories
from vedette.fuse.clusters import SAME, pair
from vedette.fuse.mentions import Trigger
from vedette.fuse.stories import Telling, telling
from vedette.records import change

SRC = Path(__file__).parent.parent / "src" / "vedette"
FOLDS = 3
"""Parts of train's topics; one of them is about as large as dev."""
STRANGERS = 10
"""One in so many pairs of reports of two topics is learnt from: there are far too many."""
PLATEAU = 1.0
"""Figures so close, in percent, are the same."""
Table = dict[tuple[str, str], float]


class Told(NamedTuple):
    """A report, its topic and its story."""

    telling: Telling
    topic: str
    story: str


class Learnt(NamedTuple):
    """A fitted table of weights."""

    vectors: DictVectorizer
    model: LogisticRegression

    def scores(self, found: Sequence[list[str]]) -> Any:
        """(pairs,) logits."""
        return self.model.decision_function(self.vectors.transform(map(_row, found)))

    def weights(self) -> dict[str, float]:
        """Bin → weight; without dates nothing is known of them, so that bin is 0."""
        names = self.vectors.feature_names_
        found = dict(zip(names, self.model.coef_[0].tolist(), strict=True))
        nothing = found.get("apart: unknown", 0.0)
        return {n: w - nothing * n.startswith("apart: ") for n, w in found.items()}


def _row(bins: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(bins, 1.0)


def fit(found: Sequence[list[str]], same: Sequence[bool], strength: float) -> Learnt:
    """Logistic regression over bins; `strength` is the inverse of the regularisation."""
    vectors = DictVectorizer()
    x = vectors.fit_transform(map(_row, found))
    return Learnt(vectors, LogisticRegression(C=strength, max_iter=3000).fit(x, same))


def joined(scores: Any, n: int, least: float) -> list[int]:
    """Average linkage of n things by the logits of their pairs → the group of each."""
    if n == 1:
        return [1]
    top = max(scores)
    return list(map(int, fcluster(linkage(top - scores, "average"), top - least, "distance")))


def least_by(curve: Callable[[float], float], steps: Iterable[float]) -> float:
    """The middle of the steps that are within a point of the best: a peak may be luck."""
    values = {s: curve(s) for s in steps}
    for s, v in values.items():
        print(f"  least {s:5.2f}: {v:.2f}")
    good = [s for s, v in values.items() if v >= max(values.values()) - PLATEAU]
    return good[len(good) // 2]


def write(name: str, learnt: Learnt, head: str, what: str) -> None:
    """A table of weights: `head`, then a table a comparison, a line a bin."""
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for full, weight in learnt.weights().items():
        comparison, _, bin_ = full.partition(": ")
        if comparison != "set":
            tables[comparison][bin_] = weight
    out = [
        f"# Weights of the bins of vedette.fuse.{name}, learnt by lab/stories.py on {what}\n"
        "# (logistic regression); their sum with the bias is a logit.\n"
        f"{head}"
    ]
    for comparison, found in tables.items():
        out.append(f"\n[weights.{comparison}]\n")
        out += [f'"{bin_}" = {weight:.3f}\n' for bin_, weight in sorted(found.items())]
    (SRC / "fuse" / f"{name}.toml").write_text("".join(out), encoding="utf-8")


def ecb_reports() -> list[Told]:
    """The train documents of ECB+."""
    docs = ecb.documents("train")
    return [Told(telling(ecb.report(d)), str(d["topic"]), d["subtopic"]) for d in docs]


def corpus_reports() -> list[Told]:
    """The reports of the corpus's train part."""
    bundles = map(read_bundle, paths_of(CORPUS / "bundles", "train"))
    raw = ((b, r) for b in bundles for r in b["reports"])
    return [Told(telling(report_of(b, r)), b["bundle"], ecb.stories_in(b)[r["n"]]) for b, r in raw]


def near_in_time(reports: list[Told], rng: random.Random) -> Iterator[tuple[Told, Told]]:
    """A pair of two stories for each report, one in two of them of the same weeks.

    A ledger holds the reports of one time: learnt from strangers of other years alone, any two
    reports of a day would look like one story.
    """
    by_day = sorted(reports, key=lambda t: (t.telling.date or "", t.telling.report))
    for n, a in enumerate(by_day):
        close = by_day[max(0, n - 20) : n + 20]
        b = rng.choice(close if n % 2 else by_day)
        if a.topic != b.topic:
            yield a, b


def story_pairs(reports: list[Told], extra: list[Told]) -> tuple[list[list[str]], list[bool]]:
    """Bins of pairs to learn from, and whether they are of one story.

    ECB+ has no dates and the corpus no report without one, so every second pair of the corpus
    loses them, and a bin names the set, of which only ECB+'s part is kept: else
    "no date" would stand for all in which the two sets differ.
    """
    rng = random.Random(7)
    chosen = [
        (a, b)
        for a, b in combinations(reports, 2)
        if a.topic == b.topic or rng.randrange(STRANGERS) == 0
    ]
    own_ = len(chosen)
    chosen += near_in_time(extra, rng)
    for _, bundle in sorted(_grouped(extra, lambda t: t.story).items())[::2]:
        chosen += combinations(bundle, 2)
    found = [
        [
            *story_bins(a.telling, b.telling, dated=n % 2 == 0),
            f"set: {'other' if n >= own_ else ''}",
        ]
        for n, (a, b) in enumerate(chosen)
    ]
    return found, [a.story == b.story for a, b in chosen]


def story_bins(a: Telling, b: Telling, *, dated: bool = True) -> list[str]:
    """The names of a pair's bins, with or without the reports' dates."""
    if not dated:
        a = change(a, date=None)
    return [name for name, _ in stories.bins(a, b)]


def _grouped(things: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    out: dict[Any, list[Any]] = defaultdict(list)
    for x in things:
        out[key(x)].append(x)
    return out


def folds(topics: Iterable[str]) -> list[set[str]]:
    """Topics in parts."""
    every = sorted(set(topics))
    random.Random(3).shuffle(every)
    return [set(every[k::FOLDS]) for k in range(FOLDS)]


def learn_stories(strength: float, with_corpus: bool) -> None:
    """stories.toml."""
    reports, extra = ecb_reports(), corpus_reports() if with_corpus else []
    held: list[tuple[Any, list[str]]] = []
    for part in folds(t.topic for t in reports):
        learnt = fit(*story_pairs([t for t in reports if t.topic not in part], extra), strength)
        out = [t for t in reports if t.topic in part]
        pairs = combinations([t.telling for t in out], 2)
        found = [[*story_bins(a, b), "set: "] for a, b in pairs]
        held.append((squareform(learnt.scores(found)), [t.story for t in out]))

    def b3(least: float) -> float:
        values = [own("score").bcubed(gold, _labels(alike, least)) for alike, gold in held]
        return 100 * float(np.mean(values))

    least = least_by(b3, np.arange(-5, 1.1, 0.25).tolist())
    print("stories: least", least, "B3 left out", round(b3(least), 2))
    learnt = fit(*story_pairs(reports, extra), strength)
    known = dict(zip(learnt.vectors.feature_names_, learnt.model.coef_[0], strict=True))
    bias = learnt.model.intercept_[0] + known["set: "] + known["apart: unknown"]
    head = f"bias = {bias:.3f}\nleast = {least}\n"
    write("stories", learnt, head, "ECB+ and corpus train" if extra else "ECB+ train")


def _labels(alike: stories.Logits, least: float) -> list[int]:
    found = stories.groups(alike, least)
    return [n for _, n in sorted((i, n) for n, group in enumerate(found) for i in group)]


def counted(marked: Iterable[ecb.Marked]) -> Table:
    """Pair of words → how often they tell one happening, each story counting once."""
    one: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for row in _grouped(marked, lambda m: m.story).values():
        same: Counter[tuple[str, str]] = Counter()
        both: Counter[tuple[str, str]] = Counter()
        for a, b in combinations(row, 2):
            words = pair(" ".join(a.trigger.lemmas), " ".join(b.trigger.lemmas))
            both[words] += 1
            same[words] += a.event == b.event
        seen.update(both.keys())
        for words, n in both.items():
            one[words] += same[words] / n  # type: ignore[assignment]
    # One story is little to go by: a tenth of one more, in which every pair tells one happening.
    # A pair seen once and apart tells no more than one never seen.
    known = {w: n for w, n in seen.items() if n > 1 or one[w]}
    return {w: round((one[w] + 0.1) / (n + 1), 2) for w, n in known.items()}


def mention_pairs(
    marked: Iterable[ecb.Marked], table: Callable[[str], Table]
) -> Iterator[tuple[list[list[str]], list[ecb.Marked]]]:
    """For each story the bins of its pairs and its triggers; `table` by story."""
    for story, row in _grouped(marked, lambda m: m.story).items():
        retold = table(story)
        found = [_bins(a.trigger, b.trigger, retold) for a, b in combinations(row, 2)]
        yield found, row


def _bins(a: Trigger, b: Trigger, retold: Table) -> list[str]:
    return [name for name, _ in mentions.bins(a, b, retold)]


def fit_mentions(marked: list[ecb.Marked], strength: float) -> Learnt:
    """Learnt with `retold` counted in other topics than a pair's own, as it will be used."""
    parts = [{m.story for m in marked if _topic(m) in p} for p in folds(map(_topic, marked))]
    tables = [counted(m for m in marked if m.story not in p) for p in parts]
    mine = {story: t for p, t in zip(parts, tables, strict=True) for story in p}
    found: list[list[str]] = []
    same: list[bool] = []
    for bins, row in mention_pairs(marked, mine.__getitem__):
        found += bins
        same += [a.event == b.event for a, b in combinations(row, 2)]
    return fit(found, same, strength)


def _topic(m: ecb.Marked) -> str:
    return m.story.partition("_")[0]


def learn_mentions(strength: float) -> None:
    """mentions.toml and retold.tsv."""
    marked = [m for d in ecb.documents("train") for m in ecb.triggers_of(d)]
    held: list[tuple[Any, list[ecb.Marked], int]] = []
    for k, part in enumerate(folds(map(_topic, marked))):
        rest = [m for m in marked if _topic(m) not in part]
        learnt, table = fit_mentions(rest, strength), counted(rest)
        out = [m for m in marked if _topic(m) in part]
        for bins, row in mention_pairs(out, lambda _, t=table: t):  # type: ignore[misc]
            held.append((learnt.scores(bins) if bins else None, row, k))

    def f1(least: float) -> float:
        return float(np.mean([_conll([h for h in held if h[2] == k], least) for k in range(FOLDS)]))

    least = least_by(f1, np.arange(-2.5, 0.6, 0.25).tolist())
    print("mentions: least", least, "CoNLL left out", round(f1(least), 2))
    table = counted(marked)
    rows = [f"{a}\t{b}\t{share:g}\n" for (a, b), share in sorted(table.items())]
    head = "# Two triggers, and how often they told one happening in a story of ECB+ train\n"
    (SRC / "data" / "retold.tsv").write_text(head + "".join(rows), encoding="utf-8")
    learnt = fit_mentions(marked, strength)
    # Moved so that two groups are one from clusters.SAME on.
    head = f"bias = {learnt.model.intercept_[0] - least + SAME:.3f}\n"
    write("mentions", learnt, head, "ECB+ train")


def _conll(held: Iterable[tuple[Any, list[ecb.Marked], int]], least: float) -> float:
    gold: dict[str, set[str]] = defaultdict(set)
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for scores, row, _ in held:
        for m, group in zip(row, joined(scores, len(row), least), strict=True):
            gold[m.event].add(m.trigger.id)
            found[m.story, group].add(m.trigger.id)
    return ecb.conll(gold.values(), found.values())


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("what", nargs="*", help="stories, mentions; both by default")
    p.add_argument("--strength", type=float, default=0.3, help="inverse of the regularisation")
    p.add_argument("--no-corpus", action="store_true", help="stories from ECB+ alone")
    a = p.parse_args()
    what = a.what or ["stories", "mentions"]
    if "stories" in what:
        learn_stories(a.strength, not a.no_corpus)
    if "mentions" in what:
        learn_mentions(a.strength)


if __name__ == "__main__":
    main()
