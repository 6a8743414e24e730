"""Which reports tell one story: one seminal event and what follows from it.

Two reports are put side by side by a table of small comparisons, as events are in `compare`; the
weight of each bin is learnt (`lab/stories.py`) and stands in `stories.toml`. Nothing here depends
on the order in which reports came.

A report is looked at as bare text: no reading is needed, so that stories can tell which reports
are worth comparing event by event.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from vedette.fuse.arguments import Found, Likeness, scored, weights_in
from vedette.fuse.clusters import RULED, Ruled
from vedette.fuse.words import likeness, rarity, stems
from vedette.records import Record, Report

Logits = NDArray[np.float64]
CLIP = 10.0
"""A logit beyond this is no surer."""
OPENING = 60
"""Words, from the title on, that are the opening: a report says there what it is about."""
CAPITAL = re.compile(r"\b[A-Z][^\W\d_]+")
SMALL = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+")
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?!\w)")
"""Numerals of two digits or more; those of one are in every report."""


class Telling(Record, frozen=True, kw_only=True):
    """What of a report is compared: each field without repetition, sorted.

    `names` are stems of words that the report always writes with a capital; `opened` those among
    them that stand in the opening. `date` is the report's ISO day.
    """

    report: str
    date: str | None
    words: tuple[str, ...]
    opening: tuple[str, ...]
    names: tuple[str, ...]
    opened: tuple[str, ...]
    numbers: tuple[str, ...]


def telling(report: Report) -> Telling:
    """A report as its story is compared."""
    whole = f"{report.title}\n{report.text}" if report.title else report.text
    opening = set(stems(" ".join(whole.split()[:OPENING])))
    names = _names(whole)
    return Telling(
        report=report.id,
        date=report.date,
        words=_sorted(stems(whole)),
        opening=_sorted(opening),
        names=_sorted(names),
        opened=_sorted(names & opening),
        numbers=_sorted(NUMBER.findall(whole)),
    )


def _names(text: str) -> set[str]:
    """Stems only ever capitalised; the first word of a sentence is told by its other places."""
    return set(stems(" ".join(CAPITAL.findall(text)))) - set(stems(" ".join(SMALL.findall(text))))


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def step(value: float, steps: Sequence[float]) -> str:
    """The bin of a value: how many of the steps it has reached."""
    return f"step {sum(value >= s for s in steps)}"


def text(a: Telling, b: Telling) -> Found:
    """Their words, the rarer the weightier."""
    value = likeness(a.words, b.words)
    steps = (0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.25, 0.3, 0.4)
    return step(value, steps), f"they share {value:.0%} of their rarer words"


def opening(a: Telling, b: Telling) -> Found:
    """The title and the first sentences."""
    value = likeness(a.opening, b.opening)
    steps = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
    return step(value, steps), f"their openings share {value:.0%} of their rarer words"


def names(a: Telling, b: Telling) -> Found:
    """People, bodies and places, as far as a capital letter tells them."""
    if not a.names or not b.names:
        return "none", "a report names nobody"
    value = likeness(a.names, b.names)
    both = sorted(set(a.names) & set(b.names), key=lambda n: (-rarity(n), n))[:3]
    words = f"both name {', '.join(both)}" if both else "they name others"
    return step(value, (0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55)), words


def foremost(a: Telling, b: Telling) -> Found:
    """Whether one report's opening names whom the other names anywhere."""
    if not a.opened or not b.opened:
        return "none", "an opening names nobody"
    value = max(held(a.opened, b.words), held(b.opened, a.words))
    steps = (0.01, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
    return step(value, steps), f"{value:.0%} of one opening's names are in the other report"


def held(part: Collection[str], whole: Collection[str]) -> float:
    """How much of the first bag is in the second, by rarity: 0 to 1."""
    total = sum(rarity(w) for w in part)
    return sum(rarity(w) for w in set(part) & set(whole)) / total if total else 0.0


def numbers(a: Telling, b: Telling) -> Found:
    """Numerals: years, ages, counts."""
    if not a.numbers or not b.numbers:
        return "none", "a report has no number"
    both = sorted(set(a.numbers) & set(b.numbers))
    value = likeness(a.numbers, b.numbers)
    words = f"both have {', '.join(both[:3])}" if both else "they have other numbers"
    return step(value, (0.001, 0.1, 0.2, 0.3, 0.5)), words


def apart(a: Telling, b: Telling) -> Found:
    """The days between them. That a report has no date tells nothing."""
    if a.date is None or b.date is None:
        return "unknown", "a report has no date"
    days = [datetime.date.fromisoformat(d).toordinal() for d in (a.date, b.date)]
    gap = abs(days[0] - days[1])
    return ("week" if gap <= 7 else "longer"), f"reported {gap} days apart"


COMPARISONS: tuple[Callable[[Telling, Telling], Found], ...] = (
    text,
    opening,
    names,
    foremost,
    numbers,
    apart,
)
"""In the order in which an analyst would ask."""


def bins(a: Telling, b: Telling) -> Iterator[tuple[str, str]]:
    """("names: step 3", the words for it) for each comparison."""
    for compare in COMPARISONS:
        bin_, words = compare(a, b)
        yield f"{compare.__name__}: {bin_}", words


def compared(a: Telling, b: Telling) -> Likeness:
    """How likely two reports are of one story. The order of the two does not matter."""
    a, b = sorted((a, b), key=lambda t: t.report)
    return scored(a.report, b.report, weights_in("stories.toml"), bins(a, b))


def stories(tellings: Iterable[Telling], ruled: Ruled | None = None) -> tuple[tuple[str, ...], ...]:
    """Report ids in groups of one story each, sorted, in the order of their first ids.

    Every pair is compared: meant for some hundreds of reports that a ledger has found near each
    other. `ruled` are pairs of reports on which a person has ruled; they win over the machine's.
    """
    known = {t.report: t for t in tellings}
    ids = sorted(known)
    alike = np.zeros((len(ids), len(ids)))
    for i, j in combinations(range(len(ids)), 2):
        alike[i, j] = alike[j, i] = compared(known[ids[i]], known[ids[j]]).score
    found = groups(alike, weights_in("stories.toml")["least"], _numbered(ids, ruled or Ruled()))
    return tuple(sorted(tuple(ids[i] for i in group) for group in found))


def _numbered(ids: Sequence[str], ruled: Ruled) -> dict[tuple[int, int], float]:
    number = {r: n for n, r in enumerate(ids)}
    sides = ((ruled.one, RULED), (ruled.two, -RULED))
    return {
        (number[a], number[b]): value
        for pairs, value in sides
        for a, b in pairs
        if a in number and b in number
    }


class Group(Record, frozen=True, kw_only=True):
    """Reports that were joined (by number), how well its two parts fit, and how alike all are.

    Of a single report `fit` is None, and so is `within`.
    """

    members: tuple[int, ...]
    parts: tuple[Group, ...] = ()
    fit: float | None = None
    within: float | None = None


def groups(
    alike: Logits, least: float, ruled: Mapping[tuple[int, int], float] | None = None
) -> list[tuple[int, ...]]:
    """Numbers in groups of one story each; `alike` is (n, n), symmetric, the logit of each pair.

    A tree by average linkage is cut from its root on: a group stays whole where its two parts fit
    by at least `least`. Two parts fit as well as their pairs are alike, less what they are less
    alike than the pairs within each: reports of two hijackings of one month are alike in all but
    a few names, yet those of one of them are much more so.
    """
    if not len(alike):
        return []
    logits = np.clip(alike, -CLIP, CLIP)
    across = logits.copy()
    for (i, j), value in (ruled or {}).items():
        across[i, j] = across[j, i] = value
    found: list[tuple[int, ...]] = []
    asked = [_tree(across, logits)]
    while asked:
        group = asked.pop()
        if group.fit is None or group.fit >= least:
            found.append(tuple(sorted(group.members)))
        else:
            asked += group.parts
    return sorted(found)


def _tree(across: Logits, logits: Logits) -> Group:
    """Average linkage to the end, the likeliest pair of groups first; of equals the first pair."""
    alive: dict[int, Group] = {n: Group(members=(n,)) for n in range(len(across))}
    means = across.copy()
    np.fill_diagonal(means, -np.inf)
    for _ in range(len(across) - 1):
        i, j = sorted(map(int, np.unravel_index(int(means.argmax()), means.shape)))
        a, b = alive[i], alive.pop(j)
        alive[i] = _joined(a, b, float(means[i, j]), logits)
        sizes = (len(a.members), len(b.members))
        means[i] = means[:, i] = np.average(means[[i, j]], axis=0, weights=sizes)
        means[j] = means[:, j] = means[i, i] = -np.inf
    return alive[0]


def _joined(a: Group, b: Group, across: float, logits: Logits) -> Group:
    known = [g.within for g in (a, b) if g.within is not None]
    gap = max(0.0, min(known) - across) if len(known) == 2 else 0.0
    members = (*a.members, *b.members)
    n = len(members)
    inside = logits[np.ix_(members, members)]
    within = (float(inside.sum()) - float(np.trace(inside))) / (n * (n - 1))
    return Group(members=members, parts=(a, b), fit=across - gap, within=within)
