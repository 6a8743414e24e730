"""The table, the Markdown and the explanation show the whole record, and nothing acts."""

from __future__ import annotations

import io
import re

import canned
import pytest
import worked

from vedette.codebook.scales import WORDINGS, scale
from vedette.export import explain, print_table, to_markdown, words, written
from vedette.records import Reading, change

READINGS = (worked.worked(), canned.disputed(), canned.empty(), canned.hostile())


def table(reading: Reading, width: int = 80) -> str:
    out = io.StringIO()
    print_table(reading, out, width=width)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_table_tells_facts_first_and_marks_the_rest() -> None:
    headings = [line for line in table(worked.worked()).splitlines() if line.isupper()]
    assert [line.strip() for line in headings] == [
        "TOLD AS HAVING HAPPENED",
        "PLANNED OR EXPECTED - NOT FACT",
        "SUPPOSED, POSSIBLE OR FEARED - NOT FACT",
        "ASKED FOR OR ORDERED - NOT FACT",
        "BACKGROUND, OVER A YEAR BEFORE THE REPORT",
        "BOTTOM LINE",
        "PROBLEMS",
    ]


@pytest.mark.parametrize(
    "words_shown",
    [
        "Allied chief confirms North Korean deployment",
        "Meridian Wire · 2024-10-28 · wire · report r1",
        "MOBILIZE.troops “arrived”",
        "North Korean troops [PRK/MIL]",
        "in Kursk Oblast, RUS (region)",
        "by 28 October 2024",
        "grade 2: two or more origins",
        "→ North Korea [PRK/GOV]",
    ],
)
def test_the_table_shows_who_where_when_and_the_grade(words_shown: str) -> None:
    assert words_shown in table(worked.worked(), 120)


def test_a_denial_is_shown_beside_the_claims() -> None:
    shown = table(canned.disputed(), 100)
    assert "- Moscow denied, as witness" in shown
    assert "against: Moscow" in shown
    assert "between 12 and 15 killed" in shown


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.report.id)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(reading: Reading, width: int) -> None:
    assert max(len(line) for line in table(reading, width).splitlines()) <= width


def test_a_long_word_folds_and_is_not_cut() -> None:
    reading = canned.empty()
    report = change(reading.report, title="x" * 300)
    shown = table(change(reading, report=report), 60)
    assert shown.count("x") == 300


def test_the_legend_is_one_line_and_names_every_grade() -> None:
    assert len(words.LEGEND) <= 80
    assert re.findall(r"\d", words.LEGEND) == [str(grade) for grade in words.GRADES]
    assert words.LEGEND in table(worked.worked())


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_output_says_whose_words_its_grades_are_in(wording: str) -> None:
    reading, by = worked.worked(), scale(wording)
    out = io.StringIO()
    print_table(reading, out, wording=wording, width=120)
    files = ("".join(written([reading], f, alone=True, wording=wording)) for f in ("md", "html"))
    for output in (out.getvalue(), *files):
        told = " ".join(output.split())
        assert by.name in told
        assert all(words in told for words in by.credibility.values())
    told = explain(reading, "e1", wording=wording)
    assert f"{by.credibility[2]} by {by.name}" in told


def test_a_report_without_events_has_no_grades_and_says_so() -> None:
    shown = table(canned.empty())
    assert "No political event was read in this report." in shown
    assert words.LEGEND not in shown


def test_no_control_character_reaches_the_terminal() -> None:
    shown = (
        table(canned.hostile()) + explain(canned.hostile(), "e1") + to_markdown(canned.hostile())
    )
    assert [c for c in shown if ord(c) in words.FAULTS] == []


def test_markup_of_the_terminal_library_in_a_report_is_only_text() -> None:
    assert "[red]no[/red]" in flat(table(canned.hostile()))


def test_cleaning_keeps_every_offset() -> None:
    assert len(words.clean(canned.HOSTILE)) == len(canned.HOSTILE)


def test_markdown_of_a_report_makes_no_markup() -> None:
    page = to_markdown(canned.hostile())
    assert re.search(r"(?<!\\)<", page) is None
    assert r"\[red\]no\[/red\]" in page


