"""Reviewed reports in the corpus's markup: its own checker and reader find what people found."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from test_ledger import harbour

from quality.gold import readings
from quality.sets import CORPUS, read_bundle
from vedette.cli import main
from vedette.codebook import book
from vedette.export.bundle import write
from vedette.export.bundle.marked import Mark, marked, nested
from vedette.ledger import Ledger
from vedette.records import Annotated, Entry, Place, Reading, Report, change

CHECK = CORPUS / "check.py"
MBAMBA = Place(
    name="Mbamba Bay", lat=-11.3, lon=34.8, country="TZA", gazetteer_id="geonames:877384",
    precision="town", reason="a person has ruled so",
)  # fmt: skip
NOWHERE_NAMED = change(MBAMBA, name="Zomba", gazetteer_id="geonames:923295")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "desk.db") as found:
        for reading in harbour():
            found.add(reading)
        yield found


def faults(path: Path) -> list[str]:
    """What the corpus's checker says of a bundle."""
    told = subprocess.run([sys.executable, CHECK, path], capture_output=True, text=True)
    return [] if told.returncode == 0 else told.stdout.splitlines()


def run(desk: Ledger, out: Path, *more: str) -> Result:
    asked = ["export", "--format", "bundle", "--ledger", desk.name, "--out", str(out), *more]
    return CliRunner().invoke(main, asked)


def written(desk: Ledger, tmp_path: Path, *more: str) -> dict[str, Any]:
    out = tmp_path / "reviewed-001.txt"
    told = run(desk, out, *more)
    assert (told.exit_code, told.output) == (0, "")
    assert faults(out) == []
    return read_bundle(out)


def event(desk: Ledger, mode: str) -> Entry:
    return next(e for e in desk.entries() if e.event.mode == mode)


def test_all_reports_come_back_as_they_were_annotated(desk: Ledger, tmp_path: Path) -> None:
    found = {r.report.title: r for r in readings(written(desk, tmp_path, "--all"))}
    assert len(found) == len(harbour())
    for reading in harbour():
        again = found[reading.report.title]
        assert again.report.text == reading.report.text
        assert again.report.date == reading.report.date
        assert again.sentences == reading.sentences
        assert told(again) == told(reading)


def told(reading: Reading) -> Counter[tuple[object, ...]]:
    """Every frame but for its ids: what, in which words, and the words of each role."""
    known = {m.id: m for m in reading.mentions}
    return Counter(
        (
            f.type,
            f.mode,
            f.status,
            f.trigger,
            *sorted(
                (role, known[m].span, known[m].value)
                for role, fill in f.roles.items()
                for m in fill
                if role != "about"
            ),
        )
        for f in reading.frames
    )


