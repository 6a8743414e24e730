"""Learn the weights by which the country of an actor is chosen: `python -m lab.actor_country`.

Each actor of the corpus's dev part is a choice among its candidates (`actor_features.candidates`),
and the gold country is right. The weights make the right ones likely (conditional logit, by
gradient descent, with a pull towards nothing). Learnt on the dev part alone: on the bundles that
the reader was trained on its pointer is far surer than on others, and weights from there trust it
too much. How good they are on others is told by learning ten times, each time without a tenth of
the bundles. Runs the shipped reader; half a minute. `--write` writes actor_weights.toml, after
which actors are to be measured anew (`python -m quality.run actors`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from quality.actors import Case, cases
from quality.sets import CORPUS, paths_of
from vedette.records import Record
from vedette.resolve import actor_features
from vedette.resolve.actor_country import BODIES
from vedette.resolve.actor_features import FEATURES, NONE, STATE, candidates, weights
from vedette.resolve.actor_ranked import asked_of
from vedette.resolve.actors import described_by

TARGET = Path(actor_features.__file__).with_name("actor_weights.toml")
HEAD = """\
# How much each feature of actor_features.py speaks for a country as an actor's, and each kind of
# candidate by itself. Learnt by lab/actor_country.py on the dev part of the corpus; see there how.
"""
KINDS = (STATE, *sorted(BODIES), NONE)
COLUMNS = (*(f.__name__ for f in FEATURES), *KINDS)
FIXED = {"by_outlet": 1.0}
"""Not learnt: the corpus's outlets are invented."""
PULL, STEPS, FOLDS = 1.0, 400, 10


class Choice(Record, frozen=True):
    """An actor's candidates: rows of feature values (n, m), and which of them is right (n,)."""

    bundle: str
    values: np.ndarray
    right: np.ndarray


def choices(found: Sequence[Case]) -> Iterator[Choice]:
    """Those actors that are not in the roster."""
    for case in found:
        heard = described_by(case.mentions, date=case.date, evidence=case.evidence)
        if heard is None:
            continue
        asked = asked_of(heard, case.evidence)
        codes = candidates(asked)
        kinds = [code if code in BODIES or code == NONE else STATE for code in codes]
        rows = [
            [*(f(code, asked).value for f in FEATURES), *(float(kind == k) for k in KINDS)]
            for code, kind in zip(codes, kinds, strict=True)
        ]
        yield Choice(case.bundle, np.array(rows), np.array([c == case.country for c in codes]))


def fitted(found: Sequence[Choice]) -> np.ndarray:
    """The weights that make the right candidates likely (Adam on the whole batch)."""
    told = [c for c in found if c.right.any()]
    values = np.concatenate([c.values for c in told])
    right = np.concatenate([c.right for c in told])
    starts = np.cumsum([0, *(len(c.right) for c in told[:-1])])
    groups = np.repeat(np.arange(len(told)), [len(c.right) for c in told])
    free = np.array([name not in FIXED for name in COLUMNS])
    w = np.array([FIXED.get(name, 0.0) for name in COLUMNS])
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        z = values @ w
        e = np.exp(z - np.maximum.reduceat(z, starts)[groups])
        p = e / np.add.reduceat(e, starts)[groups]
        slope = (values.T @ (p - right) + PULL * w) * free / len(told)
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def right(found: Sequence[Choice], w: np.ndarray) -> int:
    """How many are right."""
    return sum(bool(c.right[np.argmax(c.values @ w)]) for c in found)


def crossed(found: Sequence[Choice]) -> int:
    """How many are right by weights of the other bundles."""
    fold = {b: n % FOLDS for n, b in enumerate(dict.fromkeys(c.bundle for c in found))}
    parts = [[c for c in found if fold[c.bundle] == n] for n in range(FOLDS)]
    others = [[c for c in found if fold[c.bundle] != n] for n in range(FOLDS)]
    return sum(right(part, fitted(rest)) for part, rest in zip(parts, others, strict=True))


def written(w: np.ndarray) -> str:
    """The table as it is shipped."""
    lines = [f"{name} = {x:.2f}" for name, x in zip(COLUMNS, w.tolist(), strict=True)]
    kinds = [f'"{n}" = {x:.2f}' for n, x in zip(KINDS, w.tolist()[len(FEATURES) :], strict=True)]
    features = lines[: len(FEATURES)]
    return HEAD + "\n".join(["[features]", *features, "", "[kinds]", *kinds, ""])


def main() -> None:
    """Learn, print how good it is, and write the table with --write."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--write", action="store_true", help=str(TARGET))
    a = p.parse_args()
    found = list(choices(list(cases(paths_of(CORPUS / "bundles", "dev")))))
    table = {**weights().features, **weights().kinds}
    before = right(found, np.array([table[name] for name in COLUMNS]))
    w = fitted(found)
    print(f"{len(found)} actors, not in the roster; right by the weights of now {before}")
    print(f"by new ones {right(found, w)}, by weights of other bundles {crossed(found)}")
    print(written(w))
    if a.write:
        TARGET.write_text(written(w), encoding="utf-8")


if __name__ == "__main__":
    main()
