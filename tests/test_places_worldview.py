"""Whose a disputed place is: by default, and as one state sees it."""

from __future__ import annotations

from collections.abc import Iterator

import canned
import click.testing
import pytest
import worked

from vedette.cli import main
from vedette.cli.read import Rooms
from vedette.records import Place, Toponym, change
from vedette.resolve.gazetteer import Gazetteer, countries
from vedette.resolve.place_worldview import as_seen, disputes, seen_by, viewers
from vedette.resolve.places import Evidence, resolve_place


@pytest.fixture(scope="module")
def names() -> Iterator[Gazetteer]:
    with Gazetteer.open() as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "default", "view", "seen"),
    [
        ("Crimea", "UKR", "RUS", "RUS"),
        ("Simferopol", "UKR", "RUS", "RUS"),
        ("Donetsk region", "UKR", "RUS", "RUS"),
        ("Kherson Oblast", "UKR", "RUS", "RUS"),
        ("Kosovo", "KOS", "SRB", "SRB"),
        ("Pristina", "KOS", "SRB", "SRB"),
        ("Taiwan", "TWN", "CHN", "CHN"),
        ("Taipei", "TWN", "CHN", "CHN"),
        ("Western Sahara", "ESH", "MAR", "MAR"),
        ("Jammu and Kashmir", "IND", "PAK", "PAK"),
        ("Gilgit-Baltistan", "PAK", "IND", "IND"),
        ("Golan Heights", "SYR", "ISR", "ISR"),
        ("East Jerusalem", "PSE", "ISR", "ISR"),
        ("Jerusalem", "ISR", "PSE", "PSE"),
        ("Abkhazia", "GEO", "RUS", "ABK"),
        ("South Ossetia", "GEO", "RUS", "OST"),
        ("Northern Cyprus", "CYP", "TUR", "NCY"),
        ("Transnistria", "MDA", "RUS", "MDA"),
        ("Nagorno-Karabakh", "AZE", "RUS", "AZE"),
        ("Somaliland", "SOM", "RUS", "SOM"),
        ("Falkland Islands", "FLK", "ARG", "ARG"),
        ("Kyiv", "UKR", "RUS", "UKR"),
    ],
)
def test_a_disputed_place_is_whose_the_viewer_says(
    names: Gazetteer, name: str, default: str, view: str, seen: str
) -> None:
    place = resolve_place(name, evidence=Evidence(), gazetteer=names).place
    assert place is not None
    assert place.country == default
    assert seen_by(place, view).country == seen


def test_a_dispute_is_in_the_reason(names: Gazetteer) -> None:
    place = resolve_place("Crimea", evidence=Evidence(), gazetteer=names).place
    assert place is not None
    assert place.reason.endswith("Crimea is disputed, UKR by default")
    assert seen_by(place, "RUS").reason.endswith("RUS as RUS sees it")


def test_the_table_names_places_that_are_there_and_countries_that_exist() -> None:
    known = {*countries().by_iso, "ABK", "OST", "NCY", "SML"}
    for dispute in disputes():
        assert {dispute.country, dispute.default, *dispute.views.values()} <= known, dispute.name
        assert set(dispute.views) <= known, dispute.name


CRIMEA = Place(
    name="Crimea",
    lat=45.3,
    lon=34.4,
    country="UKR",
    gazetteer_id="iso:UA-43",
    precision="region",
    reason="a region in Ukraine",
)


def test_a_view_changes_toponyms_entities_and_events_and_nothing_else() -> None:
    reading = worked.worked()
    toponym = Toponym(start=0, end=4, text="NATO", place=CRIMEA, reason=CRIMEA.reason)
    site = change(reading.entities[2], place=CRIMEA, country="UKR")
    event = change(reading.events[0], place=CRIMEA)
    disputed = change(reading, toponyms=(toponym,), entities=(site,), events=(event,))
    seen = as_seen(disputed, "RUS")
    places = (seen.toponyms[0].place, seen.entities[0].place, seen.events[0].place)
    assert [p.country for p in places if p is not None] == ["RUS", "RUS", "RUS"]
    assert seen.entities[0].country == "RUS"
    assert seen.claims == reading.claims
    assert as_seen(disputed, "DEU") == disputed


@pytest.mark.parametrize("view", viewers())
def test_what_is_not_disputed_stays(view: str) -> None:
    assert as_seen(canned.disputed(), view) == canned.disputed()


def test_read_takes_a_worldview_and_says_which_there_are() -> None:
    rooms = Rooms(receive=lambda *_: [canned.empty().report], read=lambda _: [canned.empty()])
    run = click.testing.CliRunner().invoke
    assert run(main, ["read", "x", "--worldview", "rus"], obj=rooms).exit_code == 0
    wrong = run(main, ["read", "x", "--worldview", "Atlantis"], obj=rooms)
    assert wrong.exit_code == 2
    assert "has no view of its own" in wrong.output