def frames(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [f for report in bundle["reports"] for f in report["frames"]]


def test_only_reports_with_a_reviewed_event_are_written(desk: Ledger, tmp_path: Path) -> None:
    told = run(desk, tmp_path / "none.txt")
    assert told.exit_code == 2
    assert "nobody has reviewed" in told.stderr
    assert not (tmp_path / "none.txt").exists()
    reported = {r.report for r in event(desk, "expel").reports}
    number = desk.accept(event(desk, "expel").event.id, why="a note was published", who="desk")
    titles = [r["title"] for r in written(desk, tmp_path)["reports"]]
    assert 0 < len(titles) < len(harbour())
    assert sorted(titles) == sorted(title(desk, r) for r in reported)
    desk.undo(number)
    assert run(desk, tmp_path / "none.txt").exit_code == 2


def title(desk: Ledger, report: str) -> str:
    reading = desk.reading(report)
    assert reading is not None
    assert reading.report.title is not None
    return reading.report.title


CORRECTIONS = [
    ("type", "ASSAULT.drone", {("ASSAULT", "drone", "actual")}),
    ("type", "MOBILIZE", {("MOBILIZE", None, "actual")}),
    ("status", "hypothetical", {("ASSAULT", "heavy-weapons", "hypothetical")}),
]


@pytest.mark.parametrize(("field", "value", "wanted"), CORRECTIONS)
def test_every_frame_of_an_event_says_what_a_person_corrected(
    desk: Ledger, tmp_path: Path, field: str, value: str, wanted: set[object]
) -> None:
    shelled = event(desk, "heavy-weapons").event.id
    desk.correct(shelled, field, value, why="seen on video", who="desk")
    found = written(desk, tmp_path)
    ids = {f["event"] for f in frames(found) if words(found, f) == ["fired on"]}
    assert {
        (f["type"], f["mode"], f["status"]) for f in frames(found) if f["event"] in ids
    } == wanted


def words(bundle: dict[str, Any], frame: dict[str, Any]) -> list[str]:
    """The triggers of a frame."""
    return [
        r["text"][t["start"] : t["end"]]
        for r in bundle["reports"]
        if frame in r["frames"]
        for t in r["triggers"]
        if (t["event"], t["sentence"]) == (frame["event"], frame["sentence"])
    ]


def test_a_rejected_event_is_marked_nowhere(desk: Ledger, tmp_path: Path) -> None:
    desk.correct(event(desk, "expel").event.id, "rejected", "yes", why="a denial", who="desk")
    found = written(desk, tmp_path)
    assert found["reports"]
    assert not [f for f in frames(found) if f["mode"] == "expel"]
    marked = [m for r in found["reports"] for m in spans(r)]
    assert "expelled" not in marked
    assert "Tanzania's defence attaché" not in marked
    assert "Malawi" in marked


def spans(report: dict[str, Any]) -> list[str]:
    """All that is marked in a report."""
    text = report["text"]
    return [text[m["start"] : m["end"]] for m in (*report["mentions"], *report["triggers"])]


def test_a_claim_goes_with_the_only_event_that_it_is_about(desk: Ledger, tmp_path: Path) -> None:
    said = "The service also told them that Tanzania had moved"
    assert claimed(written(desk, tmp_path, "--all"), said) == ["told", "moved"]
    desk.correct(event(desk, "troops").event.id, "rejected", "yes", why="a drill", who="desk")
    assert claimed(written(desk, tmp_path), said) == []


def claimed(bundle: dict[str, Any], said: str) -> list[str]:
    """The triggers in some words of the first report that has them."""
    report = next(r for r in bundle["reports"] if said in r["text"])
    start = report["text"].index(said)
    found = (t for t in report["triggers"] if start <= t["start"] < start + len(said))
    return [report["text"][t["start"] : t["end"]] for t in found]


@pytest.mark.parametrize(
    ("place", "wanted"),
    [(MBAMBA, {("Mbamba Bay", "TZA")}), (NOWHERE_NAMED, set()), ("none", set())],
)
def test_a_corrected_place_is_marked_where_the_report_names_it(
    desk: Ledger, tmp_path: Path, place: Place | str, wanted: set[object]
) -> None:
    shelled = event(desk, "heavy-weapons").event.id
    desk.correct(shelled, "place", place, why="seen on video", who="desk")
    bundle = written(desk, tmp_path)
    report = next(r for r in bundle["reports"] if r["outlet"] == "Meridian Wire")
    roles = [f["roles"].get("where", []) for f in report["frames"] if f["mode"] == "heavy-weapons"]
    ids = {i for fill in roles for i in fill}
    named = {
        (report["text"][m["start"] : m["end"]], bundle["entities"][m["id"]]["code"])
        for m in report["mentions"]
        if m["id"] in ids
    }
    assert named == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("2026-03-08", "2026-03-08"), ("2026-03-07/2026-03-08", "2026-03-07/2026-03-08")],
)
def test_a_corrected_time_stands_beside_the_words(
    desk: Ledger, tmp_path: Path, value: str, wanted: str
) -> None:
    shelled = event(desk, "heavy-weapons").event.id
    desk.correct(shelled, "when", value, why="seen on video", who="desk")
    bundle = written(desk, tmp_path)
    for f in frames(bundle):
        if f["mode"] == "heavy-weapons" and "when" in f["roles"]:
            assert {bundle["times"][t]["value"] for t in f["roles"]["when"]} == {wanted}


