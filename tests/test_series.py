"""Series between two sides: which events count, for how much, and where nothing is known."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click.testing
import numpy as np
import pyarrow as pa
import pytest
from postgresql import New
from pyarrow import parquet
from test_ledger import harbour

from vedette.cli import main
from vedette.export.series import COLUMNS
from vedette.ledger import Ledger
from vedette.ledger.store import Store
from vedette.records import Dyad, Entity, Entry, Point, Report, Step, When, change
from vedette.watch.binned import BAND, MOST, Columns, Reported, bin_of, first_day, last_day, series

PEOPLE = {
    who: Entity(id=who, name=name, kind="ORG", country=who[:3], actor=who)
    for who, name in (
        ("RUS/MIL", "Russian army"),
        ("RUS/GOV", "Kremlin"),
        ("UKR/GOV", "Ukraine's government"),
        ("UKR/MIL", "Ukrainian army"),
        ("GEO/GOV", "İstanbul-based envoys of Georgia"),
    )
}
TOLD = (
    # who, whom, first day, last day, type's score, quad, grade, status
    ("RUS/MIL", "UKR/GOV", "2026-03-02", "2026-03-02", -10.0, "M-CONF", 1, "actual"),
    ("RUS/GOV", "UKR/GOV", "2026-03-04", "2026-03-04", -4.0, "V-CONF", 2, "actual"),
    ("UKR/GOV", "RUS/GOV", "2026-03-08", "2026-03-08", 4.0, "V-COOP", 3, "actual"),
    ("UKR/MIL", "RUS/MIL", "2026-03-09", "2026-03-09", -10.0, "M-CONF", 6, "actual"),
    ("RUS/MIL", "UKR/GOV", "2026-03-16", "2026-03-16", -10.0, "M-CONF", 2, "future"),
    ("RUS/MIL", "UKR/GOV", "2026-03-01", "2026-03-31", -10.0, "M-CONF", 1, "actual"),
    ("RUS/MIL", "GEO/GOV", "2026-03-02", "2026-03-02", -7.0, "M-CONF", 2, "actual"),
)
REPORTS = {"2026-03-02": 3, "2026-03-05": 1, "2026-03-10": 2, "2026-03-24": 4}


def put(ledger: Ledger, told: tuple[Any, ...] = TOLD, reports: dict[str, int] = REPORTS) -> None:
    """Events of those sides in the place of a ledger's own, and reports of those days."""
    (reading, *_) = harbour()
    ledger.add(reading)
    old = list(ledger.entries())
    with ledger._write() as store:
        made = (_entry(old[0], n, *row) for n, row in enumerate(told))
        store.replace_entries([e.event.id for e in old], made)
        add_reports(store, reading, reports)


def add_reports(store: Store, reading: Any, reports: dict[str, int]) -> None:
    days = [day for day, many in reports.items() for _ in range(many)]
    made = [
        change(reading, report=Report(id=f"r{day}-{n}", text="Words.", date=day))
        for n, day in enumerate(days)
    ]
    store.add_reports([(each, each.report.id) for each in made])


def _entry(
    like: Entry, n: int, who: str, whom: str, first: str, last: str, score: float, quad: str,
    grade: int, status: Any,
) -> Entry:  # fmt: skip
    event = change(
        like.event, id=f"{n:012x}.e1", actors=(who,), recipients=(whom,), intensity=score,
        quad=quad, status=status, grade=change(like.event.grade, credibility=grade),
        when=When(start=first, end=last, precision="day", raw=""),
    )  # fmt: skip
    return change(like, event=event, entities=(PEOPLE[who], PEOPLE[whom]))


@pytest.fixture
def ledger(new: New) -> Iterator[Ledger]:
    with Ledger(new()) as ledger:
        put(ledger)
        yield ledger


def weeks(ledger: Ledger, **of: Any) -> dict[str, Point]:
    of = {"since": "2026-03-02", "until": "2026-03-24", **of}
    return {p.start: p for p in ledger.series(Dyad(**of)).points}


