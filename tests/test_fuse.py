"""Who says so, who really knew, and the grade. A test's docstring is its bundle (GUIDELINES.md)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quality.gold import readings
from quality.sets import read_bundle
from vedette.fuse import fuse
from vedette.fuse.accounts import accounts
from vedette.fuse.joined import entries, renamed, told
from vedette.records import Event, Label, Reading, change

HEAD = "=== t-001 | topic: test | region: none\n--- 1 | 2024-10-29 | Meridian Wire | wire\n"
Fused = Callable[[str], Reading]


@pytest.fixture
def fused(tmp_path: Path) -> Fused:
    """A report in the corpus's markup → its reading, fused."""

    def run(lines: str) -> Reading:
        path = tmp_path / "t-001.txt"
        body = "\n".join(line.strip() for line in lines.strip().splitlines())
        path.write_text(HEAD + body + "\n", encoding="utf-8")
        return fuse(readings(read_bundle(path))[0])

    return run


def event(reading: Reading, event_id: str = "e1") -> Event:
    return reading.event(event_id)


TOLD = """
    S: [The alliance's chief, Anton Vries,|vries] {confirmed|c1} on Monday that [northern troops|prk] had {arrived|e1} in [Kursk|kursk].
    > c1 CLAIM.confirm actual by=vries about=e1
    > e1 MOBILIZE.troops actual actor=prk where=kursk
    S: [He|vries] {spoke|c2} after alliance officials received a {briefing|e2} from [South Korean representatives|kor].
    > c2 CLAIM.assert actual by=vries about=e1 from=kor
    > e2 CONSULT actual actor=kor
    S: [Ukraine's intelligence|ukr] had {reported|c3} the {move|e1} a week before.
    > c3 CLAIM.assert actual by=ukr about=e1
    > e1
    @ vries PER NATO/IGO
    @ prk GRP PRK/MIL
    @ kor GRP KOR/GOV
    @ ukr ORG UKR/SPY
    @ kursk LOC RUS
    $ e1 status=corroborated roots=kor,ukr
"""


def test_a_speaker_who_was_told_is_not_an_origin(fused: Fused) -> None:
    """Three speakers, two who knew: the alliance repeats what it was told."""
    reading = fused(TOLD)
    assert event(reading).origins == ("kor", "ukr")
    assert event(reading).grade.credibility == 2
    assert "independence cannot be shown" in event(reading).grade.rule
    origin = next(o for o in reading.origins if o.id == "kor")
    assert origin.chain == ("kor", "vries")


def test_who_briefs_whom_is_read_off_the_prepositions(fused: Fused) -> None:
    """In "a briefing of X by Y" it is Y who knows."""
    reading = fused(
        """S: [The chief|vries] {said|c1} [boats|boat] had {fired|e1} on the port.
        > c1 CLAIM.assert actual by=vries about=e1
        > e1 ASSAULT.firearms actual actor=boat
        S: [He|vries] spoke after a closed briefing of [the bloc's ambassadors|bloc] by [officers of the intelligence service|nis].
        @ vries PER IGO/IGO
        @ bloc GRP IGO/IGO
        @ boat GRP TZA/MIL
        @ nis ORG MWI/SPY
        $ e1 status=single roots=nis"""
    )
    assert event(reading).origins == ("nis",)
    assert reading.claim("c1").basis == "told by"


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("after [officers of the service|nis] had briefed [the bloc's ambassadors|bloc]", "nis"),
        (
            "after [the bloc's ambassadors|bloc] were briefed by [officers of the service|nis]",
            "nis",
        ),
        ("after [the bloc's ambassadors|bloc] had been briefed", "vries"),
        ("before [officers of the service|nis] left", "vries"),
    ],
)
def test_a_briefing_is_read_in_both_voices(fused: Fused, words: str, origin: str) -> None:
    nis = "" if "nis" not in words else "@ nis ORG MWI/SPY"
    bloc = "" if "bloc" not in words else "@ bloc GRP IGO/IGO"
    reading = fused(
        f"""S: [The chief|vries] {{said|c1}} [boats|boat] had {{fired|e1}} on the port.
        > c1 CLAIM.assert actual by=vries about=e1
        > e1 ASSAULT.firearms actual actor=boat
        S: [He|vries] spoke {words}.
        @ vries PER NATO/IGO
        @ boat GRP TZA/MIL
        {nis}
        {bloc}
        $ e1 status=single roots={origin}"""
    )
    assert event(reading).origins == (origin,)


