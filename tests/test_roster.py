"""What is in the roster, who bears a name on a day, and how soon it is at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vedette.codebook.states import numbered, state, states
from vedette.resolve.actor_roster import (
    find,
    index,
    is_common,
    known_until,
    openings,
    outlet_of,
    outlets,
    rows,
    seat_codes,
)
from vedette.resolve.gazetteer import fold

ROOT = Path(__file__).parents[1]


def codes(name: str, date: str | None = "2024-06-01") -> list[str]:
    """The codes of a name's bearers on a day, in their order."""
    found = [entry.at(date) for entry in find(name, date)]
    return ["/".join((standing.country or "---", *standing.sectors)) for standing in found]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the Pentagon", "USA/MIL"),
        ("Foggy Bottom", "USA/GOV"),
        ("SBU", "UKR/SPY"),
        ("Mossad", "ISR/SPY"),
        ("Knesset", "ISR/LEG"),
        ("the Verkhovna Rada", "UKR/LEG"),
        ("Carabinieri", "ITA/COP"),
        ("carabinieri", "ITA/COP"),
        ("Hamas", "PSE/REB"),
        ("WHO", "UNO/IGO"),
        ("Médecins Sans Frontières", "NGO/NGO/MED"),
        ("Amnesty", "NGO/NGO"),
        ("Reuters", "GBR/JRN"),
    ],
)
def test_a_body_is_found_by_its_usual_names(name: str, code: str) -> None:
    assert codes(name)[0] == code


@pytest.mark.parametrize("name", ["who", "ap", "a border police", "the party", "Senate", ""])
def test_initials_keep_their_case_and_plain_words_are_no_names(name: str) -> None:
    assert find(name) == ()


@pytest.mark.parametrize(
    ("name", "date", "found"),
    [
        ("Eagleburger", "1992-10-01", "Lawrence Eagleburger"),
        ("Eagleburger", "1995-10-01", None),
        ("de Villepin", "2003-03-01", "Dominique de Villepin"),
        ("Villepin", "2003-03-01", "Dominique de Villepin"),
        ("Ban", "2005-03-01", "Ban Ki-moon"),
        ("Ivanov", "2002-05-05", None),
        ("Eagleburger", None, None),
        ("Putin", None, "Vladimir Putin"),
    ],
)
def test_a_bare_surname_means_the_one_minister_who_bears_it_that_day(
    name: str, date: str | None, found: str | None
) -> None:
    """In 2002 Russia had two Ivanovs, of foreign affairs and of defence."""
    assert next((entry.name for entry in find(name, date)), None) == found
    assert date is None or is_common(name)


@pytest.mark.parametrize(
    ("name", "date", "code"),
    [
        ("Boris Johnson", "2019-07-23", "GBR/ELI"),
        ("Boris Johnson", "2020-01-01", "GBR/GOV"),
        ("Boris Johnson", "2023-01-01", "GBR/ELI"),
        ("Mark Rutte", "2005-01-01", "NLD"),
        ("Mark Rutte", "2015-01-01", "NLD/GOV"),
        ("Mark Rutte", "2025-01-01", "NATO/IGO"),
        ("Rapid Support Forces", "2023-04-14", "SDN/PRM"),
        ("Rapid Support Forces", "2023-04-15", "SDN/REB"),
    ],
)
def test_an_actor_is_what_it_was_on_the_day(name: str, date: str, code: str) -> None:
    assert codes(name, date)[0] == code


def test_who_had_another_office_for_a_short_while_is_told_without_a_date() -> None:
    """A year at the FSB against a quarter of a century as president or prime minister."""
    assert codes("Vladimir Putin", None) == ["RUS/GOV"]
    assert codes("Mark Rutte", None) == ["NLD"]


