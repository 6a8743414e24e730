"""Reliability: letters that a person sets, what became of a source's claims, and ratings shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Literal

import click.testing
import pytest
from test_ledger import harbour

from vedette import pipeline
from vedette.cli import main
from vedette.codebook.scales import LETTERS, NUMBERS, WORDINGS, Scale, scale
from vedette.export.ratings import ratings
from vedette.fuse.sources import Speaker, gathered, named
from vedette.fuse.track import PROPOSALS, outcome, tracked
from vedette.ledger import Ledger
from vedette.records import (
    Basis,
    Claim,
    Entry,
    Event,
    Grade,
    Heading,
    Origin,
    Outcome,
    Reliability,
    Source,
    Status,
    Verdict,
    change,
)

Row = tuple[str, str, str, Basis]
"""Who, on which day of January, in which stance, on what basis; each in a report of its own."""
Finding = Literal["independent", "dependent", "cannot tell"]
NO: Basis = "none given"
SAW: Basis = "witnessed"


def entry(
    rows: Sequence[Row],
    *,
    apart: Sequence[set[str]] = (),
    dependent: Sequence[set[str]] = (),
    retold: Sequence[tuple[str, str]] = (),
    back: Sequence[tuple[str, int]] = (),
    status: Status = "actual",
    grade: int = 3,
) -> Entry:
    """An event "e" as some speakers tell it. `apart` and `dependent` are pairs so found; `retold`
    are outlets that told it on a day and were set aside; `back` who denied which claim."""
    claims = [
        Claim(
            id=f"c{n}", frame="f", speaker=who, stance=stance, basis=basis, about=("e",),
            quote=(0, 1), report=f"r{n}",
        )
        for n, (who, _, stance, basis) in enumerate(rows)
    ]  # fmt: skip
    vouching = [c for c in claims if c.stance == "assert"]
    denying = {c.speaker for c in claims if c.stance == "deny"}
    origins = [
        Origin(
            id=who,
            name=who,
            basis=next(c.basis for c in vouching if c.speaker == who),
            claims=tuple(c.id for c in vouching if c.speaker == who),
            chain=(who,),
        )
        for who in dict.fromkeys(c.speaker for c in vouching if c.speaker not in denying)
        if who is not None
    ]
    claims += [
        Claim(
            id=f"b{n}", frame="f", speaker=who, stance="deny", basis=NO, about=(f"c{which}",),
            quote=(0, 1), report=f"r{which}",
        )
        for n, (who, which) in enumerate(back)
    ]  # fmt: skip
    days = [(f"r{n}", f"outlet:p{n}", day) for n, (_, day, _, _) in enumerate(rows)]
    days += [(f"s{n}", voice, day) for n, (voice, day) in enumerate(retold)]
    found: dict[frozenset[str], Finding] = {frozenset(p): "independent" for p in apart}
    found |= {frozenset(p): "dependent" for p in dependent}
    return Entry(
        event=Event(
            id="e", type="ASSAULT", mode=None, status=status, quad="M-CONF", intensity=-9.0,
            cameo="190", claims=tuple(c.id for c in claims), origins=tuple(o.id for o in origins),
            grade=Grade(credibility=grade, rule="as told"),
        ),
        entities=(),
        claims=tuple(claims),
        origins=tuple(origins),
        verdicts=tuple(
            Verdict(a=a, b=b, value=found.get(frozenset({a, b}), "cannot tell"), reason="")
            for a, b in combinations([o.id for o in origins], 2)
        ),
        outlets={},
        reports=tuple(
            Heading(
                report=r, outlet=voice.removeprefix("outlet:"), title=None, voice=voice,
                date=f"2024-01-{day}" if day else None,
            )
            for r, voice, day in days
        ),
        vouching=tuple(c.id for c in vouching),
        retold=tuple(f"s{n}" for n in range(len(retold))),
    )  # fmt: skip


A: Row = ("A", "02", "assert", NO)
APART = [{"A", "B"}]
OUTCOMES: list[tuple[str, Entry, Outcome | None]] = [
    ("nobody else says so", entry([A]), "alone"),
    ("it says nothing of it", entry([("B", "02", "assert", NO)]), None),
    ("another later, independence shown",
     entry([A, ("B", "03", "assert", SAW)], apart=APART), "shown"),
    ("two others later, one shown independent",
     entry([A, ("B", "03", "assert", SAW), ("C", "03", "assert", NO)], apart=APART), "shown"),
    ("another later, independence not shown",
     entry([A, ("B", "03", "assert", SAW)]), "unshown"),
    ("another on the same day", entry([A, ("B", "02", "assert", NO)]), "unshown"),
    ("another before, though independent",
     entry([A, ("B", "01", "assert", SAW)], apart=APART), "followed"),
    ("nothing shows who was first",
     entry([("A", "", "assert", NO), ("B", "03", "assert", NO)]), "followed"),
    ("another later, but dependent",
     entry([A, ("B", "03", "assert", NO)], dependent=[{"A", "B"}]), "alone"),
    ("denied by a bare word", entry([A, ("B", "03", "deny", NO)]), "denied"),
    ("doubted by a bare word", entry([A, ("B", "03", "doubt", NO)]), "denied"),
    ("denied by one who saw it", entry([A, ("B", "03", "deny", SAW)]), "refuted"),
    ("shown independent, a bare word against it",
     entry([A, ("B", "03", "assert", SAW), ("C", "04", "deny", NO)], apart=APART), "shown"),
    ("shown independent, a denial with a basis",
     entry([A, ("B", "03", "assert", SAW), ("C", "04", "deny", SAW)], apart=APART), "refuted"),
    ("not shown independent, a bare word against it",
     entry([A, ("B", "03", "assert", SAW), ("C", "04", "deny", NO)]), "denied"),
    ("its own claim denied by another", entry([A], back=[("B", 0)]), "denied"),
    ("its own claim taken back", entry([A], back=[("A", 0)]), "retracted"),
    ("doubted by itself", entry([A, ("A", "03", "doubt", NO)]), "alone"),
    ("denied by itself later", entry([A, ("A", "03", "deny", NO)]), "retracted"),
    ("denied by itself before", entry([A, ("A", "01", "deny", NO)]), "alone"),
    ("taken back, though planned", entry([A], back=[("A", 0)], status="future"), "retracted"),
    ("told as planned", entry([A, ("B", "03", "assert", NO)], status="future"), "open"),
    ("it denies what another says",
     entry([("A", "02", "deny", NO), ("B", "02", "assert", NO)]), "denied"),
    ("it denies what another saw",
     entry([("A", "02", "deny", NO), ("B", "02", "assert", SAW)]), "refuted"),
    ("it denies what is shown",
     entry([("A", "02", "deny", NO), ("B", "02", "assert", NO)], grade=1), "refuted"),
    ("another denies it too", entry([("A", "02", "deny", NO), ("B", "03", "deny", NO)]), "unshown"),
    ("another denied it before",
     entry([("A", "02", "deny", NO), ("B", "01", "deny", NO)]), "followed"),
    ("its bare voice set aside, an origin later",
     entry([("B", "03", "assert", NO)], retold=[("A", "02")]), "unshown"),
    ("its bare voice set aside, an origin that day",
     entry([("B", "02", "assert", NO)], retold=[("A", "02")]), "followed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "became"), [o[1:] for o in OUTCOMES], ids=[o[0] for o in OUTCOMES]
)
def test_what_became_of_a_claim(event: Entry, became: Outcome | None) -> None:
    assert outcome(event, {"A"}) == became


def test_a_claim_that_leads_back_to_a_source_is_its_own() -> None:
    told = entry([("B", "02", "assert", "told by")])
    origin = Origin(id="A", name="A", basis=NO, claims=("c0",), chain=("A", "B"))
    assert outcome(change(told, origins=(origin,)), {"A"}) == "alone"


def test_other_names_of_a_source_do_not_corroborate_it() -> None:
    event = entry([A, ("outlet:a", "03", "assert", SAW)], apart=[{"A", "outlet:a"}])
    assert outcome(event, {"A"}) == "shown"
    assert outcome(event, {"A", "outlet:a"}) == "alone"


@pytest.mark.parametrize(
    ("shown", "refuted", "retracted", "letter"),
    [
        (4, 0, 0, None),
        (5, 0, 0, "C"),
        (9, 0, 0, "C"),
        (10, 0, 0, "B"),
        (19, 0, 0, "B"),
        (20, 0, 0, "A"),
        (39, 1, 0, "B"),
        (8, 2, 0, "B"),
        (7, 2, 1, "C"),
        (2, 3, 0, "D"),
        (0, 3, 2, "E"),
    ],
)
def test_the_letter_that_a_record_bears_out(
    shown: int, refuted: int, retracted: int, letter: str | None
) -> None:
    """What is not put to the test counts neither for nor against a source."""
    tested = {"shown": shown, "refuted": refuted, "retracted": retracted}
    rest = {"unshown": 30, "denied": 30, "followed": 30, "alone": 30, "open": 30}
    found = tracked({**tested, **rest})  # type: ignore[dict-item]
    assert found.proposed == letter
    assert str(shown + refuted + retracted) in found.rule
    assert found.events == 150 + shown + refuted + retracted


def test_a_letter_that_is_missing_is_never_proposed() -> None:
    assert "F" not in [letter for letter, _, _ in PROPOSALS]


def speaker(voice: str, name: str, one: str = "") -> Speaker:
    return Speaker(voice=voice, name=name, one=one or voice)


AGENCY = Source(names=("Agence France-Presse", "AFP"), voices=("media:afp",))


def listed(name: str) -> tuple[Source, ...]:
    rebels = Source(names=("Army of Peace", "AFP"), voices=("groups:afp",))
    return tuple(s for s in (AGENCY, rebels) if ":" in name or name in s.names)


@pytest.mark.parametrize(
    ("told", "one"),
    [
        (("outlet:afp", "outlet:agence-france-presse"), True),
        (("outlet:the-courier", "outlet:courier"), True),
        (("per:ruth-phiri", "per:phiri"), True),
        (("per:ruth-phiri", "per:anna-phiri"), False),
        (("outlet:courier", "outlet:courier-mail"), False),
    ],
)
def test_all_names_of_one_are_one_source(told: tuple[str, str], one: bool) -> None:
    names = {"outlet:afp": "AFP", "outlet:agence-france-presse": "Agence France-Presse"}
    spoken = [speaker(v, names.get(v, v.partition(":")[2].replace("-", " ").title())) for v in told]
    found = gathered(spoken, (), listed)
    assert len(found) == (1 if one else 2)
    assert {v for s in found for v in s.voices} >= set(told)


def test_the_voices_of_one_government_are_one_source() -> None:
    found = gathered(
        [speaker("government:MWI", "Lilongwe", "MWI/GOV"), speaker("MWI/GOV", "cabinet")]
    )
    assert [(s.id, set(s.names)) for s in found] == [("MWI/GOV", {"Lilongwe", "cabinet"})]


def test_a_source_stays_itself_when_a_new_voice_of_it_comes() -> None:
    """By the voices it was given a letter with, and by those that fusing joins with them."""
    given = Source(names=("AFP",), voices=("outlet:afp", "outlet:agence-france-presse", "FRA/GOV"))
    told = [
        speaker("outlet:agence-france-presse", "Agence France-Presse"),
        speaker("government:FRA", "Paris", "FRA/GOV"),
    ]
    (found,) = gathered(told, [given])
    assert found.id == "outlet:afp"
    assert set(found.voices) > {*given.voices, "government:FRA"}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("mwi/gov", ["MWI/GOV"]),
        ("the Courier", ["outlet:courier"]),
        ("foreign ministry", ["MWI/GOV", "TZA/GOV"]),
        ("Agence France-Presse", ["outlet:agence-france-presse"]),
        ("AFP", ["outlet:agence-france-presse", "groups:afp"]),
        ("groups:afp", ["groups:afp"]),
        ("media:afp", ["outlet:agence-france-presse"]),
        ("nobody", []),
        ("", []),
    ],
)
def test_what_a_name_may_mean(asked: str, ids: list[str]) -> None:
    """The ledger's own names go before a roster's; of several nothing is chosen."""
    known = gathered(
        [
            speaker("MWI/GOV", "foreign ministry"),
            speaker("TZA/GOV", "foreign ministry"),
            speaker("outlet:courier", "Courier"),
        ]
    )
    assert [s.id for s in named(asked, known, listed)] == ids


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "test.db", clock=lambda: "2026-01-01T00:00:00+00:00") as found:
        for reading in harbour():
            found.add(reading)
        yield found


def the(ledger: Ledger, name: str) -> Source:
    (found,) = ledger.source(name)
    return found


def standing(ledger: Ledger, source: Source) -> str | None:
    return ledger.letters(ledger.entries()).get(source.id)


def test_the_latest_letter_stands_and_all_are_kept(ledger: Ledger) -> None:
    wire = the(ledger, "Meridian Wire")
    assert standing(ledger, wire) is None
    first = ledger.rate(wire, "B", why="ten years of use", who="desk")
    second = ledger.rate(wire, "D", why="it was sold", who="desk")
    assert standing(ledger, wire) == "D"
    assert ledger.rated() == (first, second)
    assert (first.letter, first.who, first.at[:10]) == ("B", "desk", "2026-01-01")
    ledger.undo(second.number)
    assert standing(ledger, wire) == "B"
    assert [r.undone is None for r in ledger.rated()] == [True, False]
    with pytest.raises(KeyError, match="no judgement"):
        ledger.undo(second.number)
    ledger.undo(first.number)
    assert standing(ledger, wire) is None


def test_letters_and_rulings_on_events_share_numbers_and_nothing_else(ledger: Ledger) -> None:
    before = list(ledger.entries())
    letter = ledger.rate(the(ledger, "Meridian Wire"), "B", why="ten years", who="desk")
    assert list(ledger.entries()) == before
    one, other = before[0].event.id, before[-1].event.id
    numbers = ledger.merge(one, other, why="the same night", who="desk")
    assert numbers[0] == letter.number + 1
    ledger.undo(letter.number)
    assert len(list(ledger.entries())) == len(before) - 1
    for number in numbers:
        ledger.undo(number)
    assert list(ledger.entries()) == before


def test_an_outlet_whose_bare_voice_was_set_aside_keeps_its_record(ledger: Ledger) -> None:
    """Mombasa Packet tells on its own word what others are quoted for: of the troops the other side
    speaks a day later, of the expulsion nobody does."""
    packet = the(ledger, "Mombasa Packet")
    found = {e.event.type: e for e in ledger.entries() if len(e.reports) > 2}
    for type_, became in (("MOBILIZE", "unshown"), ("SANCTION", "followed")):
        event = found[type_]
        assert packet.id not in {c.speaker for c in event.claims}
        assert outcome(event, packet.voices) == became


def test_a_letter_survives_a_rebuild(ledger: Ledger) -> None:
    wire = the(ledger, "Meridian Wire")
    ledger.rate(wire, "B", why="ten years", who="desk")
    ledger.rebuild()
    assert standing(ledger, wire) == "B"


@pytest.mark.parametrize(
    ("letter", "why", "said"),
    [("G", "well known", "from A to F"), ("b", "well known", "from A to F"), ("B", " ", "reason")],
)
def test_what_is_no_letter_or_has_no_reason_is_not_kept(
    ledger: Ledger, letter: str, why: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        ledger.rate(the(ledger, "Meridian Wire"), letter, why=why, who="desk")  # type: ignore[arg-type]
    assert ledger.rated() == ()
    assert ledger.count()["judgements"] == 0


def test_the_record_of_a_source_counts_each_event_once(ledger: Ledger) -> None:
    """The ministry denies one event that a reporter saw, and says another that is denied."""
    ministry = the(ledger, "Tanzania's defence ministry")
    record = ledger.tracks([ministry])[ministry.id]
    assert record.counts == {"refuted": 1, "denied": 1}
    assert ledger.tracks(ledger.sources())[ministry.id] == record


def test_ratings_are_letter_and_number_and_a_missing_letter_stays_missing(ledger: Ledger) -> None:
    event = next(e for e in ledger.entries() if e.event.grade.credibility == 2)
    assert {(r.code, r.letter) for r in ratings(event, {})} == {("2", None)}
    wire = the(ledger, "Meridian Wire")
    ledger.rate(wire, "B", why="ten years", who="desk")
    service = the(ledger, "MWI/SPY")
    ledger.rate(service, "F", why="new to us", who="desk")
    told = [r.told for r in ratings(event, ledger.letters([event]))]
    assert told == [
        "2 Hamisi Kondoro (reliability not set)",
        f"F2 {service.name} (reliability cannot be judged)",
        "B2 through Meridian Wire",
    ]


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, list(arguments))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with the harbour's reports, read by a canned reader."""
    place = tmp_path / "desk.db"
    monkeypatch.setattr(pipeline, "read_all", lambda reports: list(reports) and harbour())
    monkeypatch.setenv("VEDETTE_LEDGER", str(place))
    report = tmp_path / "one.txt"
    report.write_text("Lilongwe, 10 March 2026 - Tanzanian boats fired on a harbour.\n")
    assert run("fuse", str(report)).exit_code == 0
    return report


