"""Breaks of a series: none by chance more often than asked, and soon where there is one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from quality.alarms import a_year, delays
from quality.processes import counts, normal, remembering, shifted, widened
from vedette.watch.breaks import PACES, Kind, breaks
from vedette.watch.quiet import Quiet, block_length, resampled

WEEK = PACES["week"]


@pytest.mark.parametrize(
    ("kind", "asked", "least", "most"),
    [("level", 1.0, 0.3, 1.7), ("level", 4.0, 2.0, 6.0), ("variance", 4.0, 2.0, 6.0)],
)
def test_quiet_series_alarm_about_as_often_as_asked(
    kind: Kind, asked: float, least: float, most: float
) -> None:
    for process in (remembering(0.3), counts):
        got = a_year(process, per_year=asked, kind=kind, series=4, years=8)
        assert least <= got <= most, process.__doc__


def test_a_shift_of_three_spreads_is_told_within_a_month() -> None:
    found = delays(normal, kind="level", by=3.0, series=6)
    assert all(d is not None and d <= 4 for d in found), found


def test_a_break_says_when_it_began_what_was_usual_and_what_is_now() -> None:
    series = shifted(normal(200, np.random.default_rng(3)), 150, by=4.0)
    (found,) = [b for b in breaks(series, WEEK, per_year=0.1) if b.told >= 150]
    assert (found.kind, found.side) == ("level", "up")
    assert 148 <= found.onset <= 151 <= found.told <= 155
    assert found.until < found.onset
    assert found.after - found.before > 2.5
    assert found.sum > found.threshold


def test_a_wider_spread_is_a_break_of_the_variance_and_not_of_the_level() -> None:
    series = widened(normal(300, np.random.default_rng(5)), 200, by=4.0)
    later = breaks(series, WEEK, per_year=0.2, kinds=["level", "variance"])
    assert ("variance", "up") in {(b.kind, b.side) for b in later if 200 <= b.told < 215}


def test_what_is_told_of_the_past_does_not_hang_on_what_came_later() -> None:
    series = shifted(remembering(0.3)(260, np.random.default_rng(11)), 150, by=3.0)
    whole = breaks(series, WEEK, per_year=2.0)
    for end in (120, 155, 200):
        assert breaks(series[:end], WEEK, per_year=2.0) == tuple(b for b in whole if b.told < end)


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_the_unit_of_a_series_does_not_matter(unit: float) -> None:
    series = shifted(normal(200, np.random.default_rng(3)), 150, by=3.0)
    told = [(b.onset, b.told) for b in breaks(series * unit + unit, WEEK)]
    assert told == [(b.onset, b.told) for b in breaks(series, WEEK)]


def test_one_value_alone_is_no_break_however_far_out_it_is() -> None:
    series = normal(200, np.random.default_rng(3)) * 0.01
    before = breaks(series, WEEK, per_year=0.1)
    series[150] = 1e9
    assert breaks(series, WEEK, per_year=0.1) == before


def test_gaps_are_passed_over_and_a_long_one_ends_what_was_under_way() -> None:
    quiet = normal(120, np.random.default_rng(3)) * 0.1
    short, long = [math.nan] * 2, [math.nan] * 30
    told = [
        [b.told for b in breaks([*quiet, 2.0, *gap, 2.0], WEEK, per_year=0.2) if b.told >= 120]
        for gap in (short, long)
    ]
    assert told == [[123], []]


@pytest.mark.parametrize(
    "series", [[], [math.nan] * 300, [0.0] * 300, [1.0] * 20], ids=["none", "gaps", "same", "short"]
)
def test_a_series_with_nothing_in_it_has_no_breaks(series: list[float]) -> None:
    assert breaks(series, WEEK, kinds=["level", "variance"]) == ()


def test_no_false_alarms_at_all_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        breaks([1.0], WEEK, per_year=0)


def test_scores_are_those_of_ranks() -> None:
    usual = Quiet(np.arange(99.0))
    assert usual.score(np.array([49.0]))[0] == pytest.approx(0.0)
    assert usual.score(np.array([1e9]))[0] == usual.score(np.array([99.0]))[0]
    assert usual.score(np.array([83.0]))[0] == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("memory", [0.0, 0.3, 0.6, 0.9])
def test_blocks_are_about_as_long_as_the_reference_programs_make_them(memory: float) -> None:
    arch = pytest.importorskip("arch.bootstrap", reason="pip install 'vedette[quality]'")
    series = remembering(memory)(2000, np.random.default_rng(2))
    expected = float(arch.optimal_block_length(series).iloc[0, 0])
    assert block_length(series) == pytest.approx(expected, rel=0.25, abs=1.0)


def test_a_resampled_series_keeps_the_memory_of_the_first() -> None:
    series = remembering(0.6)(2000, np.random.default_rng(2))
    (again,) = resampled(series, (1, 4000), 20.0, np.random.default_rng(1))
    near = float(np.corrcoef(again[1:], again[:-1])[0, 1])
    assert near == pytest.approx(float(np.corrcoef(series[1:], series[:-1])[0, 1]), abs=0.08)
