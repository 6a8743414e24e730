"""A reading as the model gives it → ids. A test's docstring is its report (GUIDELINES.md markup)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quality.gold import readings
from quality.sets import read_bundle
from vedette.records import Entity, Mention, MentionKind, Name, Reading, Report, change
from vedette.resolve import resolve
from vedette.resolve.actors import countries_named
from vedette.resolve.identity import apart, by_words, namesakes_apart
from vedette.resolve.report_known import strangers
from vedette.resolve.stage import sides

REPORT = """\
=== t-001 | topic: test | region: none
--- 1 | 2024-10-29 | Meridian Wire | wire
S: [NATO's secretary general, Mark Rutte,|rutte] {said|c1} on [Monday|t1] that [North Korean troops|prk] were {in|e1} [Russia's Kursk region|kursk].
> c1 CLAIM.assert actual by=rutte about=e1 when=t1
> e1 MOBILIZE.troops actual actor=prk where=kursk
S: [Rutte|rutte2] {added|c2} that [Moscow|rus] had {sent|e2} them to [the border|border], [a day earlier|t2], with at least [40|n1] guns.
> c2 CLAIM.assert actual by=rutte2 about=e2
> e2 MOBILIZE.weapons actual actor=rus where=border when=t2 amount=n1
S: Her deputy [Anton Vries|vries] {agreed|c3}, and [Vries|vries2] {left|e5} too.
> c3 CLAIM.assert actual by=vries about=e1
> e5 CONSULT.visit actual actor=vries2
S: In Oslo [Anton Vries|vries3] {denied|c4} it.
> c4 CLAIM.deny actual by=vries3 about=e1
S: [Japan|jpn] {protested|e3}, and [he|he] {left|e4} for [Japan|jpn2].
> e3 ACCUSE.disapprove actual actor=jpn
> e4 CONSULT.visit actual actor=he where=jpn2
@ rutte PER NATO/IGO
@ rutte2 PER NATO/IGO
@ vries PER NATO/IGO
@ vries3 PER NATO/IGO
@ vries2 PER NATO/IGO
@ he PER ---/UNK
@ prk GRP PRK/MIL
@ rus ORG RUS/GOV
@ kursk LOC RUS
@ border LOC RUS
@ jpn GPE JPN
@ jpn2 LOC JPN
@ t1 1:~
@ t2 1:~
@ n1 1
$ e1 status=single roots=rutte
"""
Run = Callable[[str | None], Reading]


@pytest.fixture
def resolved(tmp_path: Path) -> Run:
    """The report without the annotated values and codes, resolved for a date."""
    path = tmp_path / "t-001.txt"
    path.write_text(REPORT, encoding="utf-8")
    gold = readings(read_bundle(path))[0]
    bare = tuple(change(m, value=None, when=None) for m in gold.mentions)

    def run(date: str | None) -> Reading:
        report = change(gold.report, date=date)
        return resolve(change(gold, report=report, mentions=bare, entities=()))

    return run


def entity(reading: Reading, text: str) -> Entity:
    mention = next(m for m in reading.mentions if m.text.startswith(text))
    assert mention.entity is not None
    return reading.entity(mention.entity)


@pytest.mark.parametrize(
    ("text", "name", "country", "sectors"),
    [
        ("NATO's secretary", "Mark Rutte", "NATO", ("IGO",)),
        ("North Korean", "North Korean troops", "PRK", ("MIL",)),
        ("Moscow", "Moscow", "RUS", ("GOV",)),
        ("Japan", "Japan", "JPN", ("GOV",)),
    ],
)
def test_an_actor_has_a_name_a_country_and_sectors(
    resolved: Run, text: str, name: str, country: str, sectors: tuple[str, ...]
) -> None:
    found = entity(resolved("2024-10-29"), text)
    assert (found.name, found.country, found.sectors) == (name, country, sectors)
    assert found.reason


def test_a_surname_alone_is_the_person_named_before(resolved: Run) -> None:
    """One by the roster, the other, whom no roster lists, by the words alone."""
    found = resolved("2024-10-29")
    assert entity(found, "Rutte") == entity(found, "NATO's secretary")
    assert entity(found, "Vries") == entity(found, "Anton Vries")


def test_a_full_name_told_twice_is_one_person(resolved: Run) -> None:
    """Two origins of one name would be one origin counted twice."""
    found = resolved("2024-10-29")
    same = {m.entity for m in found.mentions if m.text == "Anton Vries"}
    assert len(same) == 1


def test_two_people_of_one_family_name_stay_two(tmp_path: Path) -> None:
    """ "Kim" goes with nobody where two bear it, and never makes the two one."""
    lines = """=== t-002 | topic: test | region: none
