"""The brief of a ledger: graded, cited, checked, and nothing told as fact that is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import told
from click.testing import CliRunner
from test_ledger_versions import told as versions
from test_outages import watched

from quality.brief_check import ledger_of
from quality.gold import readings
from quality.sets import read_bundle
from vedette.brief import brief as briefs
from vedette.brief import estimate
from vedette.brief.brief import SECTIONS, Brief, brief, holds
from vedette.brief.dossier import Dossier, Stale, weight
from vedette.brief.draft import judged
from vedette.brief.entries import of_entry
from vedette.brief.sentence import Sentence
from vedette.cli import main
from vedette.export.brief import to_json, to_markdown, to_page
from vedette.fuse import fuse
from vedette.ledger import Ledger
from vedette.ledger.ledger import report_id
from vedette.records import Dyad, Grade, Reading, change

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "examples" / "harbour.bundle.txt"
CLOCK = "2026-03-12T08:00Z"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example's five reports, from their gold readings."""
    with ledger_of(HARBOUR, tmp_path_factory.mktemp("harbour")) as made:
        yield made


def dossier(ledger: Ledger) -> Dossier:
    return Dossier(
        entries=tuple(ledger.entries()), shelf=ledger, asked="everything", generated=CLOCK
    )


def sentences(made: Brief) -> Mapping[str, list[str]]:
    return {section.title: [s.text for s in section.sentences] for section in made.sections}


def test_the_example_is_told_section_by_section(ledger: Ledger) -> None:
    found = sentences(brief(dossier(ledger)))
    assert list(found) == [t for t in SECTIONS if t != "What changed in the series"]
    assert found["What happened"] == [
        "Hamisi Kondoro confirmed, and officers of Malawi's National Intelligence Service said, "
        "that about 400 troops and Dodoma mobilised (“sent”) in Mbamba Bay on "
        "4 March 2026 (credibility 2)."
    ]
    assert found["Bottom line"][0] == (
        "Two speakers lead back to two origins, Hamisi Kondoro and officers of Malawi's National "
        "Intelligence Service; their independence is not shown (credibility 2)."
    )
    assert (
        "By its own account Malawi expelled Tanzania's defence attaché (“expelled”) "
        "on 10 March 2026 (credibility 3)."
    ) in found["What is claimed, and by whom"]
    assert any("put the dead at 4 or more" in text for text in found["Figures"])


def test_nothing_but_what_two_origins_tell_is_told_as_having_happened(ledger: Ledger) -> None:
    known = {entry.event.id: entry.event for entry in ledger.entries()}
    for section in brief(dossier(ledger)).sections:
        statuses = {known[e].status for s in section.sentences for e in s.events}
        grades = {known[e].grade.credibility for s in section.sentences for e in s.events}
        if section.title == "What happened":
            assert (statuses, grades <= {1, 2}) == ({"actual"}, True)
        if section.title == "What is claimed, and by whom":
            assert statuses == {"actual"}
    ahead = next(s for s in brief(dossier(ledger)).sections if s.title == "What may come")
    plain = [s.text for s in ahead.sentences if known[s.events[0]].status != "actual"]
    words = r"(?:is|are) planned|told of (?:a )?possible|told of a call for"
    assert all(re.search(words, text) for text in plain)


def test_no_sentence_stands_twice_and_each_cites(ledger: Ledger) -> None:
    made = [s for section in brief(dossier(ledger)).sections for s in section.sentences]
    assert len({s.text for s in made}) == len(made)
    assert all(s.events for s in made)
    assert all(s.claims and s.cites for s in made)


def test_what_is_printed_passes_the_check_of_drafts(ledger: Ledger) -> None:
    text = to_markdown(brief(dossier(ledger)))
    found = list(judged(text, ledger))
    assert len(found) > 15
    assert [each.faults for each in found] == [()] * len(found)


def test_a_sentence_that_its_rows_do_not_hold_does_not_pass_and_is_counted(ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.event.grade.credibility == 2)
    rows = {entry.event.id: of_entry(entry, ledger)}
    right, wrong = "Troops were sent to Mbamba Bay.", "Zambia attacked Malawi."
    assert holds(Sentence(right, events=(entry.event.id,)), rows)
    assert not holds(Sentence(wrong, events=(entry.event.id,)), rows)
    assert not holds(Sentence(right, events=("elsewhere.e1",)), rows)
    made = change(brief(dossier(ledger)), refused=1)
    assert "one sentence that did not pass the checks" in to_markdown(made)


def test_events_are_ranked_by_grade_intensity_and_origins(ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.event.grade.credibility == 2)

    def graded(credibility: int) -> float:
        grade = Grade(credibility=credibility, rule="")
        return weight(change(entry, event=change(entry.event, grade=grade)))

    assert [graded(n) for n in range(1, 7)] == sorted(
        (graded(n) for n in range(1, 7)), reverse=True
    )
    alone = change(entry, event=change(entry.event, origins=entry.event.origins[:1]))
    milder = change(entry, event=change(entry.event, intensity=0.1))
    assert weight(entry) > max(weight(alone), weight(milder))