BETWEEN: tuple[tuple[dict[str, Any], list[int]], ...] = (
    ({"a": "RUS", "b": "UKR"}, [3, 1, 0, 0]),
    ({"a": "UKR", "b": "RUS"}, [3, 1, 0, 0]),
    ({"a": "rus", "b": "ukr", "directed": True}, [2, 0, 0, 0]),
    ({"a": "UKR", "b": "RUS", "directed": True}, [1, 1, 0, 0]),
    ({"a": "RUS/MIL", "b": "UKR"}, [1, 1, 0, 0]),
    ({"a": "Kremlin", "b": "UKR/GOV"}, [2, 0, 0, 0]),
    ({"a": "KREMLIN", "b": "ukraine's government"}, [2, 0, 0, 0]),
    ({"a": "RUS", "b": "UKR", "sector": "MIL"}, [1, 1, 0, 0]),
    ({"a": "RUS", "b": "UKR", "statuses": ("future",)}, [0, 0, 1, 0]),
    ({"a": "RUS", "b": "UKR", "grades": (1, 2)}, [2, 0, 0, 0]),
    ({"a": "RUS"}, [4, 1, 0, 0]),
    ({"a": "İstanbul-based envoys of Georgia", "b": "RUS"}, [1, 0, 0, 0]),
    ({}, [4, 1, 0, 0]),
    ({"a": "XXX", "b": "UKR"}, [0, 0, 0, 0]),
    ({"a": "RU%", "b": "UKR"}, [0, 0, 0, 0]),
)


def test_events_between_two_sides_are_those_of_either_way_in(ledger: Ledger) -> None:
    for of, events in BETWEEN:
        assert [p.events for p in weeks(ledger, **of).values()] == events, of


def test_a_score_is_the_sum_of_likely_intensities_per_hundred_reports(ledger: Ledger) -> None:
    first = weeks(ledger, a="RUS", b="UKR")["2026-03-02"]
    assert (first.material_conflict, first.verbal_conflict, first.verbal_cooperation) == (1, 1, 1)
    mean = 0.875 * -10 + 0.675 * -4 + 0.5 * 4
    spread = (0.875 * 0.125 * 100 + 0.675 * 0.325 * 16 + 0.25 * 16) ** 0.5
    assert first.reports == 4
    assert first.score == pytest.approx(100 * mean / 4)
    assert first.low == pytest.approx(100 * max(mean - BAND * spread, -14) / 4)
    assert first.high == pytest.approx(100 * (mean + BAND * spread) / 4)


def test_grade_6_counts_as_an_event_and_for_nothing_else(ledger: Ledger) -> None:
    second = weeks(ledger, a="RUS", b="UKR")["2026-03-09"]
    assert (second.events, second.ungraded, second.material_conflict) == (1, 1, 0)
    assert (second.score, second.low, second.high) == (0.0, 0.0, 0.0)


def test_a_week_without_reports_is_a_gap_and_one_without_events_is_not(ledger: Ledger) -> None:
    found = weeks(ledger, a="RUS", b="UKR")
    assert (found["2026-03-16"].gap, found["2026-03-16"].score) == (True, None)
    assert found["2026-03-16"].why == "no report"
    assert (found["2026-03-23"].gap, found["2026-03-23"].score) == (False, 0.0)


def test_an_event_of_an_unsure_week_is_left_out_and_counted(ledger: Ledger) -> None:
    of = Dyad(a="RUS", b="UKR")
    assert ledger.series(of, "week").left_out == 1
    assert ledger.series(of, "month").left_out == 0


def test_a_ledger_without_reports_has_no_series(new: New) -> None:
    with Ledger(new()) as empty:
        assert empty.series(Dyad(a="RUS", b="UKR")).points == ()


@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_bins_follow_on_each_other_and_begin_where_a_calendar_has_it(by: Step) -> None:
    days = np.arange(730_000, 731_000)
    bins = bin_of(days, by)
    assert set(np.diff(bins)) <= {0, 1}
    for day, number in zip(days, bins, strict=True):
        assert first_day(int(number), by).toordinal() <= day
        assert first_day(int(number) + 1, by).toordinal() > day
    assert by != "week" or first_day(int(bins[0]), by).weekday() == 0


@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_a_calendar_ends_and_its_last_bin_with_it(by: Step) -> None:
    last = date.max
    day = np.array([last.toordinal()])
    nothing = Columns(
        day=day[:0], quad=np.array([], dtype=np.str_), grade=day[:0], events=day[:0],
        **dict.fromkeys(("total", "squares", "below", "above"), np.array([])),
    )  # fmt: skip
    told = Reported(day=day, reports=np.array([1]))
    (point,) = series(nothing, told, Dyad(), by=by).points
    assert date.fromisoformat(point.start) <= last
    assert last_day(last, by) == last


def test_a_report_of_a_day_that_is_yet_to_come_stretches_no_series(new: New) -> None:
    """A slip of the pen (9999-12-31) is in the series of its day alone; tomorrow is no slip, since
    it has begun elsewhere."""
    with Ledger(new(), clock=lambda: "2026-03-23T20:00:00+00:00") as ledger:
        put(ledger, reports={**REPORTS, "2026-03-25": 1, "9999-12-31": 1})
        days = [p.start for p in ledger.series(Dyad(), "day").points]
        assert (days[0], days[-1]) == ("2026-03-02", "2026-03-24")
        ledger.series(Dyad(since="9999-12-01", until="9999-12-31"), "week")