@pytest.mark.parametrize(
    ("first", "stance"),
    [
        ("S: [The union|lab] {said|c1} [police|cop] had {fired|e1}.\n"
         "> c1 CLAIM.assert actual by=lab about=e1\n> e1 ASSAULT.firearms actual actor=cop", "deny"),
        ("S: [The union|lab] met.", "assert"),
    ],
)  # fmt: skip
def test_who_says_that_it_was_not_so_denies_what_others_tell(
    fused: Fused, first: str, stance: str
) -> None:
    """Nobody else tells of it in the second case."""
    reading = fused(
        f"""{first}
        S: [The minister|min] {{said|c2}} no {{shots|e1}} were fired.
        > c2 CLAIM.assert actual by=min about=e1
        > e1 ASSAULT.firearms negated
        @ lab ORG PER/LAB
        @ cop ORG PER/COP
        @ min PER PER/GOV
        $ e1 status=disputed roots=lab against=min"""
    )
    assert reading.claim("c2").stance == stance


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("no shots were {fired|e1}", "deny"),
        ("nobody had been {shot|e1}", "deny"),
        ("no fewer than ten were {shot|e1}", "assert"),
        ("there was no doubt they had been {shot|e1}", "assert"),
    ],
)
def test_words_that_say_there_was_none_deny_it_though_it_is_read_as_done(
    fused: Fused, words: str, stance: str
) -> None:
    reading = fused(
        f"""S: [The minister|min] {{said|c1}} {words}.
        > c1 CLAIM.assert actual by=min about=e1
        > e1 ASSAULT.firearms actual
        @ min PER PER/GOV
        $ e1 status=single roots=min"""
    )
    assert reading.claim("c1").stance == stance


@pytest.mark.parametrize(
    ("words", "mode", "stances"),
    [
        ("[The brigade|reb] {posted|c1} a video claiming responsibility", "deny", ["confirm"]),
        ("[The brigade|reb] {claimed|c1} the attack", "assert", ["confirm"]),
        ("[The brigade|reb] {denied|c1} that it took part", "deny", ["deny"]),
        ("No group {claimed|c1} responsibility", "deny", []),
        ("[The brigade|reb] has not {claimed|c1} responsibility", "deny", []),
    ],
)
def test_who_claims_responsibility_says_that_it_was_done(
    fused: Fused, words: str, mode: str, stances: list[str]
) -> None:
    """However it is read; and where nobody does, nobody says anything."""
    speaker = " by=reb" if "|reb]" in words else ""
    reading = fused(
        f"""S: [Gunmen|uaf] {{attacked|e1}} a post, [the army|mil] {{said|c2}}.
        > e1 ASSAULT actual actor=uaf
        > c2 CLAIM.assert actual by=mil about=e1
        S: {words}.
        > c1 CLAIM.{mode} actual{speaker} about=e1
        @ uaf GRP SDN/UAF
        @ mil GRP SDN/MIL
        @ reb GRP SDN/REB
        $ e1 status=single roots=mil"""
    )
    assert [c.stance for c in reading.claims if c.id == "c1"] == stances


@pytest.mark.parametrize(
    ("speaker", "kind", "origins"),
    [
        ("[Army spokesman Nabil Adel|sp]", "ORG", ("mil",)),
        ("[A spokesman for the army|sp]", "PER", ("mil",)),
        ("[Police spokesman Nabil Adel|sp]", "ORG", ("mil", "sp")),
        ("[Army spokesman Nabil Adel|sp]", "PER", ("mil", "sp")),
    ],
)
def test_who_speaks_for_a_body_is_no_second_origin(
    fused: Fused, speaker: str, kind: str, origins: tuple[str, ...]
) -> None:
    """A person with a name is a source of their own."""
    reading = fused(
        f"""S: [Sudan's army|mil] {{said|c1}} that [boats|boat] had {{fired|e1}} on the port.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.firearms actual actor=boat
        S: {speaker} {{said|c2}} so too.
        > c2 CLAIM.assert actual by=sp about=e1
        @ mil ORG SDN/MIL
        @ boat GRP TZA/MIL
        @ sp {kind} SDN/MIL
        $ e1 status=single roots=mil"""
    )
    assert event(reading).origins == origins


def test_the_grade_brings_its_words(fused: Fused) -> None:
    quoted = [q.text for q in event(fused(TOLD)).grade.words]
    assert any("briefing" in q or "confirmed" in q for q in quoted)
    assert any("intelligence" in q for q in quoted)