--- 1 | 2024-10-29 | Meridian Wire | wire
S: [Kim Jong Un|un] {met|e1} [Kim Yo Jong|yo]; [Kim|un] {left|e2}.
> e1 CONSULT actual actor=un,yo
> e2 CONSULT.visit actual actor=un
@ un PER PRK/GOV
@ yo PER PRK/GOV
$ e1 status=single roots=meridian
"""
    path = tmp_path / "t-002.txt"
    path.write_text(lines, encoding="utf-8")
    found = resolve(change(readings(read_bundle(path))[0], entities=()))
    assert entity(found, "Kim Jong").id != entity(found, "Kim Yo").id


def test_a_pronoun_that_stands_for_nobody_found_stays_nameless(resolved: Run) -> None:
    found = entity(resolved("2024-10-29"), "he")
    assert (found.nameless, found.name) == (True, "someone not named (“he”)")


def test_a_region_is_the_region_and_the_border_is_no_place(resolved: Run) -> None:
    found = resolved("2024-10-29")
    kursk = entity(found, "Russia's Kursk").place
    assert kursk is not None
    assert (kursk.name, kursk.country, kursk.precision) == ("Kursk Oblast", "RUS", "region")
    border = entity(found, "the border")
    assert border.place is None
    assert "place:" in border.reason


@pytest.mark.parametrize(
    ("date", "values"),
    [("2024-10-29", ["2024-10-28", "2024-10-27"]), (None, [None, None])],
)
def test_times_count_from_the_report_and_from_each_other(
    resolved: Run, date: str | None, values: list[str | None]
) -> None:
    found = resolved(date)
    times = [m for m in found.mentions if m.kind == "TIME"]
    assert [m.value for m in times] == values
    assert all(m.reason for m in times)
    assert [p.what for p in found.problems] == ([] if date else ["the report has no date"])


def test_a_number_takes_the_words_before_it(resolved: Run) -> None:
    found = resolved("2024-10-29")
    assert [m.value for m in found.mentions if m.kind == "NUM"] == [">40"]


def test_every_place_of_the_text_is_a_toponym_demonyms_too(resolved: Run) -> None:
    named = [t.text for t in resolved("2024-10-29").toponyms]
    assert {"North Korean", "Russia", "Kursk", "Moscow", "Japan"} <= set(named)


@pytest.mark.parametrize(
    ("first", "second", "ids"),
    [
        ("South Korea's intelligence service", "Ukrainian military intelligence", "1 U U"),
        ("Ukrainian military intelligence", "Ukraine's spies", "1 1 1"),
        ("Russian-backed rebels", "Ukrainian rebels", "1 1 1"),
        ("the Russians", "Ukrainian troops", "1 U U"),
        ("the Russians", "Russian troops", "1 1 1"),
        ("Soviet troops", "Russian troops", "1 1 1"),
        ("Sudan's army", "the RSF", "1 G G"),
        ("the ELN rebels", "FARC dissidents", "1 G G"),
        ("Lebanon's Hezbollah", "Hezbollah", "1 1 1"),
        ("China", "Manila", "1 P P"),
    ],
)
def test_what_cannot_be_one_by_its_own_words_is_two(first: str, second: str, ids: str) -> None:
    """A mention of no side goes with the one before it; one of a people alone has a side."""
    text = f"{first} said so. {second} said so too. They left. All this was in Sudan."
    spans = [(0, len(first)), (text.index(second), text.index(second) + len(second))]
    spans.append((text.index("They"), text.index("They") + 4))
    mentions = tuple(
        Mention(id=f"m{i}", start=a, end=b, text=text[a:b], kind="ORG", entity="x1")
        for i, (a, b) in enumerate(spans)
    )
    reading = Reading(model="m", report=Report(id="r", text=text), mentions=mentions)
    found = [
        m.entity for m in apart(reading, sides(reading.report, countries_named(text))).mentions
    ]
    short = {"x1": "1", "x1.UKR": "U", "x1.PHL": "P"}
    assert " ".join(short.get(e or "", "G") for e in found) == ids


@pytest.mark.parametrize(
    ("text", "words", "given", "right"),
    [
        (
            "Lebanon's army held two, the army command said. The Israeli military fired.",
            ("Lebanon's army", "the army command", "The Israeli military"),
            "abb",
            "aab",
        ),
        (
            "Army kills ten. Israel's foreign ministry spoke. The Israeli army said so.",
            ("Army", "Israel's foreign ministry", "The Israeli army"),
            "bab",
            "bab",
        ),
        (
            "Lebanon's army held two, the police said. The Israeli police fired.",
            ("Lebanon's army", "the police", "The Israeli police"),
            "abb",
            "abb",
        ),
    ],
)
def test_words_that_point_back_are_of_a_body_named_before_them(
    text: str, words: tuple[str, ...], given: str, right: str
) -> None:
    mentions = tuple(
        Mention(id=w, start=at, end=at + len(w), text=w, kind="ORG", entity=entity)
        for w, entity in zip(words, given, strict=True)
        if (at := text.index(w)) >= 0
    )
    reading = Reading(model="m", report=Report(id="r", text=text), mentions=mentions)
    found = apart(reading, sides(reading.report, countries_named(text))).mentions
    assert "".join(m.entity or "" for m in found) == right


def test_a_mention_of_no_side_goes_with_those_of_its_last_word() -> None:
    text = "Sudan's army fights the RSF. The army said so."
    words = ("Sudan's army", "the RSF", "The army")
    mentions = tuple(
        Mention(id=w, start=text.index(w), end=text.index(w) + len(w), text=w, kind="ORG",
                entity="x1")
        for w in words
    )  # fmt: skip
    reading = Reading(model="m", report=Report(id="r", text=text), mentions=mentions)
    found = [
        m.entity for m in apart(reading, sides(reading.report, countries_named(text))).mentions
    ]
    assert found == ["x1", "x1.rapid-support-forces", "x1"]


def called(text: str, mention: str, kind: MentionKind) -> list[str]:
    """What the one mention of a text is called; the reader's names know "Hamas" alone."""
    start = text.index(mention)
    m = Mention(
        id="m1", start=start, end=start + len(mention), text=mention, kind=kind, entity="x1"
    )
    names = tuple(
        Name(start=text.index(n), end=text.index(n) + len(n), kind="ORG", score=0.9)
        for n in ("Hamas",)
        if n in text
    )
    reading = Reading(
        model="m", report=Report(id="r", text=text), sentences=((0, len(text)),), mentions=(m,),
        names=names,
    )  # fmt: skip
    return [e.name for e in resolve(reading).entities]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Police said so.", "Police", "police"),
        (
            "BAMAKO (AFP) — At least 40 civilians fled.",
            "At least 40 civilians",
            "at least 40 civilians",
        ),
        ("Hamas fighters left.", "Hamas fighters", "Hamas fighters"),
        ("Tanzanian boats left.", "Tanzanian boats", "Tanzanian boats"),
        ("Sudan's army left.", "Sudan's army", "Sudan's army"),
        ("A Sentinel reporter left.", "A Sentinel reporter", "Sentinel reporter"),
        ("Davji Atellah left.", "Davji Atellah", "Davji Atellah"),
        ("They met Police there.", "Police", "Police"),
    ],
)
def test_a_capital_that_only_opens_a_sentence_is_no_part_of_a_name(
    text: str, mention: str, name: str
) -> None:
    assert called(text, mention, "GRP") == [name]


