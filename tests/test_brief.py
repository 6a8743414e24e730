"""The bottom line says what the record holds, and nothing else."""

from __future__ import annotations

import canned
import pytest
import worked

from vedette.brief import Sentence, bottom_line, grammar, phrases, unsupported
from vedette.codebook import book
from vedette.records import Figure, Grade, Reading, Verdict, When, change

READINGS = (worked.worked(), canned.disputed(), canned.empty(), canned.hostile())


def lines(reading: Reading) -> list[str]:
    return [sentence.text for sentence in bottom_line(reading)]


def test_the_worked_case_is_told_with_its_two_origins() -> None:
    assert lines(worked.worked()) == [
        "Anton Vries confirmed, and the National Intelligence Service and Ukrainian military "
        "intelligence said, that North Korean troops mobilised (“arrived”) in Kursk Oblast by "
        "28 October 2024.",
        "Three speakers lead back to two origins, the National Intelligence Service and Ukrainian "
        "military intelligence; their independence is not shown (credibility 2).",
        "Also told as having happened: talks between the National Intelligence Service and NATO; "
        "an allegation against North Korea by Anton Vries; a request for help to its allies by "
        "Ukraine; and one more.",
        "Not told as fact: talks between South Korea and NATO (planned); an attack by North Korean "
        "troops (feared or supposed); aid to Ukraine by its allies (asked for).",
        "As background the report recalls an attack on Ukraine by Russia in February 2022.",
    ]


def test_a_denial_stands_beside_what_it_denies() -> None:
    assert lines(canned.disputed()) == [
        "Residents and Olha Bilyk said that Russia carried out a drone attack (“killed”) in "
        "Kharkiv on 27 October 2024 (between 12 and 15 killed).",
        "Two speakers lead back to two origins, residents and Olha Bilyk; their independence is "
        "not shown (credibility 4).",
        "In dispute: a drone attack by Russia in Kharkiv on 27 October 2024, which Moscow denied.",
    ]


def test_a_report_without_an_event_is_told_as_that() -> None:
    assert lines(canned.empty()) == ["No political event was read in this report."]


def test_what_the_record_does_not_hold_is_told_as_unknown() -> None:
    assert lines(canned.hostile())[-1] == (
        "Of the event named first, the record does not hold where or when."
    )


def test_only_a_verdict_shows_independence() -> None:
    shown = Verdict(a="o1", b="o2", value="independent", reason="opposing sides")
    told = lines(change(canned.disputed(), verdicts=(shown,)))[1]
    assert "their independence is shown" in told


def test_an_event_that_is_only_denied_is_not_asserted() -> None:
    reading = canned.disputed()
    event = change(reading.events[0], claims=("c3",), origins=(), figures=())
    first = lines(change(reading, events=(event,)))[0]
    assert first.startswith("Moscow denied or doubted that Russia")


@pytest.mark.parametrize(
    ("stance", "told"),
    [("ACCUSE", "Olha Bilyk"), ("REJECT", "Olha Bilyk"), ("assert", "Residents and Olha Bilyk")],
)
def test_who_condemns_or_refuses_does_not_say_that_it_happened(stance: str, told: str) -> None:
    reading = canned.disputed()
    claims = tuple(change(c, stance=stance) if c.id == "c1" else c for c in reading.claims)
    origins = tuple(o for o in reading.origins if "c1" not in o.claims)
    event = change(reading.events[0], origins=tuple(o.id for o in origins))
    first = lines(change(reading, claims=claims, origins=origins, events=(event,)))[0]
    assert first.startswith(f"{told} said that Russia")


@pytest.mark.parametrize(
    ("grade", "score", "first"),
    [(3, 0.4, "attack"), (3, 0.97, "arrest"), (2, 0.4, "arrest"), (4, 0.97, "attack")],
)
def test_the_best_graded_and_surest_deed_heads_the_brief(
    grade: int, score: float, first: str
) -> None:
    """An event that the reader hardly believes in stays behind one of the same grade."""
    reading = canned.disputed()
    attack = change(
        reading.events[0], grade=Grade(credibility=3, rule="one origin"), figures=(), claims=("c1",)
    )
    arrest = canned.event(
        "e9", "COERCE.arrest", quad=attack.quad, claims=("c1", "c2"),
        grade=Grade(credibility=grade, rule="as given"),
    )  # fmt: skip
    told = change(canned.frame(arrest, (0, 1)), score=score)
    made = change(reading, events=(attack, arrest), frames=(*reading.frames, told))
    wanted = "carried out a drone attack" if first == "attack" else "there was an arrest"
    assert wanted in lines(made)[0]


@pytest.mark.parametrize("status", ["future", "hypothetical", "requested", "negated"])
def test_what_did_not_happen_is_never_told_as_fact(status: str) -> None:
    reading = canned.disputed()
    told = lines(change(reading, events=(change(reading.events[0], status=status),)))
    assert told[0] == "No event in this report is told as having happened."
    assert any(text.startswith("Not told as fact: a drone attack") for text in told)


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.report.id)
def test_every_sentence_is_supported_by_the_rows_it_cites(reading: Reading) -> None:
    sentences = bottom_line(reading)
    assert len(sentences) <= 6
    assert [unsupported(sentence, reading) for sentence in sentences] == [()] * len(sentences)
    for sentence in sentences:
        for cited in sentence.cites:
            assert reading.report.quote((cited.start, cited.end)) == cited.text


