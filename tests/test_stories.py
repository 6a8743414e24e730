"""Which reports tell one story, and which words in them one happening."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

from quality import ecb
from vedette.fuse import mentions, stories
from vedette.fuse.arguments import weights_in
from vedette.fuse.clusters import Ruled
from vedette.fuse.mentions import Trigger, happenings, lemmas
from vedette.fuse.stories import Telling, groups, telling
from vedette.records import Report, change

HIJACKS = {
    "m1": "Pirates seized the tanker Marwa Star off Hobyo on Tuesday, the navy at Karwan said. The "
    "Marwa Star had 23 crew and carried palm oil for Captain Ilyas Dorran's company.",
    "m2": "Captain Ilyas Dorran said his tanker, the Marwa Star, was in the hands of pirates near "
    "Hobyo. The navy at Karwan counts 23 crew on board and says the palm oil is safe.",
    "m3": "The navy at Karwan is following the Marwa Star, hijacked with 23 crew off Hobyo. "
    "Pirates told Ilyas Dorran by radio that they want money for the tanker and its palm oil.",
    "t1": "Pirates seized the trawler Bellona Rose off Eyl on Sunday, its owner said. Petra "
    "Lundqvist of Nordhav Fisheries said the Bellona Rose had 11 crew and a hold full of tuna.",
    "t2": "Nordhav Fisheries has lost contact with its trawler Bellona Rose, taken by pirates near "
    "Eyl. Petra Lundqvist said that 11 crew were on board and tuna in the hold.",
    "t3": "A plane saw the trawler Bellona Rose at anchor at Eyl. Petra Lundqvist of Nordhav "
    "Fisheries said pirates had let the 11 crew call home and were eating the tuna.",
}
"""Two hijackings, three reports each."""


def tellings() -> list[Telling]:
    return [telling(Report(id=r, text=text)) for r, text in HIJACKS.items()]


def test_two_hijackings_are_two_stories_in_any_order() -> None:
    told = tellings()
    for seed in range(5):
        random.Random(seed).shuffle(told)
        assert stories.stories(told) == (("m1", "m2", "m3"), ("t1", "t2", "t3"))


def test_a_person_joins_and_parts_stories() -> None:
    one = Ruled(one=frozenset({("m1", "t1")}))
    assert any({"m1", "t1"} <= set(group) for group in stories.stories(tellings(), one))
    two = Ruled(two=frozenset({("m1", "m2")}))
    assert not any({"m1", "m2"} <= set(group) for group in stories.stories(tellings(), two))


def test_no_report_and_one_report_are_no_trouble() -> None:
    assert stories.stories([]) == ()
    assert stories.stories(tellings()[:1]) == (("m1",),)


def test_groups_whose_pairs_are_alike_stay_two_where_each_is_much_more_so() -> None:
    """Plain average linkage joins them: all pairs across are alike enough by themselves."""
    alike = np.full((6, 6), 1.0)
    alike[:3, :3] = alike[3:, 3:] = 6.0
    assert groups(alike, -2.0) == [(0, 1, 2), (3, 4, 5)]
    assert groups(np.full((6, 6), 1.0), -2.0) == [(0, 1, 2, 3, 4, 5)]


def test_a_pair_is_as_alike_in_either_order_and_its_arguments_add_up() -> None:
    for a, b in combinations(tellings(), 2):
        found = stories.compared(a, b)
        assert found == stories.compared(b, a)
        bias = weights_in("stories.toml")["bias"]
        assert found.score == pytest.approx(bias + sum(x.weight for x in found.arguments))


def test_each_argument_says_in_words_what_it_found() -> None:
    a, b, *_ = tellings()
    said = {x.name.partition(":")[0]: x.words for x in stories.compared(a, b).arguments}
    assert said["numbers"] == "both have 23"
    assert said["names"] == "both name dorran, hobyo, ilya"
    assert said["apart"] == "a report has no date"


@pytest.mark.parametrize(
    ("one", "other", "bin_"),
    [
        ("2024-05-01", "2024-05-08", "week"),
        ("2024-05-01", "2024-05-09", "longer"),
        ("2024-05-01", None, "unknown"),
    ],
)
def test_days_apart(one: str, other: str | None, bin_: str) -> None:
    a = telling(Report(id="a", text="Rain.", date=one))
    b = telling(Report(id="b", text="Rain.", date=other))
    assert stories.apart(a, b)[0] == stories.apart(b, a)[0] == bin_


def test_that_a_date_is_missing_counts_neither_way() -> None:
    """ECB+ has no dates at all; its reports must not be strangers for that."""
    assert weights_in("stories.toml")["apart: unknown"] == 0


@pytest.mark.parametrize("name", ["stories.toml", "mentions.toml"])
def test_every_comparison_has_weights_and_every_weight_a_comparison(name: str) -> None:
    table = {"stories.toml": stories.COMPARISONS, "mentions.toml": mentions.COMPARISONS}[name]
    weighed = {k.partition(":")[0] for k in weights_in(name)} - {"bias", "least"}
    assert weighed == {compare.__name__ for compare in table}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("was shot dead", ("shoot", "die")),
        ("shooting death", ("shoot", "die")),
        ("Stole", ("steal",)),
        ("said", ("say",)),
        ("9/11", ("9/11",)),
    ],
)
def test_one_lemma_for_all_forms_of_a_word(words: str, found: tuple[str, ...]) -> None:
    assert lemmas(words) == found


def trigger(id: str, report: str, words: str, rest: str, people: str) -> Trigger:
    bag, who = (tuple(sorted(set(lemmas(x)))) for x in (rest, people))
    return Trigger(
        id=id,
        report=report,
        sentence=0,
        lemmas=lemmas(words),
        words=bag,
        near=bag,
        people=who,
        before=who,
    )


SAYINGS = (
    trigger("a", "r1", "seized", "pirates seized tanker Hobyo Tuesday", "pirates"),
    trigger("b", "r2", "seized", "pirates seized tanker Hobyo", "pirates"),
    trigger("c", "r2", "resigned", "minister resigned capital letter", "minister"),
)


def test_one_word_of_one_deed_is_one_happening_in_any_order() -> None:
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        assert happenings(SAYINGS[i] for i in order) == (("a", "b"), ("c",))


def test_what_is_said_twice_is_told_apart_from_what_is_done_twice() -> None:
    one, other = (change(SAYINGS[0], lemmas=lemmas(w)) for w in ("said", "says"))
    assert mentions.told(one, other)[0] == "same, saying"
    assert mentions.told(*SAYINGS[:2])[0] == "same"


def test_triggers_are_as_alike_in_either_order() -> None:
    for a, b in combinations(SAYINGS, 2):
        assert mentions.compared(a, b) == mentions.compared(b, a)


DOCUMENT = {
    "doc": "9_1ecbplus",
    "topic": 9,
    "subtopic": "9_ecbplus",
    "split": "dev",
    "tokens": ["http", ":", "//", "story", "Pirates", "seized", "a", "tanker", "He", "said", "so"],
    "sent": [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2],
    "validated_sents": [0, 1],
    "mentions": [
        {"tag": "ACTION_OCCURRENCE", "tok": [3]},
        {"tag": "HUMAN_PART_PER", "tok": [4]},
        {"tag": "ACTION_OCCURRENCE", "tok": [5], "chain": "ACT1"},
        {"tag": "NON_HUMAN_PART", "tok": [6, 7]},
        {"tag": "ACTION_REPORTING", "tok": [9]},
    ],
}


def test_the_address_and_sentences_not_annotated_in_full_are_left_out() -> None:
    assert ecb.report(DOCUMENT).text == "Pirates seized a tanker\nHe said so"
    (only,) = ecb.triggers_of(DOCUMENT)
    assert only.event == "9 ACT1"
    assert only.trigger.before == only.trigger.people == ("pirat",)
    assert only.trigger.after == only.trigger.things == ("tanker",)
    assert only.trigger.sentence == 0


def test_reports_of_a_bundle_are_one_story_where_they_share_events_in_steps() -> None:
    events = {1: ["e1"], 2: ["e2"], 3: ["e2", "e1"], 4: ["e9"]}
    reports = [{"n": n, "frames": [{"event": e} for e in es]} for n, es in events.items()]
    found = ecb.stories_in({"bundle": "x-001", "reports": reports})
    assert found[1] == found[2] == found[3] != found[4]