def test_a_name_behind_a_title_keeps_its_capital() -> None:
    text = "President Luc Ferrand left."
    assert called(text, "President Luc Ferrand", "PER") == ["Luc Ferrand"]


@pytest.mark.parametrize(
    ("before", "mention", "name"),
    [
        ("Blast\n\n", "Pakistan - Balochistan's minister", "Balochistan's minister"),
        ("QUETTA, ", "Pakistan - Balochistan's minister", "Balochistan's minister"),
        ("It met ", "Pakistan - Balochistan's minister", "Pakistan - Balochistan's minister"),
        ("", "Hamas - Balochistan's wing", "Hamas - Balochistan's wing"),
    ],
)
def test_what_is_left_of_a_dateline_is_no_part_of_a_name(
    before: str, mention: str, name: str
) -> None:
    assert called(f"{before}{mention} left.", mention, "GRP") == [name]


def test_the_letters_before_a_currencys_sign_count() -> None:
    text = "It gave A$120 million."
    m = Mention(id="m1", start=9, end=21, text="$120 million", kind="NUM")
    reading = Reading(model="m", report=Report(id="r", text=text), mentions=(m,))
    assert [x.value for x in resolve(reading).mentions] == ["120000000 AUD"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tamil Nadu's minister left.", "IND"),
        ("Tamil rebels left.", "LKA"),
        ("South Korean troops left.", "KOR"),
    ],
)
def test_a_people_inside_a_places_name_is_not_whose_it_is(text: str, country: str) -> None:
    end = text.index(" left")
    m = Mention(id="m1", start=0, end=end, text=text[:end], kind="GRP", entity="x1")
    reading = Reading(model="m", report=Report(id="r", text=text), mentions=(m,))
    assert [e.country for e in resolve(reading).entities] == [country]


@pytest.mark.parametrize(("sector", "place"), [("BUS", None), ("GOV", "Carrefour")])
def test_a_firm_named_like_a_town_is_no_place(sector: str, place: str | None) -> None:
    text = "Brazil criticised Carrefour. Farmers blocked a Carrefour store."
    body = Mention(
        id="m1", start=18, end=27, text="Carrefour", kind="ORG", entity="x1", sector=sector
    )
    store = Mention(id="m2", start=45, end=62, text="a Carrefour store", kind="FAC", entity="x2")
    found = resolve(Reading(model="m", report=Report(id="r", text=text), mentions=(body, store)))
    named = {t.text for t in found.toponyms}
    where = next(e.place for e in found.entities if e.id == "x2")
    assert (where and where.name, "Carrefour" in named) == (place, place is not None)


