"""The tour of the README, as it stands there: from watching to a brief, on the examples."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from vedette.cli import main
from vedette.feeds import plan_of as sources_of
from vedette.watch.plan import plan_of as watches_of

ROOT = Path(__file__).parent.parent
BEGINS = "From watching to a brief"
SAID = {
    "watch": "Harbour reports: ok",
    "series": "MWI and TZA, by day",
    "alarms": "0 alarms stand in 1 watches",
    "brief": "## What is claimed, and by whom",
}


def commands() -> list[list[str]]:
    """The tour's commands without the program and what is said of them."""
    block = (ROOT / "README.md").read_text("utf-8").partition(BEGINS)[2].split("```")[1]
    found = [shlex.split(line, comments=True) for line in block.strip().splitlines()]
    assert all(re.fullmatch(r".*vedette", command[0]) for command in found)
    return [command[1:] for command in found]


def test_the_tour_goes_from_watching_to_a_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    # A file that was written just now is left for the next look.
    for file in (tmp_path / "examples").iterdir():
        os.utime(file, (time.time() - 60, time.time() - 60))
    monkeypatch.chdir(tmp_path)
    tour = commands()
    assert [command[0] for command in tour] == ["watch", "watch", "series", "alarms", "brief"]
    for command in tour:
        ran = CliRunner().invoke(main, command)
        assert ran.exit_code == 0, ran.output
        assert SAID[command[0]] in ran.output
        assert "not heard" not in ran.output


def test_the_files_of_the_tour_are_sound() -> None:
    (source,) = sources_of(ROOT / "examples" / "watch.toml").sources
    assert source.kind == "folder"
    assert Path(source.address).exists()
    (watch,) = watches_of(ROOT / "examples" / "watches.toml").watches
    assert (watch.of.a, watch.of.b) == ("MWI", "TZA")
