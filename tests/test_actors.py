"""Who an actor is, from its mentions: a table of mentions and what must come of them."""

from __future__ import annotations

import pytest

from vedette.records import MentionKind
from vedette.resolve.actors import (
    ActorChoice,
    ActorEvidence,
    ActorMention,
    countries_named,
    government_of,
    outlet_of,
    resolve_actor,
)

NOTHING = ActorEvidence()


def who(
    *texts: str,
    kind: MentionKind = "PER",
    date: str | None = "2024-10-28",
    report: str = "",
    outlet: str | None = None,
) -> ActorChoice:
    """Resolves mentions of one kind in a report of these words."""
    evidence = ActorEvidence(named=countries_named(report), outlet_country=outlet)
    mentions = [ActorMention(text=text, kind=kind) for text in texts]
    return resolve_actor(mentions, date=date, evidence=evidence)


@pytest.mark.parametrize(
    ("text", "date", "name", "actor"),
    [
        ("South Korean President Yoon Suk Yeol", "2024-12-02", "Yoon Suk Yeol", "KOR/GOV"),
        ("Yoon Suk-yeol", "2026-02-01", "Yoon Suk Yeol", "KOR/ELI"),
        ("President Donald Trump", "2018-05-01", "Donald Trump", "USA/GOV"),
        ("Mr Trump", "2022-05-01", "Donald Trump", "USA/ELI"),
        ("Trump", "2025-05-01", "Donald Trump", "USA/GOV"),
        ("Biden", "2024-05-01", "Joe Biden", "USA/GOV"),
        ("Joe Biden", "2025-05-01", "Joe Biden", "USA/ELI"),
        ("Jens Stoltenberg", "2024-09-30", "Jens Stoltenberg", "NATO/IGO"),
        ("Jens Stoltenberg", "2024-10-01", "Jens Stoltenberg", "NOR/ELI"),
        ("Jens Stoltenberg", "2025-03-01", "Jens Stoltenberg", "NOR/GOV"),
        ("Mark Rutte", "2023-10-01", "Mark Rutte", "NLD/GOV"),
        ("the alliance's secretary general, Mark Rutte,", "2024-10-01", "Mark Rutte", "NATO/IGO"),
        ("NATO Secretary General Mark Rutte", "2024-10-28", "Mark Rutte", "NATO/IGO"),
        ("UN Secretary-General António Guterres", "2023-05-01", "António Guterres", "UNO/IGO"),
        ("Secretary of State Antony Blinken", "2023-05-01", "Antony Blinken", "USA/GOV"),
        ("prime minister of Japan Shinzo Abe", "2015-05-01", "Shinzo Abe", "JPN/GOV"),
        ("Ahmed al-Sharaa", "2024-12-01", "Ahmed al-Sharaa", "SYR/REB"),
        ("Ahmed al-Sharaa", "2025-03-01", "Ahmed al-Sharaa", "SYR/GOV"),
    ],
)
def test_a_listed_person_is_what_they_were_on_the_day(
    text: str, date: str, name: str, actor: str
) -> None:
    found = who(text, date=date)
    assert (found.name, found.actor) == (name, actor)
    assert found.roster is not None


def test_without_a_date_only_what_always_held_is_said() -> None:
    assert who("Mark Rutte", date=None).actor == "NLD/UNK"
    assert who("Vladimir Putin", date=None).actor == "RUS/GOV"
    assert who("NATO Secretary General Mark Rutte", date=None).actor == "NATO/IGO"
    assert who("Dutch Prime Minister Mark Rutte", date=None).actor == "NLD/GOV"


def test_an_office_after_the_roster_was_checked_says_so() -> None:
    assert "checked to" in who("Vladimir Putin", date="2026-11-01").reason
    assert "checked to" not in who("Vladimir Putin", date="2024-11-01").reason


