"""Sentences, word pieces, windows, span choice and links: what stands between text and scores."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reader import links, spans
from vedette.reader.choice import cluster
from vedette.reader.model import shipped
from vedette.reader.roles import allowed, without_lists, without_nested
from vedette.reader.spans import Scored
from vedette.reader.tokens import (
    LONGEST,
    LOWER,
    MIXED,
    TITLE,
    UPPER,
    Tokens,
    case_of,
    split_sentences,
    tokenize,
    windows,
)
from vedette.reader.tolls import toll_of
from vedette.records import Mention


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Vries met Sen. John Roe. He left.", ["Mr. Vries met Sen. John Roe.", "He left."]),
        ("One.\n\n\nTwo.", ["One.", "Two."]),
        ("One ends.\nBottom Line\nTwo begins.", ["One ends.", "Bottom Line", "Two begins."]),
        ("One ends. The President\nYoon said so.", ["One ends.", "The President\nYoon said so."]),
        ("", []),
        ("   \n ", []),
        ("Headline without a stop\n\nKYIV - Troops moved.", 2),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str] | int) -> None:
    found = [text[a:b] for a, b in split_sentences(text)]
    assert (found if isinstance(sentences, list) else len(found)) == sentences


@given(st.text(max_size=300))
def test_sentences_are_in_order_apart_and_have_no_blank_edges(text: str) -> None:
    found = split_sentences(text)
    assert all(text[a:b] and text[a:b] == text[a:b].strip() for a, b in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))


@given(st.text(max_size=300))
def test_every_piece_lies_in_its_sentence(text: str) -> None:
    sentences = split_sentences(text)
    tokens = tokenize(text, shipped().tokenizer, sentences)
    for (a, b), n in zip(tokens.offsets, tokens.sentence, strict=True):
        start, end = sentences[n]
        assert start <= a <= b <= end


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("moved", LOWER),
        ("12", LOWER),
        ("", LOWER),
        ("Kursk", TITLE),
        ("A", TITLE),
        ("NATO", UPPER),
        ("eBay", MIXED),
        ("McKay", MIXED),
    ],
)
def test_case_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


def made(lengths: list[int]) -> Tokens:
    """Tokens of sentences of given lengths; what the pieces are does not matter."""
    number = [i for i, n in enumerate(lengths) for _ in range(n)]
    size = len(number)
    return Tokens(
        ids=tuple(range(size)),
        features=(0,) * size,
        offsets=tuple((i, i + 1) for i in range(size)),
        sentence=tuple(number),
        sentences=tuple((0, 1) for _ in lengths),
    )


@given(st.lists(st.integers(1, 70), max_size=30))
def test_windows_own_every_piece_once_and_stay_small(lengths: list[int]) -> None:
    tokens = made(lengths)
    found = windows(tokens, size=40, overlap=15)
    owned = [i for w in found for i in range(w.start, w.end)]
    assert owned == list(range(len(tokens.ids)))
    assert all(w.end - w.context <= 40 for w in found)
    assert all(w.start - w.context <= 15 for w in found)


def test_windows_begin_and_end_with_whole_sentences_where_they_fit() -> None:
    found = windows(made([10, 10, 10, 10]), size=25, overlap=12)
    assert [(w.context, w.start, w.end) for w in found] == [(0, 0, 20), (10, 20, 30), (20, 30, 40)]


def scored(*items: tuple[int, int, float]) -> list[Scored]:
    return [Scored(span=(a, b), score=s) for a, b, s in items]


def test_of_triggers_that_share_a_piece_the_best_is_kept() -> None:
    found = spans.without_overlap(scored((0, 1, 1.0), (1, 2, 3.0), (4, 4, 0.5)))
    assert [s.span for s in found] == [(1, 2), (4, 4)]


def test_mentions_may_nest_and_may_not_cross() -> None:
    found = spans.without_crossing(scored((0, 5, 2.0), (1, 2, 1.0), (2, 7, 1.5)))
    assert [s.span for s in found] == [(0, 5), (1, 2)]


def test_no_span_crosses_a_sentence_or_runs_backwards() -> None:
    qk = np.ones((6, 4 * spans.SPAN), dtype=np.float32)
    rows = spans.spans_above(qk, [0, 0, 0, 1, 1, 1], head=spans.MENTION, least=0.0)
    found = [s for row in rows for s in row]
    assert len(found) == 12
    assert all(a <= b for a, b in (s.span for s in found))
    assert all((a < 3) == (b < 3) for a, b in (s.span for s in found))


@pytest.mark.parametrize(
    ("way", "bucket"),
    [
        ((5, 6, 0, 0), 5),
        ((5, 4, 0, 0), 4),
        ((0, 99, 0, 0), 9),
        ((99, 0, 0, 0), 0),
        ((0, 9, 0, 1), 13),
        ((0, 9, 0, 9), 15),
        ((9, 0, 1, 0), 12),
        ((9, 0, 9, 0), 10),
    ],
)
def test_distance_buckets(way: tuple[int, int, int, int], bucket: int) -> None:
    got = links.distances(*(np.array([x]) for x in way))
    assert got.tolist() == [bucket]


@pytest.mark.parametrize(
    ("a", "b", "bits"),
    [((1, 2), (1, 2), 0b1111), ((1, 2), (2,), 0b1110), ((1, 2), (2, 3), 0b0100), ((1,), (2,), 0)],
)
def test_likeness_of_two_spans(a: tuple[int, ...], b: tuple[int, ...], bits: int) -> None:
    assert links.likeness(a, b) == bits


def test_a_list_gives_way_to_its_parts_where_both_fill_a_role() -> None:
    text = "Rutte and von der Leyen"
    spans_ = {"m1": (0, 5), "m2": (0, 23), "m3": (10, 23)}
    named = {
        m: Mention(id=m, start=a, end=b, text=text[a:b], kind="PER") for m, (a, b) in spans_.items()
    }
    filled = {("actor", m): 0.9 for m in spans_} | {("recipient", "m2"): 0.8}
    assert list(without_lists(filled, named)) == [
        ("actor", "m1"),
        ("actor", "m3"),
        ("recipient", "m2"),
    ]


def test_of_two_fillers_within_each_other_the_likelier_stays() -> None:
    text = "two opposition leaders in Dire Dawa"
    spans_ = {"m1": (0, 22), "m2": (0, 35), "m3": (26, 35)}
    named = {
        m: Mention(id=m, start=a, end=b, text=text[a:b], kind="GRP") for m, (a, b) in spans_.items()
    }
    filled = {("recipient", "m1"): 0.9, ("recipient", "m2"): 0.4, ("actor", "m2"): 0.4}
    places = {("where", "m2"): 0.9, ("where", "m3"): 0.4}
    assert list(without_nested(filled | places, named)) == [
        ("recipient", "m1"),
        ("actor", "m2"),
        ("where", "m2"),
        ("where", "m3"),
    ]


def test_printers_marks_read_as_the_typewriters() -> None:
    plain = "\"We're done,\" he said - twice. Then the 'deal' was off."
    printed = "“We’re done,” he said – twice. Then the ‘deal’ was off."
    assert split_sentences(printed) == split_sentences(plain)
    a, b = (tokenize(t, shipped().tokenizer, split_sentences(t)) for t in (plain, printed))
    assert a == b


@pytest.mark.parametrize(
    ("text", "number", "role"),
    [
        ("three fishermen killed and 11 people wounded", "11", "injured"),
        ("three fishermen killed and 11 people wounded", "three", "killed"),
        ("killing four and wounding 12", "four", "killed"),
        ("killing four and wounding 12", "12", "injured"),
        ("At least four people were killed", "four", "killed"),
        ("Seven were hurt and two died", "Seven", "injured"),
        ("Seven were hurt and two died", "two", "killed"),
        ("some 400 troops moved on Monday", "400", None),
    ],
)
def test_a_toll_is_told_by_the_nearest_word(text: str, number: str, role: str | None) -> None:
    start = text.index(number)
    assert toll_of(text, start, start + len(number)) == role


def test_a_role_is_filled_from_at_most_three_sentences_away() -> None:
    sentence = [0, 1, 2, 3, 4]
    pairs = links.role_pairs([(0, 0)], [(i, i) for i in range(5)], sentence)
    assert pairs[:, 1].tolist() == [0, 1, 2, 3]


def test_clusters_take_the_best_fit_on_average() -> None:
    """2 is like 0 and unlike 1; 3 fits nobody."""
    pairs = np.array([(0, 1, 0, 0), (0, 2, 0, 0), (1, 2, 0, 0), (2, 3, 0, 0)])
    scores = np.array([-1.0, 2.0, -2.0, -3.0], dtype=np.float32)
    assert cluster(4, pairs, scores, 0.0) == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("role", "type_", "kind", "right"),
    [
        ("by", "CLAIM", "PER", True),
        ("by", "ASSAULT", "PER", False),
        ("actor", "CLAIM", "PER", False),
        ("when", "ASSAULT", "TIME", True),
        ("when", "ASSAULT", "PER", False),
        ("killed", "ASSAULT", "NUM", True),
        ("killed", "ASSAULT", "GRP", False),
        ("where", "ASSAULT", "NUM", False),
    ],
)
def test_which_mentions_may_fill_a_role(role: str, type_: str, kind: str, right: bool) -> None:
    assert allowed(role, type_, kind) is right


@pytest.mark.parametrize(
    "text", ["The army attacked the town and " * 400, "a" * 9_000, "a b " * 900]
)
def test_a_text_without_stops_is_read_in_pieces(text: str) -> None:
    """Spans are looked for within a sentence, so that its length bounds the work."""
    found = split_sentences(text)
    assert max(end - start for start, end in found) <= LONGEST
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")


def test_a_crowd_of_mentions_in_one_sentence_is_compared_with_those_near_it() -> None:
    crowd, many = links.CROWD, 2 * links.CROWD
    places = [(n, n) for n in range(many)]
    found = links.same_pairs(places, [0] * many, list(range(many)))
    assert int((found[:, 1] - found[:, 0]).max()) == crowd
    assert len(found) == crowd * many - crowd * (crowd + 1) // 2