def test_a_surname_of_somebody_else_in_the_report_is_no_office_holders() -> None:
    """ "Hawa Idris … Idris said": not Sudan's prime minister of that day, Kamil Idris."""
    text = "Hawa Idris was weighing sorghum when she heard the drone. Idris said it circled twice."
    assert strangers(text, "2025-08-20") == {"Idris"}
    assert not strangers(text, "2019-08-20"), "no Idris held an office that day"
    named = "Prime Minister Kamil Idris spoke in Port Sudan. Idris said that Hawa Idris had died."
    assert not strangers(named, "2025-08-20")
    assert not strangers("President Idris spoke. But Idris left. Sudanese Idris.", "2025-08-20")


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("the doctors' network", True),
        ("the Haiti doctors' network", False),
        ("its doctors' network", False),
        ("the network", False),
    ],
)
def test_a_body_described_in_the_words_of_one_name_is_that_body(text: str, one: bool) -> None:
    """Taken for two, they would be two origins of one word."""
    told = ("the Sudan Doctors Network", "the Sudanese army", text, "It")
    report = Report(id="r", text=". ".join(told) + ".")
    places = [report.text.index(t) for t in told]
    mentions = tuple(
        Mention(id=f"m{n}", text=t, kind="ORG", start=at, end=at + len(t), entity=f"x{min(n, 2)}")
        for n, (t, at) in enumerate(zip(told, places, strict=True))
    )
    found = by_words(Reading(model="none", report=report, mentions=mentions))
    assert found == ({"x2": "x0"} if one else {})


@pytest.mark.parametrize(
    ("told", "people"),
    [
        (("regional governor Ivo Kralj", "he", "Kaluga governor Vlad Shapsha", "he"), "1122"),
        (("regional governor Ivo Kralj", "Vlad Shapsha", "Kralj", "he", "Shapsha"), "12112"),
        (("Ivo Kralj", "the governor", "Mr Kralj", "Governor Kralj"), "1111"),
        (("Gustavo Duque", 'the man known as "El Ingeniero"', "he"), "111"),
        (("Joost van Hemert", "the Operation Commander"), "11"),
        (("the governor", "he", "Ivo Kralj", "Vlad Shapsha"), "1112"),
    ],
)
def test_two_full_names_without_a_word_in_common_are_two_people(
    told: tuple[str, ...], people: str
) -> None:
    assert parted(told, "PER") == people


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        (("Mexican drug cartels", "gunmen", "they", "the gunmen", "the cartels"), "12221"),
        (("rebels", "the fighters", "they", "fighters"), "1111"),
        (("soldiers", "men of the 3rd brigade"), "11"),
        (("They", "protesters"), "11"),
    ],
)
def test_a_group_told_by_one_bare_word_is_not_the_group_before_it(
    told: tuple[str, ...], groups: str
) -> None:
    assert parted(told, "GRP") == groups


def parted(told: tuple[str, ...], kind: MentionKind) -> str:
    """The part that each mention of one entity goes to: "112"."""
    report = Report(id="r", text=". ".join(told) + ".")
    at = [len(". ".join((*told[:n], ""))) for n in range(len(told))]
    mentions = tuple(
        Mention(id=f"m{n}", text=t, kind=kind, start=a, end=a + len(t), entity="x")
        for n, (t, a) in enumerate(zip(told, at, strict=True))
    )
    found = namesakes_apart(Reading(model="none", report=report, mentions=mentions))
    return "".join((m.entity or "").partition(".")[2] or "1" for m in found.mentions)


def test_where_something_happens_is_a_place_though_read_as_a_government(tmp_path: Path) -> None:
    lines = """=== t-003 | topic: test | region: none
--- 1 | 2025-02-10 | Meridian Wire | wire
S: [Envoys|env] {flew|e1} to [Doha|doha] on Sunday; [Doha|gov] {welcomed|e2} them.
> e1 CONSULT.visit actual actor=env where=doha
> e2 SUPPORT actual actor=gov
@ env GRP ISR/GOV
@ doha ORG QAT/GOV
@ gov ORG QAT/GOV
$ e1 status=single roots=meridian
"""
    path = tmp_path / "t-003.txt"
    path.write_text(lines, encoding="utf-8")
    gold = readings(read_bundle(path))[0]
    found = resolve(change(gold, entities=()))
    place = entity(found, "Doha").place
    assert place is not None
    assert (place.country, place.precision) == ("QAT", "town")