CASES: list[tuple[str, str, int, tuple[str, ...]]] = [
    (
        "one named official is one origin",
        """S: [The army|mil] {said|c1} [rebels|reb] had {shelled|e1} the town.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.heavy-weapons actual actor=reb
        @ mil ORG SDN/MIL
        @ reb GRP SDN/REB
        $ e1 status=single roots=mil""",
        3,
        ("mil",),
    ),
    (
        "a denial by the accused leaves a claim disputed",
        """S: [The army|mil] {said|c1} [rebels|reb] had {shelled|e1} the town, which [the rebels|reb] {denied|c2}.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.heavy-weapons actual actor=reb
        > c2 CLAIM.deny actual by=reb about=e1
        @ mil ORG SDN/MIL
        @ reb GRP SDN/REB
        $ e1 status=disputed roots=mil against=reb""",
        4,
        ("mil",),
    ),
    (
        "opposing sides that both attest it are independent",
        """S: [The army|mil] {said|c1} it had {struck|e1} [the rebels|reb], and [the rebels|reb] {confirmed|c2} the {raid|e1}.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.aerial actual actor=mil recipient=reb
        > c2 CLAIM.confirm actual by=reb about=e1
        @ mil ORG SDN/MIL
        @ reb GRP SDN/REB
        $ e1 status=corroborated roots=mil,reb""",
        1,
        ("mil", "reb"),
    ),
    (
        "who names another victim does not attest the other side's deed",
        """S: [Nine villagers|vil] were {killed|e1} by [Malian fire|fir], [the rebels|reb] {said|c1}.
        > c1 CLAIM.assert actual by=reb about=e1
        > e1 ASSAULT actual actor=fir recipient=vil
        S: [The army|mil] {said|c2} [its troops|mil] had {fired|e1} warning shots at [suspects|sus].
        > c2 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.firearms actual actor=mil recipient=sus
        @ vil GRP SDN/CVL
        @ fir GRP MLI/MIL
        @ reb ORG SDN/REB
        @ mil ORG MLI/MIL
        @ sus GRP
        $ e1 status=corroborated roots=reb,mil""",
        2,
        ("reb", "mil"),
    ),
    (
        "who tells of one happening as done by nobody does not attest the other side's deed",
        """S: [The navy|mil] {said|c1} [a cutter|cut] had {rammed|e1} [its boat|boat].
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT actual actor=cut recipient=boat
        S: [The coast guard|reb] {said|c2} the boat had {collided|e1} with it.
        > e1 ASSAULT actual
        > c2 CLAIM.assert actual by=reb about=e1
        @ mil ORG PHL/MIL
        @ boat FAC PHL/MIL
        @ reb ORG CHN/MIL
        @ cut FAC CHN/MIL
        $ e1 status=single roots=mil""",
        2,
        ("mil", "reb"),
    ),
    (
        "opposing sides that rest on one paper are not",
        """S: [A joint note|note] seen by reporters {quotes|c1} [the army|mil] as having {struck|e1} [the rebels|reb], and [the rebels|reb] {confirm|c2} it.
        > c1 CLAIM.assert actual by=mil about=e1 from=note
        > e1 ASSAULT.aerial actual actor=mil recipient=reb
        > c2 CLAIM.confirm actual by=reb about=e1 from=note
        @ note EVD
        @ mil ORG SDN/MIL
        @ reb GRP SSD/REB
        $ e1 status=single roots=mil""",
        3,
        ("mil", "reb"),
    ),
    (
        "a report that tells in full before it quotes is an origin",
        """S: [Soldiers|mil] {shelled|e1} [Nyala|nyala] on [Monday|t1].
        > e1 ASSAULT.heavy-weapons actual actor=mil where=nyala when=t1
        S: [A rebel commander|reb] {put|c1} the {dead|e1} at [nine|n1].
        > c1 CLAIM.assert actual by=reb about=e1
        > e1 killed=n1
        @ mil GRP SDN/MIL
        @ reb PER SDN/REB
        @ nyala LOC SDN
        @ t1 1:2024-10-28
        @ n1 9
        $ e1 status=corroborated roots=meridian,reb""",
        2,
        ("reb", "outlet:meridian-wire"),
    ),
    (
        "a report that does not say when, or quotes first, may be retelling",
        """S: [Soldiers|mil] {shelled|e1} [Nyala|nyala].
        > e1 ASSAULT.heavy-weapons actual actor=mil where=nyala
        S: [A rebel commander|reb] {put|c1} the {dead|e1} at [nine|n1].
        > c1 CLAIM.assert actual by=reb about=e1
        > e1 killed=n1
        S: The {attack|e1} came on [Monday|t1].
        > e1 when=t1
        @ mil GRP SDN/MIL
        @ reb PER SDN/REB
        @ nyala LOC SDN
        @ t1 1:2024-10-28
        @ n1 9
        $ e1 status=single roots=reb""",
        3,
        ("reb",),
    ),
    (
        "what is planned is known by whoever would do it",
        """S: [The army|mil] {said|c1} it would {leave|e1} [Nyala|nyala], and [a resident|res] {expected|c2} a {withdrawal|e1} too.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 RETREAT.withdraw future actor=mil where=nyala
        > c2 CLAIM.predict actual by=res about=e1
        @ mil ORG SDN/MIL
        @ res PER SDN/CVL
        @ nyala LOC SDN
        $ e1 status=single roots=mil""",
        3,
        ("mil",),
    ),
    (
        "what has not happened nobody has seen, however many expect it",
        """S: [The union|uni] and [a resident|res] {expected|c1} the army to {leave|e1} [Nyala|nyala].
        > c1 CLAIM.predict actual by=uni,res about=e1
        > e1 RETREAT.withdraw future where=nyala
        @ uni ORG SDN/LAB
        @ res PER SDN/CVL
        @ nyala LOC SDN
        $ e1 status=single roots=uni""",
        3,
        ("uni", "res"),
    ),
    (
        "one who takes back their words leaves those of others",
        """S: [The mayor|may] and [a trader|tra] {said|c1} [guards|mil] had {fired|e1}.
        > c1 CLAIM.assert actual by=may,tra about=e1
        > e1 ASSAULT.firearms actual actor=mil
        S: [The mayor|may] later {withdrew|c2} that.
        > c2 CLAIM.deny actual by=may about=c1
        @ may PER SDN/GOV
        @ tra PER SDN/CVL
        @ mil GRP SDN/MIL
        $ e1 status=corroborated roots=may,tra""",
        2,
        ("may", "tra"),
    ),
    (
        "a witness and a hospital's own register are independent",
        """S: [A shopkeeper who was among the witnesses|shop] {said|c1} [soldiers|mil] had {fired|e1} on the crowd.
        > c1 CLAIM.assert actual by=shop about=e1
        > e1 ASSAULT.firearms actual actor=mil
        S: [The hospital|hosp], by [its register|reg], {counted|c2} [nine|n1] {shot|e1} dead.
        > c2 CLAIM.assert actual by=hosp about=e1 from=reg
        > e1 killed=n1
        @ shop PER SDN/CVL
        @ mil GRP SDN/MIL
        @ hosp ORG SDN/MED
        @ reg EVD
        @ n1 9
        $ e1 status=corroborated roots=shop,hosp""",
        1,
        ("shop", "hosp"),
    ),
    (
        "an unnamed official without a basis is doubtful",
        """S: [An official|off] {said|c1} [the envoy|env] would {meet|e1} them.
        > c1 CLAIM.assert actual by=off about=e1
        > e1 CONSULT future actor=env
        @ off PER SDN/GOV
        @ env PER USA/GOV
        $ e1 status=single roots=off""",
        4,
        ("off",),
    ),
    (
        "what only a denial mentions has nobody who says so",
        """S: [The ministry|min] {denied|c1} that [its troops|mil] had {crossed|e1} the river.
        > c1 CLAIM.deny actual by=min about=e1
        > e1 MOBILIZE.troops actual actor=mil
        @ min ORG SDN/GOV
        @ mil GRP SDN/MIL
        $ e1 status=unsupported roots= against=min""",
        6,
        (),
    ),
    (
        "who denies an event does not vouch for it, whatever else links them to it",
        """S: [The ministry|min] {denied|c1} the {shelling|e1} and {accused|e2} [the other side|oth].
        > c1 CLAIM.deny actual by=min about=e1
        > e1 ASSAULT.heavy-weapons actual
        > e2 ACCUSE.allege actual actor=min recipient=oth about=e1
        @ min ORG TZA/GOV
        @ oth GRP MWI/GOV
        $ e1 status=unsupported roots= against=min""",
        6,
        (),
    ),
    (
        "what nobody is quoted for is the outlet's own",
        """S: [Dockers|dock] {marched|e1} through the port.
        > e1 PROTEST.demo actual actor=dock
        @ dock GRP SDN/LAB
        $ e1 status=single roots=meridian""",
        3,
        ("outlet:meridian-wire",),
    ),
    (
        "two unnamed groups of witnesses may be the same people",
        """S: [Residents|res] {said|c1} [soldiers|mil] had {fired|e1} on the crowd, and [witnesses|wit] {said|c2} the {shooting|e1} lasted an hour.
        > c1 CLAIM.assert actual by=res about=e1
        > e1 ASSAULT.firearms actual actor=mil
        > c2 CLAIM.assert actual by=wit about=e1
        @ res GRP SDN/CVL
        @ wit GRP SDN/CVL
        @ mil GRP SDN/MIL
        $ e1 status=single roots=res""",
        2,
        ("res", "wit"),
    ),
    (
        "a citizen of a side is not that side",
        """S: [The army|mil] {said|c1} it had {struck|e1} [the southern army|ssd], and [a blogger from the south|blog] {confirmed|c2} the {raid|e1}.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.aerial actual actor=mil recipient=ssd
        > c2 CLAIM.confirm actual by=blog about=e1
        @ mil ORG SDN/MIL
        @ ssd ORG SSD/MIL
        @ blog PER SSD/JRN
        $ e1 status=corroborated roots=mil,blog""",
        2,
        ("mil", "blog"),
    ),
    (
        "blame alone leaves it to the report to say that it happened",
        """S: [The union|uni] {criticised|e2} the {closure|e1} of the port by [the army|mil].
        > e2 ACCUSE.disapprove actual actor=uni recipient=mil about=e1
        > e1 COERCE.restrict actual actor=mil
        @ uni ORG SDN/LAB
        @ mil ORG SDN/MIL
        $ e1 status=single roots=meridian""",
        3,
        ("outlet:meridian-wire",),
    ),
    (
        "a denial with a basis is better than the word of somebody unnamed",
        """S: [An official|off] {said|c1} [troops|tro] had {raided|e1} the ward; [a nurse|nur], by [her own records|rec], {denied|c2} it.
        > c1 CLAIM.assert actual by=off about=e1
        > e1 ASSAULT actual actor=tro
        > c2 CLAIM.deny actual by=nur about=e1 from=rec
        @ off PER SDN/GOV
        @ tro GRP SDN/MIL
        @ nur PER SDN/MED
        @ rec EVD
        $ e1 status=disputed roots=off against=nur""",
        5,
        ("off",),
    ),
    (
        "two organs of one state are never shown independent",
        """S: [The army|mil] {said|c1} it had [radar tracks|rad] of the {raid|e1}; [the police|cop], from [their own records|rec], {agreed|c2}.
        > c1 CLAIM.assert actual by=mil about=e1 from=rad
        > e1 ASSAULT.aerial actual
        > c2 CLAIM.assert actual by=cop about=e1 from=rec
        @ rad EVD
        @ mil ORG SDN/MIL
        @ cop ORG SDN/COP
        @ rec EVD
        $ e1 status=corroborated roots=mil,cop""",
        2,
        ("mil", "cop"),
    ),
    (
        "a register knows nothing by itself, whatever kind it is read as",
        """S: [A reporter|rep] who was on the jetty {saw|c1} [boats|boat] {fire|e1} on the market, and [the register of the hospital|reg] {lists|c2} three dead of the {shelling|e1}.
        > c1 CLAIM.assert actual by=rep about=e1
        > e1 ASSAULT.firearms actual actor=boat
        > c2 CLAIM.assert actual by=reg about=e1
        @ rep PER MWI/JRN
        @ boat GRP TZA/MIL
        @ reg ORG MWI/MED
        $ e1 status=single roots=rep""",
        3,
        ("rep",),
    ),
    (
        "who takes back their own words retracts them",
        """S: [The mayor|may] {said|c1} [the army|mil] had {shelled|e1} the town.
        > c1 CLAIM.assert actual by=may about=e1
        > e1 ASSAULT.heavy-weapons actual actor=mil
        S: [The mayor|may] later {withdrew|c2} that.
        > c2 CLAIM.deny actual by=may about=c1
        @ may PER SDN/GOV
        @ mil ORG SDN/MIL
        $ e1 status=retracted roots=may""",
        5,
        ("may",),
    ),
    (
        "what is told and then denied in a clause of its own is told by the report",
        """S: [Villas|vil] were {burnt|e1} overnight; [the front|fro] {denied|c1} any part in it.
        > c1 CLAIM.deny actual by=fro about=e1
        > e1 ASSAULT.destroy actual
        @ vil FAC FRA
        @ fro ORG FRA/REB
        $ e1 status=disputed roots=meridian against=fro""",
        4,
        ("outlet:meridian-wire",),
    ),
    (
        "what stands only inside a denial is told by nobody",
        """S: [The front|fro] {denied|c1} that it had {burnt|e1} [villas|vil].
        > c1 CLAIM.deny actual by=fro about=e1
        > e1 ASSAULT.destroy actual actor=fro
        @ vil FAC FRA
        @ fro ORG FRA/REB
        $ e1 status=unsupported against=fro""",
        6,
        (),
    ),
    (
        "who denies a deed and blames others for it does not vouch for it",
        """S: [Villas|vil] were {burnt|e1} overnight.
        > e1 ASSAULT.destroy actual
        S: [The front|fro] {denied|c1} it and {accused|e2} [a rival band|riv] of the {fires|e1}.
        > c1 CLAIM.deny actual by=fro about=e1
        > e2 ACCUSE.allege actual actor=fro recipient=riv about=e1
        > e1
        @ vil FAC FRA
        @ fro ORG FRA/REB
        @ riv ORG FRA/REB
        $ e1 status=disputed roots=meridian against=fro""",
        4,
        ("outlet:meridian-wire",),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "credibility", "origins"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_grades(fused: Fused, lines: str, credibility: int, origins: tuple[str, ...]) -> None:
    found = event(fused(lines))
    assert (found.grade.credibility, found.origins) == (credibility, origins), found.grade.rule


INTRODUCED = """
    S: [The city's mayor|may] {said|c1} [rockets|roc] {hit|e1} a school.
    > c1 CLAIM.assert actual by=may about=e1
    > e1 ASSAULT.heavy-weapons actual
    S: [NAME|kli] {said|c2} the {attack|e1} came at noon.
    > c2 CLAIM.assert actual by=kli about=e1
    > e1
    @ may PER UKR/GOV
    @ roc EVD
    @ kli PER UKR/GOV
    $ e1 status=single roots=may
"""


@pytest.mark.parametrize(("name", "origins"), [("Ivo Kralj", 1), ("Ivo Kralj, a baker,", 2)])
def test_who_is_quoted_by_office_and_next_by_name_is_not_shown_to_be_two(
    fused: Fused, name: str, origins: int
) -> None:
    found = fused(INTRODUCED.replace("NAME", name).replace("UKR/GOV", "UKR/CVL"))
    assert len(event(found).origins) == origins


SIDES = """
    S: [The army|mil] {said|c1} it had {struck|e1} [villagers|vil], and [a colonel|col] {confirmed|c2} the {raid|e1}.
    > c1 CLAIM.assert actual by=mil about=e1
    > e1 ASSAULT.aerial actual actor=mil recipient=vil
    > c2 CLAIM.confirm actual by=col about=e1
    @ mil ORG SDN/MIL
    @ vil GRP SSD/CVL
    @ col PER SSD/MIL
    $ e1 status=corroborated roots=mil,col
"""


@pytest.mark.parametrize(("sure", "credibility"), [(True, 1), (False, 2)])
def test_independence_does_not_rest_on_a_guessed_country(
    fused: Fused, sure: bool, credibility: int
) -> None:
    """The colonel is of the villagers' side only if a word of the report says so."""
    reading = fused(SIDES)
    entities = tuple(change(e, sure=sure or e.id != "col") for e in reading.entities)
    assert fuse(change(reading, entities=entities)).event("e1").grade.credibility == credibility


def test_whom_the_report_only_points_to_is_no_second_origin(fused: Fused) -> None:
    """ "It" may be the ministry itself; nothing shows that it is another."""
    reading = fused(
        """S: [The ministry|min] {said|c1} [rebels|reb] had {shelled|e1} the town.
        > c1 CLAIM.assert actual by=min about=e1
        > e1 ASSAULT.heavy-weapons actual actor=reb
        S: The {attack|e1} began at dawn, [it|pro] {added|c2}.
        > c2 CLAIM.assert actual by=pro about=e1
        > e1
        @ min ORG SDN/MIL
        @ pro ORG SDN/UNK
        @ reb GRP SDN/REB
        $ e1 status=single roots=min"""
    )
    entities = tuple(change(e, nameless=e.id == "pro") for e in reading.entities)
    found = fuse(change(reading, entities=entities)).event("e1")
    assert (found.origins, found.grade.credibility) == (("min",), 3)


OUTLETS = """
    S: [The Herald|her], from [its own records|one], {said|c1} [boats|boat] had {fired|e1} on the market.
    > c1 CLAIM.assert actual by=her about=e1 from=one
    > e1 ASSAULT.firearms actual actor=boat
    S: [The Daily Post|pos], from [its own records|two], {counted|c2} nine {shots|e1}.
    > c2 CLAIM.assert actual by=pos about=e1 from=two
    > e1
    @ her ORG MWI/JRN
    @ one EVD
    @ boat GRP TZA/MIL
    @ pos ORG MWI/JRN
    @ two EVD
    $ e1 status=corroborated roots=her,pos
"""


@pytest.mark.parametrize(
    ("owners", "value"),
    [
        ({"her": "Chipoka Media", "pos": "Chipoka Media"}, "dependent"),
        ({"her": "Chipoka Media"}, "cannot tell"),
        ({}, "cannot tell"),
        ({"her": "Chipoka Media", "pos": "Nation Publications"}, "independent"),
        ({"her": "state:MWI", "pos": "Nation Publications"}, "independent"),
    ],
)
def test_outlets_are_independent_only_where_their_owners_are_known_to_differ(
    fused: Fused, owners: dict[str, str], value: str
) -> None:
    reading = fused(OUTLETS)
    names = {e.id: e.name for e in reading.entities}
    (verdict,) = fuse(change(reading, owners={names[e]: o for e, o in owners.items()})).verdicts
    assert verdict.value == value, verdict.reason


def test_a_circle_of_speakers_is_cut(fused: Fused) -> None:
    """A cites B and B cites A: the chain ends where it would begin again."""
    reading = fused(
        """S: [The blog|blog] {said|c1}, citing [the daily|day], that [troops|mil] {moved|e1}.
        > c1 CLAIM.assert actual by=blog about=e1 from=day
        > e1 MOBILIZE.troops actual actor=mil
        S: [The daily|day] had {said|c2} so, citing [the blog|blog].
        > c2 CLAIM.assert actual by=day about=e1 from=blog
        @ blog ORG SDN/JRN
        @ day ORG SSD/JRN
        @ mil GRP SDN/MIL
        $ e1 status=unsupported roots="""
    )
    found = event(reading)
    assert found.grade.credibility != 1
    assert all(v.value != "independent" for v in reading.verdicts)
    assert all(len(o.chain) == len(set(o.chain)) for o in reading.origins)


def test_figures_keep_their_bounds_and_who_said_them(fused: Fused) -> None:
    reading = fused(
        """S: [The army|mil] {said|c1} the {raid|e1} killed at least [12|n1] people.
        > c1 CLAIM.assert actual by=mil about=e1
        > e1 ASSAULT.aerial actual killed=n1
        S: [The rebels|reb] {spoke|c2} of between [20 and 25|n2] dead in the {raid|e1}.
        > c2 CLAIM.assert actual by=reb about=e1
        > e1 killed=n2
        @ mil ORG SDN/MIL
        @ reb GRP SDN/REB
        @ n1 >12
        @ n2 20-25
        $ e1 status=corroborated roots=mil,reb"""
    )
    rows = [(f.low, f.best, f.high, f.by) for f in event(reading).figures]
    assert rows == [(12, 12, None, ("c1",)), (20, None, 25, ("c2",))]


def test_an_event_of_long_ago_is_background(fused: Fused) -> None:
    """The model may call an old war actual; its date says otherwise."""
    reading = fused(
        """S: [Russia|rus] {invaded|e1} its neighbour in [February 2022|t1].
        > e1 ASSAULT actual actor=rus when=t1
        @ rus ORG RUS/GOV
        @ t1 1:2022-02
        $ e1 status=single roots=meridian"""
    )
    assert event(reading).status == "historical"


@pytest.mark.parametrize(
    ("told", "value", "status"),
    [
        ("historical", "2024-10-20", "actual"),
        ("historical", "2024-08-20", "historical"),
        ("historical", "2024-11-20", "historical"),
        ("historical", "2024-01/2024-10", "historical"),
        ("future", "2024-11-02", "future"),
        ("future", "2024-10-20", "future"),
    ],
)
def test_what_was_in_the_last_weeks_is_no_background(
    fused: Fused, told: str, value: str, status: str
) -> None:
    """Nor is a plan of the past made a deed by its date alone: it may have come to nothing."""
    reading = fused(
        f"""S: [Rebels|reb] {{attacked|e1}} a post on [a day|t1].
        > e1 ASSAULT {told} actor=reb when=t1
        @ reb ORG SDN/REB
        @ t1 1:{value}
        $ e1 status=single roots=meridian"""
    )
    assert event(reading).status == status


@pytest.mark.parametrize(
    ("second", "value", "status"),
    [
        ("actual", "2024-10-20", "actual"),
        ("historical", "2024-10-20", "historical"),
        ("hypothetical", "2024-10-20", "future"),
        ("actual", "2024-10-29", "future"),
    ],
)
def test_a_plan_of_the_past_is_what_the_reader_thought_next(
    tmp_path: Path, second: str, value: str, status: str
) -> None:
    path = tmp_path / "t-001.txt"
    path.write_text(
        HEAD + "S: [Rebels|reb] {attack|e1} a post on [a day|t1].\n"
        "> e1 ASSAULT future actor=reb when=t1\n@ reb ORG SDN/REB\n"
        f"@ t1 1:{value}\n$ e1 status=single roots=meridian\n",
        encoding="utf-8",
    )
    gold = readings(read_bundle(path))[0]
    label = Label(value="future", score=0.5, runner_up=second, runner_up_score=0.4)
    frames = tuple(change(f, labels={"status": label}) for f in gold.frames)
    assert event(fuse(change(gold, frames=frames))).status == status


@pytest.mark.parametrize(
    ("words", "origins"),
    [
        ("the {strike|e1} was illegal", ("outlet:meridian-wire",)),
        ("the {strike|e1} in the capital was plainly unlawful", ("outlet:meridian-wire",)),
        ("this {strike|e1} must stop", ("outlet:meridian-wire",)),
        ("the {strike|e1} had shut nine wards", ("min",)),
        ("a {strike|e1} was wrong", ("min",)),
    ],
)
def test_who_only_judges_what_the_report_told_is_not_its_origin(
    fused: Fused, words: str, origins: tuple[str, ...]
) -> None:
    """ "Nurses walked out. The minister said the strike was illegal": the report tells the strike."""
    reading = fused(
        f"""S: [Nurses|nur] {{walked out|e1}} on Monday.
        > e1 PROTEST.strike actual actor=nur
        S: [The health minister|min] {{said|c1}} {words} and [police|cop] had {{arrested|e2}} two.
        > c1 CLAIM.assert actual by=min about=e1,e2
        > e1
        > e2 COERCE.arrest actual actor=cop
        @ nur GRP KEN/LAB
        @ min PER KEN/GOV
        @ cop ORG KEN/COP
        $ e1 status=single roots=meridian"""
    )
    assert event(reading).origins == origins
    assert event(reading, "e2").origins == ("min",)


def test_a_judgement_of_what_nobody_told_before_vouches_for_it(fused: Fused) -> None:
    """ "The minister said the strike was illegal": nobody else says that there was one."""
    reading = fused(
        """S: [The health minister|min] {said|c1} the {strike|e1} was illegal.
        > c1 CLAIM.assert actual by=min about=e1
        > e1 PROTEST.strike actual
        @ min PER KEN/GOV
        $ e1 status=single roots=min"""
    )
    assert event(reading).origins == ("min",)


@pytest.mark.parametrize(("verb", "status"), [("deny", "negated"), ("doubt", "hypothetical")])
def test_what_nobody_vouches_for_is_not_told_as_having_happened(
    fused: Fused, verb: str, status: str
) -> None:
    against = fused(
        f"""S: [The front|fro] {{spoke|c1}} of no {{fire|e1}} at [villas|vil].
        > c1 CLAIM.{verb} actual by=fro about=e1
        > e1 ASSAULT.destroy actual recipient=vil
        @ vil FAC FRA
        @ fro ORG FRA/REB
        $ e1 status=unsupported against=fro"""
    )
    assert (event(against).status, event(against).grade.credibility) == (status, 6)
    # It is compared with what others tell as what it would be, and a person's word wins.
    (account,) = accounts(against)
    assert account.status == "actual"
    as_one = [renamed(told(against), {account.id: "one"})]
    (entry,) = entries(as_one)
    assert entry.event.status == status
    (ruled,) = entries(as_one, correct=lambda e: change(e, status="actual"))
    assert ruled.event.status == "actual"


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("[An official|off] {told|c1} CNN that [a jet|jet] had been {downed|e1}.", "assert"),
        ("[An official|off] {said|c1} it was unclear that [a jet|jet] was {downed|e1}.", "doubt"),
        ("[An official|off] {wondered|c1} at tales of [a jet|jet] {downed|e1}.", "doubt"),
    ],
)
def test_who_plainly_says_something_doubts_it_only_in_words_of_doubt(
    fused: Fused, words: str, stance: str
) -> None:
    found = fused(
        f"""S: {words}
        > c1 CLAIM.doubt actual by=off about=e1
        > e1 ASSAULT actual recipient=jet
        @ off PER FRA/SPY
        @ jet GRP IND/MIL
        $ e1 status=single roots=off"""
    )
    assert found.claim("c1").stance == stance