def test_namesakes_keep_their_order_state_group_party_outlet() -> None:
    army = [entry.id for entry in find("People's Liberation Army")]
    assert army[0] == "bodies:peoples-liberation-army"
    assert all(name.startswith("groups:") for name in army[1:])
    assert [entry.roster for entry in find("SDF")] == ["groups", "bodies"]


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("National Intelligence Service", True),
        ("the National Intelligence Service", True),
        ("PPP", True),
        ("FBI", False),
        ("the FSB", False),
        ("State Department", False),
        ("Putin", False),
        ("Kim", True),
    ],
)
def test_names_of_many_need_the_country_in_the_report(name: str, common: bool) -> None:
    assert is_common(name) is common


def test_every_name_opens_with_a_known_word() -> None:
    assert all(fold(name).partition(" ")[0] in openings() for name in index())


def test_the_seats_are_of_one_government_each() -> None:
    known = {"kremlin": "RUS/GOV", "downing street": "GBR/GOV", "blue house": "KOR/GOV"}
    assert {name: seat_codes()[name] for name in known} == known
    assert "presidential palace" not in seat_codes()


@pytest.mark.parametrize(
    ("name", "country", "kind", "family"),
    [
        ("AFP", "FRA", "agency", "Agence France-Presse"),
        ("The Economist", "GBR", "magazine", "The Economist Group"),
        ("Xinhua", "CHN", "state", "state:CHN"),
    ],
)
def test_an_outlet_has_country_kind_and_family(
    name: str, country: str, kind: str, family: str
) -> None:
    outlet = outlet_of(name)
    assert outlet is not None
    assert (outlet.country, outlet.kind, outlet.family) == (country, kind, family)


def test_the_roster_is_as_large_as_promised() -> None:
    least = {"people": 7000, "igos": 600, "groups": 1000, "bodies": 5000, "ngos": 800}
    for roster, count in least.items():
        assert sum(1 for _ in rows(roster)) >= count, roster
    assert len(outlets()) >= 2000
    assert known_until() == "2025-10-31"


@pytest.mark.parametrize(
    ("code", "alpha3"),
    [("UA", "UKR"), ("ua", "UKR"), ("804", "UKR"), ("XK", "KOS"), ("CSK", "CSK"), ("ZZ", None)],
)
def test_a_state_is_known_by_each_iso_code(code: str, alpha3: str | None) -> None:
    found = state(code)
    assert (found.alpha3 if found else None) == alpha3


@pytest.mark.parametrize(
    ("code", "date", "cow", "gw"),
    [
        ("DEU", "1990-10-02", 260, 260),
        ("DEU", "1990-10-03", 255, 260),
        ("YEM", None, 679, 678),
        ("SRB", "2001-01-01", 345, 345),
        ("SRB", None, 345, 340),
        ("SSD", "2011-07-08", None, None),
        ("SSD", "2011-07-09", 626, 626),
        ("CSK", "1993-01-01", None, None),
        ("TON", None, 955, 972),
        ("PSE", None, None, None),
    ],
)
def test_the_numbers_of_a_state_are_those_of_the_day(
    code: str, date: str | None, cow: int | None, gw: int | None
) -> None:
    found = state(code)
    assert found is not None
    assert (found.number("cow", date), found.number("gw", date)) == (cow, gw)


def test_a_number_leads_back_to_its_state() -> None:
    for one in states().values():
        for spell in one.spells:
            if spell.cow is not None:
                assert numbered("cow", spell.cow, spell.start or "1990-01-01") == one
    assert numbered("gw", 5) is None


def test_the_built_files_are_what_the_facts_make(tmp_path: Path) -> None:
    """Slow: it builds anew."""
    command = [sys.executable, "-m", "resources.build_actors", "--check"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


def test_the_roster_is_at_hand_in_a_fraction_of_a_second() -> None:
    """Processor time in a process of its own: the machine of a test is seldom idle."""
    code = (
        "import time, vedette.resolve; from vedette.resolve import actor_roster as r;"
        "t = time.process_time();"
        "r.find('NATO'); r.is_common('NATO'); r.openings(); r.seat_codes();"
        "print(time.process_time() - t)"
    )
    spent = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(spent) < 0.1