@pytest.mark.parametrize(
    ("text", "report", "actor"),
    [
        ("Kim", "Pyongyang tested a missile, North Korea said.", "PRK/GOV"),
        ("Kim", "A shopkeeper in Lyon, France, was robbed.", "FRA/UNK"),
        ("Michael Jordan", "", "---/UNK"),
        ("Chad Baker", "", "---/UNK"),
        ("Jordan's king", "", "JOR/GOV"),
        ("a minister of Chad", "", "TCD/GOV"),
        ("the Georgian president", "", "GEO/GOV"),
    ],
)
def test_a_homonym_is_taken_only_for_what_the_words_bear_out(
    text: str, report: str, actor: str
) -> None:
    assert who(text, report=report).actor == actor


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("an aide to Vladimir Putin", "Vladimir Putin"),
        ("Donald Trump's lawyer", "Donald Trump"),
        ("the son of Joe Biden", "Joe Biden"),
    ],
)
def test_somebody_of_a_listed_person_is_not_that_person(text: str, name: str) -> None:
    found = who(text)
    assert found.roster is None
    assert found.name != name


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("North Korean troops", "GRP", "PRK/MIL"),
        ("Ukrainian intelligence", "ORG", "UKR/SPY"),
        ("officials of South Korea's National Intelligence Service", "GRP", "KOR/SPY"),
        ("FSB officers", "GRP", "RUS/SPY"),
        ("UN troops", "GRP", "UNO/MIL"),
        ("a United Nations envoy", "PER", "UNO/IGO"),
        ("African Union observers", "GRP", "IGO/IGO"),
        ("the country's defence minister, Olena Marchuk,", "PER", "---/GOV"),
        ("Bolivia's former interior minister, Germán Caballero", "PER", "BOL/ELI"),
        ("the Kenyan opposition leader", "PER", "KEN/OPP"),
        ("opposition lawmakers in Georgia", "GRP", "GEO/LEG/OPP"),
        ("Japan's leader", "PER", "JPN/GOV"),
        ("Five Americans", "GRP", "USA/CVL"),
        ("an Iranian ambassador to Iraq", "PER", "IRN/GOV"),
        ("the special envoy for Sudan", "PER", "---/GOV"),
        ("a spokesman for the Libyan army", "PER", "LBY/MIL"),
        ("Human Rights Watch", "ORG", "NGO/NGO"),
        ("Hamas fighters", "GRP", "PSE/REB"),
        ("Syrian refugees in Turkey", "GRP", "SYR/REF"),
        ("the Lakeside Courier", "ORG", "---/JRN"),
        ("Turkish and Russian officers", "GRP", "---/MIL"),
        ("al-Qaeda leaders", "GRP", "IMG/REB"),
        ("US-backed rebels", "GRP", "---/REB"),
        ("the union's secretary general", "PER", "---/LAB"),
        ("the secretary general of the teachers' union", "PER", "---/LAB"),
        ("the bloc's secretary-general", "PER", "---/IGO"),
        ("the secretary general", "PER", "---/IGO"),
        ("Followers of former president Evaristo Mamani", "GRP", "---/CVL"),
        ("relatives of the minister", "GRP", "---/CVL"),
        ("supporters of the governing party", "GRP", "---/PTY"),
    ],
)
def test_the_words_of_the_mention_tell_country_and_sector(
    text: str, kind: MentionKind, actor: str
) -> None:
    assert who(text, kind=kind).actor == actor


@pytest.mark.parametrize(
    ("text", "kind", "actor", "listed"),
    [
        ("Kyiv", "ORG", "UKR/GOV", "government:UKR"),
        ("the Kremlin", "ORG", "RUS/GOV", "government:RUS"),
        ("Moscow", "ORG", "RUS/GOV", "government:RUS"),
        ("Downing Street", "ORG", "GBR/GOV", "government:GBR"),
        ("Brussels", "ORG", "EUR/IGO", "government:EUR"),
        ("the Pentagon", "ORG", "USA/MIL", "bodies:us-department-of-defense"),
        ("Kyiv", "GPE", "UKR", None),
    ],
)
def test_a_seat_that_acts_is_its_government_and_as_a_place_only_a_place(
    text: str, kind: MentionKind, actor: str, listed: str | None
) -> None:
    found = who(text, kind=kind)
    assert (found.actor, found.roster) == (actor, listed)


def test_a_group_is_what_it_was_on_the_day() -> None:
    assert who("the Taliban", kind="ORG", date="2019-03-01").actor == "AFG/REB"
    assert who("the Taliban", kind="ORG", date="2022-03-01").actor == "AFG/GOV"


def test_initials_of_several_bodies_need_their_country_in_the_report() -> None:
    assert who("the SDF", kind="ORG", report="Syria's north-east").actor == "SYR/REB"
    assert who("the SDF", kind="ORG", report="Chile's opposition").roster is None


def test_the_most_telling_mention_wins_and_pronouns_tell_nothing() -> None:
    found = who("he", "the minister", "Iraq's oil minister, Karim Talabi,", "Talabi")
    assert (found.name, found.actor) == ("Karim Talabi", "IRQ/GOV")


def test_the_report_around_is_a_weak_fallback_and_says_so() -> None:
    """The president alone: nothing, then the country that the report is about."""
    assert who("the president").actor == "---/GOV"
    assert "name a country" in who("the president").reason
    found = who("the president", report="Baghdad. Iraqi police met a Turkish envoy in Iraq.")
    assert found.actor == "IRQ/GOV"
    assert "only as the first" in found.reason
    assert found.runner_up == "TUR/GOV"


