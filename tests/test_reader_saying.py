"""Names, attributions and scores: what is made of the model's numbers (no model is run here)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reader.attributions import content_of
from vedette.reader.choice import calibrated
from vedette.reader.spans import Scored
from vedette.reader.triggers import NOTHING, without_doubtful
from vedette.reader.undone import not_done
from vedette.records import Attribution, Label, Name

SAID = 'Ms. Lee said on Monday: "We never saw it."'


def at(words: str) -> tuple[int, int]:
    start = SAID.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("cue", "source", "content"),
    [
        ("said", "Ms. Lee", 'on Monday: "We never saw it."'),
        ("said", None, 'on Monday: "We never saw it."'),
        ("saw", "We", 'Ms. Lee said on Monday: "'),
        ("Monday", 'said on Monday: "We never saw it."', "Ms. Lee"),
    ],
)
def test_what_is_said_is_the_longest_rest(cue: str, source: str | None, content: str) -> None:
    whole = (0, len(SAID))
    found = content_of(SAID, whole, at(cue), None if source is None else at(source))
    assert found == at(content)


def test_nothing_is_said_where_no_word_is_left() -> None:
    assert content_of("He said.", (0, 8), (3, 7), (0, 2)) is None


@given(st.text(max_size=40), st.data())
def test_content_lies_in_the_sentence_and_touches_neither(text: str, data: st.DataObject) -> None:
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    cue, source = ((min(s), max(s)) for s in (data.draw(edges), data.draw(edges)))
    found = content_of(text, (0, len(text)), cue, source)
    if found is not None:
        assert 0 <= found[0] < found[1] <= len(text)
        assert all(found[1] <= a or b <= found[0] for a, b in (cue, source) if a < b)


def test_a_score_is_bent_as_the_dev_part_says_and_keeps_its_order() -> None:
    bent = {"role.slope": 0.5, "role.shift": -1.0}
    assert calibrated(0.5, "role", bent) == pytest.approx(0.2689, abs=1e-3)
    assert calibrated(0.9, "role", bent) > calibrated(0.5, "role", bent)
    assert calibrated(0.9, "type", bent) == 0.9
    assert 0 < calibrated(0.0, "role", bent) < calibrated(1.0, "role", bent) < 1


def test_weak_acts_need_a_plain_one_in_the_report() -> None:
    def told(value: str) -> Label:
        return Label(value=value, score=0.9)

    types = [told("ASSAULT"), told("CLAIM"), told("AID")]
    weak = [Scored(span=(i, i), score=s) for i, s in enumerate((0.5, 4.0, 1.0))]
    plain = [*weak[:2], Scored(span=(2, 2), score=3.0)]
    assert without_doubtful(types, plain, 2.0) == types
    assert without_doubtful(types, weak, 2.0) == [NOTHING, types[1], NOTHING]
    assert without_doubtful([], [], 2.0) == []


def test_a_name_and_an_attribution_without_text_are_refused() -> None:
    with pytest.raises(ValueError, match="a name"):
        Name(start=3, end=3, kind="PER", score=1.0)
    with pytest.raises(ValueError, match="the source of an attribution"):
        Attribution(cue=(0, 2), source=(5, 4), content=None, score=1.0)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They pressed for it, enabling deeper strikes.", "requested"),
        ("It would allow the army's strikes.", "requested"),
        ("They were enabled. Then came the strikes.", "actual"),
        ("The army carried out strikes.", "actual"),
    ],
)
def test_what_is_made_possible_is_not_told_as_done(text: str, status: str) -> None:
    statuses = ("actual", "requested", "hypothetical", "historical")
    p = np.array([0.6, 0.3, 0.1, 0.0], np.float32)
    found = not_done(p, statuses, text, text.index("strikes"))
    assert statuses[int(found.argmax())] == status
    assert found.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Its patrols had heard no strikes.", True),
        ("No live strikes were observed.", True),
        ("It had not received any strikes.", True),
        ("They didn't strike.", True),
        ("There is no doubt that strikes followed.", False),
        ("No evidence of strikes was found.", False),
        ("It was not the strikes.", False),
        ("There was no end and strikes followed.", False),
    ],
)
def test_what_is_negated_is_told_as_done_only_where_the_model_is_sure(
    text: str, doubted: bool
) -> None:
    statuses = ("actual", "negated", "hypothetical", "historical")
    start = text.index("strike")
    unsure = np.array([0.5, 0.4, 0.1, 0.0], np.float32)
    found = not_done(unsure, statuses, text, start)
    assert statuses[int(found.argmax())] == ("negated" if doubted else "actual")
    sure = np.array([0.97, 0.02, 0.01, 0.0], np.float32)
    assert statuses[int(not_done(sure, statuses, text, start).argmax())] == "actual"
