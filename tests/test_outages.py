"""A source that was down or not watched is not peace: from spells to gaps, alarms and clocks."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import click.testing
import pytest
from newssite import feed, item, says, serving
from postgresql import New
from test_alarms import MONDAY, WATCH, day
from test_feeds import Desk, meridian
from test_series import put

from vedette.cli import main
from vedette.ledger import Ledger
from vedette.records import Change, Dyad, Outage, SourceState, Spell, Watched, change
from vedette.watch.outages import outages

NOW = datetime.datetime(2026, 3, 20, 9, tzinfo=datetime.UTC)


def source(
    name: str, *, due: str | None = "2026-03-20T09:10", state: SourceState = "ok"
) -> Watched:
    return Watched(
        name=name,
        kind="feed",
        listed="https://a.example/",
        address="https://a.example/",
        state=state,
        due=None if due is None else f"{due}:00+00:00",
    )


def spells(name: str, *told: tuple[str, SourceState]) -> list[Spell]:
    """States of a source from days or minutes of March 2026 on, each until the next."""
    begun = [f"2026-03-{at if 'T' in at else at + 'T00:00'}:00+00:00" for at, _ in told]
    return [
        Spell(source=name, state=state, since=since, until=until, why="so")
        for (_, state), since, until in zip(told, begun, [*begun[1:], None], strict=True)
    ]


def out(since: int, until: int, share: float = 1.0) -> Outage:
    return Outage(since=f"2026-03-{since:02}", until=f"2026-03-{until:02}", share=share)


A, B, GONE = source("a"), source("b"), source("b", due=None, state="unwatched")
ALWAYS = spells("b", ("01", "ok"))
CASES: tuple[tuple[str, list[Watched], list[Spell], list[Outage]], ...] = (
    ("nothing is watched", [], [], []),
    ("all is well", [A], spells("a", ("01", "ok")), []),
    ("slow or silent is heard", [A], spells("a", ("01", "stale"), ("05", "lagging")), []),
    ("days of its own", [A], spells("a", ("01", "ok"), ("03", "down"), ("06", "ok")), [out(3, 5)]),
    (
        "one reason after the other",
        [A],
        spells("a", ("01", "ok"), ("03", "down"), ("04T12:00", "unwatched"), ("06", "ok")),
        [out(3, 5)],
    ),
    ("half a day", [A], spells("a", ("01", "ok"), ("03T12:00", "down"), ("04", "ok")), [out(3, 3)]),
    ("less than half", [A], spells("a", ("01", "ok"), ("03T12:01", "down"), ("04", "ok")), []),
    (
        "half a day in two parts",
        [A],
        spells("a", ("01", "down"), ("01T06:00", "ok"), ("01T18:00", "down"), ("02", "ok")),
        [out(1, 1)],
    ),
    ("until now, today's nine hours too few", [A], spells("a", ("18", "down")), [out(18, 19)]),
    (
        "one of two",
        [A, B],
        [*spells("a", ("01", "ok"), ("03", "down"), ("05", "ok")), *ALWAYS],
        [out(3, 4, 0.5)],
    ),
    (
        "one alone, then one of two",
        [A, B],
        [*spells("a", ("01", "down"), ("05", "ok")), *spells("b", ("03", "ok"))],
        [out(1, 2), out(3, 4, 0.5)],
    ),
    (
        "a source that was let go is not lost",
        [A, GONE],
        [*spells("a", ("01", "ok")), *spells("b", ("01", "down"), ("03", "unwatched"))],
        [out(1, 2, 0.5)],
    ),
    (
        "nobody has asked since it was due",
        [source("a", due="2026-03-16T00:00")],
        spells("a", ("01", "ok")),
        [out(16, 19)],
    ),
    (
        "it was down, and nobody has asked since",
        [source("a", due="2026-03-16T00:00", state="down")],
        spells("a", ("01", "ok"), ("15", "down")),
        [out(15, 19)],
    ),
)


@pytest.mark.parametrize(("said", "watched", "told", "lost"), CASES, ids=[c[0] for c in CASES])
def test_a_day_is_lost_as_far_as_those_watched_then_were_not_heard(
    said: str, watched: list[Watched], told: list[Spell], lost: list[Outage]
) -> None:
    assert outages(watched, told, NOW) == tuple(lost)


@pytest.mark.parametrize("share", [0.0, -0.5, 1.1])
def test_an_outage_is_of_some_share(share: float) -> None:
    with pytest.raises(ValueError, match="a share is above 0"):
        Outage(since="2026-03-01", until="2026-03-01", share=share)


def test_a_server_that_fails_for_days_is_an_outage(tmp_path: Path) -> None:
    with serving() as site:
        desk = Desk(tmp_path / "desk.db", site)
        site.pages["/feed"] = says(feed(item("A")), ETag='"one"')
        desk.watch(meridian(site), hours=1)
        site.pages["/feed"] = says("", status=500)
        desk.watch(meridian(site), hours=4 * 24)
        clock = site.clock
    assert clock is not None
    with Ledger(desk.place, clock=lambda: clock.at.isoformat()) as ledger:
        assert ledger.outages() == (Outage(since="2026-12-01", until="2026-12-03"),)
    a_week_later = (clock.at + datetime.timedelta(days=7)).isoformat()
    with Ledger(desk.place, clock=lambda: a_week_later) as ledger:
        assert ledger.outages() == (Outage(since="2026-12-01", until="2026-12-10"),)


def watched(ledger: Ledger, *told: tuple[str, str], name: str = "Meridian") -> None:
    """Let a ledger have watched a source: states, and the ISO days on which they began."""
    now = Watched(
        name=name,
        kind="feed",
        listed=f"https://{name}.example/",
        address=f"https://{name}.example/",
        state=told[-1][1],  # type: ignore[arg-type]
        since=f"{told[-1][0]}T00:00:00+00:00",
        why="the last 3 tries failed",
        due="2999-01-01T00:00:00+00:00",
    )
    made = [
        Spell(source=name, state=state, since=f"{since}T00:00:00+00:00", why="so")  # type: ignore[arg-type]
        for since, state in told
    ]
    ledger.feeds.visited(now, made, [])


LOST: tuple[tuple[dict[str, list[tuple[str, str]]], list[str]], ...] = (
    ({}, []),
    ({"A": [("2026-03-02", "down"), ("2026-03-06", "ok")]}, ["2026-03-02"]),
    ({"A": [("2026-03-02", "down"), ("2026-03-05", "ok")]}, []),
    ({"A": [("2026-02-01", "ok"), ("2026-03-02", "down"), ("2026-03-09", "ok")]}, ["2026-03-02"]),
    (
        {
            "A": [("2026-02-01", "ok"), ("2026-03-02", "down"), ("2026-03-09", "ok")],
            "B": [("2026-02-01", "ok")],
        },
        ["2026-03-02"],
    ),
    (
        {
            "A": [("2026-02-01", "ok"), ("2026-03-02", "down"), ("2026-03-09", "ok")],
            **{name: [("2026-02-01", "ok")] for name in "BC"},
        },
        [],
    ),
    (
        {name: [("2026-02-01", "down"), ("2026-03-13", "ok")] for name in "AB"},
        ["2026-03-02", "2026-03-09"],
    ),
)


def test_a_week_of_which_half_was_lost_is_a_gap(new: New) -> None:
    for sources, gaps in LOST:
        with Ledger(new()) as ledger:
            put(ledger)
            for name, told in sources.items():
                watched(ledger, *told, name=name)
            found = ledger.series(Dyad(a="RUS", b="UKR"))
        assert [p.start for p in found.points if p.why == "sources were not heard"] == gaps, sources


def war_then_silence(ledger: Ledger) -> None:
    """Some events a week, and from week 70 on none, from a few reports that still come."""
    draw = random.Random(5)
    told = [
        ("RUS/MIL", "UKR/MIL", day(week), day(week), -10.0, "M-CONF", 2, "actual")
        for week in range(70)
        for _ in range(draw.choice((5, 6, 7, 8)))
    ]
    put(ledger, tuple(told), {day(week): 5 for week in range(80)})


FEWER = change(WATCH, per="none", change=Change(kind="count", false_alarms_per_year=1))


@pytest.mark.parametrize("heard", [True, False])
def test_silence_is_an_alarm_only_where_somebody_listened(new: New, heard: bool) -> None:
    with Ledger(new()) as ledger:
        war_then_silence(ledger)
        state = "ok" if heard else "down"
        watched(ledger, (MONDAY.isoformat(), "ok"), (day(70), state))
        assert [a.side for a in ledger.settle_alarms(FEWER)] == (["down"] if heard else [])


WATCHES = """
[[watch]]
name = "Russia and Ukraine"
actors = ["RUS", "UKR"]
per = "none"
change = { kind = "count" }
"""


@pytest.mark.parametrize(("state", "gaps"), [("ok", 0), ("down", 10)])
def test_the_commands_know_of_outages(tmp_path: Path, state: str, gaps: int) -> None:
    place, file = str(tmp_path / "desk.db"), tmp_path / "watches.toml"
    file.write_text(WATCHES, encoding="utf-8")
    with Ledger(place) as ledger:
        war_then_silence(ledger)
        watched(ledger, (MONDAY.isoformat(), "ok"), (day(70), state))
    run = click.testing.CliRunner().invoke
    table = run(main, ["series", "RUS", "UKR", "--until", day(79), "--ledger", place])
    assert table.output.count("sources were not heard") == gaps
    told = run(main, ["alarms", str(file), "--ledger", place, "--since", day(70)])
    assert ("count down" in told.stdout) == (gaps == 0)
