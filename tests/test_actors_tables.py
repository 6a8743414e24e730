"""The actor tables hold together: codes, dates, names, and what checks them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pycountry
import pytest

from resources.actor_facts import entries as facts
from resources.check_actors import faults, offices, persons, wrong
from vedette.codebook import book
from vedette.resolve.actor_roster import (
    ROSTERS,
    Listed,
    entries,
    find,
    outlets,
    parse_term,
    rows,
    seat_codes,
    table,
)
from vedette.resolve.actor_text import bare_phrase

BODIES = frozenset(["UNO", "EUR", "NATO", "IGO", "NGO", "MNC", "IMG"])
BEYOND_ISO = frozenset(["KOS", "SUN", "YUG"])


def is_country(code: str) -> bool:
    known = code in BODIES or code in BEYOND_ISO
    return known or pycountry.countries.get(alpha_3=code) is not None


def codes_of_words() -> Iterator[str]:
    metonyms = table("metonyms")
    yield from metonyms["affiliations"].values()
    yield from (code.split("/")[0] for code in metonyms["governments"].values())
    yield from (code.split("/")[0] for code in seat_codes().values())


def test_every_country_is_iso_alpha_3_or_a_code_of_the_guidelines() -> None:
    used = {term.country for entry in entries() for term in entry.terms} | set(codes_of_words())
    used |= {entry.nation for entry in entries() if entry.nation is not None}
    assert [code for code in sorted(used) if not is_country(code)] == []


def test_every_sector_is_plovers() -> None:
    used = {s for entry in entries() for term in entry.terms for s in term.sectors}
    roles = table("roles")
    used |= set(roles["sectors"]) | set(roles["modifiers"])
    used |= {sector for sector in roles["generic"].values() if sector}
    assert used - set(book().sectors) == set()


def test_every_term_has_real_dates() -> None:
    days = {day for entry in entries() for term in entry.terms for day in (term.start, term.end)}
    assert all(datetime.date.fromisoformat(day) for day in days if day is not None)


def test_of_terms_that_overlap_a_main_office_is_told_first() -> None:
    for entry in entries():
        main = [term.main for term in entry.terms]
        assert main == sorted(main, reverse=True), entry.name


def test_no_id_is_given_twice() -> None:
    assert len({entry.id for entry in entries()}) == len(entries())


def test_every_entry_is_found_by_its_names_unless_they_are_vague() -> None:
    """A qualified name is found bare or not at all; "our" and "the Senate" are no names."""
    vague = re.compile(r".* \([^)]*\)|(?:our|your|those|most|another|this|some) .*", re.IGNORECASE)
    told = [(e, n) for e in entries() for n in e.names if not vague.fullmatch(n)]
    lost = [(e.id, n) for e, n in told if e not in find(n) and bare_phrase(n) == n]
    assert len(lost) < 0.02 * len(told)
    assert {entry.partition(":")[0] for entry, _ in lost} <= {"bodies", "groups", "media"}


def test_the_rosters_are_all_there() -> None:
    assert {entry.roster for entry in entries()} == set(ROSTERS)
    assert len(outlets()) == len(list(rows("media")))
    for name in ("roles", "metonyms"):
        assert len(table(name)) > 0


def test_a_term_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends on 2015-01-01"):
        parse_term("RUS/GOV 2016-01-01..2015-01-01 president")


def test_an_entry_outside_its_terms_keeps_its_country_and_only_people_become_elite() -> None:
    term = parse_term("SDN/REB 2015-01-01..2016-01-01")
    group = Listed(id="groups:x", name="X", roster="groups", terms=(term,))
    person = Listed(id="people:x", name="X", roster="people", terms=(term,), nation="SDN")
    assert group.at("2020-01-01").sectors == ()
    assert person.at("2020-01-01").sectors == ("ELI",)
    assert person.at("2010-01-01").sectors == ()


def test_the_hand_written_facts_pass_their_checks() -> None:
    assert wrong(facts()) == []


@pytest.mark.parametrize(
    ("kind", "row", "fault"),
    [
        ("groups", {"country": "XXX"}, "has country 'XXX', which is no code"),
        ("groups", {"sectors": ["ARM"]}, "has sector 'ARM'"),
        ("groups", {"start": "2013-13"}, "has date '2013-13'"),
        ("groups", {"start": 2013, "end": 2012}, "ends on 2012, before 2013"),
        ("groups", {"colour": "red"}, "has a field 'colour' that nothing reads"),
        ("groups", {"name": ""}, "has no name"),
        ("igos", {"members": [{"country": "FRA", "start": 1900}]}, "is older than the body"),
        ("igos", {"members": [{"country": "FRA"}, {"country": "FRA", "start": 1999}]}, "joins"),
        ("states", {"police": [{"name": "A", "aliases": ["A"]}]}, "one name twice"),
        ("codes", {"id": "XXX"}, "is no ISO code"),
    ],
)
def test_a_fault_in_the_facts_is_named(kind: str, row: dict[str, Any], fault: str) -> None:
    sound: dict[str, dict[str, Any]] = {
        "groups": {"id": "g", "name": "G", "country": "FRA", "sectors": ["REB"]},
        "igos": {"id": "i", "name": "I", "code": "IGO", "sectors": ["IGO"], "start": 1990},
        "states": {"id": "FRA", "name": "France"},
        "codes": {"id": "FRA", "cow": 220, "letters": "FRN"},
    }
    assert list(faults(kind, sound[kind])) == []
    assert any(fault in told for told in faults(kind, sound[kind] | row))


def test_two_holders_of_one_office_and_two_persons_of_one_name_are_seen() -> None:
    term = {"country": "FRA", "office": "president", "rank": 0, "start": "2001-01-01", "end": ""}
    two = [{**term, "name": "A", "aliases": ["C"]}, {**term, "name": "B", "aliases": ["C"]}]
    assert list(offices(two)) == ["FRA president: A and B at one time"]
    assert list(persons(two, [])) == ["C is A and B at one time"]
    assert list(offices([two[0], {**two[1], "beside": True}])) == []
    assert list(persons(two[:1], [{"name": "D"}])) == ["D has no terms of office"]
