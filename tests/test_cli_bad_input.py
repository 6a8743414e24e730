"""What cannot be read gets a sentence and a status, and stops nothing else. The real pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vedette.cli import main

GOOD = "Rebels shelled the port of Nkhata Bay on Monday, the army said.\n"
BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\n", "is blank"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "not text"),
    ("paper.txt", b"%PDF-1.7\n" + bytes(64), "PDF"),
    ("huge.txt", b"The army moved. " * 1_300_000, "the limit for one report"),
    ("menu.html", b"<html><body><nav>Home</nav></body></html>", "no article"),
    ("german.txt", "Die Regierung hat am Montag neue Sanktionen gegen Russland angekündigt, "
     "wie ein Sprecher des Außenministeriums in Berlin mitteilte. Die Maßnahmen treten bald "
     "in Kraft.".encode(), "German"),
    ("lines.jsonl", b'{"text": "' + GOOD.strip().encode() + b'"}\n{"text": \n', "line 2"),
]  # fmt: skip


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["read", *arguments])


@pytest.mark.parametrize(("name", "data", "said"), BAD, ids=[b[0] for b in BAD])
def test_one_bad_report_is_told_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    result = run(str(tmp_path / name), str(tmp_path / "good.txt"), "--format", "jsonl")
    assert result.exit_code == 1
    assert said in result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows[-1]["report"]["text"].strip() == GOOD.strip()
    assert all("Traceback" not in part for part in (result.stdout, result.stderr))


@pytest.mark.parametrize(
    ("data", "said"),
    [("Rebels shelled Zürich’s depot, the army said.".encode("cp1252"), "not valid UTF-8")],
)
def test_a_text_that_is_read_with_a_doubt_exits_with_0(
    tmp_path: Path, data: bytes, said: str
) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    result = run(str(tmp_path / "odd.txt"), "--format", "json")
    assert (result.exit_code, said in result.stderr) == (0, True)
    assert "Zürich’s" in json.loads(result.stdout)["report"]["text"]


def test_a_date_that_is_no_date_is_told_and_the_report_read(tmp_path: Path) -> None:
    row = {"id": "a", "text": GOOD, "date": "yesterdayish"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    result = run(str(tmp_path / "a.jsonl"), "--format", "json")
    assert result.exit_code == 0
    assert "yesterdayish" in result.stderr
    assert json.loads(result.stdout)["report"]["date"] is None
