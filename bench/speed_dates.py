"""`python -m bench.speed_dates`: time expressions normalised a second, on one core.

The expressions are the gold times of the corpus, in the order of the text, with their reports'
days and the words before them. Three speeds: `known`, as a running process sees them, when it has
met most expressions before; `stream`, all of them once from an empty memory; `new`, every distinct
expression once from an empty memory, so that each is read anew. CPU time, the best of five turns.

`dateparser` stands beside them where it is installed (`pip install dateparser`; it is no
dependency): its speed, and how many of the times that are one day it gets right, beside ours.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from quality.dates import Case, cases
from vedette.resolve import date_grammar, date_values, dates

BAR = 50_000
"""Expressions a second."""


def forget() -> None:
    """Empties what the normaliser remembers of expressions."""
    for remembered in (dates._spoken, date_grammar.meaning_of, date_values.parse_value):
        remembered.cache_clear()


def ours(case: Case) -> str | None:
    return dates.normalise_time(
        case.text, anchor=case.day, tense=case.words_tense, before=case.before
    ).value


def speed(
    run: Callable[[Case], object],
    over: Sequence[Case],
    *,
    before: Callable[[], None],
    turns: int = 5,
) -> float:
    """Expressions a second of CPU time, in the best of some turns."""
    took = []
    for _ in range(turns):
        before()
        start = time.process_time()
        for case in over:
            run(case)
        took.append(time.process_time() - start)
    return len(over) / min(took)


def dateparser_run(parse: Any) -> Callable[[Case], str | None]:
    """dateparser on one case, counting back from the report's day as news does."""

    def run(case: Case) -> str | None:
        base = datetime.combine(case.day, datetime.min.time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = parse(case.text, languages=["en"], settings=settings)
        return None if found is None else str(found.date())

    return run


def beside(times: Sequence[Case], sample: int) -> None:
    """dateparser's line, or that it is not installed."""
    if importlib.util.find_spec("dateparser") is None:
        print("dateparser           not installed")
        return
    warnings.simplefilter("ignore")
    run = dateparser_run(importlib.import_module("dateparser").parse)
    step = max(1, len(times) // sample)
    some = [c for c in times[::step] if len(c.gold) == 10]
    rate = speed(run, some, before=lambda: None, turns=1)
    right = sum(run(c) == c.gold for c in some)
    own = sum(ours(c) == c.gold for c in some)
    print(f"dateparser     {rate:12,.0f} a second")
    print(f"days right     {right} (dateparser) and {own} (here) of {len(some)}")


def main() -> None:
    """Print the speeds."""
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--sample", type=int, default=600, help="times that dateparser gets")
    a = p.parse_args()
    times = [case for case in cases() if case.kind == "time"]
    distinct = list({case.text: case for case in times}.values())
    print(f"{len(times)} expressions, {len(distinct)} distinct; bar {BAR:,} a second")
    for case in times:
        ours(case)
    print(f"known          {speed(ours, times, before=lambda: None):12,.0f} a second")
    print(f"stream         {speed(ours, times, before=forget):12,.0f} a second")
    print(f"new            {speed(ours, distinct, before=forget):12,.0f} a second")
    beside(times, a.sample)


if __name__ == "__main__":
    main()
