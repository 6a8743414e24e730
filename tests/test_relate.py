"""A sentence with two marked sides → what the one does to the other."""

from __future__ import annotations

import doctest

import pytest

import vedette
from vedette import api

SENTENCES = [
    ("<Japan> sent rice and tents to [Laos] after the flood.", "AID"),
    ("<The prime minister> met [his Thai counterpart] in Hanoi on Monday.", "CONSULT"),
    ("<Rebels> shelled [the army's camp] at dawn.", "ASSAULT"),
    ("<Poland> condemned [Belarus] for the arrests.", "ACCUSE"),
    ("<Mexico> and [Thailand] were the only two markets where the carmaker grew.", "NONE"),
]


def pair(marked: str) -> vedette.Pair:
    """<source> and [target], the marks taken out."""
    plain, spans, opened = "", {}, 0
    for c in marked:
        if c in "<[":
            opened = len(plain)
        elif c in ">]":
            spans[c] = (opened, len(plain))
        else:
            plain += c
    return vedette.Pair(sentence=plain, source=spans[">"], target=spans["]"])


@pytest.mark.parametrize(("marked", "type_"), SENTENCES)
def test_picket_1_relates_plain_sentences(marked: str, type_: str) -> None:
    asked = pair(marked)
    found = vedette.relate(asked.sentence, source=asked.source, target=asked.target)
    assert found.type == type_
    assert sum(found.types.values()) == pytest.approx(1, abs=1e-4)
    assert (found.status is None) == (type_ == "NONE")


def test_many_are_related_as_one_by_one() -> None:
    asked = [pair(marked) for marked, _ in SENTENCES] * 8
    together = [r.type for r in vedette.relate_many(asked)]
    assert together == [t for _, t in SENTENCES] * 8


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ((0, 0), (19, 23), "the source 0..0 holds no words"),
        ((5, 6), (19, 23), "the source 5..6 holds no words"),
        ((0, 5), (19, 99), "the target 19..99 holds no words"),
        ((0, 5), (3, 9), "share words"),
    ],
)
def test_sides_that_are_none_are_refused(
    source: tuple[int, int], target: tuple[int, int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        vedette.relate("Japan sent rice to Laos.", source=source, target=target)


def test_the_example_in_the_docstring_is_true() -> None:
    found = doctest.testmod(api, extraglobs={"vedette": vedette})
    assert (found.attempted, found.failed) == (3, 0)
