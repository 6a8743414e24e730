"""Which reports tell one story: one seminal event and what follows from it.

Two reports are put side by side by a table of small comparisons, as events are in `compare`; the
weight of each bin is learnt (`lab/stories.py`) and stands in `stories.toml`. Reports are then
joined by average linkage. Nothing here depends on the order in which reports came.

A report is looked at as bare text: no reading is needed, so that stories can tell which reports
are worth comparing event by event.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations

from vedette.fuse.clusters import Pair, Ruled, clusters, pair
from vedette.fuse.compare import Argument, Found, Likeness
from vedette.fuse.words import likeness, rarity, stems
from vedette.records import Record, Report

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
    name = "week" if gap <= 7 else "month" if gap <= 31 else "later"
    return name, f"reported {gap} days apart"


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


@cache
def weights_in(name: str) -> dict[str, float]:
    """Bin → weight, and "bias", of a table of weights of this room ("stories.toml")."""
    table = tomllib.loads(files("vedette.fuse").joinpath(name).read_text("utf-8"))
    return {
        f"{comparison}: {bin_}": float(value)
        for comparison, found in table["weights"].items()
        for bin_, value in found.items()
    } | {"bias": float(table["bias"])}


def scored(a: str, b: str, known: dict[str, float], found: Iterable[Found]) -> Likeness:
    """The sum of the weights of the bins found, with an argument for each."""
    arguments = tuple(
        Argument(name=name, weight=known.get(name, 0.0), words=words) for name, words in found
    )
    score = known["bias"] + sum(x.weight for x in arguments)
    return Likeness(a=a, b=b, score=score, arguments=arguments)


def compared(a: Telling, b: Telling) -> Likeness:
    """How likely two reports are of one story. The order of the two does not matter."""
    a, b = sorted((a, b), key=lambda t: t.report)
    return scored(a.report, b.report, weights_in("stories.toml"), bins(a, b))


def stories(tellings: Iterable[Telling], ruled: Ruled | None = None) -> tuple[tuple[str, ...], ...]:
    """Report ids in groups of one story each, sorted, in the order of their first ids.

    Every pair is compared: meant for some hundreds of reports that a ledger has found near each
    other. `ruled` are pairs of reports on which a person has ruled.
    """
    known = {t.report: t for t in tellings}
    scores: dict[Pair, float] = {
        pair(a, b): compared(known[a], known[b]).score for a, b in combinations(sorted(known), 2)
    }
    return clusters({r: r for r in known}, scores, ruled or Ruled())
