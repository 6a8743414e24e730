"""Why a name that the gazetteer knows is no place here: each gate and its reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.place_gates import GATES, Around, surnames, why_not
from vedette.resolve.place_names import find_names
from vedette.resolve.place_tokens import tokens

CASES = [
    ("in_person", "Qoru Damascus spoke.", "Damascus", "inside a person's name"),
    ("never", "It is March.", "March", "a common word"),
    ("never", "The envoy for Human Rights.", "Human", "a common word"),
    ("titled", "He met Mr Lincoln.", "Lincoln", "after a title"),
    ("thing", "They closed Wichita Drive.", "Wichita", "part of another name"),
    ("forename", "They saw Paris Hilton.", "Paris", "a given name"),
    ("surname", "So Emily Boston left.", "Boston", "after a given name"),
    (
        "surname",
        "Emily Boston won. Then Boston left.",
        "Boston",
        "a person's name in this text",
    ),
    ("neighbour", "We heard Radio Tuzla.", "Tuzla", 'part of "Radio Tuzla"'),
    ("follower", "We went with Bethel Xylo.", "Bethel", "before another capitalised word"),
    ("speaker", "Yesterday Dayton said so.", "Dayton", "it speaks"),
    ("seldom", "It was Nice.", "Nice", "seldom a place"),
    ("firm", "They shut a Carrefour store.", "Carrefour", "a firm's name in this text"),
    ("common", "His Bergen. A bergen is a bag.", "Bergen", "a common word in this text"),
    ("common", "SOLDIERS RETURN HOME TO KANE", "KANE", "capitals mean nothing here"),
    ("slight", "It was Bad.", "Bad", "too small a place"),
]
SURE = ["He flew to Damascus.", "It is in Nice.", "They left Reading, England.", "Kyiv said so."]
SURE += ["A Chad paper closed.", "Carrefour, Haiti, was calm."]


@pytest.fixture(scope="module")
def names() -> Iterator[Gazetteer]:
    with Gazetteer.open() as opened:
        yield opened


def reason(text: str, word: str, names: Gazetteer) -> str | None:
    found = tokens(text)
    around = Around(
        surnames=surnames(found),
        plain=frozenset(t.text for t in found if not t.capital),
        persons=((0, 13),) if text.startswith("Qoru") else (),
        firms=frozenset({"Carrefour", "Chad"}),
    )
    matches = [m for m in find_names(text, found, names) if m.text == word]
    return why_not(matches[-1], around) if matches else "not found"


@pytest.mark.parametrize(("gate", "text", "word", "why"), CASES)
def test_a_gate_says_why_a_name_is_no_place(
    names: Gazetteer, gate: str, text: str, word: str, why: str
) -> None:
    assert reason(text, word, names) == why


@pytest.mark.parametrize("text", SURE)
def test_a_plain_place_passes_every_gate(names: Gazetteer, text: str) -> None:
    found = tokens(text)
    passed = [m.text for m in find_names(text, found, names) if why_not(m, Around()) is None]
    assert passed != []


def test_every_gate_has_a_case() -> None:
    assert {gate.__name__ for gate in GATES} == {case[0] for case in CASES}