def test_a_ledger_without_events_says_so() -> None:
    class Empty:
        def reading(self, report: str) -> None:
            return None

        def accounts(self, event: str) -> list[str]:
            return []

    made = brief(Dossier(entries=(), shelf=Empty(), asked="everything", generated=CLOCK))
    assert made.sections == ()
    assert "The ledger holds no event that was asked for." in to_markdown(made)


def test_the_two_clocks_and_stale_sources_are_told(ledger: Ledger) -> None:
    stale = Stale(name="Meridian Wire", state="down", since="2026-03-10T09:00Z", why="no answer")
    made = brief(change(dossier(ledger), newest="2026-03-12", stale=(stale,)))
    text = to_markdown(made)
    assert "| generated | 12 March 2026, 08:00 UTC |" in text
    assert "| newest source | 12 March 2026 |" in text
    assert "Meridian Wire (down since 10 March 2026, 09:00 UTC: no answer)" in text
    assert all(not each.faults for each in judged(text, ledger))


def test_the_page_escapes_whatever_a_report_says() -> None:
    class Shelf:
        def reading(self, report: str) -> Reading | None:
            return None

        def accounts(self, event: str) -> list[str]:
            return []

    entry = told.entry()
    hostile = change(entry, entities=tuple(change(e, name=told.HOSTILE) for e in entry.entities))
    found = Dossier(entries=(hostile,), shelf=Shelf(), asked=told.HOSTILE, generated=CLOCK)
    page = to_page(brief(found))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_json_has_every_sentence_with_its_words(ledger: Ledger) -> None:
    made = brief(dossier(ledger))
    row = json.loads(json.dumps(to_json(made)))
    assert [s["title"] for s in row["sections"]] == [s.title for s in made.sections]
    first = row["sections"][0]["sentences"][0]
    assert set(first) == {"text", "events", "claims", "alarm", "words"}
    report = ledger.reading(first["words"][0]["report"])
    assert report is not None
    words = first["words"][0]
    assert report.report.text[words["start"] : words["end"]] == words["text"]


def test_since_asks_when_the_ledger_learnt_of_it(tmp_path: Path) -> None:
    times = iter(f"2026-03-{day}T09:00:00+00:00" for day in ("09", 10, 11, 12, 13, 14, 15, 16, 17))
    first, second, *rest = [fuse(r) for r in readings(read_bundle(HARBOUR))]
    with Ledger(tmp_path / "l.db", clock=lambda: next(times)) as made:
        made.add(first)
        made.add(second)
        assert made.news("2026-03-11T00:00:00+00:00") == {
            e.event.id: True for e in made.entries() if len(e.reports) == 2
        }
        for reading in rest:
            made.add(reading)
        learnt = made.news("2026-03-11T12:00:00+00:00")
        assert {False, True} == set(learnt.values())
        assert made.news("2026-03-20T00:00:00+00:00") == {}
        assert made.newest_day() == "2026-03-12"


def test_a_report_of_another_century_is_not_the_newest(tmp_path: Path) -> None:
    first, second = [fuse(r) for r in readings(read_bundle(HARBOUR))][:2]
    late = change(second, report=change(second.report, date="2126-03-11"))
    with Ledger(tmp_path / "l.db", clock=lambda: "2026-03-12T09:00:00+00:00") as made:
        made.add(late)
        assert made.newest_day() is None
        made.add(first)
        assert made.newest_day() == first.report.date


BAD = (
    (["--since", "yesterday"], "'yesterday' is no time; write 24h, 7d or 2026-11-29T08:00"),
    (["--events", "nothing"], "the ledger has no event nothing"),
    (["--events", "037acf9b1787.e1", "--writer", "ftp://x"], "is no address of a writer"),
)


@pytest.mark.parametrize(("given", "said"), BAD)
def test_bad_usage_is_told_in_a_sentence(given: list[str], said: str, tmp_path: Path) -> None:
    with ledger_of(HARBOUR, tmp_path):
        pass
    place = str(tmp_path / "harbour.bundle.db")
    ran = CliRunner().invoke(main, ["brief", "--ledger", place, *given])
    assert ran.exit_code == 2
    assert said in ran.output


WATCHES = """
[[watch]]
name = "Malawi and Tanzania"
actors = ["MWI", "TZA"]
min_grade = 3

[[watch]]
name = "Fiji"
actors = ["FJI"]
"""


def test_a_brief_of_a_watch_tells_what_is_between_its_sides(tmp_path: Path) -> None:
    with ledger_of(HARBOUR, tmp_path) as made:
        both = Dyad(a="MWI", b="TZA", grades=(1, 2, 3), statuses=())
        expected = made.between(both)
        every = {e.event.id: e.event for e in made.entries()}
    assert 0 < len(expected) < len(every)
    assert {every[each].status for each in expected} > {"actual"}
    (tmp_path / "w.toml").write_text(WATCHES)
    told = told_of("Malawi and Tanzania", tmp_path)
    assert told
    assert told <= expected
    assert told_of("Fiji", tmp_path) == set()


