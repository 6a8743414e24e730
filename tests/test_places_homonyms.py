"""Homonyms, renamed places and kinds of places: one row each, a report and what a name in it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.place_features import renamed
from vedette.resolve.places import Evidence, resolve_place
from vedette.resolve.toponyms import find_toponyms


@pytest.fixture(scope="module")
def names() -> Iterator[Gazetteer]:
    with Gazetteer.open() as opened:
        yield opened


HOMONYMS = [
    ("Georgian troops left Abkhazia; Tbilisi said Georgia would wait.", "Georgia", "GEO country"),
    ("Atlanta and Macon in Georgia go to the polls.", "Georgia", "USA region"),
    ("Jordan's army fired near the Syrian border, Amman said.", "Jordan", "JOR country"),
    ("Crews from Shakopee, Minnesota, and from Jordan met in Scott County.", "Jordan", "USA town"),
    ("Chad recalled its envoy from Khartoum.", "Chad", "TCD country"),
    ("Turkey struck positions in Iraq, Ankara said.", "Turkey", "TUR country"),
    ("The parliament in Skopje voted; Macedonia had a new name.", "Macedonia", "MKD country"),
    ("Rebels in eastern Congo took Bukavu, Kinshasa said.", "Congo", "COD country"),
    ("Brazzaville said Congo would vote; Pointe-Noire was calm.", "Congo", "COG country"),
    ("Pyongyang fired a missile, Korea's state agency said.", "Korea", "PRK country"),
    ("Niger's junta in Niamey expelled the envoy.", "Niger", "NER country"),
    ("Nigeria closed its border with Niger.", "Nigeria", "NGA country"),
    ("Conakry was calm as Guinea voted.", "Guinea", "GIN country"),
    ("Malabo said Equatorial Guinea had no part in it.", "Equatorial Guinea", "GNQ country"),
    ("Papua New Guinea sent police to Enga.", "Papua New Guinea", "PNG country"),
    ("Khartoum was shelled; Sudan's army held El Fasher.", "Sudan", "SDN country"),
    ("Juba said South Sudan would open the border.", "South Sudan", "SSD country"),
    ("Dublin said Ireland would recognise the state.", "Ireland", "IRL country"),
    ("Leaders in Belfast met; Northern Ireland waits.", "Northern Ireland", "GBR region"),
    ("Melbourne police said Victoria had banned the march in Geelong.", "Victoria", "AUS region"),
    ("The council of Victoria in British Columbia met in Nanaimo.", "Victoria", "CAN town"),
    ("Tripoli was shelled; Misrata's militia moved. Libya's premier fled.", "Tripoli", "LBY town"),
    ("Clashes in Tripoli spread; Beirut sent Lebanon's army.", "Tripoli", "LBN town"),
    ("Birmingham police in Alabama called Montgomery.", "Birmingham", "USA town"),
    ("Coventry and Wolverhampton watched Birmingham, England.", "Birmingham", "GBR town"),
    ("Cordoba police in Argentina called Rosario.", "Cordoba", "ARG town"),
    ("Cordoba and Seville saw protests across Spain.", "Cordoba", "ESP town"),
    ("San José was calm after Costa Rica voted.", "San José", "CRI town"),
    ("San Jose police in California said Oakland was calm.", "San Jose", "USA town"),
    ("Springfield, Illinois, and Chicago saw marches.", "Springfield", "USA town"),
    ("Paris was quiet as France voted.", "Paris", "FRA town"),
    ("Paris, Texas, lies near Dallas.", "Paris", "USA town"),
    ("Clashes in Alexandria; Cairo sent police, Egypt said.", "Alexandria", "EGY town"),
    ("Police in Alexandria, Virginia, and Fairfax held two.", "Alexandria", "USA town"),
    ("Riots in Hyderabad; Karachi and the rest of Sindh were calm.", "Hyderabad", "PAK town"),
    ("Riots in Hyderabad; the rest of Telangana was calm.", "Hyderabad", "IND town"),
    ("Protests in Santiago, Chile's president said.", "Santiago", "CHL town"),
    ("Santiago in the Dominican Republic saw protests.", "Santiago", "DOM town"),
    ("Talks in Geneva ended without agreement.", "Geneva", "CHE town"),
    ("Talks in Vienna ended without agreement.", "Vienna", "AUT town"),
    ("Talks in Florence ended without agreement.", "Florence", "ITA town"),
    ("A bomb exploded in Manchester, police said.", "Manchester", "GBR town"),
    ("A bomb exploded in Hebron, police said.", "Hebron", "PSE town"),
    ("A march in Philadelphia ended without arrests.", "Philadelphia", "USA town"),
    ("The envoys met in Athens, Cairo, Oslo and Lima.", "Athens", "GRC town"),
    ("The envoys met in Athens, Cairo, Oslo and Lima.", "Oslo", "NOR town"),
    ("Residents of Geneva, Illinois, and Chicago voted.", "Geneva", "USA town"),
    ("Valencia was flooded; Madrid sent Spain's army.", "Valencia", "ESP town"),
    ("Looting in Valencia and Maracay, Venezuela said.", "Valencia", "VEN town"),
    ("In Washington, envoys of Egypt and Iraq spoke of Damascus.", "Damascus", "SYR town"),
    ("In Washington, envoys of Egypt spoke of the Middle East.", "Middle East", "None region"),
    ("Zacatecas is in Mexico. Gunmen attacked a bus in Mexico.", "Mexico", "MEX country"),
    ("Gunmen attacked a bus in Guatemala near Antigua.", "Guatemala", "GTM country"),
    ("Police in Mexico City, Mexico, held two.", "Mexico City", "MEX town"),
    ("Police in Mexico, Missouri, and Columbia held two.", "Mexico", "USA town"),
    ("Fishermen were held off Delft island, Sri Lanka, on Sunday.", "Delft", "LKA country"),
    ("Fighting in the Kursk region, Ukraine said, went on.", "Kursk", "RUS region"),
    ("Trinidad in Bolivia's Beni was calm.", "Trinidad", "BOL town"),
]
RENAMED = [
    ("German troops besieged Leningrad.", "Leningrad", "Saint Petersburg"),
    ("Bombay was attacked; India blamed Pakistan.", "Bombay", "Mumbai"),
    ("Kiev said Russian troops had left Bucha.", "Kiev", "Kyiv"),
    ("Russian troops took Artemivsk in Ukraine.", "Artemivsk", "Bakhmut"),
    ("Nur-Sultan hosted talks on Syria.", "Nur-Sultan", "Astana"),
    ("Shells fell on Stepanakert, Azerbaijan said.", "Stepanakert", "Khankendi"),
    ("Saigon fell in 1975.", "Saigon", "Ho Chi Minh City"),
    ("Artsakh's leaders fled.", "Artsakh", "Nagorno-Karabakh"),
    ("Swaziland's king spoke in Mbabane.", "Swaziland", "Eswatini"),
    ("Burma's generals met in Naypyidaw.", "Burma", "Myanmar"),
    ("Zaire's army fled Kinshasa.", "Zaire", "Democratic Republic of the Congo"),
    ("Upper Volta had a coup.", "Upper Volta", "Burkina Faso"),
    ("Rhodesia declared independence.", "Rhodesia", "Zimbabwe"),
    ("Czechoslovakia split; Prague stayed calm.", "Czechoslovakia", "Czechoslovakia"),
    ("Yugoslavia's army shelled Vukovar.", "Yugoslavia", "Yugoslavia"),
    ("The Soviet Union left Afghanistan.", "Soviet Union", "Soviet Union"),
]
KINDS = [
    ("the Black Sea", "a sea", "sea"),
    ("the Strait of Hormuz", "a strait", "sea"),
    ("the Dnipro River", "a river", "region"),
    ("the Gobi Desert", "a desert", "region"),
    ("Mount Hermon", "a mountain", "point"),
    ("Zaatari refugee camp", "a camp", "point"),
    ("Ain al-Hilweh", "a camp", "point"),
    ("Line of Control", "a border", "region"),
    ("the Lebanon-Israel border", "a border", "region"),
    ("the border between Chad and Sudan", "a border", "region"),
    ("Zaporizhzhia Nuclear Power Plant", "a site", "point"),
    ("North Kivu", "a region", "region"),
    ("Côte d'Ivoire", "a country", "country"),
    ("Deir al-Zor", "a city", "town"),
    ("a bus in Guatemala near Antigua", "a country", "country"),
]


@pytest.mark.parametrize(("text", "name", "expected"), HOMONYMS)
def test_a_name_of_several_places_is_the_one_the_report_is_about(
    names: Gazetteer, text: str, name: str, expected: str
) -> None:
    place = next(t.place for t in find_toponyms(text, gazetteer=names) if t.text == name)
    assert place is not None
    assert f"{place.country} {place.precision}" == expected, place.reason


@pytest.mark.parametrize(("text", "name", "now"), RENAMED)
def test_a_name_of_before_is_the_place_of_today(
    names: Gazetteer, text: str, name: str, now: str
) -> None:
    place = next(t.place for t in find_toponyms(text, gazetteer=names) if t.text == name)
    assert place is not None
    assert place.name == now


def test_that_a_town_was_renamed_is_in_the_reason(names: Gazetteer) -> None:
    choice = resolve_place("Leningrad", evidence=Evidence(), gazetteer=names)
    assert "Saint Petersburg was called Leningrad until 1991" in choice.reason


def test_every_renamed_town_is_in_the_index_by_its_old_name(names: Gazetteer) -> None:
    for old in renamed().values():
        assert old.place in {c.gazetteer_id for c in names.lookup(old.name)}, old.name


@pytest.mark.parametrize(("name", "kind", "precision"), KINDS)
def test_every_kind_of_place_has_its_class_and_precision(
    names: Gazetteer, name: str, kind: str, precision: str
) -> None:
    choice = resolve_place(name, evidence=Evidence(), gazetteer=names)
    assert choice.place is not None, choice.reason
    assert choice.place.precision == precision
    assert kind in choice.place.reason


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine's troops held the Kursk region. Kursk was hit by drones.",
        "The Kursk border region was calm. Kursk was not.",
        "Kyiv's troops on the Kursk front fell back. Kursk burned.",
    ],
)
def test_a_bare_name_is_the_region_where_the_report_speaks_of_the_region(
    names: Gazetteer, text: str
) -> None:
    found = [t.place for t in find_toponyms(text, gazetteer=names) if t.text == "Kursk"]
    assert [p.gazetteer_id for p in found if p is not None] == ["iso:RU-KRS", "iso:RU-KRS"]


def test_a_bare_name_stays_the_city_where_the_report_speaks_of_both(names: Gazetteer) -> None:
    text = "Drones hit Kursk region. In the city of Kursk sirens rang. Kursk was dark."
    found = [t.place for t in find_toponyms(text, gazetteer=names) if t.text == "Kursk"]
    ids = [p.gazetteer_id for p in found if p is not None]
    assert ids == ["iso:RU-KRS", "geonames:538560", "geonames:538560"]


@pytest.mark.parametrize("name", ["Meadow Grove", "West Side", "Indian Orchard"])
def test_a_small_towns_name_inside_an_unknown_one_is_not_the_town(
    names: Gazetteer, name: str
) -> None:
    place = resolve_place(name, evidence=Evidence(), gazetteer=names).place
    assert place is None or place.precision != "town"


def test_of_an_unknown_name_the_country_is_told_where_the_report_agrees_on_one(
    names: Gazetteer,
) -> None:
    evidence = Evidence(countries={"SYR": 3.0, "TUR": 0.5})
    place = resolve_place("Qwxyzabad", evidence=evidence, gazetteer=names).place
    assert place is not None
    assert (place.lat, place.country, place.gazetteer_id) == (None, "SYR", None)
    assert "is not in the gazetteer" in place.reason
    torn = Evidence(countries={"SYR": 2.0, "TUR": 2.0})
    assert resolve_place("Qwxyzabad", evidence=torn, gazetteer=names).place is None
