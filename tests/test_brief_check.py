"""A draft says only what the rows hold that it cites; who changes one thing is found out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quality.brief_check import ledger_of
from vedette.brief.check_dates import dates
from vedette.brief.draft import Judged, drafted, judged
from vedette.brief.evidence import gathered
from vedette.brief.wording import bind, telling, words
from vedette.cli import main
from vedette.ledger import Ledger
from vedette.records import change

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour.bundle.txt"
SHELLING, EXPULSION, TALKS = "037acf9b1787.e1", "037acf9b1787.e6", "037acf9b1787.e10"
FEARED, TROOPS, MARCH = "037acf9b1787.e5", "037acf9b1787.e2", "3b012073c5cf.e13"
DENIAL, SADC = "0338d7d2a58f#c1", "037acf9b1787#c1"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example's five reports, from their gold readings."""
    with ledger_of(HARBOUR, tmp_path_factory.mktemp("harbour")) as made:
        yield made


def kinds(text: str, ledger: Ledger) -> set[str]:
    """The kinds of fault of a draft's sentences."""
    return {fault.kind for found in judged(text, ledger) for fault in found.faults}


TRUE = (
    f"Tanzanian patrol boats fired on Nkhata Bay on 9 March 2026 [{SHELLING}].",
    f"At least four people were killed, Naledi Tsheko said [{SHELLING}] [{SADC}].",
    f"Tanzania's defence ministry denied that its boats had fired [{SHELLING}] [{DENIAL}].",
    f"Tanzania's defence ministry said that its boats had not fired [{SHELLING}] [{DENIAL}].",
    f"Malawi expelled Tanzania's defence attaché on Tuesday [{EXPULSION}].",
    f"Talks are planned in Gaborone for 13 March [{TALKS}].",
    f"Karonga could be attacked next, SADC's Tsheko warned [{FEARED}].",
    f"Hamisi Kondoro confirmed that Tanzania had sent troops to Mbamba Bay [{TROOPS}].",
    f"Angry fish traders marched on 10 March, the Lakeshore Sentinel reports. [{MARCH}]",
    f"On 10 March, fish traders marched, the Lakeshore Sentinel reports. [{MARCH}]",
)


@pytest.mark.parametrize("text", TRUE)
def test_what_the_rows_hold_passes(text: str, ledger: Ledger) -> None:
    assert [found.faults for found in judged(text, ledger)] == [()]


FALSE = (
    ("name", f"Zambian patrol boats fired on Nkhata Bay on 9 March 2026 [{SHELLING}]."),
    ("name", f"Malawi expelled Lars Holm on Tuesday [{EXPULSION}]."),
    ("number", f"At least nine people were killed, Naledi Tsheko said [{SHELLING}] [{SADC}]."),
    ("number", f"11 were killed in Nkhata Bay [{SHELLING}]."),
    ("date", f"Tanzanian patrol boats fired on Nkhata Bay on 10 March 2026 [{SHELLING}]."),
    ("date", f"Malawi expelled Tanzania's defence attaché on Sunday [{EXPULSION}]."),
    ("name", f"Talks are planned in Blantyre for 13 March [{TALKS}]."),
    ("status", f"Talks took place in Gaborone on 13 March [{TALKS}]."),
    ("status", f"Karonga was attacked next [{FEARED}]."),
    ("status", f"Malawi did not expel Tanzania's defence attaché [{EXPULSION}]."),
    ("status", f"Malawi plans to expel Tanzania's defence attaché [{EXPULSION}]."),
    ("status", f"Malawi may have expelled Tanzania's defence attaché [{EXPULSION}]."),
    ("speaker", f"Naledi Tsheko denied that boats had fired on Nkhata Bay [{SHELLING}] [{SADC}]."),
    ("speaker", f"Tanzania's defence ministry confirmed that boats had fired [{SHELLING}]."),
    ("speaker", f"Tanzania's defence ministry said its boats had fired [{SHELLING}] [{DENIAL}]."),
    ("side", f"Tanzania's defence attaché expelled Malawi on Tuesday [{EXPULSION}]."),
    ("quotation", f"Malawi expelled “a nest of spies” on Tuesday [{EXPULSION}]."),
    ("status", f"It is very likely that Malawi expelled the attaché [{EXPULSION}]."),
    ("number", f"Malawi expelled Tanzania's defence attaché (credibility 1) [{EXPULSION}]."),
    ("citation", "Tanzanian patrol boats fired on Nkhata Bay on 9 March 2026."),
    ("citation", "Tanzanian patrol boats fired on Nkhata Bay [ffffffffffff.e1]."),
    ("citation", "# Tanzania wins the war"),
    ("citation", "| who | Tanzania wins the war |"),
    ("speaker", f"Malawi (the neighbour) denied that boats had fired [{SHELLING}] [{DENIAL}]."),
    ("place", f"Fish traders marched in the north on 10 March [{MARCH}]."),
    ("status", f"Malawi nearly expelled Tanzania's defence attaché [{EXPULSION}]."),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), FALSE)
