"""Words of reports: found by their stems, in phrases, in step with the reports."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click.testing
import pytest
from postgresql import New

from vedette.cli import main
from vedette.ledger import Ledger
from vedette.records import Reading, Report, change

TEXTS = {
    "Harbour shelled": "Gunboats fired on the jetty. Four fishermen died, the mayor's office said.",
    "Talks": "Ministers met after the harbour was shelled on 2024-10-28. Shelling went on.",
    "Weather": 'Rain \x00\x02 is "expected" in Kraków. \x1b[31mFishermen stay at home.',
}


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, list(arguments))


def report(title: str, text: str) -> Reading:
    made = Report(id="x", title=title, text=text, outlet="Echo", date="2024-10-29")
    return Reading(model="none", report=made)


@pytest.fixture
def place(new: New) -> str:
    place = new()
    with Ledger(place) as ledger:
        for title, text in TEXTS.items():
            ledger.add(report(title, text))
    return place


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as found:
        yield found


FOUND = [
    ("shell", ["Harbour shelled", "Talks"], "a title counts for more"),
    ("SHELLING harbour", ["Harbour shelled", "Talks"], "stems, any case, all of them"),
    ("harbour fishermen", ["Harbour shelled"], "all words must be there"),
    ('"ministers met"', ["Talks"], "a phrase"),
    ('"met ministers"', [], "a phrase has an order"),
    ("mayor's", ["Harbour shelled"], "a sign within a word"),
    ("2024-10-28", ["Talks"], "a day"),
    ("fishermen OR ministers", [], "no word of a query language means anything"),
    ("rain - * ( : ^ &", ["Weather"], "no sign of a query language means anything"),
    ('"Kraków', ["Weather"], "an open quotation"),
    ("", [], "nothing"),
    (' " ( ', [], "nothing but signs"),
    ("submarine", [], "not there"),
]


@pytest.mark.parametrize(("words", "titles", "why"), FOUND, ids=[f[2] for f in FOUND])
def test_words_are_found(ledger: Ledger, words: str, titles: list[str], why: str) -> None:
    assert [f.report.title for f in ledger.search(words)] == titles, why


def test_the_words_found_are_marked_in_their_surroundings(ledger: Ledger) -> None:
    (found,) = ledger.search("ministers")
    assert [found.words[a:b] for a, b in found.hits] == ["Ministers"]
    assert "harbour" in found.words
    assert (found.report.outlet, found.report.date) == ("Echo", "2024-10-29")


def test_a_name_that_postgresql_cannot_hold_is_no_fault(ledger: Ledger) -> None:
    odd = report("Odd", "An odd report.")
    name = ledger.add(change(odd, report=change(odd.report, id="a\0b", outlet="Echo\0")))
    read = ledger.reading(name)
    assert read is not None
    assert read.report.outlet == "Echo\0"
    assert ledger.search("odd")[0].report.outlet == "Echo "


def test_a_limit_gives_the_best(ledger: Ledger) -> None:
    assert [f.report.title for f in ledger.search("shelled", limit=1)] == ["Harbour shelled"]


def test_the_index_is_in_step_with_the_reports(ledger: Ledger) -> None:
    before = ledger.search("fishermen")
    ledger.rebuild()
    assert ledger.search("fishermen") == before
    ledger.add(report("More", "More fishermen."))
    assert len(ledger.search("fishermen")) == len(before) + 1


def test_readers_find_what_was_while_all_is_made_anew(place: str, ledger: Ledger) -> None:
    with Ledger(place) as other, ledger._write() as store:
        store.forget_derived()
        assert store.found("ministers", 1) == []
        assert [f.report.title for f in other.search("ministers")] == ["Talks"]
        assert store.count()["reports"] == len(TEXTS)
    assert ledger.search("ministers") == []


def test_a_text_of_half_a_million_different_words_can_be_added(ledger: Ledger) -> None:
    """PostgreSQL holds a megabyte of stems for a report."""
    ledger.add(report("Long", " ".join(f"w{n:05}" for n in range(83_000))))
    assert [f.report.title for f in ledger.search("w00001")] == ["Long"]


def test_the_verb(place: str) -> None:
    told = run("search", "shelled harbour", "--ledger", place)
    assert told.exit_code == 1, "a phrase in the shell's quotes is one"
    told = run("search", "fishermen", "--ledger", place)
    assert "Harbour shelled" in told.stdout
    assert "\x1b" not in told.stdout
    rows = run("search", "ministers", "--ledger", place, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(row)["title"] for row in rows] == ["Talks"]
