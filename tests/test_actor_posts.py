"""A body's head told by the post alone is the person named in that post."""

from __future__ import annotations

import pytest

from vedette.records import Mention, Reading, Report
from vedette.resolve.actor_posts import by_post

HEADS = [
    # mentions of persons, each an entity of its own → which is which
    (["SADC chief", "the executive secretary of the SADC, Naledi Tsheko,"], {"0": "1"}),
    (["the NATO chief", "NATO Secretary General Mark Rutte"], {"0": "1"}),
    (["NATO's chief", "Secretary-General of NATO Jens Stoltenberg"], {"0": "1"}),
    (["the UN chief", "NATO Secretary General Mark Rutte"], {}),
    (["the NATO chief", "NATO Deputy Secretary General Mircea Geoana"], {}),
    (["the NATO chief", "former NATO Secretary General Jens Stoltenberg"], {}),
    (["the NATO chief", "NATO chief Mark Rutte", "NATO head Ann Other"], {}),
    (["the army chief", "army chief Asim Munir"], {}),
    (["the NATO chief", "the NATO spokesman"], {}),
]


@pytest.mark.parametrize(("said", "same"), HEADS)
def test_a_post_alone_is_who_is_named_in_it(said: list[str], same: dict[str, str]) -> None:
    text = ". ".join(said)
    starts = [text.index(words) for words in said]
    mentions = tuple(
        Mention(id=str(n), start=at, end=at + len(w), text=w, kind="PER", entity=str(n))
        for n, (at, w) in enumerate(zip(starts, said, strict=True))
    )
    reading = Reading(
        model="canned",
        report=Report(id="r", text=text),
        sentences=((0, len(text)),),
        mentions=mentions,
    )
    assert by_post(reading) == same
