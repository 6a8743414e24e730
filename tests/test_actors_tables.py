"""The hand-written actor tables hold together: codes, dates, names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations, pairwise

import pycountry
import pytest

from vedette.codebook import book
from vedette.resolve.actor_roster import (
    ROSTERS,
    Listed,
    Term,
    entries,
    find,
    index,
    known_until,
    outlets,
    parse_term,
    rows,
    table,
)

BODIES = frozenset(["UNO", "EUR", "NATO", "IGO", "NGO", "MNC", "IMG"])
BEYOND_ISO = frozenset(["KOS", "SUN", "YUG"])


def is_country(code: str) -> bool:
    known = code in BODIES or code in BEYOND_ISO
    return known or pycountry.countries.get(alpha_3=code) is not None


def overlap(a: Term, b: Term) -> bool:
    first, last = "0000-00-00", "9999-99-99"
    return (a.start or first) <= (b.end or last) and (b.start or first) <= (a.end or last)


def codes_of_words() -> Iterator[str]:
    metonyms = table("metonyms")
    yield from metonyms["affiliations"].values()
    yield from (code.split("/")[0] for code in metonyms["governments"].values())


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


def test_every_term_has_real_dates_and_terms_of_one_actor_do_not_overlap() -> None:
    for entry in entries():
        for term in entry.terms:
            for day in (term.start, term.end):
                assert day is None or datetime.date.fromisoformat(day)
        for before, after in pairwise(entry.terms):
            assert not overlap(before, after) or is_handover(before, after), entry.name


def is_handover(before: Term, after: Term) -> bool:
    """One day may belong to two offices of the same person."""
    return before.end is not None and before.end == after.start


def test_no_term_starts_after_the_day_the_offices_were_checked() -> None:
    starts = [(term.start or "", entry.name) for entry in entries() for term in entry.terms]
    assert [name for start, name in starts if start > known_until()] == []


def test_two_entries_share_a_name_only_where_their_days_differ() -> None:
    clashes = [
        (name, a.name, b.name)
        for name, found in index().items()
        for a, b in combinations(found, 2)
        if any(overlap(x, y) for x in a.terms for y in b.terms)
    ]
    assert clashes == []


def test_no_id_is_given_twice_and_every_entry_is_found_by_each_name() -> None:
    assert len({entry.id for entry in entries()}) == len(entries())
    for entry in entries():
        for name in entry.names:
            assert entry in find(name), name


def test_every_table_names_its_source_date_and_licence() -> None:
    for name in (*ROSTERS, "roles", "metonyms"):
        assert len(table(name)) > 0
    assert len(outlets()) == len(list(rows("media")))


def test_the_tables_are_as_large_as_promised() -> None:
    least = {"people": 300, "igos": 60, "groups": 80, "bodies": 60, "media": 80}
    for roster, count in least.items():
        assert len(list(rows(roster))) >= count, roster


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