def test_a_letter_is_set_shown_and_undone(desk: Path) -> None:
    assert "not set" in run("source", "show", "Meridian Wire").output
    assert "is B" in run("source", "set", "the meridian wire", "b", "--why", "ten years").output
    told = run("source", "show", "outlet:meridian-wire").output
    assert "reliability B (usually reliable by STANAG 2511)" in told
    assert ": ten years" in told
    assert "proposed no letter: none of its claims put to the test, and 5 are needed" in told
    rows = run("source", "list").output.splitlines()
    assert [r for r in rows if r.startswith("B ")] == [r for r in rows if "Meridian Wire" in r]
    assert run("undo", "1").exit_code == 0
    told = run("source", "show", "Meridian Wire").output
    assert "reliability not set: nobody has judged it, and F" in told
    assert "undone" in told


def test_f_is_shown_as_a_missing_value(desk: Path) -> None:
    assert run("source", "set", "MWI/SPY", "F", "--why", "new to us").exit_code == 0
    assert "a missing value, not a low letter" in run("source", "show", "MWI/SPY").output


def test_a_listed_source_may_be_set_before_it_speaks(desk: Path) -> None:
    """An agency's short name and its full name are one source."""
    told = run("source", "set", "Reuters", "A", "--why", "known").output
    assert "the ledger has no claim of it yet" in told
    assert "reliability A" in run("source", "show", "Thomson Reuters").output


