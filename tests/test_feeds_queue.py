"""What waits to be read: in which order, and that much of it costs no more for each."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from newssite import BEGIN, Hours

from vedette.feeds import Means, Plan, Source, Stop, Watch
from vedette.feeds.queue import Queue
from vedette.feeds.work import Work
from vedette.ingest.text import Draft
from vedette.ledger import Ledger
from vedette.ledger.feeds import Waiting
from vedette.records import Problem, Reading, Watched, change, pack

HOUR = "2026-11-30T{:02}:00:00+00:00"
MANY, READ = 30_000, 300


def waits(item: str, hour: int = 9) -> Waiting:
    body = pack(Work(draft=Draft(where=item, id=item, text="")))
    return Waiting(source="A", item=item, mark="m", due=HOUR.format(hour), body=body)


@given(st.lists(st.integers(0, 3)), st.lists(st.sampled_from(["done", "put off", "pass over"])))
def test_the_first_is_the_earliest_of_those_that_came_first(
    hours: list[int], done: list[str]
) -> None:
    plain = [waits(str(n), hour) for n, hour in enumerate(hours)]
    passed: list[Waiting] = []
    queue = Queue(plain)
    for what in done:
        first = min(plain, key=lambda i: i.due, default=None)
        assert queue.first == first
        assert queue.oldest == min((i.due for i in plain + passed), default=None)
        if first is None:
            break
        if what == "put off":
            plain[plain.index(first)] = later = change(first, due=HOUR.format(5), tries=1)
            queue.put_off(later)
        else:
            plain.remove(first)
            passed += [first] if what == "pass over" else []
            queue.done() if what == "done" else queue.pass_over()


def test_an_item_costs_the_same_however_many_wait(tmp_path: Path) -> None:
    few, many = (seconds(tmp_path / f"{n}.db", n) for n in (READ, MANY))
    assert many < 2 * few + 0.5


def seconds(place: Path, waiting: int) -> float:
    """How long it takes to take up `READ` of so many items, which have no words."""
    stop = Stop()
    told: list[Problem] = []

    def problem(problem: Problem, source: str) -> None:
        told.append(problem)
        stop.asked = len(told) == READ

    known = Watched(name="A", kind="feed", listed="http://a.example/", address="http://a.example/")
    means = Means(
        read=lambda report: Reading(model="canned", report=report),
        problem=problem,
        say=lambda *_: None,
        clock=Hours(stop, 24, BEGIN),
        stop=stop,
    )
    with Ledger(place) as ledger:
        items = [waits(f"{n:05}") for n in range(waiting)]
        ledger.feeds.visited(change(known, due=HOUR.format(23)), [], items)
        watch = Watch(Plan(sources=(Source(name="A", address=known.listed),)), ledger, means)
        began = time.process_time()
        watch.run(once=True)
        took = time.process_time() - began
    assert [p.where for p in told] == [f"{n:05}" for n in range(READ)]
    return took
