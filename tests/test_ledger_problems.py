"""What cannot be read is kept in the ledger with its bytes, each fault once, and given back."""

from __future__ import annotations

import json
from pathlib import Path

import click.testing
import pytest
from postgresql import New

from vedette import ingest, pipeline
from vedette.cli import main
from vedette.ledger import Ledger
from vedette.records import KEPT, Problem, about

GOOD = '{"text": "Rebels shelled the port on Monday, the army said.", "date": "2024-03-04"}'
PAGE = b"<html><head><title>x</title></head><body><p>No article.</p></body></html>"
FEED = b"""<rss version="2.0"><channel><title>Wire</title>
<item><guid>7</guid><title>Nothing more</title></item></channel></rss>"""
BROKEN: list[tuple[str, bytes, bytes]] = [
    ("a.jsonl", f'{GOOD}\n{{"txt": 1}}\n{GOOD}\n'.encode(), b'{"txt": 1}\n'),
    ("a.json", b'[{"text": "one"}, {"txt": 2}]', b'{"txt":2}'),
    ("a.csv", b"date,text\n2024-03-04,Rebels shelled it.\n2024-03-05\n", b"2024-03-05\n"),
    ("a.html", PAGE, PAGE),
    ("a.txt", b"Rebels \0 shelled it.", b"Rebels \0 shelled it."),
    ("a.rss", FEED, b"<item><guid>7</guid><title>Nothing more</title></item>"),
    ("a.xml", b"<svg/>", b"<svg/>"),
    ("b.xml", b"<newsMessage><newsItem/></newsMessage>", b"<newsItem/>"),
]


@pytest.mark.parametrize(("name", "data", "raw"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_problem_brings_the_bytes_that_it_is_about(
    tmp_path: Path, name: str, data: bytes, raw: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    problems = [p for p in ingest.ingest([str(path)]) if isinstance(p, Problem)]
    assert [(p.raw, p.size) for p in problems] == [(raw, len(raw))]


def test_of_much_only_the_beginning_is_kept_and_it_says_so(tmp_path: Path) -> None:
    line = b"{" + b" " * KEPT + b"}"
    path = tmp_path / "a.jsonl"
    path.write_bytes(line)
    (problem,) = ingest.ingest([str(path)])
    assert isinstance(problem, Problem)
    assert (problem.raw, problem.size) == (line[:KEPT], len(line))


def test_the_same_problem_again_only_counts(new: New) -> None:
    times = iter(("1", "2", "3"))
    with Ledger(new(), clock=lambda: next(times, "4")) as ledger:
        gone = Problem(where="x\0", what="it is gone", why="it was not read")
        other = about(gone, b"\xff\0bytes")
        numbers = [ledger.keep(p, source="s") for p in (gone, other, gone)]
        assert numbers == [1, 2, 1]
        first, second = ledger.problems()
        assert (first.times, first.first, first.last) == (2, "2", "4")
        assert second.problem.raw == b""
        assert ledger.problem(2).problem.raw == b"\xff\0bytes"
        ledger.rebuild()
        assert len(ledger.problems()) == 2
        with pytest.raises(KeyError, match="there is no problem 3"):
            ledger.problem(3)


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, list(arguments))


def test_fuse_keeps_what_it_could_not_read(
    new: New, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_all", lambda reports: list(reports) and [])
    place, page = new(), tmp_path / "a.html"
    page.write_bytes(PAGE)
    missing = str(tmp_path / "gone.txt")
    for _ in range(2):
        assert run("fuse", str(page), missing, "--ledger", place).exit_code == 1
    told = run("problems", "--ledger", place).stdout
    assert "1  " in told
    assert "no article was found" in told
    assert f"{len(PAGE)} bytes" in told
    assert "met 2 times" in told
    assert f"of {missing}" in told
    rows = [
        json.loads(x)
        for x in run("problems", "--ledger", place, "--format", "jsonl").stdout.splitlines()
    ]
    assert [(r["number"], r["times"], r["size"]) for r in rows] == [(1, 2, len(PAGE)), (2, 2, 0)]
    out = tmp_path / "raw"
    assert run("problems", "1", "--raw", str(out), "--ledger", place).exit_code == 0
    assert out.read_bytes() == PAGE
    for bad, words in (
        (("2", "--raw", str(out)), "nothing that has bytes"),
        (("--raw", str(out)), "give its number"),
        (("9",), "there is no problem 9"),
    ):
        told_ = run("problems", *bad, "--ledger", place)
        assert (told_.exit_code, words in told_.stderr) == (2, True)
    assert run("fuse", missing, "--dry-run", "--ledger", new()).exit_code == 1
