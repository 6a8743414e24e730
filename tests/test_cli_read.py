"""`vedette read`: what comes out, where, and with which status; sources and model are canned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import canned
import click.testing
import pytest
import worked

from vedette import __version__
from vedette.cli import main
from vedette.cli.read import Rooms
from vedette.ingest import Defaults
from vedette.records import Problem, Reading, Report, change

SHELF = {
    "worked.txt": worked.worked(),
    "disputed.txt": canned.disputed(),
    "empty.txt": canned.empty(),
    "hostile.txt": canned.hostile(),
}
UNREAD = Problem(where="gone.txt", what="no such file", why="it was not read")
ASSUMED = Problem(where="odd.txt", what="not UTF-8", why="the report is read", lost=False)


def receive(sources: Iterable[str], defaults: Defaults) -> Iterator[Report | Problem]:
    """A shelf for a disk: "odd.txt" has a fault beside its report, unknown names have none."""
    for source in sources:
        if source in SHELF:
            report = SHELF[source].report
            yield change(report, date=report.date or defaults.date, outlet=defaults.outlet)
        elif source == "odd.txt":
            yield ASSUMED
            yield SHELF["empty.txt"].report
        elif source == "stop.txt":
            raise KeyboardInterrupt
        else:
            yield UNREAD


def reader(reports: Iterable[Report]) -> Iterator[Reading]:
    for report in reports:
        found = next(each for each in SHELF.values() if each.report.id == report.id)
        yield change(found, report=report)


ROOMS = Rooms(receive=receive, read=reader)


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, ["read", *arguments], obj=ROOMS)


STATUSES = (
    (("worked.txt",), 0, ""),
    (("worked.txt", "disputed.txt"), 0, ""),
    (("odd.txt",), 0, "problem: odd.txt: not UTF-8 (the report is read)\n"),
    (("gone.txt",), 1, "problem: gone.txt: no such file (it was not read)\n"),
    (("worked.txt", "gone.txt"), 1, "problem: gone.txt: no such file (it was not read)\n"),
    (("gone.txt", "worked.txt"), 1, "problem: gone.txt: no such file (it was not read)\n"),
    (("worked.txt", "stop.txt"), 130, ""),
)


@pytest.mark.parametrize(
    "asked", [(), ("--format", "md"), ("--format", "html"), ("--explain", "e1")]
)
def test_grades_are_told_in_the_words_that_are_asked_for(asked: tuple[str, ...]) -> None:
    usual, manual = (run("worked.txt", *asked, *w).stdout for w in ((), ("--wording", "fm")))
    assert "STANAG 2511" in usual
    assert "FM 2-22.3" not in usual
    assert "FM 2-22.3" in manual
    assert "STANAG 2511" not in manual


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "md", "html"])
@pytest.mark.parametrize(("sources", "status", "errors"), STATUSES)
def test_the_exit_status_says_whether_all_was_read(
    sources: tuple[str, ...], status: int, errors: str, form: str
) -> None:
    result = run(*sources, "--format", form)
    assert (result.exit_code, result.stderr) == (status, errors)


USAGE = (
    ((), "Missing argument 'SOURCE...'"),
    (("worked.txt", "--date", "soon"), "'soon' is not a day; write it as 2024-10-28"),
    (("worked.txt", "--date", "2024-02-30"), "is not a day"),
    (("worked.txt", "--format", "xml"), "'xml' is not one of"),
    (("worked.txt", "--explain", "e77"), "no report has an event e77: r1 has e1, e2"),
    (("worked.txt", "--output", "no/such/folder/out"), "cannot be written: No such file"),
    (("worked.txt", "--output", "/"), "cannot be written: Is a directory"),
)


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_wrong_usage_is_told_in_a_sentence_and_exits_with_2(
    arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_json_of_one_source_is_its_object_and_of_several_a_list() -> None:
    one = json.loads(run("worked.txt", "--format", "json").stdout)
    assert (one["vedette"], one["report"]["id"]) == (__version__, "r1")
    several = json.loads(run("worked.txt", "gone.txt", "--format", "json").stdout)
    assert [row["report"]["id"] for row in several] == ["r1"]


def test_defaults_reach_the_reports_that_lack_them() -> None:
    result = run("empty.txt", "--format", "json", "--date", "28 October 2024", "--outlet", "Beacon")
    report = json.loads(result.stdout)["report"]
    assert (report["date"], report["outlet"]) == ("2024-10-28", "Beacon")


def test_jsonl_has_a_line_for_each_report() -> None:
    lines = run("worked.txt", "empty.txt", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["report"]["id"] for line in lines] == ["r1", "r3"]


def test_the_table_of_a_pipe_has_no_colour_codes() -> None:
    result = run("worked.txt")
    assert "TOLD AS HAVING HAPPENED" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_problems_of_a_reading_stand_once_in_its_table() -> None:
    result = run("worked.txt")
    assert result.stdout.count("no place was found for the invasion") == 1
    assert result.stderr == ""


def test_an_explanation_replaces_the_record() -> None:
    result = run("worked.txt", "disputed.txt", "--explain", "e1")
    assert [line for line in result.stdout.splitlines() if line.startswith("e1  ")] == [
        "e1  MOBILIZE.troops  actual",
        "e1  ASSAULT.drone  actual",
    ]


def test_an_output_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    result = run("worked.txt", "--format", "html", "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_output_file_that_could_not_be_finished_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert run("worked.txt", "stop.txt", "--format", "jsonl", "-o", str(path)).exit_code == 130
    assert list(tmp_path.iterdir()) == []


def test_version_is_the_packages() -> None:
    result = click.testing.CliRunner().invoke(main, ["--version"])
    assert result.stdout == f"vedette, version {__version__}\n"


def python(code: str, **environment: str) -> subprocess.Popen[str]:
    """A Python of its own that can import this module."""
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    given = {**os.environ, "PYTHONPATH": paths, **environment}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", code], env=given, stdout=pipe, stderr=pipe, text=True
    )


def test_a_reader_that_goes_away_ends_it_without_a_word() -> None:
    code = f"{CALL}['worked.txt'] * 200 + ['--format', 'jsonl'])"
    with python(code) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["report"]["id"] == "r1"
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


CALL = "import test_cli_read as t; t.main(obj=t.ROOMS, args=['read'] + "


def test_a_terminal_that_knows_only_ascii_gets_escapes_and_no_crash() -> None:
    with python(f"{CALL}['worked.txt'])", PYTHONIOENCODING="ascii", PYTHONUTF8="0") as process:
        out, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    assert out.isascii()
    assert "MOBILIZE.troops" in out


HEAVY = ("numpy", "onnxruntime", "tokenizers", "rich", "jinja2", "trafilatura", "httpx", "babel")
LIGHT = f"""
import sys
import vedette.cli
try:
    vedette.cli.main(["read", "--help"])