LIES = (
    ("Anton Vries confirmed that Belgian troops arrived.", ("Belgian",)),
    ("Mobilised were 40 tanks.", ("Mobilised", "40")),
    ("North Korean troops mobilised in Kursk Oblast by 29 October 2024.",
     ("29 October 2024",)),
    ("Four speakers lead back to two origins.", ("Four",)),
    ("Three speakers lead back to three origins.", ("three",)),
    ("This is certain (credibility 1).", ("(credibility 1)",)),
    ("North Korean troops mobilised in Paris with twelve guns; and nine more.",
     ("Paris", "twelve", "nine")),
)  # fmt: skip


@pytest.mark.parametrize(("text", "found"), LIES)
def test_a_lie_is_found(text: str, found: tuple[str, ...]) -> None:
    lie = Sentence(text=text, events=("e1",), claims=("c1", "c2", "c3"))
    assert tuple(fault.what for fault in unsupported(lie, worked.worked())) == found


def test_a_name_from_a_row_that_is_not_cited_has_no_support() -> None:
    assert unsupported(Sentence(text="This concerns Han Do-yun.", events=("e1",)), worked.worked())


def test_every_type_and_mode_of_the_codebook_has_its_phrase() -> None:
    codes = {name for name in book().types if name != "CLAIM"}
    codes |= {f"{t.name}.{m}" for t in book().types.values() for m in t.modes}
    plain = {code.partition(" ")[0] for code in phrases.phrases()}
    assert plain == {code for code in codes if not code.startswith("CLAIM")}


DATES = (
    ("2024-10-28", "2024-10-28", "on 28 October 2024"),
    ("2024-10-28T21:00", "2024-10-28T21:00", "on 28 October 2024, 21:00"),
    ("2024-02-01", "2024-02-29", "in February 2024"),
    ("2022-01-01", "2022-12-31", "in 2022"),
    ("2024-10", "2024-10", "in October 2024"),
    ("9999-12-01", "9999-12-31", "in December 9999"),
    ("9999-12-30", "9999-12-31", "between 30 December 9999 and 31 December 9999"),
    ("2024-10-21", "2024-10-27", "between 21 October 2024 and 27 October 2024"),
    ("2022-02-24", None, "since 24 February 2022"),
    (None, "2024-10-28", "by 28 October 2024"),
    (None, None, ""),
)


@pytest.mark.parametrize(("start", "end", "said"), DATES)
def test_an_interval_is_said_in_words(start: str | None, end: str | None, said: str) -> None:
    assert grammar.dated(When(start=start, end=end, precision="day", raw="then")) == said


FIGURES = (
    (Figure(role="killed", low=12, best=12, high=12), "12 killed"),
    (Figure(role="killed", low=12, best=14, high=15), "between 12 and 15 killed, best 14"),
    (Figure(role="injured", low=30, best=None, high=None), "at least 30 injured"),
    (Figure(role="size", low=None, best=None, high=10000), "size at most 10,000"),
    (Figure(role="amount", low=5e6, best=5e6, high=5e6, unit="USD"), "amount 5,000,000 USD"),
    (Figure(role="killed", low=None, best=None, high=None), "an unknown number killed"),
)


def test_figures_are_told_without_those_that_tell_nothing() -> None:
    known = Figure(role="size", low=39e3, best=39e3, high=39e3)
    vague = Figure(role="size", low=None, best=None, high=None)
    bare = Figure(role="amount", low=3, best=3, high=3)
    assert grammar.figures([vague, known, bare]) == "size 39,000"
    assert grammar.figures([vague, bare]) == "size an unknown number"


@pytest.mark.parametrize(("row", "said"), FIGURES)
def test_a_figure_is_said_with_its_range(row: Figure, said: str) -> None:
    assert grammar.figure(row) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("United States", "the United States"),
        ("Philippines", "the Philippines"),
        ("Taliban", "the Taliban"),
        ("The Hague Group", "the Hague Group"),
        ("Ministry of Defence", "the Ministry of Defence"),
        ("Rapid Support Forces", "the Rapid Support Forces"),
        ("South Korea's intelligence Service", "South Korea's intelligence Service"),
        ("Anton Vries", "Anton Vries"),
        ('Johnson "Izo" André, leader of the gang', 'Johnson "Izo" André, leader of the gang'),
        ("Malawian patrol boat", "the Malawian patrol boat"),
        ("those who did not report to work", "those who did not report to work"),
        ("Lake Community (LAC)", "the Lake Community (LAC)"),
    ],
)
def test_a_name_gets_its_article(name: str, said: str) -> None:
    assert grammar.named(name) == said


def test_a_list_counts_what_it_does_not_show() -> None:
    assert grammar.some(["a", "b", "c", "d", "e"]) == "a, b, c and two more"
    assert grammar.series(["a, b", "c", "d", "e"]) == "a, b; c; d; and one more"
