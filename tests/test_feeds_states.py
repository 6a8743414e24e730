"""How a source is after a look, rule by rule."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import pytest

from vedette.export.watched import status
from vedette.feeds import Source
from vedette.feeds.states import Visit, after, backed_off, spoken
from vedette.records import SourceState, Watched, change

DOCS = (Path(__file__).parent.parent / "docs" / "ingest.md").read_text(encoding="utf-8")
NOW = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
SOURCE = Source(name="A", address="https://a.example/", every=600, expect=7_200)
GOOD = Watched(
    name="A",
    kind="feed",
    listed="https://a.example/",
    address="https://a.example/",
    state="ok",
    why="it answers, and new items come",
    since="2026-11-29T12:00:00+00:00",
    asked="2026-11-30T11:50:00+00:00",
    answered="2026-11-30T11:50:00+00:00",
    newest="2026-11-30T11:00:00+00:00",
    due="2026-11-30T12:00:00+00:00",
    items=5,
)
FAULT = Visit(fault="the server answers 500", status=500)
RULES = [
    (GOOD, Visit(), "ok"),
    (GOOD, Visit(items=5, new=1), "ok"),
    (GOOD, FAULT, "lagging"),
    (change(GOOD, failures=1), FAULT, "lagging"),
    (change(GOOD, failures=2), FAULT, "down"),
    (change(GOOD, failures=9), Visit(), "ok"),
    (GOOD, Visit(fault="gone", status=410), "down"),
    (GOOD, Visit(oldest="2026-11-30T10:59:00+00:00"), "lagging"),
    (GOOD, Visit(oldest="2026-11-30T11:01:00+00:00"), "ok"),
    (GOOD, Visit(items=0), "empty"),
    (change(GOOD, items=0), Visit(), "empty"),
    (change(GOOD, newest="2026-11-30T09:59:00+00:00"), Visit(), "stale"),
    (change(GOOD, newest="2026-11-30T10:01:00+00:00"), Visit(), "ok"),
    (change(GOOD, newest="2026-11-30T09:59:00+00:00"), Visit(items=0), "empty"),
]


@pytest.mark.parametrize(("before", "visit", "state"), RULES)
def test_the_first_rule_that_holds_says_how_a_source_is(
    before: Watched, visit: Visit, state: SourceState
) -> None:
    now, spells = after(before, visit, SOURCE, NOW)
    assert now.state == state
    assert [s.state for s in spells] == [state] * (state != before.state)
    assert now.since == (before.since if state == before.state else "2026-11-30T12:00:00+00:00")


def test_what_has_just_been_listed_is_as_old_as_its_newest_item() -> None:
    first = Watched(name="A", kind="feed", listed=SOURCE.address, address=SOURCE.address)
    old, _ = after(first, Visit(items=1, new=1, latest="2026-11-01"), SOURCE, NOW)
    assert (old.state, old.newest) == ("stale", "2026-11-01T23:59:59+00:00")
    today, _ = after(first, Visit(items=1, new=1, latest="2026-12-24"), SOURCE, NOW)
    assert (today.state, today.newest) == ("ok", "2026-11-30T12:00:00+00:00")


PAUSES = [(0, 600), (1, 1_200), (2, 2_400), (5, 19_200), (6, 21_600), (400, 21_600)]


@pytest.mark.parametrize(("failures", "seconds"), PAUSES)
def test_each_pause_is_twice_the_one_before_up_to_a_bound(failures: int, seconds: float) -> None:
    assert backed_off(600, failures) == seconds


def test_a_source_is_never_asked_more_often_for_failing() -> None:
    assert backed_off(86_400, 3) == 86_400


SPOKEN = [(90, "90 seconds"), (600, "10 minutes"), (3_600, "1 hour"), (172_800, "2 days")]


@pytest.mark.parametrize(("seconds", "words"), SPOKEN)
def test_a_time_is_told_in_its_largest_unit(seconds: float, words: str) -> None:
    assert spoken(seconds) == words


def test_a_status_tells_what_is_known_and_whether_somebody_watches() -> None:
    told = "\n".join(status(change(GOOD, waiting=2), NOW + datetime.timedelta(hours=2)))
    assert told == (
        "A: ok since 2026-11-29T12:00:00+00:00: it answers, and new items come\n"
        "  feed https://a.example/\n"
        "  last asked 2026-11-30T11:50:00+00:00, last answered 2026-11-30T11:50:00+00:00,"
        " last new 2026-11-30T11:00:00+00:00; next asked 2026-11-30T12:00:00+00:00\n"
        "  2 of its items wait to be read\n"
        "  it has not been asked when it was due: is the watch running?"
    )


def test_every_state_is_on_the_page() -> None:
    rows = [line for line in DOCS.splitlines() if line.startswith("| `")]
    assert all(any(row.startswith(f"| `{s}` |") for row in rows) for s in get_args(SourceState))