def test_that_the_report_names_the_un_says_nothing_of_whose_the_army_is() -> None:
    report = "The UN and NATO met. The UN spoke. NATO and the UN left Iraq."
    assert who("the army", kind="ORG", report=report).country == "IRQ"


def test_the_outlets_country_is_the_last_resort() -> None:
    found = who("police", kind="ORG", outlet="PER")
    assert found.actor == "PER/COP"
    assert "outlet" in found.reason


def test_reporters_and_both_sides_get_no_country_from_the_scene() -> None:
    for text in ("reporters", "both governments", "Two diplomats"):
        assert who(text, kind="GRP", report="Peru and Lima").country is None


def test_a_country_named_before_and_near_outweighs_one_named_later() -> None:
    text = "Lima said so. The army moved. Bogotá did not answer."
    mention = ActorMention(text="The army", kind="ORG", start=14)
    evidence = ActorEvidence(named=countries_named(text))
    assert resolve_actor([mention], date=None, evidence=evidence).country == "PER"


@pytest.mark.parametrize(
    ("text", "sector", "score", "expected"),
    [
        ("Viktor Lapshin", "CRM", 0.6, "CRM"),
        ("the officials", "SPY", 0.95, "SPY"),
        ("the police", "MIL", 0.4, "COP"),
    ],
)
def test_the_models_sector_is_heard_and_a_clear_noun_beats_a_weak_one(
    text: str, sector: str, score: float, expected: str
) -> None:
    mention = ActorMention(text=text, kind="PER", sector=sector, sector_score=score)
    assert resolve_actor([mention], date=None, evidence=NOTHING).sectors[0] == expected


def test_a_title_before_a_bare_name_is_read() -> None:
    mention = ActorMention(text="Germán Caballero", kind="PER", before="against Bolivian General ")
    assert resolve_actor([mention], date=None, evidence=NOTHING).actor == "BOL/MIL"


@pytest.mark.parametrize(
    ("texts", "kind", "name"),
    [
        (("the United Nations' personal envoy, Ramón Echeverri,",), "PER", "Ramón Echeverri"),
        (("the defence minister",), "PER", "defence minister"),
        (("the Veracruz state police", "police"), "ORG", "Veracruz state police"),
        (("the rebels who fled", "rebels"), "GRP", "rebels"),
        (("Dr Idris Khalid", "Salwa Idris Khalid"), "PER", "Salwa Idris Khalid"),
        (("she",), "PER", "she"),
        (("A former GCHQ analyst",), "PER", "former GCHQ analyst"),
        (("former Sky News presenter Tom Reid",), "PER", "Tom Reid"),
        (("a BBC journalist, Anna Marek,",), "PER", "Anna Marek"),
        (('Johnson "Izo" André, leader of the 5 Segond gang,',), "PER", 'Johnson "Izo" André'),
        (("those who did not report to work",), "GRP", "those who did not report to work"),
        (("all those arrested",), "GRP", "those arrested"),
        (("those rebels",), "GRP", "rebels"),
        (("another of its vessels",), "GRP", "another of its vessels"),
        (
            ("The Southern African Development Community (SADC)",),
            "ORG",
            "Southern African Development Community (SADC)",
        ),
    ],
)
def test_the_name_is_the_persons_own_or_the_fullest_phrase(
    texts: tuple[str, ...], kind: MentionKind, name: str
) -> None:
    assert who(*texts, kind=kind).name == name


def test_government_of_knows_countries_capitals_and_palaces_only() -> None:
    known = {"Kyiv": "UKR", "the White House": "USA", "South Korea": "KOR", "Washington": "USA"}
    for text, country in known.items():
        found = government_of(text)
        assert found is not None
        assert found.country == country
    for text in ("Port Sudan", "Russians", "moscow", "us", ""):
        assert government_of(text) is None


@pytest.mark.parametrize(
    ("name", "country", "family"),
    [
        ("AP", "USA", "Associated Press"),
        ("the Associated Press", "USA", "Associated Press"),
        ("Tass", "RUS", "state:RUS"),
        ("RIA Novosti", "RUS", "state:RUS"),
        ("The New York Times", "USA", "New York Times Company"),
        ("KCNA", "PRK", "state:PRK"),
    ],
)
def test_an_outlet_is_known_by_its_names_with_owner_and_country(
    name: str, country: str, family: str
) -> None:
    outlet = outlet_of(name)
    assert outlet is not None
    assert (outlet.country, outlet.family) == (country, family)


@pytest.mark.parametrize("name", ["Meridian Wire", "ap", "United Nations", ""])
def test_an_unknown_outlet_is_none(name: str) -> None:
    assert outlet_of(name) is None


def test_no_mentions_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="no mentions"):
        resolve_actor([], date=None, evidence=NOTHING)
