"""For any reports: once is enough, no order matters, undo restores, a copy lifts nothing."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quality.gold import readings
from quality.sets import CORPUS, read_bundle
from vedette.fuse import fuse
from vedette.ledger import Ledger
from vedette.records import Reading, change, encode

BUNDLES = ("af-001", "am-004", "ea-008", "eu-011", "me-002", "lb-007", "na-001", "qa-004")
"""Stories of several reports: denials, retellings, circles, figures that differ."""


WITNESS = """\
=== t-001 | topic: test | region: none
--- 1 | 2024-03-05 | Lake Courier | own
S: [Rebels|reb] {shelled|e1} the market of [Nkhata Bay|bay] on [Monday|t1]; our reporter at the \
scene counted six bodies under torn awnings.
> e1 ASSAULT.heavy-weapons actual actor=reb where=bay when=t1
S: Fishermen carried the dead to the jetty in a wheelbarrow while the ferry sounded its horn.
@ reb GRP MWI/REB
@ bay GPE MWI
@ t1 1:2024-03-04
$ e1 status=single roots=lake
"""
"""An outlet that saw it: its copy under another name would be a second witness."""


@cache
def story(name: str) -> tuple[Reading, ...]:
    if name == "t-001":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "t-001.txt"
            path.write_text(WITNESS, encoding="utf-8")
            read = readings(read_bundle(path))
    else:
        read = readings(read_bundle(CORPUS / "bundles" / f"{name}.txt"))
    return tuple(read)


def export(ledger: Ledger) -> list[bytes]:
    return [encode(e) for e in ledger.entries()]


def filled(ledger: Ledger, read: list[Reading]) -> list[bytes]:
    for r in read:
        ledger.add(fuse(r))
    return export(ledger)


stories = st.sampled_from(BUNDLES).map(story)
OUTLETS = ("Another Herald", "Evening Copy", None)
copies = st.tuples(
    st.sampled_from(("t-001", *BUNDLES)), st.integers(0, 9), st.sampled_from(OUTLETS)
)
orders = stories.flatmap(lambda s: st.tuples(st.just(s), st.permutations(s)))


@settings(deadline=None, max_examples=20)
@given(orders)
def test_no_order_and_no_repetition_changes_the_ledger(
    drawn: tuple[tuple[Reading, ...], list[Reading]],
) -> None:
    read, order = drawn
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(Path(folder) / "a.db") as first,
        Ledger(Path(folder) / "b.db") as second,
    ):
        assert filled(first, list(read)) == filled(second, [*order, *order[:2]])


@settings(deadline=None, max_examples=20)
@given(stories, st.data())
def test_undo_restores_exactly(read: tuple[Reading, ...], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "a.db") as ledger:
        before = filled(ledger, list(read))
        events = [e.event.id for e in ledger.entries()]
        a, b = data.draw(st.lists(st.sampled_from(events), min_size=2, max_size=2, unique=True))
        for number in ledger.merge(a, b, why="try", who="test"):
            ledger.undo(number)
        assert export(ledger) == before


@settings(deadline=None, max_examples=20)
@given(copies)
def test_a_copy_lifts_no_grade(drawn: tuple[str, int, str | None]) -> None:
    name, nth, outlet = drawn
    read = story(name)
    original = read[nth % len(read)]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "a.db") as ledger:
        filled(ledger, list(read))
        before = {e.event.id: e.event.grade.credibility for e in ledger.entries()}
        again = change(original, report=change(original.report, outlet=outlet, credit=None))
        ledger.add(fuse(again))
        for e in ledger.entries():
            # Better is less; a copy may come first by its id, so events are known by members.
            was = [before[a] for a in ledger.accounts(e.event.id) if a in before]
            assert not was or e.event.grade.credibility >= min(was)