except SystemExit:
    pass
print(sorted(set({HEAVY!r}) & set(sys.modules)))
"""


def test_help_imports_no_heavy_library() -> None:
    with python(LIGHT) as process:
        out, errors = process.communicate()
    assert (out.splitlines()[-1], errors) == ("[]", "")


def test_a_dry_run_lists_the_reports_and_reads_none(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("story,day\nThe ferry sank.,2024-10-28\nThe ferry rose.,2024-10-30\n")
    asked = [str(table), "--columns", "text=story", "--since", "2024-10-29", "--dry-run"]
    for verb in (["read"], ["fuse", "--ledger", str(tmp_path / "none.db")]):
        result = click.testing.CliRunner().invoke(main, [*verb, *asked])
        assert (result.exit_code, result.stdout) == (
            0, "2024-10-30 · a · no outlet · 3 words · no title\n"
        )  # fmt: skip
    assert not (tmp_path / "none.db").exists()
    result = click.testing.CliRunner().invoke(main, ["read", str(table), "--columns", "story"])
    assert (result.exit_code, "is not of the form" in result.output) == (2, True)


def test_who_fuses_reports_without_a_date_is_told_what_it_costs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry sank off the coast on Monday, the port said.")
    asked = ["fuse", "--ledger", str(tmp_path / "a.db"), str(tmp_path / "a.txt")]
    dated = click.testing.CliRunner().invoke(main, [*asked, "--date", "2024-10-28"])
    assert "without a date" not in dated.stderr
    found = click.testing.CliRunner().invoke(main, [*asked, "--ledger", str(tmp_path / "b.db")])
    assert "1 of 1 reports came without a date" in found.stderr
