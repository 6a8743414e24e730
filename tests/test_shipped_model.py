"""Golden readings of the shipped model; named after it, since another model reads otherwise."""

from __future__ import annotations

from pathlib import Path

import click.testing
import pytest
from worked import WORKED

import vedette
from vedette.cli import main
from vedette.reader.model import shipped
from vedette.records import Event, Reading

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def picket_5() -> Reading:
    """The worked case: three speakers, two who knew, and much that has not happened."""
    assert shipped().name == "picket-5"
    return vedette.read(WORKED, date="2024-10-28")


def one(reading: Reading, type_: str, status: str) -> Event:
    found = [e for e in reading.events if (e.type, e.status) == (type_, status)]
    assert len(found) == 1, [(e.id, e.type, e.status) for e in reading.events]
    return found[0]


def names(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    return [reading.entity(i).name for i in ids]


def test_picket_5_reads_the_deployment_and_who_really_knew(picket_5: Reading) -> None:
    event = one(picket_5, "MOBILIZE", "actual")
    assert event.mode == "troops"
    assert "North Korean troops" in names(picket_5, event.actors)
    assert event.place is not None
    assert (event.place.country, event.place.admin1) == ("RUS", "Kursk Oblast")
    assert names(picket_5, event.origins) == [
        "officials of South Korea's intelligence service",
        "Ukrainian military intelligence",
    ]
    assert event.grade.credibility == 2


@pytest.mark.parametrize(
    ("type_", "status"),
    [("ASSAULT", "hypothetical"), ("AID", "requested"), ("ASSAULT", "historical")],
)
def test_picket_5_tells_what_has_not_happened_or_is_long_past(
    picket_5: Reading, type_: str, status: str
) -> None:
    assert one(picket_5, type_, status)


def test_picket_5_reads_the_charge_as_a_charge(picket_5: Reading) -> None:
    assert one(picket_5, "ACCUSE", "actual")


@pytest.mark.parametrize(
    "text",
    [
        "The striker shot from distance and the defence was under attack for an hour.",
        "Shares fell in a price war between two supermarket chains on Thursday.",
        "She believes in small dairies, in public libraries and, on some days, in God.",
    ],
)
def test_picket_5_leaves_ordinary_life_alone(text: str) -> None:
    assert vedette.read(text, date="2026-01-02").events == ()


def test_the_readme_prints_what_picket_5_makes_of_the_first_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked = click.testing.CliRunner().invoke(main, ["read", str(ROOT / "examples/reports.jsonl")])
    printed = "\n".join(line.rstrip() for line in asked.output.splitlines())
    shown = (ROOT / "README.md").read_text(encoding="utf-8").split("as it is printed:\n\n```\n")[1]
    assert printed.startswith(shown.split("\n```\n")[0])