def test_whoever_was_told_is_no_second_origin(fused: Fused) -> None:
    """ "The spokesman told MRTV"; "her cousin had told her", she said."""
    found = fused(
        """S: [The spokesman|spo] {told|c1} [MRTV|tv] there were {reports|c2} by [MRTV|tv] of [men|men] {held|e1}.
        > c1 CLAIM.assert actual by=spo recipient=tv about=e1
        > c2 CLAIM.assert actual by=tv about=e1
        > e1 COERCE.arrest actual recipient=men
        S: [Men|men] were also {shot|e2}, [a resident|res] {said|c3} [her cousin|cou] had {told|c4} [her|res].
        > c3 CLAIM.assert actual by=res about=e2
        > c4 CLAIM.assert actual by=cou recipient=res about=e2
        > e2 ASSAULT.firearms actual recipient=men
        @ spo PER MMR/MIL
        @ tv ORG MMR/JRN
        @ men GRP MMR/CVL
        @ res PER MMR/CVL
        @ cou PER MMR/CVL
        $ e1 status=single roots=spo"""
    )
    assert [e.origins for e in found.events] == [("spo",), ("cou",)]
    assert found.claim("c3").why == "told by cousin"


def test_whom_somebody_cites_is_their_source(fused: Fused) -> None:
    """ "According to the paper, which cited a person familiar with the talks": one origin, though
    the reader takes both for speakers."""
    found = fused(
        """S: [Envoys|env] {returned|e1} {according to|c1} [the paper|pap], [which|pap] {cited|c2} [a broker|bro].
        > c1 CLAIM.assert actual by=pap about=e1
        > c2 CLAIM.assert actual by=pap,bro about=e1
        > e1 RETREAT actual actor=env
        @ env GRP ISR/GOV
        @ pap ORG ISR/JRN
        @ bro PER ISR/BUS
        $ e1 status=single roots=bro"""
    )
    assert event(found).origins == ("bro",)
    passive = fused(
        """S: [Envoys|env] {returned|e1}, [a broker|bro] was {quoted|c1} by [the paper|pap] as saying.
        > c1 CLAIM.assert actual by=bro,pap about=e1
        > e1 RETREAT actual actor=env
        @ env GRP ISR/GOV
        @ pap ORG ISR/JRN
        @ bro PER ISR/BUS
        $ e1 status=single roots=bro"""
    )
    assert "bro" in event(passive).origins
    assert not any(c.sources for c in passive.claims)


def test_whom_a_deed_is_done_to_was_not_told_of_it(fused: Fused) -> None:
    """The report tells the raid by itself, and accuses; the police, its victims, know it."""
    found = fused(
        """S: [Rebels|reb] {raided|e1} [the police|pol] at dawn.
        > e1 ASSAULT actual actor=reb recipient=pol
        S: [The army|mil] {accused|e2} [the police|pol] of the {raid|e1}, which [the police|pol] {confirmed|c1}.
        > e2 ACCUSE.allege actual actor=mil recipient=pol about=e1
        > c1 CLAIM.confirm actual by=pol about=e1
        > e1
        @ reb GRP SDN/REB
        @ pol ORG SDN/COP
        @ mil ORG SDN/MIL
        $ e1 status=single roots=pol"""
    )
    assert "pol" in found.event("e1").origins
    assert not found.claim("c1").sources