def told_of(watch: str, folder: Path) -> set[str]:
    """The events that the brief of a watch cites."""
    options = ["--watches", str(folder / "w.toml"), "--watch", watch, "--format", "json"]
    place = str(folder / "harbour.bundle.db")
    ran = CliRunner().invoke(main, ["brief", "--ledger", place, *options])
    assert ran.exit_code == 0, ran.output
    brief_ = json.loads(ran.output)
    assert f" of {watch} since" in brief_["asked"]
    return {e for section in brief_["sections"] for s in section["sentences"] for e in s["events"]}


BAD_WATCHES = (
    (["--watch", "Fiji"], "a watch is given as --watch NAME --watches FILE"),
    (["--watches", "w.toml"], "a watch is given as --watch NAME --watches FILE"),
    (["--watches", "w.toml", "--watch", "x"], "no watch 'x'; it has 'Fiji', 'Malawi and Tanzania'"),
    (["--watches", "gone.toml", "--watch", "x"], "gone.toml"),
    (["--watches", "w.toml", "--watch", "Fiji", "--events", "a"], "--watch has its own; choose"),
)


@pytest.mark.parametrize(("given", "said"), BAD_WATCHES)
def test_a_watch_that_is_not_there_is_told_in_a_sentence(
    given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w.toml").write_text(WATCHES)
    ran = CliRunner().invoke(main, ["brief", *given])
    assert ran.exit_code == 2
    assert said in " ".join(ran.output.replace("│", " ").split())


@pytest.mark.parametrize(
    ("form", "begins"), [("md", "# Brief"), ("html", "<!doctype html>"), ("json", "{")]
)
def test_the_command_writes_what_was_learnt_today(form: str, begins: str, tmp_path: Path) -> None:
    with ledger_of(HARBOUR, tmp_path):
        pass
    place = str(tmp_path / "harbour.bundle.db")
    ran = CliRunner().invoke(main, ["brief", "--ledger", place, "--format", form])
    assert ran.exit_code == 0
    assert ran.output.startswith(begins)
    assert "Mbamba Bay" in ran.output


def test_a_source_that_is_down_stands_beside_the_clocks_with_since_when_and_why(
    tmp_path: Path,
) -> None:
    with ledger_of(HARBOUR, tmp_path) as ledger:
        watched(ledger, ("2026-03-01", "ok"), ("2026-03-09", "down"))
        watched(ledger, ("2026-03-01", "ok"), name="Well")
        event = next(ledger.entries()).event.id
    place = str(tmp_path / "harbour.bundle.db")
    for asked in ([], ["--events", event]):
        ran = CliRunner().invoke(main, ["brief", "--ledger", place, *asked])
        assert (
            "| stale sources | Meridian (down since 9 March 2026, 00:00 UTC:"
            " the last 3 tries failed) |"
        ) in ran.output


def test_an_edited_report_and_a_review_are_told_with_the_event(tmp_path: Path) -> None:
    times = iter(f"2024-03-{day:02}T09:00:00+00:00" for day in range(5, 30))
    with Ledger(place := tmp_path / "l.db", clock=lambda: next(times)) as made:
        first, second, _, other = versions()
        for reading in (first, other, second):
            made.add(reading)
        assert made.edited(["nothing"]) == {}
        assert made.withdrawn("2024-03-08T00:00:00+00:00") == [f"{report_id(first.report)}.e2"]
        assert made.withdrawn("2024-03-01T00:00:00+00:00") == []
        (event,) = (e.event.id for e in made.entries())
        assert event not in made.news("2024-03-09T00:00:00+00:00")
        made.accept(event, why="seen", who="ana")
        number = made.correct(event, "type", "ASSAULT.drone", why="a film", who="ana")
        assert event in made.news("2024-03-09T00:00:00+00:00")
    ran = CliRunner().invoke(main, ["brief", "--ledger", str(place), "--since", "2024-03-08"])
    remarks = "accepted by a person; corrected by a person; a report was edited)"
    told_ = [line for line in ran.output.splitlines() if line.startswith("- It is")]
    assert told_
    assert all(remarks in line for line in told_)
    assert "left out" not in ran.output
    assert f"tells no more: {report_id(first.report)}.e2" in ran.output
    with Ledger(place, clock=lambda: "2024-04-01T09:00:00+00:00") as made:
        made.undo(number)
        assert event in made.news("2024-04-01T00:00:00+00:00")


def test_the_words_of_estimates_are_on_the_page() -> None:
    page = (ROOT / "docs" / "brief.md").read_text(encoding="utf-8")
    for grade, (words, band) in estimate.BANDS.items():
        assert f"| {grade} | {estimate.OPENERS[grade]} | {words} | {band} |" in page
    assert all(f"`{title}`" in page or f"**{title}**" in page for title in briefs.SECTIONS)
