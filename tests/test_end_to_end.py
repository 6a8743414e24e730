"""From bytes to the record with the shipped model: whatever the text, the record holds together."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import vedette
from vedette import brief, export, ingest, pipeline
from vedette.records import Problem, Reading, Report

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "texts").glob("*.txt"))
EXAMPLES = sorted((HERE.parent / "examples" / "harbour").glob("*.txt"))
ACT = "Rebels shelled the port of Nkhata Bay on Monday, killing 4 people, the army said. "


def read(path: Path) -> Reading | None:
    """The reading of a file; None where the door refused it with a Problem."""
    found = [r for r in ingest.ingest([str(path)]) if isinstance(r, Report)]
    return pipeline.read(found[0]) if found else None


def check(reading: Reading) -> None:
    """What must hold of any record: its words are the report's and its ids lead somewhere."""
    text = reading.report.text
    for m in reading.mentions:
        assert text[m.start : m.end] == m.text
    for t in reading.toponyms:
        assert text[t.start : t.end] == t.text
    for n in reading.names:
        assert text[n.start : n.end].strip()
    for a in reading.attributions:
        spans = [s for s in (a.cue, a.source, a.content) if s is not None]
        assert all(text[start:end] and 0 <= start < end for start, end in spans)
    mentions, entities = {m.id for m in reading.mentions}, {e.id for e in reading.entities}
    assert {m.entity for m in reading.mentions if m.entity} == entities
    told = {e.id for e in reading.events} | {c.id for c in reading.claims}
    for f in reading.frames:
        filled = {m for role, fill in f.roles.items() if role != "about" for m in fill}
        assert filled <= mentions
        assert {f.event, *f.roles.get("about", ())} <= told | {f.event}
        assert text[slice(*f.trigger)].strip()
    for e in reading.events:
        assert {*e.actors, *e.recipients} <= entities
        assert set(e.claims) <= {c.id for c in reading.claims}
        assert set(e.origins) <= {o.id for o in reading.origins}
        if e.grade.credibility == 1:
            assert any(v.value == "independent" and v.event == e.id for v in reading.verdicts)
    jsonschema.validate(json.loads(json.dumps(export.to_contract(reading))), export.schema())
    for sentence in brief.bottom_line(reading):
        assert brief.unsupported(sentence, reading) == (), sentence.text


@pytest.mark.parametrize("path", [*EXAMPLES, *TEXTS], ids=lambda p: p.stem)
def test_every_record_holds_together(path: Path) -> None:
    reading = read(path)
    if reading is not None:
        check(reading)
        assert len(export.to_html([reading])) > len(reading.report.text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.text(max_size=120))
@example("A_", "")
def test_any_text_around_an_event_leaves_the_record_whole(before: str, after: str) -> None:
    report = ingest.report_of(f"{before} {ACT}{after}", date="2026-03-10", outlet="Lakeshore")
    if not isinstance(report, Problem):
        check(pipeline.read(report))


def test_the_same_text_is_read_the_same_twice() -> None:
    one, two = (vedette.read(ACT, date="2026-03-10", outlet="Lakeshore") for _ in range(2))
    assert one == two


def test_without_a_date_relative_times_stay_raw_and_say_why() -> None:
    reading = vedette.read(ACT, outlet="Lakeshore")
    times = [m for m in reading.mentions if m.kind == "TIME"]
    assert [(m.text, m.value) for m in times] == [("Monday", None)]
    assert "no report date" in times[0].reason
    assert [p.what for p in reading.problems] == ["the report has no date"]


def test_a_text_that_cannot_be_read_raises_a_sentence() -> None:
    with pytest.raises(ValueError, match="blank"):
        vedette.read("   ")


def test_a_long_report_is_read_to_its_end() -> None:
    """An event behind more text than one window holds is found, at its own place."""
    filler = "The committee will publish its yearly accounts in spring, a clerk wrote. " * 120
    reading = vedette.read(filler + ACT, date="2026-03-10", outlet="Lakeshore")
    found = [f for f in reading.frames if f.type == "ASSAULT"]
    assert any(f.trigger[0] >= len(filler) for f in found)


def test_many_reports_read_side_by_side_are_read_as_one_by_one() -> None:
    reports = [r for p in EXAMPLES for r in ingest.ingest([str(p)]) if isinstance(r, Report)]
    assert len(reports) > 2
    assert list(pipeline.read_all(reports)) == [pipeline.read(r) for r in reports]
    assert list(pipeline.read_all(reports[:1])) == [pipeline.read(reports[0])]
    assert list(pipeline.read_all([])) == []