def test_whom_a_shared_name_means_is_told_by_id(desk: Path) -> None:
    for known in ("ngos:bellingcat", "outlet:bellingcat", "media:bellingcat"):
        told = run("source", "show", known).output
        assert told.startswith(f"Bellingcat [{known.replace('media', 'outlet')}]")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "Lakeshore", "B", "--why", "x"), "near it are Lakeshore Sentinel"),
        (("set", "Lakeshore Sentinel", "G", "--why", "x"), "Invalid value for 'LETTER'"),
        (("set", "Lakeshore Sentinel", "B", "--why", " "), "the reason is empty"),
        (("set", "Lakeshore Sentinel", "B"), "Missing option '--why'"),
        (("show", "3b012073c5cf#rep"), "knows a source"),
        (("show", "outlet:"), "knows a source"),
        (("show", "Bellingcat"), "ask by id: Bellingcat [ngos:bellingcat], Bellingcat [outlet:"),
        (("list", "--ledger", "nowhere.db"), "there is no ledger"),
    ],
)
def test_bad_input_gets_a_sentence(desk: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("source", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_an_event_shows_letter_and_number_of_its_sources(desk: Path) -> None:
    rows = [json.loads(x) for x in run("fuse", str(desk), "--format", "jsonl").stdout.splitlines()]
    row = next(r for r in rows if r["grade"]["credibility"] == 2)
    assert {r["rating"] for r in row["ratings"]} == {"2"}
    assert {r["reliability"] for r in row["ratings"]} == {None}
    for verb in ("show", "why"):
        told = run(verb, row["id"]).output
        assert "reliability not set" in told
        assert "B2" not in told
    run("source", "set", "Hamisi Kondoro", "B", "--why", "x")
    assert "B2 Hamisi Kondoro" in run("show", row["id"]).output
    assert "B2 Hamisi Kondoro: usually reliable by STANAG 2511" in run("why", row["id"]).output
    assert "B2 Hamisi Kondoro" in run("fuse", str(desk)).output
    rows = [json.loads(x) for x in run("fuse", str(desk), "--format", "jsonl").stdout.splitlines()]
    row = next(r for r in rows if r["id"] == row["id"])
    assert row["ratings"][0] == {
        "source": "per:hamisi-kondoro",
        "name": "Hamisi Kondoro",
        "origin": True,
        "reliability": "B",
        "credibility": 2,
        "rating": "B2",
    }


@pytest.mark.parametrize(
    ("wording", "name", "words"),
    [
        ("stanag", "STANAG 2511", "confirmed by other sources"),
        ("fm", "FM 2-22.3", "doubtfully true"),
    ],
)
def test_grades_are_told_in_the_words_that_are_asked_for(
    desk: Path, wording: str, name: str, words: str
) -> None:
    event = next(iter(_ids(desk)))
    run("source", "set", "Hamisi Kondoro", "A", "--why", "x")
    by = scale(wording)
    shown = " ".join(run("fuse", str(desk), "--wording", wording).output.split())
    assert f"{name}: 1 " in shown
    assert words in shown
    assert f"{name}: A {by.reliability['A']}," in shown
    assert f"{name}: 1 " in run("show", event, "--wording", wording).output
    assert f"by {name}" in run("why", event, "--wording", wording).output
    told = run("source", "show", "Hamisi Kondoro", "--wording", wording).output
    assert f"A ({by.reliability['A']} by {name})" in told


def _ids(desk: Path) -> Iterator[str]:
    for line in run("fuse", str(desk), "--format", "jsonl").stdout.splitlines():
        yield json.loads(line)["id"]


def test_both_scales_have_words_for_every_letter_and_number() -> None:
    for wording in WORDINGS:
        found = scale(wording)
        assert (tuple(found.reliability), tuple(found.credibility)) == (LETTERS, tuple(NUMBERS))
    with pytest.raises(ValueError, match="no scale; there are stanag, fm"):
        scale("admiralty")
    with pytest.raises(ValueError, match="needs words for A to F"):
        Scale(name="short", reliability={"A": "reliable"}, credibility={1: "confirmed"})


def test_records_without_sense_are_not_made() -> None:
    source = Source(names=("Courier",), voices=("outlet:courier",))
    assert (source.id, source.name) == ("outlet:courier", "Courier")
    with pytest.raises(ValueError, match="a name and a voice"):
        Source(names=("Courier",), voices=())
    with pytest.raises(ValueError, match="reason is empty"):
        Reliability(number=1, source=source, letter="B", who="desk", at="2026-01-01", why="")
