"""Where sentences end, whatever is between their words."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.brief.draft import drafted
from vedette.reader.tokens import split_sentences
from vedette.sentences import spans_of

WIDE = [c for c in map(chr, range(0x80, sys.maxunicode)) if c.isspace()]
WORDS = st.sampled_from(
    [*WIDE, *" \n\t.!?'\"()", "B", "Dr", "p.m", "The", "he", "4", "\u200b", "é"]
)
TEXTS = st.lists(WORDS | st.characters(codec="utf-8"), max_size=40).map("".join)


@pytest.mark.parametrize("blank", WIDE, ids=ascii)
@pytest.mark.parametrize("text", ["B_.", "B._", "It fell_. He_saw.", "_"])
def test_a_wide_blank_is_a_blank(blank: str, text: str) -> None:
    narrow, wide = text.replace("_", " "), text.replace("_", blank)
    assert list(spans_of(wide)) == list(spans_of(narrow))
    assert split_sentences(wide) == split_sentences(narrow)
    assert bool(list(drafted(wide))) is bool(list(drafted(narrow)))


@given(TEXTS)
def test_whatever_a_text_is_its_sentences_hold_all_its_words_in_order(text: str) -> None:
    found = list(spans_of(text))
    assert all(one[1] <= two[0] for one, two in pairwise([(0, 0), *found, (len(text), len(text))]))
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in found)
