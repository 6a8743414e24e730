"""`python -m quality.geo_learn`: the weights of place_weights.toml, learned on half the articles.

Each annotated name of every second article of LGL and TR-News is a choice among the places of that
name; right are those within 161 km of the annotated point (or the annotated country). The weights
make the right ones likely (conditional logit, by gradient descent, with a pull towards PRIOR). What
the other names of an article say depends on the weights, so run it with --write until the table
stands still. The other half is looked at only: its figure stands beside that of the first.
Both sets are for measuring; a table of about twenty weights is all that is taken from them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from quality.figures import bench
from quality.geo import FILES, NEAR_KM, Article, Gold, articles
from vedette.records import Record, great_circle
from vedette.resolve import place_features
from vedette.resolve.gazetteer import Candidate, Gazetteer
from vedette.resolve.place_features import ITSELF, REPORT, Context, weights
from vedette.resolve.toponyms import weighed

TARGET = Path(place_features.__file__).with_name("place_weights.toml")
HEAD = """\
# How much each feature of place_features.py speaks for a candidate, and each kind of place.
# Learned by quality/geo_learn.py on half of the articles of LGL and TR-News; see there how.
"""
FEATURES = (*ITSELF, *REPORT)
STEPS = 400
PULL = 0.01
"""How strongly the weights are drawn to where they begin, those of PRIOR."""
PRIOR = {
    "by_size": 5.0,
    "by_nation": 8.0,
    "by_habit": 4.5,
    "by_capital": 2.0,
    "by_renown": 1.2,
    "by_seat": -4.0,
    "by_other_name": -1.5,
    "by_faint_name": -1.0,
    "by_cue": 4.0,
    "by_container": 6.0,
    "by_home": 1.0,
    "by_country": 2.5,
    "by_country_share": 3.0,
    "by_its_places": 2.0,
    "by_company": 1.0,
    "by_region": 4.0,
    "by_neighbours": 2.0,
    "country": -1.0,
    "sea": 7.0,
    "strait": 7.0,
    "informal": 7.0,
    "city": -0.5,
    "region": 0.0,
    "river": 4.0,
    "mountain": 4.0,
    "desert": 5.0,
    "border": 5.0,
    "camp": 4.0,
    "site": 4.0,
    "district": -0.5,
}
"""Where learning begins: set by hand."""
FIXED = frozenset(
    [
        "by_habit",
        "by_seat",
        "by_capital",
        "by_renown",
        "informal",
        "by_cue",
        "by_container",
        "by_home",
        "sea",
        "strait",
        "river",
        "mountain",
        "desert",
        "border",
        "camp",
        "site",
    ]
)
"""Not learned: local news of English-speaking countries has too little of them to learn from."""


class Asked(Record, frozen=True):
    """A name with its candidates: rows of feature values (n, m), and which rows are right (n,)."""

    values: np.ndarray
    right: np.ndarray
    even: bool


def columns() -> list[str]:
    return [*(f.__name__ for f in FEATURES), *weights().kinds]


def row(candidate: Candidate, context: Context) -> list[float]:
    """The values of every feature, then one column for each kind of place."""
    kinds = [float(candidate.feature == kind) for kind in weights().kinds]
    return [*(f(candidate, context).value for f in FEATURES), *kinds]


def is_right(c: Candidate, gold: Gold) -> bool:
    if c.lat is None or c.lon is None:
        return gold.is_country and c.country == gold.country
    if gold.lat is None or gold.lon is None or gold.is_country:
        return False
    return great_circle(c.lat, c.lon, gold.lat, gold.lon) <= NEAR_KM


def asked(article: Article, gazetteer: Gazetteer, *, even: bool) -> Iterator[Asked]:
    """The names of an article that have a right and a wrong candidate."""
    seen = weighed(article.text, [g.span for g in article.gold], gazetteer=gazetteer)
    for one, gold in zip(seen.asked, article.gold, strict=True):
        if one is None:
            continue
        found, context = seen.looks[one].found, seen.context(one)
        right = np.array([is_right(c, gold) for c in found])
        if right.any() and not right.all():
            yield Asked(np.array([row(c, context) for c in found]), right, even)


def fitted(names: Sequence[Asked], start: np.ndarray) -> np.ndarray:
    """The weights that make the right candidates likely (Adam on the whole batch)."""
    values = np.concatenate([a.values for a in names])
    right = np.concatenate([a.right for a in names])
    groups = np.repeat(np.arange(len(names)), [len(a.right) for a in names])
    free = np.array([name not in FIXED for name in columns()])
    w, m, v = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        z = values @ w
        top = np.full(len(names), -np.inf)
        np.maximum.at(top, groups, z)
        e = np.exp(z - top[groups])
        p = e / np.bincount(groups, e)[groups]
        q = p * right
        q /= np.maximum(np.bincount(groups, q), 1e-12)[groups]
        slope = values.T @ (p - q) / len(names) + PULL * (w - start)
        slope *= free
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def share_right(names: Sequence[Asked], w: np.ndarray) -> float:
    return float(np.mean([a.right[np.argmax(a.values @ w)] for a in names]))


def written(w: np.ndarray) -> str:
    table = dict(zip(columns(), (float(x) for x in w), strict=True))
    kinds = weights().kinds
    parts: Mapping[str, Sequence[str]] = {
        "features": [name for name in table if name not in kinds],
        "kinds": list(kinds),
    }
    return HEAD + "\n".join(
        f"[{part}]\n" + "".join(f"{name} = {table[name]:.2f}\n" for name in names)
        for part, names in parts.items()
    )


def main() -> None:
    """Learn, print both halves' figures, and write the table with --write."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--write", action="store_true", help=str(TARGET))
    a = p.parse_args()
    read = [x for file in FILES for x in enumerate(articles(bench("geo", file)))]
    table = {**weights().features, **weights().kinds}
    w = np.array([table[name] for name in columns()])
    with Gazetteer.open() as gazetteer:
        names = [x for i, article in read for x in asked(article, gazetteer, even=i % 2 == 0)]
    even, odd = [x for x in names if x.even], [x for x in names if not x.even]
    new = fitted(even, np.array([PRIOR[name] for name in columns()]))
    for name, half in (("learned from", even), ("others", odd)):
        before, after = share_right(half, w), share_right(half, new)
        print(f"right of {len(half)} {name}: {before:.4f} → {after:.4f}")
    w = new
    print(written(w))
    if a.write:
        TARGET.write_text(written(w), encoding="utf-8")


if __name__ == "__main__":
    main()