def test_one_thing_changed_is_refused(kind: str, text: str, ledger: Ledger) -> None:
    assert kind in kinds(text, ledger)


def test_a_sentence_in_front_of_a_cited_one_cites_nothing(ledger: Ledger) -> None:
    text = f"War is near. Malawi expelled Tanzania's defence attaché on Tuesday [{EXPULSION}]."
    found: list[Judged] = list(judged(text, ledger))
    assert [bool(each.faults) for each in found] == [True, False]


def test_sentences_are_told_by_their_lines_and_citations() -> None:
    text = "## What happened\n\n- One. [a1b2.e1] [a1b2#c1]\n- Two\n  goes on [a1b2.e2]. Three.\n"
    assert [(s.line, s.text, s.cites) for s in drafted(text)] == [
        (3, "One.", ("a1b2.e1", "a1b2#c1")),
        (4, "Two goes on.", ("a1b2.e2",)),
        (4, "Three.", ()),
    ]


def test_the_command_prints_each_sentence_and_why(tmp_path: Path) -> None:
    with ledger_of(HARBOUR, tmp_path):
        pass
    draft = tmp_path / "draft.md"
    draft.write_text(f"{TRUE[4]}\n\n{FALSE[5][1]}\n", encoding="utf-8")
    place = str(tmp_path / "harbour.bundle.db")
    ran = CliRunner().invoke(main, ["check", str(draft), "--ledger", place])
    assert ran.exit_code == 1
    assert ran.output.splitlines() == [
        "ok      Malawi expelled Tanzania's defence attaché on Tuesday.",
        "refused Malawi expelled Tanzania's defence attaché on Sunday.",
        "        line 3, date: Sunday",
    ]
    draft.write_text(TRUE[4], encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(draft), "--ledger", place]).exit_code == 0


def test_a_draft_that_is_no_text_is_a_fault_of_usage(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(b"\xff\xfe\x00")
    ran = CliRunner().invoke(main, ["check", str(draft), "--ledger", str(tmp_path / "l.db")])
    assert ran.exit_code == 2
    assert "is not UTF-8 text" in ran.output


def test_a_claim_about_several_events_speaks_of_those_that_are_cited(ledger: Ledger) -> None:
    shared = "037acf9b1787#c5"
    told = "Malawi's foreign ministry said that Malawi expelled Tanzania's defence attaché"
    assert {e.event.id for e in ledger.entries() for c in e.claims if c.id == shared} == {
        EXPULSION,
        "037acf9b1787.e7",
    }
    assert not kinds(f"{told} [{EXPULSION}] [{shared}].", ledger)


def test_a_weekday_is_looked_for_no_further_than_the_calendar_goes() -> None:
    held = change(gathered([]), dates=("9999-12-31",), words=("It closed on Monday.",))
    assert list(dates("It closed on Monday, 27 December.", held)) == []
    assert list(dates("It closed on Tuesday.", held)) == ["Tuesday"]


def test_a_capital_in_a_longer_name_is_no_government() -> None:
    assert "iso LKA" not in telling(["Colombo Wire Service"])
    assert "iso LKA" in telling(["Colombo"])


def test_a_name_is_bound_with_the_bracket_that_it_ends_in() -> None:
    text = bind("the Army of Dawn (AD) (the rebels) said", ["Army of Dawn (AD)"])
    assert len(words(text)) == len(["the", "Army of Dawn (AD)", "the", "rebels", "said"])
    assert text.count("(") == text.count(")") == 1