def test_every_row_of_a_markdown_table_has_the_cells_of_its_head() -> None:
    text = canned.DISPUTED.replace("Residents", "Resid|nts")
    reading = canned.disputed()
    page = to_markdown(change(reading, report=change(reading.report, text=text, title="a | b")))
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    cells = {len(re.split(r"(?<!\\)\|", row)) for row in rows}
    assert cells == {10, 6}


@pytest.mark.parametrize(
    "line",
    [
        "Frame f1: “arrived” at 123..130, score 0.97",
        "  type    MOBILIZE 0.91; next COERCE 0.06",
        "  actor     m2 “North Korean troops” 0.90",
        f"          {worked.KURSK.reason} (score 0.93)",
        "          runner-up: Kursk, town, Russia",
        "  c1  Anton Vries confirmed, told by National Intelligence Service",
        "      basis: spoke after a briefing",
        "  National Intelligence Service, from own data; chain National Intelligence Service → "
        "Anton Vries",
        "  National Intelligence Service and Ukrainian military intelligence: cannot tell; two "
        "services that may share what they know; nothing joins or parts them",
        "Credibility 2 (independence not shown; probably true by STANAG 2511)",
        "  “had briefed the alliance” at 248..272",
    ],
)
def test_an_explanation_holds_every_score_reason_and_word(line: str) -> None:
    assert line in explain(worked.worked(), "e1").splitlines()


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ('PRK by "North Korean"; MIL by "troops"', 'PRK (North Korea) by "North Korean"; MIL by'),
        ("listed as an armed force", "PRK (North Korea); listed as an armed force"),
        ("", "PRK (North Korea)"),
    ],
)
def test_an_explanation_tells_whose_an_actor_is_and_why(reason: str, told: str) -> None:
    reading = worked.worked()
    first = reading.events[0].actors[0]
    changed = {"country": "PRK", "reason": reason, "runner_up": "KOR/MIL"}
    entities = tuple(change(e, **changed) if e.id == first else e for e in reading.entities)
    lines = explain(change(reading, entities=entities), "e1").splitlines()
    name = next(e.name for e in entities if e.id == first)
    assert any(line.startswith(f"          {name}: {told}") for line in lines)
    assert "          runner-up: KOR/MIL" in lines


VOICES = (
    ({"speaker": "vries"}, "Anton Vries said"),
    ({"speaker": None, "basis": "own data"}, "an unnamed source said, from own data"),
    ({"speaker": "nis", "stance": "deny"}, "National Intelligence Service denied"),
    ({"speaker": "kyiv", "stance": "REQUEST"}, "Ukraine made a request"),
    ({"speaker": "outlet:beacon"}, "beacon said, in the report's own voice"),
    ({"speaker": "vries", "basis": "told by", "sources": ("nis",)},
     "Anton Vries said, told by National Intelligence Service"),
    ({"speaker": "vries", "sources": ("nis",)},
     "Anton Vries said, after National Intelligence Service"),
)  # fmt: skip


@pytest.mark.parametrize(("fields", "told"), VOICES)
def test_a_claim_is_told_with_its_basis(fields: dict[str, object], told: str) -> None:
    claim = change(worked.worked().claims[0], stance="assert", basis="none given", sources=())
    assert words.said(worked.worked(), change(claim, **fields)) == told


def test_a_place_that_is_named_but_not_resolved_is_told_with_the_reason() -> None:
    reading = worked.worked()
    event = change(reading.events[0], place=None, place_reason="in no gazetteer")
    assert words.account(reading, event).unplaced == "in no gazetteer"
    assert "place not resolved: in no" in table(change(reading, events=(event,)))


def test_a_time_that_is_not_resolved_is_told_in_the_words_of_the_report() -> None:
    reading = worked.worked()
    when = change(reading.events[0].when or canned.day("2024-10-28", ""), start=None, end=None)
    shown = table(change(reading, events=(change(reading.events[0], when=when),)))
    assert "“Monday”, not resolved" in shown


def test_an_explanation_says_what_is_not_known() -> None:
    told = explain(worked.worked(), "e4").splitlines()
    assert "  where   not known: no place is named for it" in told
    assert "  none" in told


def test_an_event_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="report r2 has no event e9; it has e1"):
        explain(canned.disputed(), "e9")