def test_the_ledger_of_a_bundle_has_the_origins_of_its_events(desk: Ledger, tmp_path: Path) -> None:
    bundle = written(desk, tmp_path, "--all")
    found = {line["event"]: line for line in bundle["ledger"]}
    shelled = next(f["event"] for f in frames(bundle) if f["mode"] == "heavy-weapons")
    entry = event(desk, "heavy-weapons")
    assert len(found[shelled]["roots"]) == len(entry.event.origins)
    assert len(found[shelled]["against"]) == len(entry.event.against)
    assert {f["event"] for f in frames(bundle) if f["type"] != "CLAIM"} == set(found)


def test_a_text_cannot_break_the_markup(tmp_path: Path) -> None:
    text = "He [sic] {x|y}\n fired\x00 on\u2028 the | base"
    made = Reading(
        model="m",
        report=Report(id="r", text=text, outlet="A | B", date="2026-03-10"),
        sentences=((0, len(text)),),
    )
    annotated = Annotated(reading=made, entries={}, reviews={}, voices={})
    lines = list(write([annotated], "Übung 1"))
    assert lines == [
        "=== ubung-1 | topic: reviewed reports | region: -",
        "--- 1 | 2026-03-10 | A / B | unknown",
        "S: He (sic) (x/y) fired\ufffd on the / base",
    ]


MARKS = [
    ([(0, 4, "a", "["), (2, 6, "b", "[")], "[one |a]two"),
    ([(0, 4, "a", "["), (2, 6, "b", "{")], "on{e tw|b}o"),
    ([(0, 7, "a", "["), (4, 7, "b", "[")], "[one [two|b]|a]"),
    ([(0, 3, "a", "["), (0, 3, "b", "{"), (0, 3, "c", "[")], "[[{one|b}|c]|a] two"),
    ([(0, 3, "a", "["), (3, 7, "b", "[")], "[one|a][ two|b]"),
]


@pytest.mark.parametrize(("marks", "wanted"), MARKS)
def test_marks_nest(marks: list[tuple[int, int, str, str]], wanted: str) -> None:
    """Of two that cross a trigger stays, else the longer, else the earlier."""
    found = nested(Mark(start=a, end=b, id=i, opens=o) for a, b, i, o in marks)
    assert marked("one two", (0, 7), found) == wanted


def test_a_report_without_a_day_is_left_out_and_told(desk: Ledger, tmp_path: Path) -> None:
    reading = harbour()[0]
    undated = change(
        reading, report=change(reading.report, date=None, text=f"{reading.report.text} ")
    )
    name = desk.add(undated)
    out = tmp_path / "all.txt"
    told = run(desk, out, "--all")
    assert told.exit_code == 0
    assert told.stderr == f"left out, since they have no day: {name}\n"
    assert faults(out) == []


def test_a_bundle_takes_no_filter_and_all_is_for_bundles(desk: Ledger, tmp_path: Path) -> None:
    told = run(desk, tmp_path / "x.txt", "--type", "ASSAULT")
    assert (told.exit_code, "whole reports" in told.stderr) == (2, True)
    asked = ["export", "--format", "csv", "--all", "--ledger", desk.name]
    told = CliRunner().invoke(main, asked)
    assert (told.exit_code, "--format bundle" in told.stderr) == (2, True)


def test_the_corpus_knows_every_mode_of_the_codebook() -> None:
    """Whatever a person corrects a type to, the corpus has it."""
    source = CHECK.read_text(encoding="utf-8")
    for name, kind in book().types.items():
        line = next(x for x in source.splitlines() if f'"{name}":' in x)
        modes = re.findall(rf'"{name}": "([^"]*)"', line)[0].split()
        assert set(kind.modes) <= set(modes)


def test_the_page_tells_of_bundles() -> None:
    page = (CORPUS.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    assert "\n## bundle\n" in page
