"""A place's phrase, with what the report says, → one place or none, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vedette.records import Place, great_circle
from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.place_phrase import Phrase, parse
from vedette.resolve.places import Evidence, resolve_place


@pytest.fixture(scope="module")
def names() -> Iterator[Gazetteer]:
    with Gazetteer.open() as opened:
        yield opened


def chosen(name: str, names: Gazetteer, evidence: Evidence | None = None) -> Place:
    choice = resolve_place(name, evidence=evidence or Evidence(), gazetteer=names)
    assert choice.place is not None, choice.reason
    return choice.place


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kursk", Phrase(name="Kursk")),
        ("the Kursk border region", Phrase(name="Kursk", cue="region")),
        ("Russia's Kursk region", Phrase(name="Kursk", containing="Russia", cue="region")),
        ("Springfield, Ohio", Phrase(name="Springfield", containing="Ohio")),
        ("Shreveport, La.", Phrase(name="Shreveport", containing="Louisiana")),
        ("the city of Tripoli", Phrase(name="Tripoli", cue="city")),
        (
            "the town of Tripoli in Lebanon",
            Phrase(name="Tripoli", containing="Lebanon", cue="town"),
        ),
        ("Strait of Hormuz", Phrase(name="Strait of Hormuz")),
        ("eastern Ukraine", Phrase(name="Ukraine", part="eastern")),
        ("the border", Phrase(name="")),
        ("the village", Phrase(name="", cue="village")),
        ("", Phrase(name="")),
    ],
)
def test_a_phrase_is_a_name_and_what_stands_around_it(text: str, phrase: Phrase) -> None:
    assert parse(text) == phrase


@pytest.mark.parametrize(
    ("name", "gazetteer_id", "precision"),
    [
        ("Kursk", "geonames:538560", "town"),
        ("Kursk region", "iso:RU-KRS", "region"),
        ("the Kursk border region", "iso:RU-KRS", "region"),
        ("Kursk Oblast", "iso:RU-KRS", "region"),
        ("Russia's Kursk region", "iso:RU-KRS", "region"),
        ("the Russian city of Kursk", "geonames:538560", "town"),
        ("Russian city Kursk", "geonames:538560", "town"),
        ("Springfield, Ohio", "geonames:4525353", "town"),
        ("London", "geonames:2643743", "town"),
        ("London, Ontario", "geonames:6058560", "town"),
        ("Paris, Texas", "geonames:4717560", "town"),
        ("the Black Sea", "vedette:black-sea", "sea"),
        ("the Black Sea port of Odesa", "geonames:698740", "town"),
        ("Gaza", "geonames:281132", "region"),
        ("Gaza City", "geonames:281133", "town"),
        ("Washington", "geonames:4140963", "town"),
        ("Xinjiang", "iso:CN-XJ", "region"),
        ("North Kivu", "iso:CD-NK", "region"),
        ("Donbas", "vedette:donbas", "region"),
        ("Crimea", "iso:UA-43", "region"),
        ("Ukraine’s Donetsk region", "iso:UA-14", "region"),
        ("the Strait of Hormuz", "vedette:strait-of-hormuz", "sea"),
        ("Indo-Pacific", "vedette:indo-pacific", "region"),
        ("Nigeria", "iso:NGA", "country"),
        ("Niger", "iso:NER", "country"),
        ("Chad", "iso:TCD", "country"),
        ("Turkey", "iso:TUR", "country"),
        ("Jordan", "iso:JOR", "country"),
        ("Georgia", "iso:GEO", "country"),
        ("South Sudan", "iso:SSD", "country"),
        ("Sudan", "iso:SDN", "country"),
        ("Equatorial Guinea", "iso:GNQ", "country"),
    ],
)
def test_a_name_alone_means_its_usual_place(
    names: Gazetteer, name: str, gazetteer_id: str, precision: str
) -> None:
    place = chosen(name, names)
    assert (place.gazetteer_id, place.precision) == (gazetteer_id, precision)


@pytest.mark.parametrize(
    ("name", "evidence", "gazetteer_id"),
    [
        ("Tripoli", Evidence(countries={"LBY": 3}), "geonames:2210247"),
        ("Tripoli", Evidence(countries={"LBN": 3}), "geonames:266826"),
        ("Tripoli", Evidence(containing="Lebanon"), "geonames:266826"),
        ("Congo", Evidence(countries={"COG": 2}), "iso:COG"),
        ("Congo", Evidence(), "iso:COD"),
        ("Korea", Evidence(countries={"PRK": 1}), "iso:PRK"),
        ("Georgia", Evidence(countries={"USA": 3}, regions={"US.GA": 4.0}), "iso:US-GA"),
        ("Kursk", Evidence(cue="region"), "iso:RU-KRS"),
        ("Kursk", Evidence(cue="city"), "geonames:538560"),
        ("Springfield", Evidence(containing="Illinois"), "geonames:4250542"),
        ("Cordoba", Evidence(countries={"ESP": 1}), "geonames:2519240"),
        ("Cordoba", Evidence(countries={"ARG": 1}), "geonames:3860259"),
        ("Valencia", Evidence(outlet_country="VEN"), "geonames:3625549"),
    ],
)
def test_what_the_report_says_decides_between_places_of_one_name(
    names: Gazetteer, name: str, evidence: Evidence, gazetteer_id: str
) -> None:
    assert chosen(name, names, evidence).gazetteer_id == gazetteer_id


def test_a_place_near_by_decides_too(names: Gazetteer) -> None:
    near = tuple(chosen(name, names) for name in ("Jackson, Tennessee", "Humboldt, Tennessee"))
    place = chosen("Medina", names, Evidence(countries={"USA": 2}, others=near))
    assert place.admin1 == "Tennessee"
    assert "km from" in place.reason


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("the border", "names no place of its own"),
        ("the front", "names no place of its own"),
        ("the area", "names no place of its own"),
        ("the village", "names no place of its own"),
        ("Russia's border", "only that it is in Russia"),
        ("Korea", "may be South Korea or North Korea"),
        ("Qwxyz", "is not in the gazetteer"),
    ],
)
def test_where_nothing_names_a_place_none_is_given_and_it_is_said_why(
    names: Gazetteer, name: str, why: str
) -> None:
    choice = resolve_place(name, evidence=Evidence(), gazetteer=names)
    assert choice.place is None
    assert why in choice.reason


@pytest.mark.parametrize("name", ["Ukraine", "eastern Ukraine", "the United States", "Africa"])
def test_no_point_is_invented_for_what_is_too_wide_for_one(names: Gazetteer, name: str) -> None:
    place = chosen(name, names)
    assert (place.lat, place.lon) == (None, None)


def test_a_part_of_a_country_keeps_its_direction(names: Gazetteer) -> None:
    place = chosen("eastern Ukraine", names)
    assert (place.name, place.country, place.precision) == ("eastern Ukraine", "UKR", "region")


def test_a_region_says_what_its_point_is_and_who_came_second(names: Gazetteer) -> None:
    place = chosen("Kursk region", names)
    assert "the point is its middle" in place.reason
    assert place.runner_up == "Kursk, RUS city"
    assert place.lat is not None
    assert abs(place.lat - 51.7) < 1


def test_of_an_unknown_building_only_the_place_around_it_is_given(names: Gazetteer) -> None:
    place = chosen("the Presidential Palace in Kyiv", names)
    assert (place.name, place.country) == ("Kyiv", "UKR")
    assert place.reason.startswith('only "Kyiv" of "the Presidential Palace in Kyiv" is known')


def test_distance_is_the_great_circles() -> None:
    assert great_circle(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert great_circle(51.5, -0.13, 48.86, 2.35) == pytest.approx(343, abs=3)


@pytest.mark.parametrize("name", ["of " * 5000, "A " * 5000, "'s " * 5000, ", " * 5000])
def test_a_hostile_phrase_gives_no_place_and_no_error(names: Gazetteer, name: str) -> None:
    resolve_place(name, evidence=Evidence(), gazetteer=names)
