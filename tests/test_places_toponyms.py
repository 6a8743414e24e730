"""Every place a text names. The report is the test's docstring, the list what must come out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

import pytest

from vedette.resolve.gazetteer import Candidate, Gazetteer
from vedette.resolve.place_tokens import tokens
from vedette.resolve.places import Evidence
from vedette.resolve.toponyms import find_toponyms, resolve_spans

Expected = list[tuple[str, str | None]]


@pytest.fixture(scope="module")
def names() -> Iterator[Gazetteer]:
    with Gazetteer.open() as opened:
        yield opened


class Counting:
    """A gazetteer that counts what is asked of it; it knows Kursk, and names of four words."""

    def __init__(self) -> None:
        self.asked = 0

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        self.asked += 1
        if name.lower() != "kursk":
            return ()
        kursk = Candidate(
            gazetteer_id="geonames:538560",
            name="Kursk",
            lat=51.7,
            lon=36.2,
            country="RUS",
            population=448_733,
            feature="city",
        )
        return (kursk,)

    def longest(self, word: str) -> int:
        self.asked += 1
        return 4


def places(text: str, names: Gazetteer) -> Expected:
    found = find_toponyms(text, gazetteer=names)
    for t in found:
        assert text[t.start : t.end] == t.text
        assert t.reason
    return [(t.text, t.place.gazetteer_id if t.place is not None else None) for t in found]


def deployment() -> Expected:
    """NATO confirms North Korean troops sent to Russia's Kursk region

    BRUSSELS, Oct 28 - NATO's secretary general said on Monday that North Korean troops had arrived
    in Russia and were in the Kursk border region, after South Korean officials had briefed the
    alliance. Ukrainian intelligence had said so a week before.
    """
    return [
        ("North Korean", "iso:PRK"),
        ("Russia", "iso:RUS"),
        ("Kursk", "iso:RU-KRS"),
        ("BRUSSELS", "geonames:2800866"),
        ("North Korean", "iso:PRK"),
        ("Russia", "iso:RUS"),
        ("Kursk", "iso:RU-KRS"),
        ("South Korean", "iso:KOR"),
        ("Ukrainian", "iso:UKR"),
    ]


def two_springfields() -> Expected:
    """A man from Springfield, Ohio, was arrested in Paris, Texas. Springfield police said Henry
    Clinton had lived in London, Ontario. Clinton did not comment.
    """
    return [
        ("Springfield", "geonames:4525353"),
        ("Ohio", "iso:US-OH"),
        ("Paris", "geonames:4717560"),
        ("Texas", "iso:US-TX"),
        ("Springfield", "geonames:4525353"),
        ("London", "geonames:6058560"),
        ("Ontario", "iso:CA-ON"),
    ]


def lebanese_tripoli() -> Expected:
    """Fighting broke out in Tripoli overnight. Lebanese troops were sent from Beirut, and in
    Tripoli shops stayed shut, Lebanon's state news agency said.
    """
    return [
        ("Tripoli", "geonames:266826"),
        ("Lebanese", "iso:LBN"),
        ("Beirut", "geonames:276781"),
        ("Tripoli", "geonames:266826"),
        ("Lebanon", "iso:LBN"),
    ]


def libyan_tripoli() -> Expected:
    """Fighting broke out in Tripoli overnight. Libyan forces came from Misrata and Benghazi."""
    return [
        ("Tripoli", "geonames:2210247"),
        ("Libyan", "iso:LBY"),
        ("Misrata", "geonames:2214846"),
        ("Benghazi", "geonames:88319"),
    ]


def people_are_no_places() -> Expected:
    """Mr Lincoln met Jordan Peele and Chad Smith. President Washington told Paris Hilton of the
    plan in March. Will Sydney Brown and Israel Katz agree? Brown said nothing.
    """
    return []


def common_words_are_no_places() -> Expected:
    """Reading the report was Nice. Most of it was Police work. Along the way, Bath took off in May.
    Wichita Drive was closed, the Boston Globe wrote.
    """
    return []


def hyphens_part_words() -> Expected:
    """Russian-backed forces and US-led troops met in the Indo-Pacific, not in Port-au-Prince;
    the Euro-Atlantic area and Congo-Brazzaville were silent.
    """
    return [
        ("Russian", "iso:RUS"),
        ("US", "iso:USA"),
        ("Indo-Pacific", "vedette:indo-pacific"),
        ("Port-au-Prince", "geonames:3718426"),
        ("Euro-Atlantic", "vedette:euro-atlantic"),
        ("Congo-Brazzaville", "iso:COG"),
    ]


def loud_headline() -> Expected:
    """RUSSIAN FORCES SHELL KHARKIV IN NIGHT OF FIRE

    Shells hit Kharkiv.
    """
    return [
        ("RUSSIAN", "iso:RUS"),
        ("KHARKIV", "geonames:706483"),
        ("Kharkiv", "geonames:706483"),
    ]


def longest_name_wins() -> Expected:
    """The Democratic Republic of the Congo's army left Goma. Ships passed the Strait of Hormuz and
    the Gulf of Aden. South Sudan and Guinea-Bissau voted; Papua New Guinea did not.
    """
    return [
        ("Democratic Republic of the Congo", "iso:COD"),
        ("Goma", "geonames:216281"),
        ("Strait of Hormuz", "vedette:strait-of-hormuz"),
        ("Gulf of Aden", "vedette:gulf-of-aden"),
        ("South Sudan", "iso:SSD"),
        ("Guinea-Bissau", "iso:GNB"),
        ("Papua New Guinea", "iso:PNG"),
    ]


def short_states() -> Expected:
    """The two were held in Shreveport, La., and in Lexington, Ky."""
    return [
        ("Shreveport", "geonames:4341513"),
        ("La.", "iso:US-LA"),
        ("Lexington", "geonames:4297983"),
        ("Ky.", "iso:US-KY"),
    ]


def korea_is_two() -> Expected:
    """The Korean question was not raised."""
    return [("Korean", None)]


@pytest.mark.parametrize(
    "report",
    [
        deployment,
        two_springfields,
        lebanese_tripoli,
        libyan_tripoli,
        people_are_no_places,
        common_words_are_no_places,
        hyphens_part_words,
        loud_headline,
        longest_name_wins,
        short_states,
        korea_is_two,
    ],
)
def test_the_places_of_a_report(names: Gazetteer, report: Callable[[], Expected]) -> None:
    assert places(inspect.getdoc(report) or "", names) == report()


def test_no_place_is_looked_for_in_a_persons_name(names: Gazetteer) -> None:
    text = "Qoru Damascus spoke in Damascus."
    assert len(find_toponyms(text, gazetteer=names)) == 2
    found = find_toponyms(text, gazetteer=names, persons=[(0, 13)])
    assert [(t.start, t.text) for t in found] == [(23, "Damascus")]


def test_the_place_in_a_persons_title_stays(names: Gazetteer) -> None:
    text = "South Korean President Qoru Seoul met Kyiv's mayor Ivan Brod and Texas Gov. Al Xy."
    persons = [(0, 33), (38, 60), (65, 81)]
    found = find_toponyms(text, gazetteer=names, persons=persons)
    assert [t.text for t in found] == ["South Korean", "Kyiv", "Texas"]


def test_the_outlets_country_decides_where_nothing_else_does(names: Gazetteer) -> None:
    text = "A fire broke out in Valencia, the mayor of Valencia said."
    found = find_toponyms(text, gazetteer=names, outlet_country="VEN")
    assert [t.place.country for t in found if t.place is not None] == ["VEN", "VEN"]


def test_marked_spans_are_resolved_by_what_stands_around_them(names: Gazetteer) -> None:
    text = "In the Kursk border region and in Tripoli, Lebanon, and at 12."
    spans = [(7, 12), (34, 41), (59, 61)]
    choices = resolve_spans(text, spans, gazetteer=names, evidence=Evidence())
    ids = [c.place.gazetteer_id if c.place is not None else c.reason for c in choices]
    assert ids == ["iso:RU-KRS", "geonames:266826", "no word in it"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia's U.S.-led", ["Russia", "U.S.", "led"]),
        ("St. Louis, N'Djamena", ["St", "Louis", "N'Djamena"]),
        ("12 km\nW. Va.", ["km", "W", "Va"]),
        ("\x00\u202e", []),
    ],
)
def test_words_are_letters_with_their_points_and_apostrophes(text: str, words: list[str]) -> None:
    assert [t.text for t in tokens(text)] == words


@pytest.mark.parametrize("piece", ["A ", "Kursk ", "Aa-", "A.", "A'A", "Kursk, ", "A\n"])
def test_what_is_asked_grows_no_faster_than_the_text(piece: str) -> None:
    asked = []
    for size in (2_000, 20_000):
        counting = Counting()
        find_toponyms(piece * size, gazetteer=counting)
        asked.append(counting.asked)
    assert asked[1] <= 11 * max(asked[0], 1)


def test_a_hundred_thousand_capitals_name_nothing() -> None:
    counting = Counting()
    assert find_toponyms("Q" * 100_000 + " " + "Q " * 100_000, gazetteer=counting) == ()
    assert counting.asked < 100_001 * 7


@pytest.mark.parametrize(
    ("text", "said", "capital"),
    [
        ("Russia hit the Ukrainian capital on Monday.", "Ukrainian capital", "Kyiv"),
        ("Envoys met in South Korea's capital.", "South Korea's capital", "Seoul"),
        ("The Chinese capital controls were eased.", "Chinese", "China"),
        ("The Ukrainian capital markets fell.", "Ukrainian", "Ukraine"),
    ],
)
def test_a_capital_may_be_named_by_its_country(
    text: str, said: str, capital: str, names: Gazetteer
) -> None:
    found = {t.text: t.place.name for t in find_toponyms(text, gazetteer=names) if t.place}
    assert found[said] == capital


def test_a_mention_may_speak_of_the_capital_of_a_country(names: Gazetteer) -> None:
    text = "A strike on the capital of Kenya."
    (choice,) = resolve_spans(text, [(12, 32)], gazetteer=names)
    assert choice.place is not None
    assert choice.place.name == "Nairobi"
