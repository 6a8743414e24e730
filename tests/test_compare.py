"""Another data set beside the ledger: what may be one event, counted from both sides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from postgresql import New
from test_ledger import harbour

from vedette.cli import main
from vedette.ledger import Ledger
from vedette.records import Coded, Compared, Place, Share

NKHATA = Place(
    name="Nkhata Bay", lat=-11.6, lon=34.3, country="MWI", gazetteer_id="geonames:925475",
    precision="town", reason="a person has ruled so",
)  # fmt: skip


@pytest.fixture
def desk(new: New) -> Iterator[Ledger]:
    """The harbour's reports; one expulsion by Malawi of Tanzania's attaché, on 10 March."""
    with Ledger(new(), clock=lambda: "2026-04-01T00:00:00+00:00") as found:
        for reading in harbour():
            found.add(reading)
        yield found


def expelled(ledger: Ledger) -> str:
    (found,) = (
        e.event.id
        for e in ledger.entries()
        if e.event.mode == "expel" and e.event.status == "actual"
    )
    return found


def theirs(**fields: Any) -> Coded:
    given = {"id": "1", "day": "2026-03-10", "type": "SANCTION", "actors": ("MWI",), **fields}
    return Coded(**given)


def compared(ledger: Ledger, *events: Coded, **asked: int) -> Compared:
    ledger.take_in("other", events, form="csv", source="other.csv", replace=True)
    return ledger.compared("other", **asked)


SAME = [
    ("who did it", {}, True),
    ("to whom is as good", {"actors": (), "recipients": ("TZA",)}, True),
    ("somebody else", {"actors": ("KEN",)}, False),
    ("somebody else beside", {"actors": ("KEN", "MWI")}, True),
    ("another type", {"type": "COERCE"}, False),
    ("a day earlier", {"day": "2026-03-09"}, True),
    ("two days earlier", {"day": "2026-03-08"}, False),
    ("two days later", {"day": "2026-03-12"}, False),
    ("a place that we do not tell", {"country": "KEN"}, True),
    ("nothing that both tell", {"actors": (), "country": "MWI"}, False),
]


@pytest.mark.parametrize(("said", "fields", "wanted"), SAME, ids=[s[0] for s in SAME])
def test_what_may_be_one_event(
    desk: Ledger, said: str, fields: dict[str, Any], wanted: bool
) -> None:
    found = compared(desk, theirs(**fields))
    assert (found.total.theirs, found.total.theirs_found) == (1, wanted)
    assert [(a.id, b.event.id) for a, b in found.both] == [("1", expelled(desk))] * wanted
    assert len(found.only_theirs) == (not wanted)


PLACED = [
    ("one place, and nobody is told", {"actors": (), "country": "MWI"}, True),
    ("one place, another actor", {"actors": ("KEN",), "country": "MWI"}, False),
    ("another place", {"country": "KEN"}, False),
    ("no place", {}, True),
]


@pytest.mark.parametrize(("said", "fields", "wanted"), PLACED, ids=[s[0] for s in PLACED])
def test_the_countries_of_places_are_one_where_both_tell_them(
    desk: Ledger, said: str, fields: dict[str, Any], wanted: bool
) -> None:
    desk.correct(expelled(desk), "place", NKHATA, why="it is", who="desk")
    assert compared(desk, theirs(**fields)).total.theirs_found == wanted


def test_days_may_be_further_apart_if_one_asks(desk: Ledger) -> None:
    earlier = theirs(day="2026-03-05")
    assert compared(desk, earlier, days=4).total.theirs_found == 0
    assert compared(desk, earlier, days=5).total.theirs_found == 1


def test_an_event_that_did_not_happen_is_not_compared(desk: Ledger) -> None:
    desk.correct(expelled(desk), "status", "future", why="it is", who="desk")
    found = compared(desk, theirs())
    assert found.total.theirs_found == found.total.ours_found == 0


def test_both_sides_are_counted_by_type_country_and_day(desk: Ledger) -> None:
    rows = [theirs(id=str(n)) for n in range(89)]
    other = theirs(id="x", day="2026-03-12", type="PROTEST", country="KEN")
    found = compared(desk, *rows, other)
    assert (found.since, found.until) == ("2026-03-10", "2026-03-12")
    by_type = {s.key: s for s in found.types}
    assert by_type["SANCTION"] == Share(
        key="SANCTION", theirs=89, theirs_found=89, ours=1, ours_found=1
    )
    assert (by_type["PROTEST"].theirs, by_type["PROTEST"].theirs_found) == (1, 0)
    for shares in (found.types, found.countries, found.days):
        assert sum(s.theirs for s in shares) == found.total.theirs == 90
        assert sum(s.ours for s in shares) == found.total.ours
        assert sum(s.ours_found for s in shares) == found.total.ours_found == 1
    assert {s.key for s in found.days} >= {"2026-03-10", "2026-03-12"}
    assert next(s for s in found.countries if s.key == "KEN").theirs == 1


def test_ours_are_those_that_began_in_their_days(desk: Ledger) -> None:
    every = [e.event for e in desk.entries() if e.event.status == "actual"]
    tenth = [e for e in every if e.when is not None and e.when.start == "2026-03-10"]
    found = compared(desk, theirs(), examples=99)
    assert found.total.ours == len(tenth) > 1
    ours = {e.event.id for e in found.only_ours} | {b.event.id for _, b in found.both}
    assert ours == {e.id for e in tenth}


def test_one_data_set_says_nothing_of_another(desk: Ledger) -> None:
    desk.take_in("elsewhere", [theirs()], form="csv", source="elsewhere.csv")
    found = compared(desk, theirs(actors=("KEN",)))
    assert (found.total.theirs_found, found.total.ours_found) == (0, 0)


def run(ledger: str, *asked: str) -> Result:
    return CliRunner().invoke(main, ["compare", *asked, "--ledger", ledger])


@pytest.fixture
def place(tmp_path: Path) -> str:
    with Ledger(tmp_path / "desk.db") as ledger:
        for reading in harbour():
            ledger.add(reading)
        events = (theirs(), theirs(id="2", actors=("KEN",)), theirs(id="\x1b[2J", type="AID"))
        ledger.take_in("other", events, form="csv", source="other.csv")
        return ledger.name


def test_the_verb_prints_counts_and_examples(place: str) -> None:
    told = run(place, "other")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0] == "other: 3 events (csv, other.csv), 2026-03-10 to 2026-03-10"
    (sanction,) = (line.split() for line in lines if line.startswith("  SANCTION"))
    assert sanction == ["SANCTION", "2", "1", "1", "1"]
    assert "in both, for example" in lines
    assert "only theirs, for example" in lines
    assert "\x1b" not in told.stdout


def test_the_verb_prints_lines_for_machines(place: str) -> None:
    told = run(place, "other", "--format", "jsonl", "--examples", "1")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert rows[0] == {
        "by": "all", "key": "all", "theirs": 3, "theirs_in_ours": 1,
        "ours": rows[0]["ours"], "ours_in_theirs": 1,
    }  # fmt: skip
    assert [r["example"] for r in rows if "example" in r] == ["both", "only theirs", "only ours"]


def test_a_name_that_is_not_there_is_said(place: str) -> None:
    told = run(place, "nothing")
    assert told.exit_code == 2
    assert "no data set was taken in as nothing; there are: other" in told.stderr