def test_what_is_asked_for_has_so_many_bins_and_what_is_not_begins_later(new: New) -> None:
    """A report of the year 2, dated by a slip of the pen, does not hold the others up."""
    with Ledger(new()) as ledger:
        put(ledger, reports={**REPORTS, "0002-01-01": 1})
        days = [p.start for p in ledger.series(Dyad(), "day").points]
        assert (len(days), days[-1]) == (MOST, "2026-03-24")
        for of in (Dyad(since="0002-01-01"), Dyad(until="9999-12-31")):
            with pytest.raises(ValueError, match=f"at most {MOST:,}"):
                ledger.series(of, "day")
        assert ledger.series(Dyad(since="0002-01-01"), "month").points[0].reports == 1


def test_where_every_report_is_yet_to_come_the_clock_is_wrong(new: New) -> None:
    with Ledger(new(), clock=lambda: "1970-01-01T00:00:00+00:00") as ledger:
        put(ledger)
        assert ledger.series(Dyad(), "day").points[-1].start == "2026-03-24"


def test_a_band_never_leaves_what_the_events_allow() -> None:
    one = np.array([738_000])
    real = {name: np.array([-10.0]) for name in ("total", "below")}
    alone = Columns(
        day=one, quad=np.array(["M-CONF"]), grade=np.array([3]), events=np.array([1]),
        squares=np.array([100.0]), above=np.array([0.0]), **real,
    )  # fmt: skip
    told = Reported(day=one, reports=np.array([100]))
    (point,) = series(alone, told, Dyad(), by="day").points
    assert (point.score, point.low, point.high) == (-5.0, -10.0, 0.0)


@pytest.fixture
def place(tmp_path: Path) -> str:
    name = str(tmp_path / "desk.db")
    with Ledger(name) as ledger:
        put(ledger)
    return name


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, ["series", *arguments])


def test_every_format_holds_the_same_columns(place: str, tmp_path: Path) -> None:
    asked = ("RUS", "UKR", "--ledger", place, "--since", "2026-03-02", "--format")
    out = {kind: tmp_path / f"s.{kind}" for kind in ("json", "csv", "parquet", "arrow")}
    for kind, file in out.items():
        assert run(*asked, kind, "--out", str(file)).exit_code == 0
    told = json.loads(out["json"].read_bytes())["items"]
    assert [p["events"] for p in told] == [3, 1, 0, 0]
    lines = list(csv.reader(out["csv"].read_text(encoding="utf-8").splitlines()))
    assert tuple(lines[0]) == COLUMNS
    assert lines[3][:4] == ["2026-03-16", "", "", ""]
    table = parquet.read_table(out["parquet"])
    assert table.equals(pa.ipc.open_file(out["arrow"]).read_all())
    assert [str(d) for d in table["start"].to_pylist()] == [p["start"] for p in told]
    assert table["score"].to_pylist() == [p["score"] for p in told]


def test_a_table_says_why_a_week_has_no_number(place: str) -> None:
    done = run("RUS", "UKR", "--ledger", place, "--since", "2026-03-02")
    assert done.output.splitlines()[0].startswith("RUS and UKR, by week")
    assert "2026-03-16 no report" in done.output
    assert "so closely: 1" in done.output


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_plot_is_a_picture_and_the_same_each_time(place: str, tmp_path: Path, kind: str) -> None:
    files = [tmp_path / f"{n}.{kind}" for n in "ab"]
    for file in files:
        assert run("$x$", "UKR", "--ledger", place, "--plot", str(file)).exit_code == 0
    one, other = (file.read_bytes() for file in files)
    assert one == other
    if kind == "svg":
        assert "$x$ and UKR, by week" in "".join(ElementTree.fromstring(one).itertext())
    else:
        assert one.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--sector", "XYZ"], "no sector"),
        (["--plot", "a.gif"], "neither in .svg nor in .png"),
        (["--plot", "/nowhere/a.svg"], "No such file"),
        (["--by", "year"], "day"),
        (["--since", "0001-01-01", "--by", "day"], "40,000"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(place: str, wrong: list[str], said: str) -> None:
    done = run("RUS", "UKR", "--ledger", place, *wrong)
    assert done.exit_code != 0
    assert said in done.output
    assert "Traceback" not in done.output
