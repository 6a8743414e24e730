"""`vedette watch` as a command: the real reader, a real server, real signals."""

from __future__ import annotations

import http.server
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click.testing
import pytest
from newssite import Site, feed, item, says, serving

from vedette.cli import main
from vedette.ledger import Ledger, health
from vedette.records import change

SHELLED = "Malawi's foreign ministry said on Monday that Tanzania had shelled Karonga harbour."
SOURCES = """
private_hosts = ["127.0.0.1"]
pause = "1s"
[[source]]
name = "Meridian"
url = "{base}/feed"
outlet = "Meridian Wire"
letter = "B"
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def sources(tmp_path: Path, site: Site) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES.format(base=site.base), encoding="utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "desk.db")


def run(sources: Path, place: str, *asked: str) -> click.testing.Result:
    arguments = ["watch", str(sources), "--ledger", place, *asked]
    return click.testing.CliRunner().invoke(main, arguments)


def test_once_reads_what_is_new_and_ends(site: Site, sources: Path, place: str) -> None:
    site.pages["/feed"] = says(feed(item("Harbour shelled", SHELLED)))
    told = run(sources, place, "--once")
    assert told.exit_code == 0
    assert "Meridian: ok: it answers, and new items come\n" in told.stdout
    assert "Meridian: 1 new or edited\n" in told.stdout
    assert told.stdout.endswith("Harbour shelled\n")
    assert told.stderr == (
        "done; looks at sources: 1, failed: 0; reports read: 1, not readable: 0;"
        " items that wait: 0\n"
    )
    with Ledger(place) as ledger:
        (entry,) = ledger.entries()
    assert entry.reports[0].outlet == "Meridian Wire"


def test_a_report_that_cannot_be_read_is_told_and_kept(
    site: Site, sources: Path, place: str
) -> None:
    site.pages["/feed"] = says(feed(item("empty", "")))
    told = run(sources, place, "--once")
    assert told.exit_code == 1
    assert "item 1: the item has no text of its own" in told.stderr
    with Ledger(place) as ledger:
        (kept,) = ledger.problems()
    assert kept.source == "Meridian"


def test_a_dry_run_lists_what_would_be_read_and_changes_nothing(
    site: Site, sources: Path, place: str
) -> None:
    site.pages["/feed"] = says(feed(item("Harbour shelled", SHELLED)))
    told = run(sources, place, "--dry-run")
    assert told.exit_code == 0
    assert "Meridian Wire · 14 words · Harbour shelled" in told.stdout
    assert not Path(place).exists()


def test_a_dry_run_leaves_out_what_the_ledger_knows(site: Site, sources: Path, place: str) -> None:
    site.pages["/feed"] = says(feed(item("Harbour shelled", SHELLED)))
    run(sources, place, "--once")
    with Ledger(place) as ledger:
        ledger.feeds.visited(change(ledger.watched()[0], due=None), [], [])
        before = ledger.watched()
    told = run(sources, place, "--dry-run")
    assert told.stdout == ""
    assert "looks at sources: 1," in told.stderr
    with Ledger(place) as ledger:
        assert ledger.watched() == before


def test_a_letter_of_the_file_is_given_once_and_no_persons_is_overruled(
    site: Site, sources: Path, place: str
) -> None:
    site.pages["/feed"] = says(feed(item("Harbour shelled", SHELLED)))
    run(sources, place, "--once")
    run(sources, place, "--once")
    with Ledger(place) as ledger:
        (given,) = ledger.rated()
        assert (given.letter, given.source.name) == ("B", "Meridian Wire")
        assert set(ledger.letters(ledger.entries()).values()) == {"B"}
        ledger.rate(given.source, "C", why="it erred", who="me")
    run(sources, place, "--once")
    with Ledger(place) as ledger:
        assert [r.letter for r in ledger.rated()] == ["B", "C"]
    text = sources.read_text(encoding="utf-8").replace('"B"', '"D"')
    sources.write_text(text, encoding="utf-8")
    run(sources, place, "--once")
    with Ledger(place) as ledger:
        assert [r.letter for r in ledger.rated()] == ["B", "C", "D"]


def test_the_status_is_told_by_watch_and_by_doctor(site: Site, sources: Path, place: str) -> None:
    assert run(sources, place, "--status").exit_code == 2  # there is no ledger
    site.pages["/feed"] = says("", 500)
    assert run(sources, place, "--once").exit_code == 1
    more = '[[source]]\nname = "Later"\nurl = "https://later.example/"\n'
    with sources.open("a", encoding="utf-8") as file:
        file.write(more)
    told = run(sources, place, "--status").stdout
    assert "Meridian: lagging since " in told
    assert "the last try failed: the server answers 500 Internal Server Error" in told
    assert "Later: not asked yet\n" in told
    doctor = click.testing.CliRunner().invoke(main, ["doctor", "--ledger", place])
    assert "  Meridian: lagging since " in doctor.stdout
    assert doctor.exit_code == 0


def test_a_file_with_faults_is_wrong_usage(tmp_path: Path, place: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("[[source]]\nname = 'A'\n", encoding="utf-8")
    told = run(path, place, "--once")
    assert told.exit_code == 2
    assert "source 1 (A): a feed needs a url" in told.stderr
    assert not Path(place).exists()


SIGNALS = [signal.SIGTERM, signal.SIGINT]


def started(sources: Path, place: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "vedette", "watch", str(sources), "--ledger", place]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_it_after_the_report_in_hand(
    site: Site, sources: Path, place: str, number: signal.Signals
) -> None:
    items = [item(f"No. {n}", f"{SHELLED} It was shot number {n}.") for n in range(300)]
    site.pages["/feed"] = says(feed(*items), ETag='"one"')
    process = started(sources, place)
    assert process.stdout is not None
    for line in process.stdout:
        if "No. " in line:
            process.send_signal(number)
            break
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert err.splitlines()[-1].startswith("stopped; looks at sources: 1, failed: 0;")
    read = 1 + out.count("No. ")
    with Ledger(place) as ledger:
        assert ledger.count()["reports"] == read
        assert ledger.watched()[0].waiting == 300 - read
    found = health(place)
    assert found is not None
    assert found.faults == ()


def test_a_signal_does_not_wait_for_a_server(site: Site, sources: Path, place: str) -> None:
    asked, over = threading.Event(), threading.Event()

    def never(handler: http.server.BaseHTTPRequestHandler) -> None:
        asked.set()
        over.wait(60)

    site.pages["/feed"] = never
    process = started(sources, place)
    assert asked.wait(60)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    over.set()
    assert process.returncode == 0
    assert err.startswith("stopped; looks at sources: 0")


def test_a_signal_ends_a_wait(site: Site, sources: Path, place: str) -> None:
    site.pages["/feed"] = says(feed(item("Harbour shelled", SHELLED)))
    process = started(sources, place)
    assert process.stdout is not None
    for line in process.stdout:
        if "Harbour shelled" in line:
            break
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "reports read: 1" in err
